//! The kind of content of a capture, by its type or else by its first bytes.

use crate::import::{
    formats::HTML,
    recognition::{HEAD, format_of},
};

use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Page,
    Text,
    Pdf,
    /// Another document that could be an article: DOCX, ODT, EPUB …
    Document,
    /// A picture, a script, or another file that belongs to pages.
    Other,
}

/// Starts of the types of documents.
const DOCUMENTS: [&str; 8] = [
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.openxmlformats",
    "application/vnd.oasis.opendocument",
    "application/rtf",
    "text/rtf",
    "application/epub",
    "message/rfc822",
];

impl Content {
    /// By the type in lower case; `None` if it says nothing.
    pub fn of_type(kind: &str) -> Option<Self> {
        let starts = |type_: &str| kind.starts_with(type_);
        if kind.is_empty() || starts("application/octet-stream") {
            return None;
        }
        Some(if starts("text/html") || starts("application/xhtml") {
            Self::Page
        } else if starts("text/plain") {
            Self::Text
        } else if starts("application/pdf") {
            Self::Pdf
        } else if DOCUMENTS.into_iter().any(starts) {
            Self::Document
        } else {
            Self::Other
        })
    }

    /// By the first bytes. Plain text is `Other`, since scripts and data are text too.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(HEAD as usize)];
        match format_of(Path::new(""), head).extension() {
            HTML => Self::Page,
            "pdf" => Self::Pdf,
            "docx" | "odt" | "rtf" | "doc" | "xlsx" | "epub" | "pptx" | "eml" => Self::Document,
            "txt" if is_markup_of_a_page(head) => Self::Page,
            _ => Self::Other,
        }
    }
}

/// Whether bytes without the beginning of a page are nevertheless one: a part of it, or XHTML.
fn is_markup_of_a_page(head: &[u8]) -> bool {
    let head = head.trim_ascii_start().to_ascii_lowercase();
    let tags: [&[u8]; 7] = [
        b"<head", b"<body", b"<title", b"<meta", b"<div", b"<p>", b"<h1",
    ];
    tags.iter().any(|tag| head.starts_with(tag))
        || head.starts_with(b"<") && memchr::memmem::find(&head, b"<html").is_some()
}
