//! The pipelines that are shipped, played: the `run` steps of the workflows as `init --ci` writes them, in a bare
//! repository, with the sandbox as the platform and a forge in a folder. And what releases orgform itself.

mod workflow;
mod runner;
mod life;
mod shown;
mod release;
