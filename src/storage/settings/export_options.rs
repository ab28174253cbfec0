use serde::{Deserialize, Serialize};

/// Choices in the dialog of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportOptions {
    /// Puts an apostrophe in front of each sign that a spreadsheet might start a formula with: `=`, `+`, `-`, `@`, their
    /// full-width forms, tab, CR or LF, after any white space and invisible characters, at the start of a cell and after each
    /// separator in it. When off, every cell is exact.
    pub spreadsheet_safe: bool,
    /// Writes a byte order mark, without which Excel does not recognise UTF-8.
    pub bom: bool,
    pub separator: Separator,
}

/// The character between the cells of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    #[default]
    Comma,
    Semicolon,
    Tab,
}

/// A program that tables are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableReader {
    Excel,
    /// `LibreOffice` and Google Sheets.
    Spreadsheet,
    /// Other programs, which read every cell as it is.
    Program,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self::for_reader(TableReader::Spreadsheet)
    }
}

impl ExportOptions {
    /// The options that suit a program.
    pub fn for_reader(reader: TableReader) -> Self {
        let (spreadsheet_safe, bom, separator) = match reader {
            TableReader::Excel => (true, true, Separator::of_excel(sys_locale::get_locale())),
            TableReader::Spreadsheet => (true, false, Separator::Comma),
            TableReader::Program => (false, false, Separator::Comma),
        };
        Self {
            spreadsheet_safe,
            bom,
            separator,
        }
    }

    /// The program that the options suit.
    pub fn reader(self) -> Option<TableReader> {
        TableReader::ALL
            .into_iter()
            .find(|reader| Self::for_reader(*reader) == self)
    }
}

impl TableReader {
    pub const ALL: [Self; 3] = [Self::Excel, Self::Spreadsheet, Self::Program];

    pub fn label(self) -> &'static str {
        match self {
            Self::Excel => "Excel",
            Self::Spreadsheet => "LibreOffice, Google Sheets",
            Self::Program => "Other programs",
        }
    }
}

/// Languages whose numbers have a decimal point. Excel separates cells by commas there, and by semicolons elsewhere.
const DECIMAL_POINT: &str =
    "am bn C en fil ga gu he hi ja kn ko ml mr ms mt my ne pa POSIX si sw ta te th ur zh";

impl Separator {
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    pub fn label(self) -> &'static str {
        match self {
            Self::Comma => "Comma",
            Self::Semicolon => "Semicolon",
            Self::Tab => "Tab",
        }
    }

    pub fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }

    /// The separator that Excel expects where the system has this language, such as "de-AT".
    fn of_excel(locale: Option<String>) -> Self {
        let locale = locale.unwrap_or_default();
        let mut subtags = locale.split(['-', '_']);
        let language = subtags.next().unwrap_or_default();
        let region = subtags.next_back().unwrap_or_default();
        let is_listed = DECIMAL_POINT.split(' ').any(|listed| listed == language);
        match region {
            "MX" | "US" | "PR" | "GT" | "HN" | "SV" | "PA" | "DO" | "NI" | "PE" => Self::Comma,
            "ZA" => Self::Semicolon,
            _ if is_listed || language.is_empty() => Self::Comma,
            _ => Self::Semicolon,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_for_excel_follows_the_system_language() {
        for (locale, expected) in [
            (None, Separator::Comma),
            (Some("en-GB"), Separator::Comma),
            (Some("zh-Hans-CN"), Separator::Comma),
            (Some("es-MX"), Separator::Comma),
            (Some("es-ES"), Separator::Semicolon),
            (Some("de-CH"), Separator::Semicolon),
            (Some("uk-UA"), Separator::Semicolon),
            (Some("en-ZA"), Separator::Semicolon),
        ] {
            assert_eq!(
                Separator::of_excel(locale.map(str::to_owned)),
                expected,
                "{locale:?}"
            );
        }
    }

    #[test]
    fn options_match_the_program_they_suit() {
        for reader in TableReader::ALL {
            assert_eq!(ExportOptions::for_reader(reader).reader(), Some(reader));
        }
        let own = ExportOptions {
            separator: Separator::Tab,
            ..ExportOptions::default()
        };
        assert_eq!(own.reader(), None);
    }
}
