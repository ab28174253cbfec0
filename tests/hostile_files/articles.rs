//! Articles that were made to do harm.

/// An article file of about `size` bytes for each way to make one costly, by its name.
pub fn articles(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let of = |name, text: String| (name, text.into_bytes());
    vec![
        of("line feeds", "\n".repeat(size - 1) + "a"),
        of("carriage returns", "\r".repeat(size - 1) + "a"),
        of("one line", "word ".repeat(size / 5)),
        of("one word", "x".repeat(size)),
        of("combining marks on one letter", marks(size)),
        of("flags", "🇺🇦".repeat(size / 8)),
        of("joined emoji", "👩\u{200d}".repeat(size / 7)),
        of("direction marks", "\u{202e}\u{2066}a".repeat(size / 7)),
        ("signs of three bytes each in UTF-8", vec![0x80; size]),
        (
            "UTF-16",
            "十二人受伤。"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .cycle()
                .take(size)
                .collect(),
        ),
        (
            "UTF-16 of line feeds",
            "\n".encode_utf16()
                .flat_map(u16::to_le_bytes)
                .cycle()
                .take(size)
                .collect(),
        ),
        ("bytes in turn", (0..=255).cycle().take(size).collect()),
        ("bytes that no encoding has", vec![0xFF; size]),
        ("NUL", vec![0; size]),
    ]
}

/// A web page of about `size` bytes for each way to make its parser keep much, by its name. Elements are not among them: each costs
/// its parser a hundred bytes and more.
pub fn pages(size: usize) -> Vec<(&'static str, Vec<u8>)> {
    let pages = [
        ("angle brackets", "<"),
        ("comments", "<!---->"),
        ("end tags", "</x>"),
        ("broken escapes", "&#;"),
        ("escapes", "&amp;"),
        ("a script", "<script>a<b;</script>"),
        ("style sheets", "<style>.a b,c{display:none}</style>"),
        (
            "paragraphs",
            "<p>Twelve people were hurt when the dam broke on Saturday night, said the mayor of Karveth. The fire \
            service had counted eight of them by then, and two are still missing in the lower town.</p>\n",
        ),
    ];
    let page = |part: &str| ["<html><body>", &part.repeat(size / part.len()), "the end"].concat();
    pages
        .map(|(name, part)| (name, page(part).into_bytes()))
        .into()
}

/// A letter with marks upon marks.
pub fn marks(size: usize) -> String {
    format!("e{}", "\u{301}".repeat(size / 2))
}
