use super::*;

/// Checks all readings of a text.
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
fn each_character_knows_its_bytes() {
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
fn unclosed_tags_cost_no_more_than_the_text() {
    let text = "<a".repeat(200_000);
    assert!(decoded_readings(&text).is_empty());
}
