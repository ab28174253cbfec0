//! The sentences that explain the number of independent sources.

use crosscheck::project::Stance;

use super::{setting::Setting, sources};

#[track_caller]
fn check_reasons(notation: &str, expected: &[&str]) {
    let setting = Setting::parse(notation);
    let reasons = sources(&setting, Stance::Supports).reasons(&setting.project());
    let sentences: Vec<&str> = reasons
        .iter()
        .map(|reason| reason.sentence.as_str())
        .collect();
    assert_eq!(sentences, expected, "{notation}");
}

#[test]
fn sentences_explain_the_number_of_sources() {
    check_reasons(
        "+A:@Governor +B:@Governor +C:@Governor",
        &["These three count once: all cite Governor."],
    );
    check_reasons(
        "A<@AFP B<@AFP +A +B",
        &["These two count once: both derive from AFP."],
    );
    check_reasons(
        "A=original B<A +A +B +A! C=original +C",
        &[
            "These three count once: all go back to \u{201c}Paper A\u{201d}.",
            "This counts once: it is the reporting of \u{201c}Paper C\u{201d}.",
        ],
    );
    check_reasons(
        "A=original B=original +A/1 +B/1",
        &[
            "These two count once, because some count only as a set: they rest on \u{201c}Paper A\u{201d} and \u{201c}Paper B\u{201d}.",
        ],
    );
}

#[test]
fn sentences_explain_unknown_provenance() {
    check_reasons(
        "+A",
        &[
            "The source of \u{201c}Paper A\u{201d} is not recorded: it may be an independent source or not.",
        ],
    );
    check_reasons(
        "B<A C<A +B +C",
        &[
            "These two count once: both have the same source.",
            "The source of \u{201c}Paper A\u{201d} is not recorded: it may be an independent source or not.",
        ],
    );
    check_reasons(
        "C<@AFP,@AP +C",
        &[
            "\u{201c}Paper C\u{201d} derives from several, and it is unknown which one this comes from: AFP or AP.",
        ],
    );
}

#[test]
fn sentences_explain_unattributed_evidence() {
    check_reasons(
        "A~B B=original +A:@Governor +B",
        &[
            "This counts once: it cites Governor.",
            "This is not attributed. It may be the same statement as one that also came through \u{201c}Paper B\u{201d}. Attribute it, or mark it as first-hand, to settle this.",
        ],
    );
    check_reasons(
        "A<@AFP B<@AFP +A +B +C:@AFP:@Governor",
        &[
            "This counts once: it cites Governor.",
            "These two count once: both have the same source.",
            "These two are not attributed. They may be the same statements as others that also came through AFP. Attribute them, or mark them as first-hand, to settle this.",
        ],
    );
    check_reasons(
        "A=original B=original +B/1 +A/1 +B:@Governor",
        &[
            "These two count once, because some count only as a set: they rest on \u{201c}Paper A\u{201d} and an unknown source.",
            "This counts once: it cites Governor.",
            "This is not attributed. It may be the same statement as one that also came through \u{201c}Paper B\u{201d}. Attribute it, or mark it as first-hand, to settle this.",
        ],
    );
}

#[test]
fn sentences_explain_excluded_evidence() {
    check_reasons(
        "+A:@Governor +B:@Governor x@Governor",
        &["These two do not count: Governor is retracted."],
    );
    check_reasons(
        "A=original B=original +A/1 +B/1 xA",
        &[
            "This does not count: \u{201c}Paper A\u{201d} is retracted.",
            "This does not count: other evidence of the same set is excluded.",
        ],
    );
}

#[test]
fn sentences_explain_evidence_that_may_not_count() {
    let open = "A=original B=original C<@Governor,@AFP x@Governor";
    let of_c = "\u{201c}Paper C\u{201d} derives from several, and it is unknown which one this comes from: AFP or an excluded source";
    check_reasons(&format!("{open} +C"), &[&format!("{of_c}.")]);
    check_reasons(
        &format!("{open} +A/1 +C/1"),
        &[
            "These two count at most once: some count only as a set, and a source of the set may be excluded.",
            &format!("{of_c}."),
        ],
    );
    check_reasons(
        &format!("{open} +A +B/1 +A/1 +C/1"),
        &[
            "This counts once: it is the reporting of \u{201c}Paper A\u{201d}.",
            "These three add no independent source: they count only as a set, and a source of the set is counted already.",
            &format!("{of_c}; it adds no independent source."),
        ],
    );
}

#[test]
fn a_protected_speaker_is_named_by_its_stand_in() {
    check_reasons(
        "+A:@secret +B:@secret",
        &["These two count once: both cite Source A."],
    );
    check_reasons(
        "+A:@secret x@secret",
        &["This does not count: Source A is retracted."],
    );
}
