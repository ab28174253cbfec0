//! Decodes percent escapes, HTML entities and backslash escapes, keeping each character's position in the original
//! text.

use super::{graphemes::snap_to_graphemes, span::Span, word_list::WordList};

use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// A character with the start and end of the bytes that it was decoded from.
pub(super) type DecodedChar = (char, usize, usize);

/// Maximum number of rounds of decoding; text that is escaped more deeply stays escaped.
const MAX_ROUNDS: usize = 8;

/// Longest name of an HTML entity, "&CounterClockwiseContourIntegral;".
const MAX_ENTITY_CHARACTERS: usize = 33;

/// Longest tag that is recognised.
const MAX_TAG_CHARACTERS: usize = 2_000;

/// Encodings tried for percent escapes that are not valid UTF-8, as in the addresses of old pages.
const ENCODINGS: WordList = WordList(
    "windows-1252, windows-1251, windows-1250, windows-1253, windows-1254, windows-1255, windows-1256, \
    windows-1257, windows-1258, windows-874, iso-8859-2, iso-8859-5, iso-8859-6, iso-8859-7, iso-8859-8, koi8-r, \
    koi8-u, ibm866, macintosh, x-mac-cyrillic, gb18030, big5, shift_jis, euc-jp, euc-kr",
);

/// All readings of a text with escapes or tags: fully decoded; the same without tags and the addresses of Markdown
/// links; and, if percent escapes are not UTF-8, one for each other encoding. Empty if the text has neither.
pub(super) fn decoded_readings(text: &str) -> Vec<Vec<DecodedChar>> {
    let bytes = text.as_bytes();
    let has_escape = memchr::memchr3(b'%', b'&', b'\\', bytes).is_some()
        || memchr::memchr2(b'<', b']', bytes).is_some();
    if !has_escape {
        return Vec::new();
    }
    let written: Vec<DecodedChar> = text
        .char_indices()
        .map(|(at, character)| (character, at, at + character.len_utf8()))
        .collect();
    let mut readings = Vec::new();
    let decoded = decode_all(&written, UTF_8);
    let untagged = without_tags(&decoded);
    let had_escapes = decoded.len() != written.len();
    let had_tags = untagged.len() != decoded.len();
    let mut triples = decoded.windows(3);
    let has_other_bytes = triples.any(|triple| escaped_byte(triple, 0).is_some());
    if had_escapes {
        readings.push(decoded);
    }
    if had_tags {
        readings.push(untagged);
    }
    if has_other_bytes {
        let encodings = ENCODINGS.words();
        let encodings = encodings.filter_map(|name| Encoding::for_label(name.as_bytes()));
        readings.extend(encodings.map(|it| without_tags(&decode_all(&written, it))));
    }
    readings
}

/// A reading of a text with its escapes and tags decoded, and where each character of it comes from.
#[derive(Clone, Debug)]
pub struct DecodedText {
    pub text: String,
    /// For each byte of `text`, the start and end of the original bytes.
    from: Vec<(usize, usize)>,
}

impl DecodedText {
    /// The span of the original text that a span of this one was decoded from, widened to whole graphemes.
    pub fn original(&self, original: &str, span: Span) -> Option<Span> {
        let (start, _) = *self.from.get(span.start())?;
        let (_, end) = *self.from.get(span.end().checked_sub(1)?)?;
        snap_to_graphemes(original, start, end)
    }
}

/// All readings of a text with escapes or tags; none if it has neither.
pub fn decoded_texts(text: &str) -> impl Iterator<Item = DecodedText> {
    let readings = decoded_readings(text).into_iter();
    readings.map(|characters| {
        let mut text = String::with_capacity(characters.len());
        let mut from = Vec::with_capacity(characters.len());
        for (character, start, end) in characters {
            text.push(character);
            from.resize(text.len(), (start, end));
        }
        DecodedText { text, from }
    })
}

