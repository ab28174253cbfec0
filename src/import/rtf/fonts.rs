//! Code pages of an RTF document and of its fonts.

use crate::import::{TextEncoding, encodings};

use std::collections::HashMap;

/// Charset of fonts that draw symbols in place of letters.
const SYMBOL: i32 = 2;

pub(super) struct Fonts {
    /// For fonts that name none.
    usual: &'static TextEncoding,
    of_font: HashMap<i32, &'static TextEncoding>,
    /// Symbol fonts, with their names.
    of_symbols: HashMap<i32, String>,
    /// The font whose entry is being read.
    pub entry: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        Self {
            usual: of_page(1252).unwrap_or(&encodings::UTF_8),
            of_font: HashMap::new(),
            of_symbols: HashMap::new(),
            entry: 0,
        }
    }
}

impl Fonts {
    pub fn set_page(&mut self, page: i32) {
        self.usual = of_page(page).unwrap_or(self.usual);
    }

    pub fn set_charset(&mut self, charset: i32) {
        let page = match charset {
            SYMBOL => {
                self.of_symbols.entry(self.entry).or_default();
                return;
            }
            // Whatever the page of the document.
            0 => 1252,
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return,
        };
        let known = of_page(page).map(|encoding| (self.entry, encoding));
        self.of_font.extend(known);
    }

    /// Adds to the name of the font whose entry is being read, which ends with a semicolon.
    pub fn add_name(&mut self, name: &str) {
        if let Some(known) = self.of_symbols.get_mut(&self.entry) {
            known.push_str(name.trim_end_matches(';'));
        }
    }

    /// The name of a symbol font.
    pub fn symbol_font(&self, font: i32) -> Option<&str> {
        self.of_symbols.get(&font).map(String::as_str)
    }

    pub fn encoding(&self, font: i32) -> &'static TextEncoding {
        self.of_font.get(&font).copied().unwrap_or(self.usual)
    }
}

/// The encoding with that Windows code page number.
fn of_page(page: i32) -> Option<&'static TextEncoding> {
    let name = match page {
        874 | 1250..=1258 => format!("Windows-{page}"),
        932 => "Shift_JIS".to_owned(),
        936 | 54936 => "GB18030".to_owned(),
        949 => "EUC-KR".to_owned(),
        950 => "Big5".to_owned(),
        10000 => "Mac Roman".to_owned(),
        10006 => "Mac Greek".to_owned(),
        10007 => "Mac Cyrillic".to_owned(),
        10029 => "Mac Central European".to_owned(),
        10081 => "Mac Turkish".to_owned(),
        65001 => "UTF-8".to_owned(),
        _ => format!("DOS {page}"),
    };
    encodings().find(|encoding| encoding.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_western_charset_does_not_follow_the_page_of_the_document() {
        let mut fonts = Fonts::default();
        fonts.set_page(1251);
        fonts.set_charset(0);
        assert_eq!(fonts.encoding(0).name, "Windows-1252");
        assert_eq!(fonts.encoding(1).name, "Windows-1251");
    }

    #[test]
    fn every_charset_has_its_encoding() {
        for charset in [
            77, 128, 129, 134, 136, 161, 162, 163, 177, 178, 186, 204, 222, 238, 254, 255,
        ] {
            let mut fonts = Fonts::default();
            fonts.set_charset(charset);
            assert_ne!(fonts.encoding(0).name, "Windows-1252", "{charset}");
        }
    }
}
