use super::*;

fn said(row: &str) -> String {
    let text = answer(7, row).to_string();
    serde_json::from_str::<Value>(&text).expect("an answer is always JSON");
    text
}

fn row(rest: &str) -> String {
    said(&format!(
        r#"{{"id": "a", "from": "2023-04-17", "n": 3, "unit": "days"{rest}}}"#
    ))
}

#[test]
fn a_field_left_out_takes_the_first_of_its_values() {
    let all = r#", "direction": "after", "count_from": "next-day", "clear": false, "short": null,
        "roll": "none", "month_end": "clamp", "min_work_days": 0, "cutoff": null, "zone": "UTC",
        "weekend": ["sat", "sun"], "holidays": [], "closed": []"#;
    assert_eq!(row(all), row(""));
    assert_eq!(row(""), r#"{"id":"a","date":"2023-04-20"}"#);
}

#[test]
fn what_is_not_a_row_gets_an_error_by_its_id() {
    for (rest, says) in [
        (r#", "rol": "next""#, "unknown field `rol`"),
        (
            r#", "roll": "onward""#,
            "`roll` is `onward`: write one of none, next, previous",
        ),
        (
            r#", "direction": 1"#,
            "`direction`: the number 1 stands here; write text in quotes (column",
        ),
        (
            r#", "weekend": "sat""#,
            "`weekend`: the text \\\"sat\\\" stands here; write a list: [ … ] (column",
        ),
        (
            r#", "weekend": [6]"#,
            "the number 6 stands here; write text in quotes (column",
        ),
        (
            r#", "short": 5"#,
            "`short`: the number 5 stands here; it is an object such as {\\\"up_to\\\": 5} (column",
        ),
        (
            r#", "min_work_days": -1"#,
            "`min_work_days`: the number -1 stands here; write a whole number from 0",
        ),
        (
            r#", "weekend": ["sat", "saturday"]"#,
            "`weekend` is `saturday`: write one of mon, tue",
        ),
        (
            r#", "holidays": ["2023-05-08T00:00"]"#,
            "`holidays` holds `2023-05-08T00:00`",
        ),
        (
            r#", "closed": ["2023-02-29"]"#,
            "`closed` holds `2023-02-29`",
        ),
        (r#", "cutoff": "4 pm""#, "`cutoff` is `4 pm`"),
        (r#", "cutoff": "1630""#, "`cutoff` is `1630`"),
        (r#", "cutoff": "T1630""#, "`cutoff` is `T1630`"),
        (
            r#", "zone": "Moscow""#,
            "`zone` is `Moscow`, which is no time zone",
        ),
        (r#", "short": {"upto": 5}"#, "unknown field `upto`"),
    ] {
        let text = row(rest);
        assert!(text.starts_with(r#"{"id":"a","error":""#), "{text}");
        assert!(text.contains(says), "{text} lacks {says}");
    }
}

#[test]
fn an_id_that_cannot_be_read_is_replaced_by_the_line() {
    for bad in [
        "",
        "[]",
        "null",
        r#"["a", "2023-04-17", 3, "days"]"#,
        r#"{"id": "a", "from": "#,
        r#"{"from": "2023-04-17", "n": 3, "unit": "days"}"#,
        r#"{"id": 4, "from": "2023-04-17", "n": 3, "unit": "days"}"#,
    ] {
        let text = said(bad);
        assert!(text.starts_with(r#"{"line":7,"error":""#), "{text}");
    }
}

#[test]
fn a_number_of_units_is_a_whole_one() {
    for n in ["-1", "1.5", "\"3\"", "4294967296", "null"] {
        let text = said(&format!(
            r#"{{"id": "a", "from": "2023-04-17", "n": {n}, "unit": "days"}}"#
        ));
        assert!(text.contains("error"), "{text}");
    }
}

#[test]
fn a_start_is_a_date_or_a_time_with_its_offset() {
    let from = |from: &str| {
        said(&format!(
            r#"{{"id": "a", "from": "{from}", "n": 0, "unit": "days"}}"#
        ))
    };
    assert_eq!(from("2024-02-29"), r#"{"id":"a","date":"2024-02-29"}"#);
    assert_eq!(
        from("2024-02-29T23:30:00Z"),
        r#"{"id":"a","date":"2024-02-29"}"#
    );
    assert_eq!(
        from("2024-02-29T23:30:00-01:00"),
        r#"{"id":"a","date":"2024-03-01"}"#
    );
    for bad in [
        "2023-02-29",
        "20230417",
        "2023-04-17T10:00:00",
        "2023-04-17T10:00:00+03:00[Europe/Moscow]",
        "yesterday",
        "",
    ] {
        assert!(
            from(bad).contains("write a date such as 2023-04-17"),
            "{bad}"
        );
    }
}

#[test]
fn minutes_are_no_unit_of_a_row() {
    let text = said(r#"{"id": "a", "from": "2023-04-17", "n": 3, "unit": "minutes"}"#);
    assert!(
        text.contains("one of hours, days, work-days, weeks, months, years"),
        "{text}"
    );
}

#[test]
fn an_id_is_repeated_as_it_stands() {
    let text = said(r#"{"id": "a\"\\\u0000ж", "from": "2023-04-17", "n": 1, "unit": "days"}"#);
    assert_eq!(text, r#"{"id":"a\"\\\u0000ж","date":"2023-04-18"}"#);
}

#[test]
fn a_period_without_an_end_is_an_error_of_its_row() {
    let text = said(
        r#"{"id": "a", "from": "2023-01-31", "n": 1, "unit": "months", "month_end": "error"}"#,
    );
    assert!(text.contains("2023-02 has no day 31"), "{text}");
    let text = said(r#"{"id": "a", "from": "2023-01-31", "n": 9000, "unit": "years"}"#);
    assert!(text.contains("outside the years"), "{text}");
    let week = r#""weekend": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]"#;
    assert!(row(&format!(r#", "roll": "next", {week}"#)).contains("no day of the week is worked"));
    assert_eq!(
        row(&format!(", {week}")),
        r#"{"id":"a","date":"2023-04-20"}"#
    );
}

#[test]
fn an_offset_with_seconds_still_names_the_instant() {
    // Moscow kept its own mean time, +02:30:17, until 1916.
    let text = said(
        r#"{"id": "a", "from": "1900-01-01T00:00:00Z", "n": 1, "unit": "hours",
            "zone": "Europe/Moscow"}"#,
    );
    assert_eq!(text, r#"{"id":"a","at":"1900-01-01T03:30:00+02:30"}"#);
}

#[test]
fn hours_with_a_date_run_from_the_beginning_of_the_day() {
    let text = said(
        r#"{"id": "a", "from": "2018-11-04", "n": 1, "unit": "hours",
            "zone": "America/Sao_Paulo"}"#,
    );
    assert_eq!(text, r#"{"id":"a","at":"2018-11-04T02:00:00-02:00"}"#);
}