/// Decodes until nothing is escaped any more, since HTML within HTML and an address within an address are escaped at
/// least twice.
fn decode_all(text: &[DecodedChar], encoding: &'static Encoding) -> Vec<DecodedChar> {
    let mut text = text.to_vec();
    for _ in 0..MAX_ROUNDS {
        let before = text.len();
        text = replace_escapes(&text, '&', html_entity);
        text = replace_escapes(&text, '%', percent_unit);
        text = without_percents(&text, encoding);
        text = replace_escapes(&text, '\\', backslash_escape);
        if text.len() == before {
            break;
        }
    }
    text
}

/// Replaces each escape that begins with `first`. `decode` returns the decoded characters and how many characters they
/// replace.
fn replace_escapes(
    text: &[DecodedChar],
    first: char,
    decode: impl Fn(&[DecodedChar]) -> Option<(String, usize)>,
) -> Vec<DecodedChar> {
    let mut chars = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&(character, start, end)) = text.get(at) {
        let decoded = (character == first).then(|| decode(&text[at..])).flatten();
        if let Some((decoded, length)) = decoded {
            let (_, _, end) = text[at + length - 1];
            chars.extend(decoded.chars().map(|it| (it, start, end)));
            at += length;
        } else {
            chars.push((character, start, end));
            at += 1;
        }
    }
    chars
}

/// Decodes the HTML entity at the start as browsers do, also without a semicolon where HTML allows that.
fn html_entity(text: &[DecodedChar]) -> Option<(String, usize)> {
    if text.get(1)?.0 == '#' {
        return numbered_entity(text);
    }
    let name: String = text
        .iter()
        .take(MAX_ENTITY_CHARACTERS)
        .enumerate()
        .take_while(|(at, (it, ..))| *at == 0 || it.is_ascii_alphanumeric() || *it == ';')
        .map(|(_, (it, ..))| *it)
        .collect();
    (3..=name.len()).rev().find_map(|length| {
        let decoded = htmlize::ENTITIES.get(&name.as_bytes()[..length])?;
        let decoded = str::from_utf8(decoded).ok()?;
        Some((decoded.to_owned(), length))
    })
}

fn numbered_entity(text: &[DecodedChar]) -> Option<(String, usize)> {
    let is_hex = matches!(text.get(2)?.0, 'x' | 'X');
    let (from, radix) = if is_hex { (3, 16) } else { (2, 10) };
    let digits = || text[from..].iter().map(|(it, ..)| *it);
    let zeros = digits().take_while(|it| *it == '0').count();
    let significant: String = digits()
        .skip(zeros)
        .take_while(|it| it.is_digit(radix))
        .take(9)
        .collect();
    if zeros + significant.len() == 0 {
        return None;
    }
    let code = u32::from_str_radix(&format!("0{significant}"), radix).ok()?;
    let mut length = from + zeros + significant.len();
    length += usize::from(text.get(length).is_some_and(|(it, ..)| *it == ';'));
    // Browsers read C1 controls as windows-1252.
    let decoded = match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned(),
        _ => char::from_u32(code).unwrap_or('\u{FFFD}').to_string(),
    };
    Some((decoded, length))
}

/// Decodes the escape of JavaScript's `escape` at the start: `%u041F`.
fn percent_unit(text: &[DecodedChar]) -> Option<(String, usize)> {
    let is_unit = text.get(1)?.0 == 'u';
    let code = is_unit.then(|| hex(text, 2, 4)).flatten()?;
    Some((char::from_u32(code)?.to_string(), 6))
}

