//! Laws: what holds for every organization and every manifest, not for one example.

mod world;
mod seed;
mod live;
mod odd;
mod manifest;
mod edit;
mod edited;
mod case;

mod reach;
mod same;
mod prune;
mod total;
mod fixpoint;
mod owners;
mod limits;
mod run;
mod found;
mod snapshot;
mod import;
mod drift;
