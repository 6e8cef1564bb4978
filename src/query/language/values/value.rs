//! Reads the values of fields.
//!
//! A word or phrase comes in, a typed value goes out, or what is wrong with it.

use std::ops::Range;

use super::called::Called;
use super::dates::{self, DateFault, Period};
use super::limits::{self, Limits};
use crate::query::language::checked::{Centre, Country, Name};
use crate::query::language::edits::edits;
use crate::query::language::fault::LanguageFault;
use crate::query::language::fields::Field;
use crate::query::language::syntax::Typed;

/// A value, the field it is of, and where it stands.
pub(in crate::query::language) struct Value<'v> {
    pub(in crate::query::language) field: &'static Field,
    pub(in crate::query::language) typed: &'v Typed,
    pub(in crate::query::language) span: Range<usize>,
}

impl Value<'_> {
    fn text(&self) -> &str {
        self.typed.text.trim()
    }

    fn wrong(&self, message: impl Into<String>, hint: impl Into<String>) -> LanguageFault {
        LanguageFault::new(message, self.span.clone(), hint)
    }

    /// A name as the archive has it, or `#12`.
    pub(in crate::query::language) fn name(&self) -> Result<Name, LanguageFault> {
        let text = self.text();
        let id = match text.strip_prefix('#').filter(|_| !self.typed.quoted) {
            Some(number) => Some(number.parse().map_err(|_| {
                self.wrong(
                    format!("{}:{text} is no number", self.field.name),
                    format!("write it so: {}:#12", self.field.name),
                )
            })?),
            None => None,
        };
        Ok(Name { text: text.to_owned(), is_prefix: self.typed.is_prefix, id })
    }

    /// The name of a person, whose surname may stand first: `O'Connor, Patrick`.
    pub(in crate::query::language) fn person(&self) -> Result<Name, LanguageFault> {
        let mut name = self.name()?;
        if let Some((surname, given)) = name.text.split_once(',') {
            let has_letters = |part: &str| part.chars().any(char::is_alphabetic);
            if has_letters(surname) && has_letters(given) && !given.contains(',') {
                name.text = format!("{} {}", given.trim(), surname.trim());
            }
        }
        Ok(name)
    }

    pub(in crate::query::language) fn period(&self) -> Result<Period, LanguageFault> {
        let (text, name) = (self.text(), self.field.name);
        dates::period(text).map_err(|fault| match fault {
            DateFault::Ambiguous(one, other) => self.wrong(
                format!("{text} may be {one} or {other}"),
                format!("write which: {name}:{one} or {name}:{other}"),
            ),
            DateFault::NoYear => self.wrong(format!("{text} is a date without a year"), format!("add the year: {name}:\"{text} 2013\"")),
            DateFault::Backwards => {
                self.wrong(format!("{text} ends before it begins"), format!("write the earlier date first: {name}:2013-05..2013-06"))
            }
            DateFault::Unknown => self.wrong(
                format!("{text} is no date"),
                format!("write it as 2013, 2013-05, {name}:2013-05-10, {name}:\"10 May 2013\", {name}:2013-05..2013-06 or {name}:<2014"),
            ),
        })
    }

    pub(in crate::query::language) fn count(&self) -> Result<Limits, LanguageFault> {
        let name = self.field.name;
        limits::limits(self.text(), limits::count).ok_or_else(|| {
            self.wrong(
                format!("{} is no number", self.text()),
                format!("write {name}:>500, {name}:<100 or {name}:100..500"),
            )
        })
    }

    /// A share; one alone is the least.
    pub(in crate::query::language) fn share(&self) -> Result<Limits, LanguageFault> {
        let limits = limits::limits(self.text(), limits::share).ok_or_else(|| {
            self.wrong(format!("{} is no number from 0 to 1", self.text()), "write sure:>.8 or sure:<.5")
        })?;
        let alone = limits.least == limits.most;
        Ok(if alone { Limits { most: None, ..limits } } else { limits })
    }

    /// The number or the address of an article.
    pub(in crate::query::language) fn called(&self) -> Result<Called, LanguageFault> {
        let text = self.text();
        if let Ok(id) = text.strip_prefix('#').unwrap_or(text).parse() {
            return Ok(Called::Id(id));
        }
        if text.contains("://") {
            return Ok(Called::Address(text.to_owned()));
        }
        let hint = "`archive query` shows the numbers of articles in its first column";
        Err(self.wrong(format!("{text} is no number and no address of an article"), hint))
    }

    pub(in crate::query::language) fn one_of(
        &self,
        known: &'static [&'static str],
    ) -> Result<&'static str, LanguageFault> {
        let text = self.text().to_lowercase();
        // `has:quote` and `has:photos` are no riddles.
        let is_meant = |word: &&&str| {
            text == ***word || format!("{text}s") == ***word || (text.starts_with("photo") && ***word == *"pictures")
        };
        if let Some(word) = known.iter().find(is_meant) {
            return Ok(word);
        }
        let near = known.iter().min_by_key(|word| edits(&text, word)).filter(|word| edits(&text, word) <= 2);
        let hint = near.map_or_else(
            || format!("write one of: {}", known.join(", ")),
            |near| format!("did you mean {}:{near}?", self.field.name),
        );
        Err(self.wrong(format!("{}: does not know {text}", self.field.name), hint))
    }

    pub(in crate::query::language) fn language(&self) -> Result<String, LanguageFault> {
        let text = self.text().to_ascii_lowercase();
        let code = text.split(['-', '_']).next().unwrap_or_default();
        if matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(code.to_owned());
        }
        Err(self.wrong(
            format!("{text} is no code of a language"),
            "write two letters such as lang:en or lang:de; `archive stats` lists those there are",
        ))
    }

    pub(in crate::query::language) fn country(&self) -> Country {
        let text = self.text();
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Country::Code(text.to_ascii_uppercase());
        }
        Country::Named(text.to_owned())
    }

    /// `Porto,50km` or `41.1,-8.6,50km`.
    pub(in crate::query::language) fn near(&self) -> Result<(Centre, f64), LanguageFault> {
        let text = self.text();
        let hint = format!("write a place and a distance: near:{},50km", text.split(',').next().unwrap_or(text));
        let (centre, distance) =
            text.rsplit_once(',').ok_or_else(|| self.wrong(format!("near:{text} does not say how near"), &*hint))?;
        let kilometres = limits::kilometres(distance)
            .ok_or_else(|| self.wrong(format!("{} is no distance", distance.trim()), &*hint))?;
        if let Some((latitude, longitude)) = centre.split_once(',')
            && let (Ok(latitude), Ok(longitude)) = (latitude.trim().parse::<f64>(), longitude.trim().parse::<f64>())
        {
            if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) {
                return Ok((Centre::Point(latitude, longitude), kilometres));
            }
            return Err(self.wrong(
                format!("{centre} is no point on the map"),
                "write degrees north, then degrees east: near:41.1,-8.6,50km",
            ));
        }
        let id = centre.strip_prefix('#').and_then(|number| number.parse().ok());
        Ok((Centre::Place(Name { text: centre.trim().to_owned(), is_prefix: false, id }), kilometres))
    }
}
