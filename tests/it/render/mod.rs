//! Texts: what people read.

mod human;