/// Decodes the backslash escape at the start, as in JSON and C. A byte beyond ASCII becomes a percent escape, which is
/// decoded next, by its encoding.
fn backslash_escape(text: &[DecodedChar]) -> Option<(String, usize)> {
    let byte = match text.get(1)?.0 {
        'x' => Some(hex(text, 2, 2)?),
        '0'..='3' => Some(octal(text)?),
        _ => None,
    };
    if let Some(byte) = byte.filter(|byte| *byte > 0x7F) {
        return Some((format!("%{byte:02X}"), 4));
    }
    let (code, length) = match text.get(1)?.0 {
        '0'..='3' => (octal(text)?, 4),
        'u' if text.get(2)?.0 == '{' => braced_unit(text)?,
        'u' => utf_16_units(text)?,
        'U' => (hex(text, 2, 8)?, 10),
        'x' => (hex(text, 2, 2)?, 4),
        'n' | 'r' | 't' | 'f' | 'b' | 'v' => (u32::from(' '), 2),
        first if first.is_ascii_punctuation() => (u32::from(first), 2),
        _ => return None,
    };
    Some((char::from_u32(code)?.to_string(), length))
}

/// The code point of `\u{41F}` at the start, and the length of the escape.
fn braced_unit(text: &[DecodedChar]) -> Option<(u32, usize)> {
    let digits = text[3..].iter().take(7).position(|(it, ..)| *it == '}')?;
    Some((hex(text, 3, digits)?, digits + 4))
}

/// The code point of `\u041F`, or of a surrogate pair `\uD83D\uDE00`, at the start, and the length of the escape.
fn utf_16_units(text: &[DecodedChar]) -> Option<(u32, usize)> {
    let first = hex(text, 2, 4)?;
    let is_pair = matches!(text.get(6..8), Some([('\\', ..), ('u', ..)]));
    let second = is_pair.then(|| hex(text, 8, 4)).flatten();
    Some(match (first, second) {
        (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) => {
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (code, 12)
        }
        _ => (first, 6),
    })
}

/// The value of the three octal digits after the first character.
fn octal(text: &[DecodedChar]) -> Option<u32> {
    let mut digits = text.get(1..4)?.iter().map(|(it, ..)| it.to_digit(8));
    digits.try_fold(0, |value, digit| Some(value * 8 + digit?))
}

/// The value of the hexadecimal digits from index `from`.
fn hex(text: &[DecodedChar], from: usize, length: usize) -> Option<u32> {
    let digits = text.get(from..from + length)?.iter().map(|(it, ..)| *it);
    digits
        .map(|it| it.to_digit(16))
        .try_fold(0_u32, |value, digit| {
            value.checked_mul(16)?.checked_add(digit?)
        })
}

/// Decodes runs of percent escapes. Bytes that are invalid in the encoding stay escaped.
fn without_percents(text: &[DecodedChar], encoding: &'static Encoding) -> Vec<DecodedChar> {
    let mut all = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let mut bytes = Vec::new();
        while let Some(byte) = escaped_byte(text, at + 3 * bytes.len()) {
            bytes.push(byte);
        }
        if bytes.is_empty() {
            all.push(text[at]);
            at += 1;
        } else {
            let run = &text[at..at + 3 * bytes.len()];
            decode_run(&bytes, run, encoding, &mut all);
            at += run.len();
        }
    }
    all
}

fn decode_run(
    bytes: &[u8],
    run: &[DecodedChar],
    encoding: &'static Encoding,
    all: &mut Vec<DecodedChar>,
) {
    let mut reader = encoding.new_decoder_without_bom_handling();
    // The bytes from `first` to `next` belong to the character being decoded.
    let (mut first, mut next) = (0, 0);
    while let Some(byte) = bytes.get(next) {
        let mut decoded = String::with_capacity(16);
        let is_last = next + 1 == bytes.len();
        let (result, _) =
            reader.decode_to_string_without_replacement(&[*byte], &mut decoded, is_last);
        next += 1;
        if matches!(result, DecoderResult::Malformed(..)) {
            all.extend(&run[3 * first..3 * (first + 1)]);
            reader = encoding.new_decoder_without_bom_handling();
            first += 1;
            next = first;
        } else if !decoded.is_empty() {
            let (start, end) = (run[3 * first].1, run[3 * next - 1].2);
            all.extend(decoded.chars().map(|it| (it, start, end)));
            first = next;
        }
    }
}

