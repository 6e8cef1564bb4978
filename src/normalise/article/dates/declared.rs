//! The dates that a page declares, weighed by what it shows.
//!
//! Declared values and the days that the page shows or that its address names come in; the dates go out, the best first.
//!
//! Invariant: every date is a declared one; what is shown only chooses among them and between two readings of one.

use crate::model::PartialDate;
use crate::normalise::blocks::declared::Declared;
use crate::normalise::fields::dates::parse_date;

/// The declared dates of publication, the best first.
pub(in crate::normalise) fn published_of(
    declared: &Declared,
    witnesses: &[&PartialDate],
    language: Option<&str>,
) -> Vec<PartialDate> {
    let (stated, others) =
        declared.published.split_at_checked(declared.json_ld.stated).unwrap_or((&declared.published, &[]));
    let mut dates = read(stated, witnesses, language);
    let seen = |date: &PartialDate| witnesses.iter().any(|witness| same_day(witness, date));
    // A page that declares two days and shows one of them was published on that one, unless it is that of the last change.
    if dates.first().is_some_and(|first| !seen(first)) {
        let changed = read(&declared.updated, witnesses, language);
        if let Some(place) = dates.iter().position(|date| seen(date) && !changed.contains(date)) {
            let date = dates.remove(place);
            dates.insert(0, date);
        }
    }
    dates.extend(read(others, witnesses, language));
    in_local_time(&mut dates);
    dates
}

/// The declared dates of the last change, the best first.
pub(in crate::normalise) fn updated_of(
    declared: &Declared,
    witnesses: &[&PartialDate],
    language: Option<&str>,
) -> Vec<PartialDate> {
    let mut dates = read(&declared.updated, witnesses, language);
    in_local_time(&mut dates);
    dates
}

/// The values as dates. One that two orders of day and month read as two days is the day that a witness has.
fn read(values: &[String], witnesses: &[&PartialDate], language: Option<&str>) -> Vec<PartialDate> {
    let read = |value: &String| {
        let date = parse_date(value, language);
        if !value.contains(['/', '.']) || witnesses.is_empty() {
            return date;
        }
        let readings = [parse_date(value, Some("en-GB")), parse_date(value, Some("en-US"))];
        let seen = |date: &&PartialDate| witnesses.iter().any(|witness| same_day(witness, date));
        readings.iter().flatten().find(seen).cloned().or(date)
    };
    values.iter().filter_map(read).collect()
}

/// Puts the local time in place of the first date where that is given in universal time and another value is the same
/// moment on the clock of the paper: on which day a story appeared is asked there.
fn in_local_time(dates: &mut [PartialDate]) {
    let universal = |date: &PartialDate| date.as_str().ends_with('Z') || date.as_str().ends_with("+00:00");
    let moment = |date: &PartialDate| date.as_str().parse::<jiff::Timestamp>().ok();
    let Some(first) = dates.first().filter(|first| universal(first)) else { return };
    let Some(when) = moment(first) else { return };
    let local = dates.iter().skip(1).find(|date| !universal(date) && moment(date) == Some(when)).cloned();
    if let (Some(local), Some(first)) = (local, dates.first_mut()) {
        *first = local;
    }
}

/// Whether two dates name the same day.
pub(in crate::normalise) fn same_day(left: &PartialDate, right: &PartialDate) -> bool {
    left.as_str().get(..10).is_some_and(|day| right.as_str().get(..10) == Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::blocks::declared::Linked;

    #[track_caller]
    fn check(published: &[&str], updated: &[&str], witnesses: &[&str], expected: &str) {
        let own = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let json_ld = Linked { stated: published.len(), ..Linked::default() };
        let declared = Declared { published: own(published), updated: own(updated), json_ld, ..Declared::default() };
        let witnesses: Vec<PartialDate> = witnesses.iter().filter_map(|date| PartialDate::parse(date)).collect();
        let found = published_of(&declared, &witnesses.iter().collect::<Vec<_>>(), Some("de"));
        assert_eq!(found.first().map(PartialDate::as_str), Some(expected), "{published:?}");
    }

    #[test]
    fn declared_day_that_is_shown_goes_first() {
        let two = ["2013-05-04", "2013-05-06T08:00"];
        check(&two, &[], &[], "2013-05-04");
        check(&two, &[], &["2013-05-06"], "2013-05-06T08:00");
        check(&two, &[], &["2013-05-04", "2013-05-06"], "2013-05-04");
        check(&two, &["2013-05-06T08:00"], &["2013-05-06"], "2013-05-04");
    }

    #[test]
    fn order_of_day_and_month_is_the_one_that_is_shown() {
        check(&["11/01/2013 12:43:42"], &[], &[], "2013-01-11T12:43:42");
        check(&["11/01/2013 12:43:42"], &[], &["2013-11-01"], "2013-11-01T12:43:42");
    }

    #[test]
    fn local_time_of_the_same_moment_goes_first() {
        let same = ["2013-05-11T02:25:54Z", "2013-05-10T22:25:54-04:00"];
        check(&same, &[], &[], "2013-05-10T22:25:54-04:00");
        check(&["2013-05-11T02:25:54Z", "2013-05-10T22:25:50-04:00"], &[], &[], "2013-05-11T02:25:54Z");
    }
}
