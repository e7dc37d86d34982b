//! What a description could not say, or says otherwise than somebody might expect.

/// Something about live that its description leaves out or that needs a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about: an address, or the platform's own text where there is no valid one.
    pub subject: String,
    /// The story in one sentence.
    pub detail: String,
}
