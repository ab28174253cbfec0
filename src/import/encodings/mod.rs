//! Character encodings: the table of supported ones, and the detection for files that do not declare theirs.

mod code_pages;
mod guess;
mod languages;
mod likelihood;
mod sample;
mod seven_bit;
mod utf16;

use code_pages as pages;
use encoding_rs as web;
pub use guess::{Confidence, DecodeError, Reading};
pub(super) use guess::{read, read_as};

/// A character encoding.
#[derive(Debug)]
pub struct TextEncoding {
    /// Its usual name: "Windows-1250".
    pub name: &'static str,
    /// Languages or scripts that it is used for, as shown in the menu.
    pub about: &'static str,
    decoder: Decoder,
}

#[derive(Debug)]
enum Decoder {
    Web(&'static web::Encoding),
    /// Single bytes: ASCII, and these 128 characters for the bytes from 0x80.
    Table(&'static str),
    Utf32(fn([u8; 4]) -> u32),
    /// ASCII with escape sequences that switch to other characters.
    SevenBit(fn(&[u8]) -> Decoded),
}

/// Decoded text, and the number of U+FFFD in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub unreadable: usize,
}

/// Names are unique.
impl PartialEq for TextEncoding {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TextEncoding {}

pub static UTF_8: TextEncoding = of_web("UTF-8", "any language", &web::UTF_8_INIT);
static UTF_16LE: TextEncoding = of_web("UTF-16LE", "any language", &web::UTF_16LE_INIT);
static UTF_16BE: TextEncoding = of_web("UTF-16BE", "any language", &web::UTF_16BE_INIT);
static UTF_32LE: TextEncoding = marked(
    "UTF-32LE",
    "any language",
    Decoder::Utf32(u32::from_le_bytes),
);
static UTF_32BE: TextEncoding = marked(
    "UTF-32BE",
    "any language",
    Decoder::Utf32(u32::from_be_bytes),
);
static UTF_7: TextEncoding = marked("UTF-7", "any language", Decoder::SevenBit(seven_bit::utf_7));
static GB18030: TextEncoding = of_web("GB18030", "Chinese, simplified", &web::GB18030_INIT);
static HZ: TextEncoding = marked(
    "HZ",
    "Chinese, simplified",
    Decoder::SevenBit(seven_bit::hz),
);
static BIG5: TextEncoding = of_web("Big5", "Chinese, traditional", &web::BIG5_INIT);
static SHIFT_JIS: TextEncoding = of_web("Shift_JIS", "Japanese", &web::SHIFT_JIS_INIT);
static EUC_JP: TextEncoding = of_web("EUC-JP", "Japanese", &web::EUC_JP_INIT);
static ISO_2022_JP: TextEncoding = of_web("ISO-2022-JP", "Japanese", &web::ISO_2022_JP_INIT);
static EUC_KR: TextEncoding = of_web("EUC-KR", "Korean", &web::EUC_KR_INIT);
static ISO_2022_KR: TextEncoding = marked(
    "ISO-2022-KR",
    "Korean",
    Decoder::SevenBit(seven_bit::iso_2022_kr),
);

/// Single-byte encodings, the more common ones first. If two decode a file to the same text, the guess is the first.
static BY_TEXT: [TextEncoding; 52] = [
    of_web("Windows-1252", "Western European", &web::WINDOWS_1252_INIT),
    of_web("Windows-1250", "Central European", &web::WINDOWS_1250_INIT),
    of_web("Windows-1251", "Cyrillic", &web::WINDOWS_1251_INIT),
    of_web("Windows-1253", "Greek", &web::WINDOWS_1253_INIT),
    of_web("Windows-1254", "Turkish", &web::WINDOWS_1254_INIT),
    of_web("Windows-1255", "Hebrew", &web::WINDOWS_1255_INIT),
    of_web("Windows-1256", "Arabic", &web::WINDOWS_1256_INIT),
    of_web("Windows-1257", "Baltic", &web::WINDOWS_1257_INIT),
    of_web("Windows-1258", "Vietnamese", &web::WINDOWS_1258_INIT),
    of_web("Windows-874", "Thai", &web::WINDOWS_874_INIT),
    of_web("KOI8-R", "Russian", &web::KOI8_R_INIT),
    of_web("KOI8-U", "Ukrainian", &web::KOI8_U_INIT),
    of_web("ISO-8859-2", "Central European", &web::ISO_8859_2_INIT),
    of_web("ISO-8859-3", "South European", &web::ISO_8859_3_INIT),
    of_web("ISO-8859-4", "Baltic", &web::ISO_8859_4_INIT),
    of_web("ISO-8859-5", "Cyrillic", &web::ISO_8859_5_INIT),
    of_web("ISO-8859-6", "Arabic", &web::ISO_8859_6_INIT),
    of_web("ISO-8859-7", "Greek", &web::ISO_8859_7_INIT),
    of_web("ISO-8859-8", "Hebrew", &web::ISO_8859_8_INIT),
    of_web("ISO-8859-10", "Nordic", &web::ISO_8859_10_INIT),
    of_web("ISO-8859-13", "Baltic", &web::ISO_8859_13_INIT),
    of_web("ISO-8859-14", "Celtic", &web::ISO_8859_14_INIT),
    of_web("ISO-8859-15", "Western European", &web::ISO_8859_15_INIT),
    of_web(
        "ISO-8859-16",
        "South-eastern European",
        &web::ISO_8859_16_INIT,
    ),
    page("KZ-1048", "Kazakh", pages::KZ_1048),
    page("PTCP154", "Kazakh, Bashkir, Tajik", pages::PT_154),
    of_web("Mac Roman", "Western European", &web::MACINTOSH_INIT),
    page(
        "Mac Central European",
        "Central European",
        pages::MAC_CENTRAL_EUROPEAN,
    ),
    of_web("Mac Cyrillic", "Cyrillic", &web::X_MAC_CYRILLIC_INIT),
    page("Mac Croatian", "Croatian, Slovene", pages::MAC_CROATIAN),
    page("Mac Greek", "Greek", pages::MAC_GREEK),
    page("Mac Icelandic", "Icelandic", pages::MAC_ICELANDIC),
    page("Mac Romanian", "Romanian", pages::MAC_ROMANIAN),
    page("Mac Turkish", "Turkish", pages::MAC_TURKISH),
    page("DOS 850", "Western European", pages::DOS_850),
    page("DOS 437", "American", pages::DOS_437),
    page("DOS 852", "Central European", pages::DOS_852),
    of_web("DOS 866", "Cyrillic", &web::IBM866_INIT),
    page("DOS 855", "Cyrillic", pages::DOS_855),
    page("DOS 1125", "Ukrainian", pages::DOS_1125),
    page("DOS 775", "Baltic", pages::DOS_775),
    page("DOS 857", "Turkish", pages::DOS_857),
    page("DOS 737", "Greek", pages::DOS_737),
    page("DOS 869", "Greek", pages::DOS_869),
    page("DOS 858", "Western European", pages::DOS_858),
    page("DOS 860", "Portuguese", pages::DOS_860),
    page("DOS 861", "Icelandic", pages::DOS_861),
    page("DOS 862", "Hebrew", pages::DOS_862),
    page("DOS 863", "Canadian French", pages::DOS_863),
    page("DOS 864", "Arabic", pages::DOS_864),
    page("DOS 865", "Nordic", pages::DOS_865),
    page("DOS 720", "Arabic", pages::DOS_720),
];

/// All encodings, in menu order.
pub fn encodings() -> impl Iterator<Item = &'static TextEncoding> {
    let unicode = [&UTF_8, &UTF_16LE, &UTF_16BE, &UTF_32LE, &UTF_32BE, &UTF_7];
    let asian = [
        &GB18030,
        &HZ,
        &BIG5,
        &SHIFT_JIS,
        &EUC_JP,
        &ISO_2022_JP,
        &EUC_KR,
        &ISO_2022_KR,
    ];
    unicode.into_iter().chain(&BY_TEXT).chain(asian)
}

/// Serde format of an encoding by its name, for messages between processes.
pub(super) mod by_name {
    use super::{TextEncoding, encodings};

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for a reference"
    )]
    pub fn serialize<S: Serializer>(
        encoding: &&'static TextEncoding,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(encoding.name)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<&'static TextEncoding, D::Error> {
        let name = String::deserialize(deserializer)?;
        let found = encodings().find(|encoding| encoding.name == name);
        found.ok_or_else(|| D::Error::custom("no encoding of that name"))
    }
}

