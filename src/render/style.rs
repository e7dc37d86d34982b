//! How text for people looks. Decided once, at the terminal; renderers never ask.

/// What a renderer may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours may be used.
    pub colour: bool,
}
