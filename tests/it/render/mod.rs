//! Texts: what people read, and what the programs of others read.

mod human;
mod markdown;
mod html;
mod sarif;
mod junit;
mod github;
