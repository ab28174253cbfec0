use super::*;

/// In the text, « and » enclose the passage where it is found; in `marked`, where the file has it.
#[track_caller]
fn check(text: &str, context: [&str; 3], place: Option<(usize, usize)>, expected: &str) {
    let [prefix, quote, suffix] = context.map(str::to_owned);
    let passage = OtherPassage {
        quote,
        prefix,
        suffix,
        place,
        ..OtherPassage::default()
    };
    let found = match find(text, &passage) {
        Found::AtItsPlace(span) => format!("{}-{}", span.start(), span.end()),
        Found::Moved(span) => format!("moved to {}-{}", span.start(), span.end()),
        Found::Ambiguous(count) => format!("{count} times"),
        Found::Missing => "missing".to_owned(),
    };
    assert_eq!(found, expected);
}

#[test]
fn a_passage_is_found_by_its_position_or_its_words_or_reported() {
    check("é 12 hurt", ["", "12", ""], Some((2, 4)), "3-5");
    check(
        "now é 12 hurt",
        ["", "12", ""],
        Some((2, 4)),
        "moved to 7-9",
    );
    check("12 or 12", ["or ", "12", ""], None, "moved to 6-8");
    check("12 or 12", ["", "12", ""], None, "2 times");
    check("12 or 12", ["and ", "12", ""], Some((4, 6)), "2 times");
    check("12 or 13", ["", "14", ""], Some((0, 2)), "missing");
    check("said “no”", ["", "\"no\"", ""], None, "moved to 5-13");
    check("a", ["", "a", ""], Some((5, 9)), "moved to 0-1");
}
