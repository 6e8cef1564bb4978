//! Small words and verbs by which rules tell what was said by whom.

use crate::lexicon::tables::sections::{Values, Words};

const TEXT: &str = include_str!("cue_words.txt");

/// Particles that a verb of speech goes with, apart by spaces, by its base form.
pub static PARTICLES: Values = Values::new(TEXT, "particles");

/// Verbs that say something only with their particle: `fire back`.
pub static NEED_PARTICLES: Words = Words::new(TEXT, "need-particles");

/// Verbs whose subject comes before them, since whom they speak to follows.
pub static ADDRESSED: Words = Words::new(TEXT, "addressed");

/// Verbs before `to` and a verb of saying: `went on to say`.
pub static LEADS: Words = Words::new(TEXT, "leads");

/// Determiners that point at something known.
pub static POINTERS: Words = Words::new(TEXT, "pointers");

/// Words that lost their beginning, after an apostrophe: `'em`, `'til`.
pub static ELISIONS: Words = Words::new(TEXT, "elisions");

/// Words that deny the verb after them.
pub static NEGATIONS: Words = Words::new(TEXT, "negations");

/// Verbs of not doing what the verb after them says.
pub static FAILING: Words = Words::new(TEXT, "failing");

/// Verbs that say something is not so.
pub static DENYING: Words = Words::new(TEXT, "denying");

/// Verbs by which somebody undertakes what an infinitive says.
pub static COMMISSIVE: Words = Words::new(TEXT, "commissive");

/// Auxiliaries of what may be, and is not told to have been.
pub static MODALS: Words = Words::new(TEXT, "modals");

/// Relative pronouns: the clause is about the speaker.
pub static RELATIVES: Words = Words::new(TEXT, "relatives");

/// Words that open the clause that was said.
pub static CONTENT_LINKS: Words = Words::new(TEXT, "content-links");

/// Verbs that take whom they speak to before what they say.
pub static TAKE_HEARERS: Words = Words::new(TEXT, "take-hearers");

/// Words that link a clause to the one before.
pub static CLAUSE_LINKS: Words = Words::new(TEXT, "clause-links");

/// Pronouns of people who talk to each other.
pub static DIRECT_ADDRESS: Words = Words::new(TEXT, "direct-address");

/// What is between two verbs of one subject.
pub static COORDINATING: Words = Words::new(TEXT, "coordinating");

/// Words before marks that hold a name or a term.
pub static NAMING: Words = Words::new(TEXT, "naming");

/// Articles of somebody not spoken of before, in other languages than English.
pub static INDEFINITE_ARTICLES: Words = Words::new(TEXT, "indefinite-articles");

/// Verbs of saying that hardly ever have an object.
pub static BELIEVED: Words = Words::new(TEXT, "believed");

/// Words for what somebody says something or nothing of, before a preposition: `says much about the town`.
pub static VAGUE_OBJECTS: Words = Words::new(TEXT, "vague-objects");

/// Words that open a clause which is said, asked or told.
pub static OPENERS: Words = Words::new(TEXT, "openers");

/// Determiners before a noun whose verb has an -s.
pub static SINGULAR_DETERMINERS: Words = Words::new(TEXT, "singular-determiners");

/// Verbs that, after a comma and before a name, address it.
pub static HEARERS_AFTER_COMMA: Words = Words::new(TEXT, "hearers-after-comma");