/// The encoding that a label of the Encoding Standard ("latin1") stands for, if it is supported.
pub(super) fn labelled(label: &str) -> Option<&'static TextEncoding> {
    // Browsers refuse these two: `for_label` gives `REPLACEMENT`, which decodes nothing.
    match label.trim().to_ascii_lowercase().as_str() {
        "iso-2022-kr" | "csiso2022kr" => return Some(&ISO_2022_KR),
        "hz-gb-2312" => return Some(&HZ),
        _ => {}
    }
    let encoding = web::Encoding::for_label(label.as_bytes())?;
    encodings().find(|known| known.is(encoding))
}

pub(super) fn is_utf_16(encoding: &TextEncoding) -> bool {
    encoding == &UTF_16LE || encoding == &UTF_16BE
}

const fn marked(name: &'static str, about: &'static str, decoder: Decoder) -> TextEncoding {
    TextEncoding {
        name,
        about,
        decoder,
    }
}

const fn of_web(
    name: &'static str,
    about: &'static str,
    encoding: &'static web::Encoding,
) -> TextEncoding {
    marked(name, about, Decoder::Web(encoding))
}

const fn page(name: &'static str, about: &'static str, table: &'static str) -> TextEncoding {
    marked(name, about, Decoder::Table(table))
}

impl TextEncoding {
    /// Whether browsers decode text in `encoding` with this one.
    fn is(&self, encoding: &'static web::Encoding) -> bool {
        let read_as = match encoding {
            gbk if gbk == web::GBK => web::GB18030,
            // The same characters, in logical instead of visual order.
            logical if logical == web::ISO_8859_8_I => web::ISO_8859_8,
            other => other,
        };
        match self.decoder {
            Decoder::Web(web) => web == read_as,
            Decoder::Table(_) | Decoder::Utf32(_) | Decoder::SevenBit(_) => false,
        }
    }

