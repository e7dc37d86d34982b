//! Situations, each a folder under `tests/scenarios` that anybody can read: the world, the manifest, and a transcript
//! of what is typed and what is answered. `ORGFORM_BLESS=1` writes the answers anew; read them before you commit.
//!
//! What a transcript may hold: `transcript.rs`. What the commands in it can be: `stage.rs`. Who clicks: `hand.rs`.

mod hand;
mod list;
pub(crate) mod redact;
mod stage;
mod transcript;
