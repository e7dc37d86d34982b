//! `docs/manifest.md` is made from the published schema: every key with its type, what leaving it out says, and an
//! example; every kind of value; and the rules that no schema can say.

mod kind;
mod keys;
mod page;
mod values;
