//! Counts what was left out on purpose, by reason, for the line that ends a run.

use std::collections::BTreeMap;
use std::fmt;

use crate::read::Plan;

/// How many records were passed over, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedOver {
    reasons: BTreeMap<String, u64>,
}

impl PassedOver {
    /// Begins with what folders hold and is not read.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut passed = Self::default();
        plan.left_out().for_each(|(reason, count)| passed.add(reason, count));
        passed
    }

    /// Counts one more for `reason`.
    pub fn count(&mut self, reason: &str) {
        self.add(reason, 1);
    }

    fn add(&mut self, reason: &str, more: u64) {
        match self.reasons.get_mut(reason) {
            Some(count) => *count += more,
            None => drop(self.reasons.insert(reason.to_owned(), more)),
        }
    }

    /// The line for a run that counts nothing else; `None` where nothing was passed over.
    #[must_use]
    pub fn alone(&self) -> Option<String> {
        (!self.reasons.is_empty()).then(|| self.to_string().trim_start_matches(", ").to_owned())
    }
}

impl fmt::Display for PassedOver {
    /// What goes behind the counts of a run: nothing, or `, passed over 3 (redirect 2, not a page 1)`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.reasons.is_empty() {
            return Ok(());
        }
        let reasons: Vec<_> = self.reasons.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
        write!(out, ", passed over {} ({})", self.reasons.values().sum::<u64>(), reasons.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_counted() {
        let mut passed = PassedOver::default();
        assert_eq!((passed.to_string(), passed.alone()), (String::new(), None));
        for reason in ["redirect", "not a page", "redirect"] {
            passed.count(reason);
        }
        assert_eq!(passed.to_string(), ", passed over 3 (not a page 1, redirect 2)");
    }
}
