//! All tests of the binary and of the rooms together.
