use super::file_hash::FileHash;

use serde::{Deserialize, Serialize};

/// Maximum length of the file extension of an original.
const MAX_EXTENSION_BYTES: usize = 8;

/// Record of the file or other bytes that an article was imported from. The bytes are in a file of their own beside the
/// project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    pub sha256: FileHash,
    /// File extension of the stored bytes: that of the format they were read as.
    pub extension: String,
    /// In bytes.
    pub size: u64,
    /// Time of the import, in UTC: "2031-05-12T14:03:59Z".
    pub received: String,
    /// Name of the file. Not its folder, which would reveal something about the analyst's machine.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    pub method: ImportMethod,
    /// Name of the person who imported the article, from the settings.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Whether the bytes are stored, not only recorded.
    pub kept: bool,
}

/// How an article was imported.
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
            Self::MailAttachment => "email attachment",
        }
    }
}

impl Original {
    /// Name of the file that the bytes are stored in: hash and extension. An extension that is not a plain word is left
    /// out, since anybody may have written the project file.
    pub fn file_name(&self) -> String {
        if is_extension(&self.extension) {
            format!("{}.{}", self.sha256, self.extension)
        } else {
            self.sha256.to_string()
        }
    }

    /// Whether `name` is the name of an original's file.
    pub fn is_file_name(name: &str) -> bool {
        let (hash, extension) = name.split_once('.').unwrap_or((name, "txt"));
        hash.parse::<FileHash>().is_ok() && is_extension(extension)
    }
}

fn is_extension(extension: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=MAX_EXTENSION_BYTES).contains(&extension.len()) && extension.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extension: &str, expected: &str) {
        let original = Original {
            sha256: FileHash::of(b"Flood"),
            extension: extension.to_owned(),
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
    fn no_extension_leads_out_of_the_folder() {
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
