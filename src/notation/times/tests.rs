//! Times and lengths in every usual form, and what is none.

use super::*;

fn span(text: &str) -> Option<(u32, Option<u32>, &str)> {
    leading_span(text).map(|span| (span.start, span.end, &text[span.past..]))
}

fn minutes(text: &str) -> Option<u32> {
    length(text).map(|length| length.minutes)
}

#[test]
fn a_time_is_read_in_every_usual_form() {
    assert_eq!(span("09:00 Welcome"), Some((540, None, " Welcome")));
    assert_eq!(span("9:00 AM Welcome"), Some((540, None, " Welcome")));
    assert_eq!(span("12:15pm Lunch"), Some((735, None, " Lunch")));
    assert_eq!(span("12 a.m. Bed"), Some((0, None, " Bed")));
    assert_eq!(span("۱۸:۳۰ شام"), Some((1110, None, " شام")));
    assert_eq!(span("9：30开场"), Some((570, None, "开场")));
    assert_eq!(span("09:00:00 Welcome"), Some((540, None, " Welcome")));
    assert_eq!(span("09:00: Welcome"), Some((540, None, ": Welcome")));
    assert_eq!(span("**09:00** Welcome"), Some((540, None, " Welcome")));
}

#[test]
fn a_time_is_read_as_other_languages_write_it() {
    for (text, start, rest) in [
        ("10h30 Accueil", 630, " Accueil"),
        ("9h30 Accueil", 570, " Accueil"),
        ("10.30 Begrüßung", 630, " Begrüßung"),
        ("9.15 Uhr Begrüßung", 555, " Begrüßung"),
        ("9 Uhr Begrüßung", 540, " Begrüßung"),
        ("10Uhr Begrüßung", 600, " Begrüßung"),
        ("10:00h Bienvenida", 600, " Bienvenida"),
        ("上午9:00 开场", 540, " 开场"),
        ("下午2点30分 讨论", 870, " 讨论"),
        ("下午2点半讨论", 870, "讨论"),
        ("14时 讨论", 840, " 讨论"),
        ("午前9時 開会", 540, " 開会"),
        ("午後2時30分 議論", 870, " 議論"),
        ("14時30分議論", 870, "議論"),
        ("오전 9시 개회", 540, " 개회"),
        ("오후 2시 30분 토론", 870, " 토론"),
        ("9:00 صباحًا افتتاح", 540, " افتتاح"),
        ("۳:۳۰ بعدازظهر بحث", 930, " بحث"),
        ("９：３０ 開会", 570, " 開会"),
        ("०९:३० स्वागत", 570, " स्वागत"),
    ] {
        assert_eq!(span(text), Some((start, None, rest)), "{text}");
    }
    for (text, start, end) in [
        ("9h-10h30", 540, 630),
        ("9.15–9.45 Uhr", 555, 585),
        ("9–10 Uhr", 540, 600),
        ("9 - 10:30 am", 540, 630),
        ("9-10:30", 540, 630),
        ("9:00 a 10:00 h", 540, 600),
        ("9h30 à 10h", 570, 600),
        ("上午9点到10点", 540, 600),
        ("14時から15時30分", 840, 930),
        ("오후 2시~3시 30분", 840, 930),
        ("۱۸:۰۰ تا ۲۰:۰۰", 1080, 1200),
    ] {
        assert_eq!(whole_span(text).map(|span| (span.start, span.end)), Some((start, Some(end))), "{text}");
    }
    assert_eq!((whole("9.30"), whole("9h"), whole("9")), (Some(570), Some(540), None));
}

#[test]
fn a_length_and_a_number_are_no_time() {
    for text in [
        "9.30 Talk",
        "1h30 Talk",
        "10h Talk",
        "1 час",
        "2時間 議論",
        "3小时",
        "2시간",
        "5分",
        "30분",
        "5点建议",
        "2 - 10:30 x",
        "1.5 x",
        "2.1.3 x",
        "10 h",
    ] {
        assert_eq!(span(text), None, "{text}");
    }
}

#[test]
fn a_span_is_read_with_any_dash() {
    assert_eq!(span("09:00–09:45 Title"), Some((540, Some(585), " Title")));
    assert_eq!(span("9:00-9:10 Title"), Some((540, Some(550), " Title")));
    assert_eq!(span("9:00 — 10:00"), Some((540, Some(600), "")));
    assert_eq!(span("9:00–9:45 PM x"), Some((1260, Some(1305), " x")));
    assert_eq!(span("11:00-1:00 PM x"), Some((660, Some(780), " x")));
    assert_eq!(span("23:00-24:00 x"), Some((1380, Some(1440), " x")));
    assert_eq!(span("10:00 - Foo"), Some((600, None, " - Foo")));
}

