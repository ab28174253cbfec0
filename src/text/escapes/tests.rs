use super::*;

/// Checks that each expected text is among the readings, and that there are none if none is expected.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let readings = decoded_readings(text);
    let readings: Vec<String> = readings
        .iter()
        .map(|reading| reading.iter().map(|it| it.0).collect())
        .collect();
    for expected in expected {
        assert!(
            readings.iter().any(|it| it == expected),
            "{expected}: {readings:?}"
        );
    }
    assert_eq!(readings.is_empty(), expected.is_empty(), "{readings:?}");
}

#[test]
fn percent_escapes_are_decoded_in_any_encoding() {
    check("%20x", &[" x"]);
    check("%2520x", &[" x"]);
    check("%d0%98, %25D0%252598", &["И, И"]);
    check("%F0%9F%A6%8A", &["🦊"]);
    check("%C8%E2%E0%ED", &["Иван", "Èâàí"]);
    check("J%F6rg", &["Jörg"]);
    check("%E9%D7%C1%CE", &["Иван"]);
    check("%B5%D8%D6", &["µØÖ", "Еиж"]);
    for text in ["50% of it", "%zz", "%", "%2"] {
        check(text, &[]);
    }
}

#[test]
fn html_is_decoded_as_browsers_do() {
    for (text, decoded) in [
        ("&nbsp;x", "\u{A0}x"),
        ("&nbspx", "\u{A0}x"),
        ("&#1048;&#x418;&#1048,", "ИИИ,"),
        ("&#150;", "–"),
        ("&#0000001048;&#x000000000418;", "ИИ"),
        ("&ouml;&oumlx", "ööx"),
        ("&Lstrok;&lstrok", "Ł&lstrok"),
        ("&rsquo;&apos;", "’'"),
        ("&amp;rsquo;", "’"),
        ("&amp;amp;#x418;", "И"),
        ("&#38;ouml;", "ö"),
        ("&ThickSpace;", "\u{205F}\u{200A}"),
        ("&CounterClockwiseContourIntegral;", "∳"),
    ] {
        check(text, &[decoded]);
    }
    for text in ["&", "&;", "&a-b;", "&1;", "& Sons;"] {
        check(text, &[]);
    }
}

#[test]
fn backslash_escapes_are_decoded() {
    check(r"\u0418\u0432", &["Ив"]);
    check(r"\ud83e\udd8a", &["🦊"]);
    check(r"\x49van\nPe\/", &["Ivan Pe/"]);
    check(r"\u{418}\U0001F98A", &["И🦊"]);
    check(r"\\u0418", &["И"]);
    check(r"Pe\-trov", &["Pe-trov"]);
}

#[test]
fn tags_and_link_addresses_are_dropped() {
    check("Iv<b>an</b>", &["Ivan"]);
    check("Ivan<br/>Petrov", &["Ivan Petrov"]);
    check("Pe&lt;i&gt;trov", &["Pe<i>trov", "Petrov"]);
    check("[Iv](http://x)an", &["[Ivan"]);
    check("Iv<!-- x -->an", &["Ivan"]);
    check("1 < 2", &[]);
    check("a <b", &[]);
}

#[test]
fn each_character_keeps_its_byte_range() {
    let text = "a%25D0%2598&amp;ouml;b";
    let reading = &decoded_readings(text)[0];
    let positions: Vec<(char, &str)> = reading
        .iter()
        .map(|(it, start, end)| (*it, &text[*start..*end]))
        .collect();
    assert_eq!(
        positions,
        [
            ('a', "a"),
            ('И', "%25D0%2598"),
            ('ö', "&amp;ouml;"),
            ('b', "b")
        ]
    );
}

#[test]
fn unclosed_tags_are_scanned_in_linear_time() {
    let text = "<a".repeat(200_000);
    assert!(decoded_readings(&text).is_empty());
}

#[test]
fn a_tag_ends_where_it_ends_in_a_browser() {
    check("Iv<b title=\">\" x='>'>an</b>", &["Ivan"]);
    check("Iv<!-- > -->an", &["Ivan"]);
    check("Iv<b it's>an", &["Ivan"]);
}

#[test]
fn an_address_that_is_not_closed_hides_no_tags() {
    let (before, after) = ("x".repeat(500), "x".repeat(3000));
    let text = format!("a]({before}Iv<b>an</b>{after}");
    check(&text, &[&format!("a]({before}Ivan{after}")]);
}
