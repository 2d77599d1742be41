//! Dates of three numbers, `10/28/2019` or `28/10/2019`: which of them is the month, the table as a whole decides.
//!
//! Not here: dates that say it themselves (see `dates`), such as `2019-10-28`, and `28.10.2019` whose day comes first.

use chrono::NaiveDate;

use crate::agenda::dates;
use crate::notation::cursor::{Cursor, digit};
use crate::notation::times::is_dash;

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// As in the United States.
    #[default]
    MonthFirst,
    DayFirst,
}

/// How sure an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) order: Order,
    /// The numbers allow for either.
    pub(super) guessed: bool,
}

/// The date that a text begins with, and what is behind it.
pub(super) fn dated(text: &str, order: Order) -> (Option<NaiveDate>, &str) {
    let between = |c: char| c.is_whitespace() || is_dash(c) || matches!(c, ',' | '，' | ';');
    let behind = |at: usize| {
        let rest = text.get(at..).unwrap_or("");
        let time = rest.strip_prefix(['T', 't']).filter(|time| time.chars().next().and_then(digit).is_some());
        time.unwrap_or(rest).trim_matches(between)
    };
    if let Some(([one, two, year], end)) = numbers(text) {
        let (month, day) = if order == Order::MonthFirst { (one, two) } else { (two, one) };
        let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
        return if date.is_some() { (date, behind(end)) } else { (None, text) };
    }
    match dates::find(text) {
        Some((date, range)) if range.start == 0 => {
            // A timestamp is passed as a whole, but its time counts here.
            let time =
                text.get(range.clone()).and_then(|stamp| stamp.find(['T', 't'])).filter(|at| *at == "2019-10-28".len());
            (Some(date), behind(time.unwrap_or(range.end)))
        }
        _ => (None, text),
    }
}

/// The three numbers that a text begins with, the last a year, and where they end.
fn numbers(text: &str) -> Option<([u32; 3], usize)> {
    let mut cursor = Cursor::new(text);
    let (one, _) = cursor.number(2)?;
    let mark = cursor.eat(|c| matches!(c, '/' | '-' | '.'))?;
    let (two, _) = cursor.number(2)?;
    cursor.eat(|c| c == mark)?;
    let year = match cursor.number(4)? {
        (year, 4) if mark != '.' => year,
        (year, 2) if mark == '/' => 2000 + year,
        _ => return None,
    };
    cursor.peek().is_none_or(|c| digit(c).is_none() && c != mark).then_some(([one, two, year], cursor.offset()))
}

/// Decides for all dates of a table: by one that allows for no other order, else by what makes them lie closer together.
/// `american`: other signs of the table say so.
pub(super) fn decide<'a>(texts: impl Iterator<Item = &'a str>, american: bool) -> Option<Decided> {
    let all: Vec<[u32; 3]> = texts.filter_map(|text| Some(numbers(text)?.0)).collect();
    if all.is_empty() {
        return None;
    }
    let sure = |order| Some(Decided { order, guessed: false });
    match (all.iter().any(|[one, ..]| *one > 12), all.iter().any(|[_, two, _]| *two > 12)) {
        (true, false) => return sure(Order::DayFirst),
        (false, true) => return sure(Order::MonthFirst),
        _ => {}
    }
    let span = |order: Order| {
        let date = |[one, two, year]: &[u32; 3]| {
            let (month, day) = if order == Order::MonthFirst { (*one, *two) } else { (*two, *one) };
            NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, month, day)
        };
        let days: Vec<_> = all.iter().filter_map(date).collect();
        let (first, last) = (days.iter().min()?, days.iter().max()?);
        Some((*last - *first).num_days())
    };
    let order = match (span(Order::MonthFirst), span(Order::DayFirst)) {
        (Some(month), Some(day)) if day < month => Order::DayFirst,
        (Some(month), Some(day)) if month < day => Order::MonthFirst,
        _ if american => Order::MonthFirst,
        _ if all.iter().all(|[one, two, _]| one == two) => return sure(Order::MonthFirst),
        _ => Order::DayFirst,
    };
    Some(Decided { order, guessed: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(texts: &[&str], american: bool) -> Option<(Order, bool)> {
        decide(texts.iter().copied(), american).map(|it| (it.order, it.guessed))
    }

    #[test]
    fn the_table_as_a_whole_decides_what_comes_first() {
        assert_eq!(order(&["10/11/2019", "10/28/2019"], false), Some((Order::MonthFirst, false)));
        assert_eq!(order(&["10/11/2019", "28/10/2019 9:00"], true), Some((Order::DayFirst, false)));
        assert_eq!(order(&["01/02/2019", "02/02/2019", "03/02/2019"], true), Some((Order::DayFirst, true)));
        assert_eq!(order(&["2/1/19", "2/2/19"], false), Some((Order::MonthFirst, true)));
        assert_eq!(order(&["1/2/2019"], true), Some((Order::MonthFirst, true)));
        assert_eq!(order(&["1/2/2019"], false), Some((Order::DayFirst, true)));
        assert_eq!(order(&["5/5/2019"], false), Some((Order::MonthFirst, false)));
        assert_eq!(order(&["2019-10-28", "28.10.2019", "1/2", "a"], false), None);
    }

    #[test]
    fn a_date_is_read_in_the_order_that_was_decided() {
        let read = |text: &str, order| {
            let (date, rest) = dated(text, order);
            (date.map(|date| date.to_string()), rest.to_owned())
        };
        let october = Some("2019-10-05".to_owned());
        assert_eq!(read("10/5/2019 9:00 AM", Order::MonthFirst), (october.clone(), "9:00 AM".to_owned()));
        assert_eq!(read("05-10-2019", Order::DayFirst), (october.clone(), String::new()));
        assert_eq!(read("5.10.2019", Order::MonthFirst), (october.clone(), String::new()));
        assert_eq!(read("2019-10-05T09:00", Order::DayFirst), (october, "09:00".to_owned()));
        assert_eq!(read("28/10/2019", Order::MonthFirst), (None, "28/10/2019".to_owned()));
    }
}
