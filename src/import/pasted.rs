//! Pasted text, and pages that a browser puts on the clipboard.

use super::{
    ImportError, ImportResult, ImportedArticle, ImportedFile, IsolatedReader, ReadError, formats,
    import_text, keep, title,
};
use crate::{
    project::{ImportMethod, ParagraphKind},
    storage::{OriginalKeeper, Progress},
    text::PageAddress,
};

/// A pasted article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    pub text: String,
    /// The same text as a page, if it is to be read as one.
    pub page: Option<CopiedPage>,
}

/// A page, or part of one, copied in a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedPage {
    pub html: String,
    /// Address of the page, if the system provides it; otherwise empty.
    pub address: String,
}

/// Imports pasted text, like a file but without bytes to read again.
///
/// # Errors
/// [`ImportError::Pasted`].
pub fn import_pasted(text: &str, originals: &OriginalKeeper) -> ImportResult {
    let mut article = import_text(text).map_err(ImportError::Pasted)?;
    take_address(&mut article);
    let method = ImportMethod::Pasted;
    let original = keep(&mut article, originals, text.as_bytes(), "txt", "", method);
    Ok(ImportedFile {
        name: "Pasted text".to_owned(),
        format: "Text",
        article,
        original,
        bytes: None,
        table: None,
    })
}

/// Imports what was copied in a browser. A page that cannot be read is imported as text.
///
/// # Errors
/// As for [`import_pasted`].
pub fn import_clipboard(
    pasted: &Pasted,
    isolated: &IsolatedReader,
    originals: &OriginalKeeper,
    progress: &Progress,
) -> ImportResult {
    let Some(CopiedPage {
        html: page,
        address,
    }) = &pasted.page
    else {
        return import_pasted(&pasted.text, originals);
    };
    // The byte order mark says UTF-8, whatever the page declares.
    let marked = format!("\u{feff}{page}");
    let read = isolated.read(formats::HTML, marked.as_bytes(), progress);
    let article = read.and_then(|articles| articles.into_iter().next().ok_or(ReadError::Empty));
    match article {
        // By now, the clipboard may contain something else.
        Ok(article) if !begins_as(&article, &pasted.text) => import_pasted(&pasted.text, originals),
        Ok(mut article) => {
            if article.details.url.is_empty() {
                article.details.url.clone_from(address);
            }
            take_address(&mut article);
            show_headline(&mut article);
            let method = ImportMethod::PastedFromBrowser;
            let bytes = page.as_bytes();
            let original = keep(&mut article, originals, bytes, formats::HTML, "", method);
            Ok(ImportedFile {
                name: "Pasted page".to_owned(),
                format: "web pages",
                article,
                original,
                bytes: None,
                table: None,
            })
        }
        Err(error) => {
            let mut file = import_pasted(&pasted.text, originals)?;
            let warning =
                format!("It was added as plain text, because the page could not be read: {error}");
            file.article.warnings.push(warning);
            Ok(file)
        }
    }
}

/// Whether the first line of a text with words is in the article too.
fn begins_as(article: &ImportedArticle, text: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let first = text.lines().map(letters).find(|line| !line.is_empty());
    first.is_some_and(|first| letters(article.text.as_str()).contains(&first))
}

/// Shows the headline: it was copied, so it is wanted.
fn show_headline(article: &mut ImportedArticle) {
    let lines = article.text.as_str().split('\n');
    let headline = lines.enumerate().find_map(|(at, line)| {
        let is_heading = article.structure.kind(at) == Some(ParagraphKind::Heading);
        (is_heading && line == article.details.title).then_some(at)
    });
    if let Some(at) = headline {
        article.clutter.remove(&at);
    }
}

/// Moves an address that is alone on the first line into the details and hides the line.
fn take_address(article: &mut ImportedArticle) {
    let lines = || article.text.as_str().split('\n').enumerate();
    let first = lines().find(|(_, line)| !line.trim().is_empty());
    let Some((at, line)) = first.map(|(at, line)| (at, line.trim())) else {
        return;
    };
    let has_text = lines()
        .skip(at + 1)
        .any(|(_, line)| !line.trim().is_empty());
    let is_address = !line.contains(char::is_whitespace) && PageAddress::of(line).is_ok();
    if !is_address || !has_text || !article.details.url.is_empty() {
        return;
    }
    line.clone_into(&mut article.details.url);
    let is_guessed = article.details.title == title_of(article);
    article.clutter.insert(at);
    if is_guessed {
        article.details.title = title_of(article);
    }
}

fn title_of(article: &ImportedArticle) -> String {
    title::guess_visible(article.text.as_str(), &article.clutter, &article.structure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, title: &str, url: &str, hidden: &[usize]) {
        let originals = OriginalKeeper::recording_only("");
        let article = import_pasted(text, &originals).unwrap().article;
        assert_eq!(article.details.title, title);
        assert_eq!(article.details.url, url);
        assert!(article.clutter.iter().eq(hidden));
        assert_eq!(article.text.as_str(), text);
    }

    #[test]
    fn an_address_alone_in_the_first_line_goes_into_the_details() {
        let address = "https://courier.example/dam";
        let with = |rest: &str| format!("{address}{rest}");
        check(
            &with("\n\nDam breaks near Orvane\n\nTwelve were hurt."),
            "Dam breaks near Orvane",
            address,
            &[0],
        );
        check(
            &format!("\n {address} \nDam breaks"),
            "Dam breaks",
            address,
            &[1],
        );
        check(&with(" says so\nDam breaks"), &with(" says so"), "", &[]);
        check(&with("\n \n"), address, "", &[]);
        check(
            "Dam breaks\nhttps://courier.example/dam",
            "Dam breaks",
            "",
            &[],
        );
        check(
            "mailto:desk@courier.example\nDam breaks",
            "mailto:desk@courier.example",
            "",
            &[],
        );
    }
}
