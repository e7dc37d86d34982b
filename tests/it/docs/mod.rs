//! The README and the pages under `docs/` tell the truth.
//!
//! Every block of commands is played from the top of its page to the end, as a reader would type it: `play.rs` says how,
//! and which remarks a page may make about a block. What a page shows as printed must be what is printed. What is made
//! from the code (the manifest reference, guards, codes) is made anew: `ORGFORM_BLESS=1 cargo test docs::`.

mod blocks;
mod codes;
mod guards;
mod links;
mod manifest;
mod mentioned;
mod pages;
mod play;
mod printed;
mod shell;
