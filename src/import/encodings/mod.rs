//! Character encodings: the table of supported ones, and the detection for files that do not declare theirs.

mod code_pages;
mod guess;
mod languages;
mod likelihood;
mod sample;
mod seven_bit;
mod utf16;

pub use guess::{Confidence, DecodeError, DecodedText};
pub(super) use guess::{read, read_as};

/// A character encoding.
#[derive(Debug)]
pub struct TextEncoding {
    /// Its usual name: "Windows-1250".
    pub name: &'static str,
    /// Languages or scripts that it is used for, as shown in the menu.
    pub used_for: &'static str,
    decoder: Decoder,
}

#[derive(Debug)]
enum Decoder {
    Web(&'static encoding_rs::Encoding),
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

pub static UTF_8: TextEncoding = from_web("UTF-8", "any language", &encoding_rs::UTF_8_INIT);
static UTF_16LE: TextEncoding = from_web("UTF-16LE", "any language", &encoding_rs::UTF_16LE_INIT);
static UTF_16BE: TextEncoding = from_web("UTF-16BE", "any language", &encoding_rs::UTF_16BE_INIT);
static UTF_32LE: TextEncoding = encoding(
    "UTF-32LE",
    "any language",
    Decoder::Utf32(u32::from_le_bytes),
);
static UTF_32BE: TextEncoding = encoding(
    "UTF-32BE",
    "any language",
    Decoder::Utf32(u32::from_be_bytes),
);
static UTF_7: TextEncoding = encoding("UTF-7", "any language", Decoder::SevenBit(seven_bit::utf_7));
static GB18030: TextEncoding =
    from_web("GB18030", "Chinese, simplified", &encoding_rs::GB18030_INIT);
static HZ: TextEncoding = encoding(
    "HZ",
    "Chinese, simplified",
    Decoder::SevenBit(seven_bit::hz),
);
static BIG5: TextEncoding = from_web("Big5", "Chinese, traditional", &encoding_rs::BIG5_INIT);
static SHIFT_JIS: TextEncoding = from_web("Shift_JIS", "Japanese", &encoding_rs::SHIFT_JIS_INIT);
static EUC_JP: TextEncoding = from_web("EUC-JP", "Japanese", &encoding_rs::EUC_JP_INIT);
static ISO_2022_JP: TextEncoding =
    from_web("ISO-2022-JP", "Japanese", &encoding_rs::ISO_2022_JP_INIT);
static EUC_KR: TextEncoding = from_web("EUC-KR", "Korean", &encoding_rs::EUC_KR_INIT);
static ISO_2022_KR: TextEncoding = encoding(
    "ISO-2022-KR",
    "Korean",
    Decoder::SevenBit(seven_bit::iso_2022_kr),
);

/// Single-byte encodings, the more common ones first. If two decode a file to the same text, the guess is the first.
static SINGLE_BYTE: [TextEncoding; 52] = [
    from_web(
        "Windows-1252",
        "Western European",
        &encoding_rs::WINDOWS_1252_INIT,
    ),
    from_web(
        "Windows-1250",
        "Central European",
        &encoding_rs::WINDOWS_1250_INIT,
    ),
    from_web("Windows-1251", "Cyrillic", &encoding_rs::WINDOWS_1251_INIT),
    from_web("Windows-1253", "Greek", &encoding_rs::WINDOWS_1253_INIT),
    from_web("Windows-1254", "Turkish", &encoding_rs::WINDOWS_1254_INIT),
    from_web("Windows-1255", "Hebrew", &encoding_rs::WINDOWS_1255_INIT),
    from_web("Windows-1256", "Arabic", &encoding_rs::WINDOWS_1256_INIT),
    from_web("Windows-1257", "Baltic", &encoding_rs::WINDOWS_1257_INIT),
    from_web(
        "Windows-1258",
        "Vietnamese",
        &encoding_rs::WINDOWS_1258_INIT,
    ),
    from_web("Windows-874", "Thai", &encoding_rs::WINDOWS_874_INIT),
    from_web("KOI8-R", "Russian", &encoding_rs::KOI8_R_INIT),
    from_web("KOI8-U", "Ukrainian", &encoding_rs::KOI8_U_INIT),
    from_web(
        "ISO-8859-2",
        "Central European",
        &encoding_rs::ISO_8859_2_INIT,
    ),
    from_web(
        "ISO-8859-3",
        "South European",
        &encoding_rs::ISO_8859_3_INIT,
    ),
    from_web("ISO-8859-4", "Baltic", &encoding_rs::ISO_8859_4_INIT),
    from_web("ISO-8859-5", "Cyrillic", &encoding_rs::ISO_8859_5_INIT),
    from_web("ISO-8859-6", "Arabic", &encoding_rs::ISO_8859_6_INIT),
    from_web("ISO-8859-7", "Greek", &encoding_rs::ISO_8859_7_INIT),
    from_web("ISO-8859-8", "Hebrew", &encoding_rs::ISO_8859_8_INIT),
    from_web("ISO-8859-10", "Nordic", &encoding_rs::ISO_8859_10_INIT),
    from_web("ISO-8859-13", "Baltic", &encoding_rs::ISO_8859_13_INIT),
    from_web("ISO-8859-14", "Celtic", &encoding_rs::ISO_8859_14_INIT),
    from_web(
        "ISO-8859-15",
        "Western European",
        &encoding_rs::ISO_8859_15_INIT,
    ),
    from_web(
        "ISO-8859-16",
        "South-eastern European",
        &encoding_rs::ISO_8859_16_INIT,
    ),
    code_page("KZ-1048", "Kazakh", code_pages::KZ_1048),
    code_page("PTCP154", "Kazakh, Bashkir, Tajik", code_pages::PT_154),
    from_web(
        "Mac Roman",
        "Western European",
        &encoding_rs::MACINTOSH_INIT,
    ),
    code_page(
        "Mac Central European",
        "Central European",
        code_pages::MAC_CENTRAL_EUROPEAN,
    ),
    from_web(
        "Mac Cyrillic",
        "Cyrillic",
        &encoding_rs::X_MAC_CYRILLIC_INIT,
    ),
    code_page(
        "Mac Croatian",
        "Croatian, Slovene",
        code_pages::MAC_CROATIAN,
    ),
    code_page("Mac Greek", "Greek", code_pages::MAC_GREEK),
    code_page("Mac Icelandic", "Icelandic", code_pages::MAC_ICELANDIC),
    code_page("Mac Romanian", "Romanian", code_pages::MAC_ROMANIAN),
    code_page("Mac Turkish", "Turkish", code_pages::MAC_TURKISH),
    code_page("DOS 850", "Western European", code_pages::DOS_850),
    code_page("DOS 437", "American", code_pages::DOS_437),
    code_page("DOS 852", "Central European", code_pages::DOS_852),
    from_web("DOS 866", "Cyrillic", &encoding_rs::IBM866_INIT),
    code_page("DOS 855", "Cyrillic", code_pages::DOS_855),
    code_page("DOS 1125", "Ukrainian", code_pages::DOS_1125),
    code_page("DOS 775", "Baltic", code_pages::DOS_775),
    code_page("DOS 857", "Turkish", code_pages::DOS_857),
    code_page("DOS 737", "Greek", code_pages::DOS_737),
    code_page("DOS 869", "Greek", code_pages::DOS_869),
    code_page("DOS 858", "Western European", code_pages::DOS_858),
    code_page("DOS 860", "Portuguese", code_pages::DOS_860),
    code_page("DOS 861", "Icelandic", code_pages::DOS_861),
    code_page("DOS 862", "Hebrew", code_pages::DOS_862),
    code_page("DOS 863", "Canadian French", code_pages::DOS_863),
    code_page("DOS 864", "Arabic", code_pages::DOS_864),
    code_page("DOS 865", "Nordic", code_pages::DOS_865),
    code_page("DOS 720", "Arabic", code_pages::DOS_720),
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
    unicode.into_iter().chain(&SINGLE_BYTE).chain(asian)
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
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    encodings().find(|known| known.decodes(encoding))
}

pub(super) fn is_utf_16(encoding: &TextEncoding) -> bool {
    encoding == &UTF_16LE || encoding == &UTF_16BE
}

const fn encoding(name: &'static str, used_for: &'static str, decoder: Decoder) -> TextEncoding {
    TextEncoding {
        name,
        used_for,
        decoder,
    }
}

const fn from_web(
    name: &'static str,
    used_for: &'static str,
    decoder: &'static encoding_rs::Encoding,
) -> TextEncoding {
    encoding(name, used_for, Decoder::Web(decoder))
}

const fn code_page(
    name: &'static str,
    used_for: &'static str,
    table: &'static str,
) -> TextEncoding {
    encoding(name, used_for, Decoder::Table(table))
}

impl TextEncoding {
    /// Whether browsers decode text in `encoding` with this one.
    fn decodes(&self, encoding: &'static encoding_rs::Encoding) -> bool {
        let read_as = match encoding {
            gbk if gbk == encoding_rs::GBK => encoding_rs::GB18030,
            // The same characters, in logical instead of visual order.
            logical if logical == encoding_rs::ISO_8859_8_I => encoding_rs::ISO_8859_8,
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
        Decoded::new(text)
    }
}

impl Decoded {
    /// Also counts the U+FFFD that the file already had, from an earlier lossy conversion.
    fn new(text: String) -> Self {
        let unreadable = text.matches('\u{FFFD}').count();
        Self { text, unreadable }
    }
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