    /// Decodes all bytes; those that cannot be decoded become U+FFFD.
    pub(super) fn decode(&self, bytes: &[u8]) -> Decoded {
        let text: String = match &self.decoder {
            Decoder::SevenBit(decode) => return decode(bytes),
            Decoder::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Decoder::Table(table) => {
                let table: Vec<char> = table.chars().collect();
                let read = |byte: &u8| match *byte {
                    ascii @ 0..0x80 => char::from(ascii),
                    other => table[usize::from(other) - 0x80],
                };
                bytes.iter().map(read).collect()
            }
            Decoder::Utf32(unit) => {
                let (units, rest) = bytes.as_chunks::<4>();
                let read = |four: &[u8; 4]| char::from_u32(unit(*four)).unwrap_or('\u{FFFD}');
                let cut = (!rest.is_empty()).then_some('\u{FFFD}');
                units.iter().map(read).chain(cut).collect()
            }
        };
        // Also counts those that the file already had, from an earlier lossy conversion.
        let unreadable = text.matches('\u{FFFD}').count();
        Decoded { text, unreadable }
    }
}

fn replaced(text: &str) -> usize {
    text.matches('\u{FFFD}').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_the_web_stand_for_supported_encodings() {
        for (label, name) in [
            ("iso-8859-8-i", "ISO-8859-8"),
            ("logical", "ISO-8859-8"),
            ("gb2312", "GB18030"),
            ("ISO-2022-KR", "ISO-2022-KR"),
            ("hz-gb-2312", "HZ"),
        ] {
            assert_eq!(labelled(label).map(|it| it.name), Some(name), "{label}");
        }
    }
}
