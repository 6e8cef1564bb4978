//! The `present` room.