/// Decodes the percent escape at index `at` to its byte.
fn escaped_byte(text: &[DecodedChar], at: usize) -> Option<u8> {
    let &[('%', ..), (high, ..), (low, ..)] = text.get(at..at + 3)? else {
        return None;
    };
    let value = high.to_digit(16)? * 16 + low.to_digit(16)?;
    u8::try_from(value).ok()
}

/// Removes tags, comments and the addresses of Markdown links. A tag that begins or ends a line, a paragraph or a cell
/// becomes a space.
fn without_tags(text: &[DecodedChar]) -> Vec<DecodedChar> {
    let mut all = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut search_from = SearchFrom::default();
    while let Some(&(character, start, end)) = text.get(at) {
        if let Some(length) = search_from.tag_length(text, at) {
            if character == '<' && is_block(&text[at + 1..at + length]) {
                all.push((' ', start, text[at + length].2));
            }
            at += length + 1;
        } else {
            all.push((character, start, end));
            at += 1;
        }
    }
    all
}

/// The indices from which tags and addresses are searched for: after one that is not closed, none is searched for over
/// some distance, which keeps the search linear.
#[derive(Default)]
struct SearchFrom {
    tag: usize,
    address: usize,
}

impl SearchFrom {
    /// The length of the tag or address at index `at`, as [`tag_length`] counts it.
    fn tag_length(&mut self, text: &[DecodedChar], at: usize) -> Option<usize> {
        let character = text[at].0;
        let from = if character == '<' {
            &mut self.tag
        } else {
            &mut self.address
        };
        if at < *from || !begins_tag(character, text.get(at + 1)) {
            return None;
        }
        let length = tag_length(&text[at..]);
        if length.is_none() {
            *from = at + MAX_TAG_CHARACTERS / 2;
        }
        length
    }
}

/// Whether a tag, a comment or the address of a link begins with these characters.
fn begins_tag(character: char, next: Option<&DecodedChar>) -> bool {
    match (character, next) {
        ('<', Some(&(next, ..))) => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        (']', Some(&(next, ..))) => next == '(',
        _ => false,
    }
}

/// Number of characters before the last one of the tag, comment or address at the start; `None` if it does not end. A `>`
/// in a comment or in a quoted value does not end it.
fn tag_length(text: &[DecodedChar]) -> Option<usize> {
    let text = &text[..text.len().min(MAX_TAG_CHARACTERS)];
    let is_at = |at: usize, part: &str| {
        let ahead = text[at..].iter().map(|it| it.0);
        part.chars().eq(ahead.take(part.len()))
    };
    if is_at(0, "<!--") {
        return (2..text.len())
            .find(|at| is_at(*at, "-->"))
            .map(|at| at + 2);
    }
    let (mut quote, mut before) = (None, ' ');
    text.iter().position(|&(character, ..)| {
        match quote {
            Some(open) if open == character => quote = None,
            None if before == '=' && matches!(character, '"' | '\'') => quote = Some(character),
            Some(_) | None => {}
        }
        let closing = if text[0].0 == '<' { '>' } else { ')' };
        before = if character.is_whitespace() {
            before
        } else {
            character
        };
        quote.is_none() && character == closing
    })
}

/// Whether a tag begins or ends a line, a paragraph or a cell.
fn is_block(tag: &[DecodedChar]) -> bool {
    let name: String = tag
        .iter()
        .map(|it| it.0.to_ascii_lowercase())
        .skip_while(|it| *it == '/')
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let blocks = [
        "br",
        "p",
        "div",
        "td",
        "th",
        "tr",
        "li",
        "ul",
        "ol",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "table",
        "section",
        "article",
        "blockquote",
        "pre",
        "option",
    ];
    blocks.contains(&name.as_str())
}

#[cfg(test)]
mod tests;
