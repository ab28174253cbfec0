use super::{
    BIG5, Decoded, EUC_JP, EUC_KR, GB18030, SHIFT_JIS, SINGLE_BYTE, TextEncoding, UTF_8, UTF_16BE,
    UTF_16LE, UTF_32BE, UTF_32LE,
    likelihood::{Likelihood, likelihood, likelihood_of_asian},
    sample::sample,
    seven_bit, utf16,
};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use serde::{Deserialize, Serialize};

/// Minimum score, per non-ASCII character, of a guess that is not doubtful.
const MIN_SCORE: f32 = 0.2;

/// Minimum lead of such a guess over the runner-up: in total, and per character in which the two differ.
const MIN_LEAD: f32 = 1.5;
const MIN_LEAD_SHARE: f32 = 0.2;

/// The lead in a text of few non-ASCII characters, such as a single word, and how many those are.
const MIN_LEAD_OF_SHORT: f32 = 3.0;
const SHORT_TEXT: usize = 9;

/// Lost score for each place in the table of encodings: if two decode to nearly the same text, the more common one, which
/// is earlier, wins.
const RANK_PENALTY: f32 = 0.01;

/// One impossible character in so many is too much for a guess that is not in doubt.
const ONE_FLAW_IN: usize = 30;

/// The message follows the name of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("not a text file: it contains NUL bytes. Copy the text and use Paste article\u{2026}")]
    Nul,
    #[error(
        "not a text file: it is full of control characters. Copy the text and use Paste article\u{2026}"
    )]
    Controls,
    /// Its bytes are not valid in the encoding that its byte order mark names.
    #[error(
        "it begins with the byte order mark of {0}, but is not valid {0}. Get it again, or copy the text and use Paste article…"
    )]
    Broken(&'static str),
    /// UTF-16 without a byte order mark, plausible in neither or both byte orders.
    #[error(
        "it looks like UTF-16, but its byte order is unclear. Save it as UTF-8, or copy the text and use Paste article…"
    )]
    ByteOrder,
    #[error("it contains no text")]
    Empty,
    /// Longer than [`MAX_ARTICLE_BYTES`](crate::storage::MAX_ARTICLE_BYTES).
    #[error("it is larger than {} MB. Split it, or paste the part that you need", .0 / (1024 * 1024))]
    TooLong(u64),
}

/// How certain the encoding of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confidence {
    /// By its byte order mark, by valid UTF-8, or selected by the user.
    Certain,
    /// Guessed, with a good match.
    Guessed,
    /// Guessed, with a poor match or hardly better than another encoding.
    Doubtful,
}

/// The decoded text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedText {
    /// Without byte order marks.
    pub text: String,
    pub encoding: &'static TextEncoding,
    pub confidence: Confidence,
    /// Number of U+FFFD in the text: undecodable byte sequences, and those that the file already had.
    pub unreadable: usize,
}

/// Byte order marks; longer ones first.
const MARKS: [(&[u8], &TextEncoding); 6] = [
    (b"\xFF\xFE\0\0", &UTF_32LE),
    (b"\0\0\xFE\xFF", &UTF_32BE),
    (b"\x84\x31\x95\x33", &GB18030),
    (b"\xEF\xBB\xBF", &UTF_8),
    (b"\xFF\xFE", &UTF_16LE),
    (b"\xFE\xFF", &UTF_16BE),
];

/// A file with more than one control character in this many bytes is not text.
const MIN_BYTES_PER_CONTROL: usize = 16;

/// Decodes the text of a file.
///
/// A byte order mark decides. Without one, the text is UTF-8 if it is valid, or nearly valid, UTF-8; UTF-16 is
/// recognised only if nothing else fits. For any other file, the decoded texts are compared.
///
/// # Errors
/// [`DecodeError`] if the bytes are not text.
pub fn read(bytes: &[u8]) -> Result<DecodedText, DecodeError> {
    let decoded = if let Some(encoding) = marked_encoding(bytes) {
        decode_marked(bytes, encoding)?
    } else {
        let (encoding, confidence) = detect(bytes)?;
        decode_as(bytes, encoding, confidence)
    };
    if decoded.text.contains('\0') {
        return Err(DecodeError::Nul);
    }
    Ok(decoded)
}

/// Decodes the text of a file in an encoding that the user selected.
pub fn read_as(bytes: &[u8], encoding: &'static TextEncoding) -> DecodedText {
    decode_as(bytes, encoding, Confidence::Certain)
}

