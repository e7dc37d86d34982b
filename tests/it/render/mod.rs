//! Texts: what people read.

mod human;
mod markdown;
