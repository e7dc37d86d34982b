//! The platform in miniature: a real HTTP server over a real database.