fn decode_as(bytes: &[u8], encoding: &'static TextEncoding, confidence: Confidence) -> DecodedText {
    let Decoded {
        mut text,
        unreadable,
    } = encoding.decode(bytes);
    let marks = text.len() - text.trim_start_matches('\u{FEFF}').len();
    if marks > 0 {
        text.drain(..marks);
    }
    DecodedText {
        text,
        encoding,
        confidence,
        unreadable,
    }
}

fn marked_encoding(bytes: &[u8]) -> Option<&'static TextEncoding> {
    let marked = MARKS.into_iter().find(|(mark, _)| bytes.starts_with(mark));
    marked.map(|(_, encoding)| encoding)
}

/// Decodes a file with a byte order mark, unless half of the text or more is unreadable.
fn decode_marked(
    bytes: &[u8],
    encoding: &'static TextEncoding,
) -> Result<DecodedText, DecodeError> {
    let decoded = decode_as(bytes, encoding, Confidence::Certain);
    if decoded.unreadable > 0 && decoded.unreadable * 2 > decoded.text.chars().count() {
        return Err(DecodeError::Broken(encoding.name));
    }
    Ok(decoded)
}

/// Detects the encoding of a file without a byte order mark.
fn detect(bytes: &[u8]) -> Result<(&'static TextEncoding, Confidence), DecodeError> {
    let is_utf_8 = simdutf8::basic::from_utf8(bytes).is_ok();
    if is_utf_8
        && bytes.is_ascii()
        && let Some(encoding) = seven_bit::guess(bytes)
    {
        return Ok((encoding, Confidence::Guessed));
    }
    let is_surely_utf_8 = is_utf_8 && !bytes.is_ascii() && memchr::memchr(0, bytes).is_none();
    let utf_16 = (!is_surely_utf_8).then(|| utf16::detect(bytes));
    match utf_16.flatten() {
        Some(utf16::Guess::LittleEndian) => Ok((&UTF_16LE, Confidence::Guessed)),
        Some(utf16::Guess::BigEndian) => Ok((&UTF_16BE, Confidence::Guessed)),
        Some(utf16::Guess::Either) => Err(DecodeError::ByteOrder),
        Some(utf16::Guess::No) => Err(DecodeError::Nul),
        None if is_utf_8 && may_be_other_than_utf_8(bytes) => Ok((&UTF_8, Confidence::Doubtful)),
        None if is_utf_8 => Ok((&UTF_8, Confidence::Certain)),
        None => detect_in_sample(&sample(bytes)),
    }
}

/// Detects the encoding of bytes that are neither valid UTF-8 nor UTF-16.
fn detect_in_sample(sample: &[u8]) -> Result<(&'static TextEncoding, Confidence), DecodeError> {
    let controls = sample.iter().filter(|byte| utf16::is_control(**byte));
    if controls.count() * MIN_BYTES_PER_CONTROL > sample.len() {
        return Err(DecodeError::Controls);
    }
    Ok(match nearly_utf_8(sample) {
        Some(confidence) => (&UTF_8, confidence),
        None => compare_encodings(sample),
    })
}

/// Whether valid UTF-8 looks like chance: "obě\u{165}" in DOS 852 ends with the bytes of an invisible character.
fn may_be_other_than_utf_8(bytes: &[u8]) -> bool {
    /// A text with more non-ASCII characters has them on purpose.
    const FEW: usize = 2;
    if bytes.is_ascii() {
        return seven_bit::may_be_utf_7(bytes);
    }
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let mut last = ' ';
    let mut others = text.chars().filter_map(|here| {
        let after = std::mem::replace(&mut last, here);
        (!here.is_ascii()).then_some((after, here))
    });
    let few: Vec<(char, char)> = others.by_ref().take(FEW).collect();
    let is_chance = |(after, here): &(char, char)| {
        let is_torn = after.is_ascii_alphabetic() && matches!(here, '\u{370}'..='\u{7FF}');
        is_torn || !(utf16::is_plausible(*here) || *here == '\u{FEFF}')
    };
    few.iter().all(is_chance) && others.next().is_none()
}

