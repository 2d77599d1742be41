//! Days as people say them, in lists that are read in passing.
//!
//! Not here: how dates stand in files and minutes, which are read years later.

use chrono::{Datelike, NaiveDate};

/// `Fri 29 Nov`.
pub fn short_date(date: NaiveDate) -> String {
    format!("{} {}", date.format("%a"), day_and_month(date))
}

/// `Fri 29 Nov`, and `Fri 29 Nov 2019` where it is read in another year: such a day is not to be taken for a near one.
pub fn near_date(date: NaiveDate, today: NaiveDate) -> String {
    short_date(date) + &other_year(date, today)
}

/// `29 Nov`, and `29 Nov 2019` where it is read in another year: of a day that is over nobody asks which of the week it was.
pub fn past_date(date: NaiveDate, today: NaiveDate) -> String {
    day_and_month(date) + &other_year(date, today)
}

fn day_and_month(date: NaiveDate) -> String {
    format!("{} {}", date.day(), date.format("%b"))
}

fn other_year(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { String::new() } else { format!(" {}", date.year()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_another_year_says_which() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (date, today) = (day("2019-11-29"), day("2019-12-30"));
        assert_eq!([near_date(date, today), past_date(date, today)], ["Fri 29 Nov", "29 Nov"]);
        let later = day("2020-01-02");
        assert_eq!([near_date(date, later), past_date(date, later)], ["Fri 29 Nov 2019", "29 Nov 2019"]);
    }
}
