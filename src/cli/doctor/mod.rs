//! Gathering what `doctor` tells: what is here, the way to the platform, and what is there. Nothing stops it: what fails
//! is a finding, and what depends on it is not known.

mod examination;
mod here;
mod approach;
mod way;
mod asked;
mod there;

pub(super) use examination::Examination;
