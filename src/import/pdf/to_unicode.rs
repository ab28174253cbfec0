//! Rewrites the `ToUnicode` tables, which name the characters of fonts. pdf-extract panics on some that other readers
//! accept: with ranges of ligatures, odd numbers of digits, or names of another kind.

use pdf_extract::{Document, Object, ObjectId};

use std::{collections::BTreeSet, fmt::Write as _};

/// Maximum number of codes of ranges that are written one by one: fonts have no more.
const MAX_SPELLED: usize = 1 << 16;

/// Operators that lopdf requires before and after the entries.
const HEAD: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
const TAIL: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/// Rewrites all tables. Fonts whose table is missing lose the reference to it.
pub(super) fn normalize(document: &mut Document) {
    let mut tables: BTreeSet<ObjectId> = BTreeSet::new();
    let mut fonts_without: Vec<ObjectId> = Vec::new();
    for (id, object) in &document.objects {
        if let Ok(font) = object.as_dict()
            && let Ok(table) = font.get(b"ToUnicode")
        {
            match document.dereference(table) {
                Ok((Some(table), Object::Stream(_))) => _ = tables.insert(table),
                Ok(_) | Err(_) => fonts_without.push(*id),
            }
        }
    }
    for id in fonts_without {
        if let Some(Object::Dictionary(font)) = document.objects.get_mut(&id) {
            font.remove(b"ToUnicode");
        }
    }
    for id in tables {
        if let Some(Object::Stream(table)) = document.objects.get_mut(&id) {
            let old = table.get_plain_content();
            let old = old.unwrap_or_else(|_| table.content.clone());
            table.set_plain_content(rewritten(&old).into_bytes());
        }
    }
}

