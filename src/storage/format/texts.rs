//! Quoted strings of a record as written in the file: positions of ids, and strings that should be ids but are not.

use crate::{project::Id, storage::fresh_id::fresh_id, text::WordList};

/// The fields and variants that hold record ids.
const ID_FIELDS: WordList =
    WordList("id, article, highlight, claim, speaker, relayed_by, from, to, Article, Agency");

/// Iterates over the quoted strings of a record, as written, each with its field or variant. Stops at a comment or raw
/// string, which Crosscheck never writes there.
pub(crate) struct Texts<'a> {
    record: &'a str,
    at: usize,
    key: &'a str,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(record: &'a str) -> Self {
        let (at, key) = (0, "");
        Self { record, at, key }
    }

    pub(crate) fn first(record: &'a str, key: &str) -> Option<&'a str> {
        Self::new(record).find_map(|(field, text)| (field == key).then_some(text))
    }

    /// Reads the word at the current position. Returns `None` if it begins a raw string.
    fn word(&mut self) -> Option<()> {
        let rest = &self.record[self.at..];
        let is_of_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let (word, rest) = rest.split_at(rest.find(|character| !is_of_word(character))?);
        self.at += word.len();
        if rest.starts_with(['"', '#']) {
            return None;
        }
        if word != "Some" && rest.trim_start().starts_with([':', '(']) {
            self.key = word;
        }
        Some(())
    }
}

impl<'a> Iterator for Texts<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match *self.record.as_bytes().get(self.at)? {
                b'"' => {
                    let text = &self.record[self.at + 1..];
                    let text = &text[..end_of_string(text)?];
                    self.at += text.len() + 2;
                    return Some((self.key, text));
                }
                b'/' => {
                    self.at = self.record.len();
                    return None;
                }
                b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.word()?,
                _ => self.at += 1,
            }
        }
    }
}

/// Offset of the quotation mark that ends a string.
fn end_of_string(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(b'"', b'\\', &text.as_bytes()[from..])?;
        if text.as_bytes()[at] == b'"' {
            return Some(at);
        }
        from = at + 2;
        text.as_bytes().get(from)?;
    }
}

/// The number that replaces an invalid id, and the invalid id as written.
pub(crate) type BadId<'a> = (u64, &'a str);

/// Replaces each invalid id in the record with a new one. Returns `None` if all ids are valid.
pub(crate) fn with_ids(record: &str) -> Option<(String, Vec<BadId<'_>>)> {
    let mut bad = Vec::new();
    let mut with_ids = String::new();
    let mut copied = 0;
    for (key, text) in Texts::new(record) {
        if !ID_FIELDS.contains(key) || text.parse::<Id<()>>().is_ok() {
            continue;
        }
        let id: Id<()> = fresh_id();
        let at = text.as_ptr().addr() - record.as_ptr().addr();
        with_ids.extend([&record[copied..at], &id.to_string()]);
        copied = at + text.len();
        bad.push((id.number(), text));
    }
    with_ids.push_str(&record[copied..]);
    (!bad.is_empty()).then_some((with_ids, bad))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_string_has_its_field_or_variant() {
        let record = r#"(id: "a", speaker: Some("b"), list: ["c", "d\"e"], kind: Done, from: Agency("f"), é: "g")"#;
        let found: Vec<_> = Texts::new(record).collect();
        let expected = [
            ("id", "a"),
            ("speaker", "b"),
            ("list", "c"),
            ("list", "d\\\"e"),
            ("Agency", "f"),
            ("Agency", "g"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_is_found_after_a_raw_string_or_a_comment() {
        for record in [
            r##"(note: r#"a "id: "x" b"#, id: "y")"##,
            r#"(/* " */ id: "y")"#,
            "(id: \"",
            "(id: \"\\",
        ] {
            assert_eq!(Texts::new(record).next(), None, "{record}");
        }
    }

    #[test]
    fn only_invalid_ids_are_replaced() {
        let record = r#"(id: "24", article: "0000000000011", quote: "24", note: "id")"#;
        let (other, bad) = with_ids(record).unwrap();
        let [(number, "24")] = bad[..] else {
            panic!("{bad:?}");
        };
        let id = Id::<()>::new(number).to_string();
        assert_eq!(other, record.replacen("24", &id, 1));
        assert_eq!(with_ids(&other), None);
    }
}
