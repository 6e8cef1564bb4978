//! The inside of the crate, for the trainers in `examples/` and for measuring single stages.
//!
//! Only with the feature `training`; nothing in it is promised to stay as it is. `models/README.md` has the commands.

/// Finding names, people, places, organisations and quotes, step by step.
pub mod analyse {
    pub use crate::analyse::stages::*;

    /// Names in running text.
    pub mod names {
        pub use crate::analyse::names::*;
    }
    /// The people that names belong to.
    pub mod people {
        pub use crate::analyse::people::*;
    }
    /// Quotes and their speakers.
    pub mod quotes {
        pub use crate::analyse::quotes::*;
    }
    /// Fields, tokens, sentences, paragraphs.
    pub mod text {
        pub use crate::analyse::text::*;
    }
}

/// Trees and chains as tables of small integers.
pub mod learned {
    pub use crate::learned::*;
}

/// Word lists and tables.
pub mod lexicon {
    pub use crate::lexicon::*;
}

/// Making an article of a page, step by step.
pub mod normalise {
    /// Reading the article off labelled blocks.
    pub mod article {
        pub use crate::normalise::article::*;
    }
    /// Blocks and their labels.
    pub mod blocks {
        pub use crate::normalise::blocks::*;
    }
    /// Bylines, credits, dates.
    pub mod fields {
        pub use crate::normalise::fields::*;
    }
    /// Saved pages as blocks.
    pub mod html {
        pub use crate::normalise::html::*;
    }
    /// Rules, features and trained labellers.
    pub mod labels {
        pub use crate::normalise::labels::*;
    }
    /// Unicode, scripts, titles.
    pub mod text {
        pub use crate::normalise::text::*;
    }
}
