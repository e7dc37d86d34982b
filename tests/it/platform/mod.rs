//! The client, over the wire: against hand-made answers and against the sandbox.

mod scripted;
mod world;
mod answers;
mod retries;
mod ending;
mod reading;
mod incomplete;
mod limits;
mod operations;
mod shapes;
mod writing;
mod gate;
mod rounds;
