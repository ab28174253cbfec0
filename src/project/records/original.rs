use super::file_hash::FileHash;

use serde::{Deserialize, Serialize};

/// Record of the bytes that an article came in as. They are in a file of their own beside the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    pub sha256: FileHash,
    /// Ending of the file that the bytes are kept in: that of the format they were read as.
    pub ending: String,
    /// In bytes.
    pub size: u64,
    /// When they came in, in UTC: "2031-05-12T14:03:59Z".
    pub received: String,
    /// The name of the file that they came from. Not its folder, which would reveal something about the analyst's machine.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    pub method: ImportMethod,
    /// Name of the person who added them, from the settings.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Whether the bytes were kept, and not only recorded.
    pub kept: bool,
}

/// How an article came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportMethod {
    File,
    /// As plain text.
    Pasted,
    PastedFromBrowser,
    WebArchive,
    MailAttachment,
}

impl ImportMethod {
    pub const ALL: [Self; 5] = [
        Self::File,
        Self::Pasted,
        Self::PastedFromBrowser,
        Self::WebArchive,
        Self::MailAttachment,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Pasted => "pasted as text",
            Self::PastedFromBrowser => "pasted from the browser",
            Self::WebArchive => "web archive",
            Self::MailAttachment => "attachment of a mail",
        }
    }
}

/// Longest ending in the name of an original.
const MAX_ENDING: usize = 8;

impl Original {
    /// Name of the file that the bytes are kept in: hash and ending. An ending that is not a plain word is left out, since a
    /// project file may have been written by anybody.
    pub fn file_name(&self) -> String {
        if is_ending(&self.ending) {
            format!("{}.{}", self.sha256, self.ending)
        } else {
            self.sha256.to_string()
        }
    }

    /// Whether this is the name of an original's file.
    pub fn is_file_name(name: &str) -> bool {
        let (hash, ending) = name.split_once('.').unwrap_or((name, "txt"));
        hash.parse::<FileHash>().is_ok() && is_ending(ending)
    }
}

fn is_ending(ending: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=MAX_ENDING).contains(&ending.len()) && ending.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ending: &str, expected: &str) {
        let original = Original {
            sha256: FileHash::of(b"Flood"),
            ending: ending.to_owned(),
            size: 5,
            received: String::new(),
            from: String::new(),
            method: ImportMethod::File,
            by: String::new(),
            kept: true,
        };
        let name = original.file_name();
        assert_eq!(
            name.strip_prefix(&FileHash::of(b"Flood").to_string()),
            Some(expected)
        );
        assert!(Original::is_file_name(&name));
    }

    #[test]
    fn no_ending_leads_out_of_the_folder() {
        check("html", ".html");
        check("", "");
        check("/../../secret", "");
        check("tar.gz", "");
        check("abcdefghi", "");
    }

    #[test]
    fn other_files_in_the_folder_are_not_originals() {
        for name in [
            "notes.txt",
            "",
            "page.html",
            &"0".repeat(63),
            &"G".repeat(64),
        ] {
            assert!(!Original::is_file_name(name), "{name}");
        }
    }

    #[test]
    fn a_hash_is_read_back() {
        let hash = FileHash::of(b"Flood");
        assert_eq!(hash.to_string().parse(), Ok(hash));
    }
}