#[test]
fn what_only_looks_like_a_time_is_none() {
    for text in ["9 Lives", "25:00 x", "9:60 x", "9:5 x", "24:30 x", "9:00x", "13:00 PM x", "1:2:3", "", "**9:00 x"] {
        assert_eq!(span(text), None, "{text}");
    }
}

#[test]
fn a_length_is_read_in_every_usual_form() {
    for (text, expected) in [
        ("45m", 45),
        ("45 min", 45),
        ("45 min.", 45),
        ("45 minutes", 45),
        ("1h30", 90),
        ("1h", 60),
        ("1 h 05 min", 65),
        ("1 hour 30 minutes", 90),
        ("1.5h", 90),
        ("0,25 h", 15),
        ("10 Min.", 10),
        ("1 Std.", 60),
        ("1 Std. 30 Min.", 90),
        ("20분", 20),
        ("1시간 30분", 90),
        ("5 分钟", 5),
        ("10分間", 10),
        ("1個小時", 60),
        ("۱۰ دقیقه", 10),
        ("١٥ دقيقة", 15),
        ("10 דקות", 10),
        ("१० मिनट", 10),
        ("۵ دقیقه", 5),
        ("５ min", 5),
        ("1小时30分钟", 90),
        ("~10 min", 10),
        ("24h", 1440),
    ] {
        assert_eq!(minutes(text), Some(expected), "{text}");
    }
}

fn bounds(text: &str) -> Option<(Option<u32>, u32)> {
    length(text).map(|length| (length.least, length.minutes))
}

#[test]
fn a_range_keeps_both_its_bounds() {
    for (text, least, most) in [
        ("30-60m", 30, 60),
        ("30–60 min", 30, 60),
        ("5 min - 10 min", 5, 10),
        ("1h-1h30", 60, 90),
        ("1 h – 1 h 30 min", 60, 90),
        ("45m to 1h", 45, 60),
        ("45 to 60 minutes", 45, 60),
        ("1-1.5h", 60, 90),
        ("½-1 hr", 30, 60),
        ("1½–2¼ h", 90, 135),
        ("1h-2", 60, 120),
        ("5至10分钟", 5, 10),
        ("0-15m", 0, 15),
    ] {
        assert_eq!(bounds(text), Some((Some(least), most)), "{text}");
        assert!(!length(text).unwrap().backwards, "{text}");
    }
    assert_eq!(length_or_bare("30-60").map(|length| (length.least, length.minutes)), Some((Some(30), 60)));
}

#[test]
fn a_range_written_backwards_is_read_the_right_way_round() {
    assert_eq!(length("60-30m"), Some(Length { minutes: 60, least: Some(30), backwards: true }));
    assert_eq!(bounds("1h30-1h"), Some((Some(60), 90)));
}

#[test]
fn a_range_between_equal_bounds_is_none() {
    assert_eq!(length("30-30m"), Some(Length::of(30)));
    assert_eq!(length("60m-1h"), Some(Length::of(60)));
}

#[test]
fn a_length_is_written_as_it_is_read() {
    for text in ["45m", "1h", "1h05", "24h", "30-60m", "0-15m", "60-1440m"] {
        assert_eq!(length(text).map(|length| length.to_string()).as_deref(), Some(text));
    }
}

#[test]
fn two_statements_agree_where_the_upper_bound_is_the_same() {
    let agreeing = |one, other| bounds(one).and(length(one)?.agreeing(length(other)?)?.least);
    assert_eq!(agreeing("60m", "30-60m"), Some(30));
    assert_eq!(agreeing("30-60m", "1h"), Some(30));
    assert_eq!(agreeing("30-60m", "45-60m"), None);
    assert_eq!(length("45m").unwrap().agreeing(length("30-60m").unwrap()), None);
}

#[test]
fn nonsense_is_no_length() {
    for text in ["", "m", "0m", "25h", "2000 min", "90", "1:30", "45 parsecs", "soon", "5 m m", "1h30s", "99999m"] {
        assert_eq!(length(text), None, "{text}");
    }
    for text in ["30-60", "-60m", "30-m", "30-60-90m", "0-0m", "30-1h", "30 tons 60m", "1h30h", "30m60m"] {
        assert_eq!(length(text), None, "{text}");
    }
}

#[test]
fn a_property_line_may_leave_the_unit_out() {
    assert_eq!(length_or_bare("90").map(|length| length.minutes), Some(90));
    assert_eq!(length_or_bare("1:30").map(|length| length.minutes), Some(90));
    assert_eq!(length_or_bare("45m").map(|length| length.minutes), Some(45));
    for text in ["0", "1:3", "1:75", "soon", "9:00 - 9:10"] {
        assert_eq!(length_or_bare(text), None, "{text}");
    }
}
