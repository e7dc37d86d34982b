//! All integration tests in one binary, so that they link once.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod manifest;