fn rewritten(table: &[u8]) -> String {
    let entries = Entries::of(&tokens(table)).list;
    let sections = entries.chunk_by(|a, b| a.0 == b.0).map(|section| {
        let (kind, count) = (section[0].0, section.len());
        let lines: String = section.iter().map(|(_, line)| line.as_str()).collect();
        format!("{count} begin{kind}\n{lines}end{kind}\n")
    });
    HEAD.to_owned() + &sections.collect::<String>() + TAIL
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    /// The hexadecimal digits between "<" and ">".
    Digits(&'a [u8]),
    Open,
    Close,
    Operator(&'a [u8]),
    Other,
}

fn tokens(table: &[u8]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = table;
    while let [first, after @ ..] = rest {
        let until = |is_end: fn(&u8) -> bool| {
            let end = after.iter().position(is_end);
            after.split_at(end.unwrap_or(after.len()))
        };
        rest = match first {
            b'%' => until(|byte| matches!(byte, b'\n' | b'\r')).1,
            b'<' => {
                let (digits, after) = until(|byte| matches!(byte, b'<' | b'>'));
                let is_digit = |byte: &u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace();
                tokens.push(if digits.iter().all(is_digit) {
                    Token::Digits(digits)
                } else {
                    Token::Other
                });
                after
            }
            b'[' => {
                tokens.push(Token::Open);
                after
            }
            b']' => {
                tokens.push(Token::Close);
                after
            }
            b'>' => after,
            byte if byte.is_ascii_whitespace() => after,
            byte => {
                let (word, after) =
                    until(|byte| byte.is_ascii_whitespace() || b"<>[]/%".contains(byte));
                tokens.push(if byte.is_ascii_alphabetic() {
                    Token::Operator(&rest[..=word.len()])
                } else {
                    Token::Other
                });
                after
            }
        };
    }
    tokens
}

/// The entries of a table, each as a line with the kind of its section.
#[derive(Default)]
struct Entries {
    list: Vec<(&'static str, String)>,
    spelled: usize,
}

impl Entries {
    fn of(tokens: &[Token]) -> Self {
        use Token::{Close, Open, Operator};
        let is_operator = |token: &Token| matches!(token, Operator(_));
        let mut entries = Self::default();
        let mut section: &[u8] = b"";
        let mut rest = tokens;
        loop {
            rest = match (section, rest) {
                (_, []) => return entries,
                (_, [Operator(word), after @ ..]) => {
                    section = word;
                    after
                }
                (b"beginbfchar", [code, name, after @ ..]) if !is_operator(name) => {
                    entries.add(*code, *code, *name);
                    after
                }
                (b"beginbfrange", [first, _, Open, after @ ..]) => {
                    let end = after.iter().position(|it| *it == Close || is_operator(it));
                    let (names, after) = after.split_at(end.unwrap_or(after.len()));
                    entries.add_each(*first, names);
                    after.strip_prefix(&[Close]).unwrap_or(after)
                }
                (b"beginbfrange", [first, last, name, after @ ..])
                    if !is_operator(last) && !is_operator(name) =>
                {
                    entries.add(*first, *last, *name);
                    after
                }
                (_, [_, after @ ..]) => after,
            }
        }
    }

    /// Adds the entry of a range of codes, the first of which has the name; that of the others is counted up.
    fn add(&mut self, first: Token, last: Token, name: Token) {
        let (Some((first, width)), Some((last, _)), Some(units)) =
            (code(first), code(last), units(name))
        else {
            return;
        };
        if let [unit] = units[..]
            && last > first
        {
            let last = last.min(first + u32::from(u16::MAX - unit));
            let line = format!("<{first:0width$X}> <{last:0width$X}> <{unit:04X}>\n");
            self.list.push(("bfrange", line));
            return;
        }
        for (code, by) in (first..=last).zip(0..=u16::MAX) {
            let mut units = units.clone();
            if let Some(unit) = units.last_mut() {
                *unit = unit.saturating_add(by);
            }
            self.add_one(code, width, &units);
        }
    }

    fn add_each(&mut self, first: Token, names: &[Token]) {
        let Some((first, width)) = code(first) else {
            return;
        };
        for (code, name) in (first..).zip(names) {
            if let Some(units) = units(*name) {
                self.add_one(code, width, &units);
            }
        }
    }

    fn add_one(&mut self, code: u32, width: usize, units: &[u16]) {
        if self.spelled < MAX_SPELLED && String::from_utf16(units).is_ok() {
            let mut line = format!("<{code:0width$X}> <");
            for unit in units {
                _ = write!(line, "{unit:04X}");
            }
            line.push_str(">\n");
            self.list.push(("bfchar", line));
            self.spelled += 1;
        }
    }
}

/// A code, and its even number of digits.
fn code(token: Token) -> Option<(u32, usize)> {
    let digits = digits(token)?;
    let code = u32::from_str_radix(&digits, 16).ok()?;
    Some((code, digits.len().next_multiple_of(2)))
}

/// A name in UTF-16. Programs that write another number of digits than UTF-16 has mean the number of the character.
fn units(token: Token) -> Option<Vec<u16>> {
    let digits = digits(token)?;
    if digits.len().is_multiple_of(4) {
        let units = digits.as_bytes().chunks(4).map(|unit| {
            let unit = std::str::from_utf8(unit).ok()?;
            u16::from_str_radix(unit, 16).ok()
        });
        return units.collect();
    }
    let number = u32::from_str_radix(&digits, 16).ok()?;
    let character = char::from_u32(number)?;
    Some(character.encode_utf16(&mut [0; 2]).to_vec())
}

fn digits(token: Token) -> Option<String> {
    let Token::Digits(digits) = token else {
        return None;
    };
    let digits = digits.iter().filter(|byte| !byte.is_ascii_whitespace());
    Some(digits.map(|byte| char::from(*byte)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entries: &str, rewritten_entries: &str) {
        let table = rewritten(entries.as_bytes());
        let entries = table
            .strip_prefix(HEAD)
            .and_then(|it| it.strip_suffix(TAIL));
        assert_eq!(entries.unwrap(), rewritten_entries);
    }

    #[test]
    fn ranges_of_one_unit_stay_and_longer_names_are_counted_up() {
        check(
            "2 beginbfrange <41> <43> <0061> <01><02><00660066> endbfrange",
            "1 beginbfrange\n<41> <43> <0061>\nendbfrange\n2 beginbfchar\n<01> <00660066>\n<02> <00660067>\nendbfchar\n",
        );
        check(
            "1 beginbfrange <0001> <FFFFFFFF> <FFFE> endbfrange",
            "1 beginbfrange\n<0001> <0002> <FFFE>\nendbfrange\n",
        );
    }

    #[test]
    fn odd_numbers_of_digits_are_numbers() {
        check(
            "beginbfchar <1> <1f600> <2> <41> <003> <0 0 4 2> endbfchar",
            "3 beginbfchar\n<01> <D83DDE00>\n<02> <0041>\n<0003> <0042>\nendbfchar\n",
        );
    }

    #[test]
    fn malformed_entries_are_dropped_and_those_beyond_the_count_are_kept() {
        check(
            "1 beginbfchar <01> /space <02> <0042> % <04> <0041>\n<0x> <0041> <03> <DC00> <04> endbfchar",
            "1 beginbfchar\n<02> <0042>\nendbfchar\n",
        );
        check(
            "1 beginbfrange <01> <05> [<0041> /b <0043>] <09> <08> <0041> <0A> endbfrange",
            "2 beginbfchar\n<01> <0041>\n<03> <0043>\nendbfchar\n",
        );
    }

    #[test]
    fn the_size_of_a_table_is_limited() {
        let table = "beginbfrange <00000000> <FFFFFFFF> <00660066> endbfrange\n".repeat(9);
        assert_eq!(
            Entries::of(&tokens(table.as_bytes())).list.len(),
            MAX_SPELLED
        );
    }
}
