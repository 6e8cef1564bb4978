//! Words that news pages print around their stories: bylines, credits, menus, letters.

pub mod byline_words;
pub mod credit_words;
pub mod furniture;
pub mod letter_words;
pub mod stray_lines;
