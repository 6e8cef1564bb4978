//! How sure something is, as rows have it.

use serde::Serialize;

/// How often what is as clear as this is right; in JSON from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u16);

impl Share {
    /// From a number per mille.
    #[must_use]
    pub fn per_mille(number: u16) -> Self {
        Self(number)
    }

    /// The number per mille.
    #[must_use]
    pub fn as_per_mille(self) -> i64 {
        i64::from(self.0)
    }

    /// From 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl Serialize for Share {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}
