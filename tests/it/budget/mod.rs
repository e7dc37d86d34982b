//! How many requests each command may send: a file of numbers, and the count.

mod commands;
mod formula;
mod worlds;
