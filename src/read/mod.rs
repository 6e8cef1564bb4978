//! Opens input and reads it into documents.
