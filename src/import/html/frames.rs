//! Pages in the frames of a page: `SingleFile` writes them into an attribute of the frame, and browsers into parts of their own
//! (MHTML). Embedded posts come so.

use super::{guard, parsed, xhtml};

use std::collections::HashMap;

use dom_query::Document;

/// Pages by the address that the frame has for them. Each is shown once.
pub(in crate::import) type Frames = HashMap<String, String>;

/// The scheme of addresses within a file.
const IN_FILE: &str = "cid:";

pub(super) enum FrameSource {
    /// In HTML.
    Page(String),
    /// The name of a frame whose page should be in the file.
    Missing(String),
    /// On the web.
    Elsewhere,
}

impl FrameSource {
    pub fn of(tag: &str, frames: &mut Frames) -> Self {
        if let Some(page) = attribute(tag, "srcdoc") {
            return Self::Page(xhtml::as_html_if_xhtml(&page).into_owned());
        }
        let address = attribute(tag, "src").unwrap_or_default();
        match frames.remove(address.trim()) {
            Some(page) => Self::Page(xhtml::as_html_if_xhtml(&page).into_owned()),
            None if address.starts_with(IN_FILE) => Self::Missing(name(tag)),
            None => Self::Elsewhere,
        }
    }
}

/// The title of a frame, or else its address.
pub(super) fn name(tag: &str) -> String {
    let names = ["title", "name", "src"].into_iter();
    let mut names = names
        .filter_map(|it| attribute(tag, it))
        .filter(|it| !it.is_empty());
    names.next().unwrap_or_else(|| "without a name".to_owned())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let frame = Document::fragment(tag);
    let value = frame.select_single("iframe").attr(name)?;
    Some(value.trim().to_owned())
}

/// The body of a page within the limits, as an element without open ends that says nothing about the page around it.
pub(super) fn element(html: &str) -> String {
    let page = parsed(html);
    let other = page.select("script, style, noscript, template, meta, link, base, title");
    other.remove();
    // What follows the start of such an element would be its text.
    page.select("plaintext").rename("pre");
    guard::limit_escapes(&page);
    let body = page.body().map(|body| body.inner_html());
    format!("<div>{}</div>", body.unwrap_or_default())
}