/// How certain it is that bytes are damaged UTF-8; `None` if there are fewer characters in valid UTF-8 sequences than
/// bytes that UTF-8 does not allow. Text in other encodings hardly ever contains such sequences, and often such bytes.
fn nearly_utf_8(bytes: &[u8]) -> Option<Confidence> {
    /// So many letters for each bad byte are no chance.
    const SURE: usize = 4;
    let (mut letters, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars().filter(|c| !c.is_ascii()) {
            if utf16::is_plausible(character) {
                letters += character.len_utf8() - 1;
            } else {
                bad += 1;
            }
        }
        // A letter that the end of the file cuts.
        let is_start = chunk.invalid().first().is_some_and(|byte| *byte >= 0xC2);
        let is_cut = is_start && bytes.ends_with(chunk.invalid());
        bad += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    if letters == 0 || letters < bad {
        None
    } else if letters >= SURE * bad {
        Some(Confidence::Guessed)
    } else {
        Some(Confidence::Doubtful)
    }
}

/// Whether every invalid sequence is a UTF-8 character cut after at least two bytes.
fn is_truncated_utf_8(bytes: &[u8]) -> bool {
    let mut bad = bytes.utf8_chunks().map(|chunk| chunk.invalid().len());
    bad.all(|len| len != 1)
}

struct Candidate {
    encoding: &'static TextEncoding,
    text: String,
    likelihood: Likelihood,
}

impl Candidate {
    fn new(
        sample: &[u8],
        encoding: &'static TextEncoding,
        likelihood: fn(&str) -> Likelihood,
    ) -> Self {
        let Decoded {
            text,
            unreadable: _,
        } = encoding.decode(sample);
        let likelihood = likelihood(&text);
        Self {
            encoding,
            text,
            likelihood,
        }
    }
}

/// Compares the sample decoded in every single-byte encoding, and in the East Asian one that chardetng (Firefox's
/// detector) proposes. If none looks like text, the proposal of chardetng is used.
fn compare_encodings(sample: &[u8]) -> (&'static TextEncoding, Confidence) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let proposed = detector.guess(None, Utf8Detection::Deny);
    let candidates = candidates(sample, proposed);
    let (best, others) = (&candidates[0], &candidates[1..]);
    if best.likelihood.score > 0.0 {
        (best.encoding, confidence(best, others))
    } else if is_truncated_utf_8(sample) {
        (&UTF_8, Confidence::Doubtful)
    } else {
        let is_proposed = |encoding: &&'static TextEncoding| encoding.decodes(proposed);
        let proposed = super::encodings().find(is_proposed);
        (proposed.unwrap_or(best.encoding), Confidence::Doubtful)
    }
}

/// The decoded samples, the likeliest first.
fn candidates(sample: &[u8], proposed: &'static encoding_rs::Encoding) -> Vec<Candidate> {
    let single_byte = SINGLE_BYTE.iter();
    let mut candidates: Vec<Candidate> = single_byte
        .map(|encoding| Candidate::new(sample, encoding, likelihood))
        .collect();
    let asian = [&GB18030, &BIG5, &SHIFT_JIS, &EUC_JP, &EUC_KR];
    let proposed_asian = asian.into_iter().find(|it| it.decodes(proposed));
    candidates.extend(
        proposed_asian.map(|encoding| Candidate::new(sample, encoding, likelihood_of_asian)),
    );
    for (rank, candidate) in (0_u8..).zip(&mut candidates) {
        candidate.likelihood.score -= f32::from(rank) * RANK_PENALTY;
    }
    candidates.sort_by(|a, b| b.likelihood.score.total_cmp(&a.likelihood.score));
    candidates
}

fn confidence(best: &Candidate, others: &[Candidate]) -> Confidence {
    let Likelihood {
        score,
        scored,
        flaws,
    } = best.likelihood;
    let next = others.iter().find(|other| other.text != best.text);
    let is_ahead = next.is_none_or(|next| {
        let letters = best.text.chars().zip(next.text.chars());
        let different = letters.filter(|(one, other)| one != other).count() as f32;
        let least = if scored < SHORT_TEXT {
            MIN_LEAD_OF_SHORT
        } else {
            MIN_LEAD
        };
        score - next.likelihood.score >= least.max(MIN_LEAD_SHARE * different)
    });
    let is_clean = flaws * ONE_FLAW_IN <= scored;
    if is_ahead && is_clean && score >= MIN_SCORE * scored as f32 {
        Confidence::Guessed
    } else {
        Confidence::Doubtful
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_nul_characters_is_refused_in_any_encoding() {
        let japanese = b"\x1b$BCN;v$O==Fs?M$,Ii=}$7$?$HH/I=$7$?!#\x1b(B\n";
        assert_eq!(read(japanese).unwrap().encoding.name, "ISO-2022-JP");
        let with_nul = [&japanese[..], b"\0\0\0\0\n", &japanese[..]].concat();
        for bytes in [&with_nul[..], b"\xEF\xBB\xBFa\0b", b"plain\0text"] {
            assert_eq!(read(bytes).unwrap_err(), DecodeError::Nul, "{bytes:?}");
        }
    }
}
