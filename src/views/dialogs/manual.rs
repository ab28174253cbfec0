//! The manual: the pages of `docs/`, built into the program so that it can be read offline.

use super::markdown::MarkdownPage;
use crate::{
    views::{Paint, theme::space},
    workbench::ManualPage,
};

use egui::{OpenUrl, ScrollArea, Ui};

/// Expands to the file name and the text of each page.
macro_rules! pages {
    ($($file:literal),*) => {
        [$(($file, include_str!(concat!("../../../docs/", $file)))),*]
    };
}

/// The pages in the order of `docs/SUMMARY.md`.
#[rustfmt::skip] // a page is a line
pub const PAGES: [(&str, &str); 17] = pages![
    "index.md",
    "getting-started.md",
    "adding-articles.md",
    "reading-and-highlighting.md",
    "claims-and-evidence.md",
    "speakers-and-independent-sources.md",
    "finding.md",
    "views.md",
    "exports.md",
    "protected-sources.md",
    "keys.md",
    "command-line.md",
    "file-format.md",
    "glossary.md",
    "limits.md",
    "what-happens-to-your-work.md",
    "performance.md"
];

/// Width of the list of pages.
const LIST_WIDTH: f32 = 200.0;

#[derive(Default)]
pub(crate) struct ManualScratch {
    /// Index of the open page.
    page: usize,
    /// Byte offset in the page of the section that a followed link leads to; 0 is the top.
    section: usize,
    /// Whether to scroll to `section` in the next frame, because a link was followed.
    scrolls_to_section: bool,
    /// The pages without pictures, as text and parsed; empty until the manual is first shown.
    texts: Vec<String>,
    parsed: Vec<MarkdownPage>,
}

/// `opened` is the page to show in the first frame.
pub(crate) fn show(
    ui: &mut Ui,
    paint: &Paint<'_>,
    scratch: &mut ManualScratch,
    opened: Option<ManualPage>,
) {
    if let Some(page) = opened.and_then(index_of) {
        (scratch.page, scratch.section) = (page, 0);
    }
    scratch.parse();
    let clicked = ui.horizontal_top(|ui| {
        ui.vertical(|ui| list_of_pages(ui, scratch, opened.is_some()));
        ui.add_space(space::LARGE);
        page(ui, paint, scratch)
    });
    match clicked.inner {
        Some(link) if link.contains("://") => ui.ctx().open_url(OpenUrl::new_tab(link)),
        Some(link) => scratch.follow(&link),
        None => {}
    }
}

impl ManualScratch {
    fn parse(&mut self) {
        if self.texts.is_empty() {
            let texts = PAGES.iter().map(|(_, text)| without_pictures(text));
            self.texts = texts.collect();
            let texts = self.texts.iter();
            self.parsed = texts.map(|text| MarkdownPage::new(text)).collect();
        }
    }

    fn follow(&mut self, link: &str) {
        if let Some((page, section)) = link_target(&self.texts, self.page, link) {
            self.page = page;
            self.section = section;
            self.scrolls_to_section = true;
        }
    }
}

fn list_of_pages(ui: &mut Ui, scratch: &mut ManualScratch, takes_focus: bool) {
    ui.set_width(LIST_WIDTH);
    for (nth, (_, text)) in PAGES.iter().enumerate() {
        let page = ui.selectable_label(nth == scratch.page, title(text));
        if takes_focus && nth == scratch.page {
            page.request_focus();
        }
        if page.clicked() {
            (scratch.page, scratch.section) = (nth, 0);
        }
    }
}

/// Returns the link that was clicked.
fn page(ui: &mut Ui, paint: &Paint<'_>, scratch: &mut ManualScratch) -> Option<String> {
    let scrolls = std::mem::take(&mut scratch.scrolls_to_section);
    let section = scrolls.then_some(scratch.section);
    let page = &scratch.parsed[scratch.page];
    ScrollArea::vertical()
        .id_salt(("manual", scratch.page))
        .auto_shrink(false)
        .max_height(ui.ctx().content_rect().height() - 180.0)
        .show(ui, |ui| {
            ui.vertical(|ui| page.show(ui, paint.theme, section)).inner
        })
        .inner
}

/// Index of a page; `None` for [`ManualPage::Last`], which keeps the open page.
fn index_of(page: ManualPage) -> Option<usize> {
    let file = match page {
        ManualPage::Last => return None,
        ManualPage::GettingStarted => "getting-started.md",
        ManualPage::Glossary => "glossary.md",
    };
    PAGES.iter().position(|(name, _)| *name == file)
}

/// The page that a link on page `from` leads to, and the offset of its section. An unknown section means the top of the
/// page.
fn link_target(texts: &[String], from: usize, link: &str) -> Option<(usize, usize)> {
    let (file, section) = link.split_once('#').unwrap_or((link, ""));
    let page = if file.is_empty() {
        from
    } else {
        PAGES.iter().position(|(name, _)| *name == file)?
    };
    let heading = |(at, line): (usize, &str)| {
        let heading = line.strip_prefix('#')?.trim_start_matches('#');
        (anchor(heading) == section).then_some(at)
    };
    let mut at = 0;
    let lines = texts[page].split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    let section_start = lines.into_iter().find_map(heading);
    Some((page, section_start.unwrap_or(0)))
}

/// The anchor of a heading by mdBook's rule: "Article details" is `article-details`.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The heading of a page.
fn title(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    first.trim_start_matches('#').trim()
}

/// The page without its pictures, whose files are not part of the program, and without the lines that introduce them.
fn without_pictures(text: &str) -> String {
    let paragraphs: Vec<&str> = text.split_inclusive("\n\n").collect();
    let is_picture = |it: &&str| it.starts_with("![") || it.starts_with("[![");
    let introduces_picture = |nth: usize| {
        paragraphs[nth].trim_end().ends_with(':') && paragraphs.get(nth + 1).is_some_and(is_picture)
    };
    let kept = paragraphs.iter().enumerate();
    let kept = kept.filter(|(nth, it)| !is_picture(it) && !introduces_picture(*nth));
    kept.map(|(_, it)| *it).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The links of a page to other pages.
    fn links(text: &str) -> impl Iterator<Item = &str> {
        let links = text.split("](").skip(1);
        let links = links.filter_map(|rest| rest.split(')').next());
        links.filter(|link| !link.contains("://"))
    }

    #[test]
    fn the_pages_are_those_of_the_summary_in_its_order() {
        let summary = include_str!("../../../docs/SUMMARY.md");
        let pages: Vec<&str> = links(summary).collect();
        assert_eq!(pages, PAGES.map(|(file, _)| file));
    }

    #[test]
    fn the_pages_of_the_help_menu_exist() {
        for page in [ManualPage::GettingStarted, ManualPage::Glossary] {
            assert!(index_of(page).is_some(), "{page:?}");
        }
    }

    #[test]
    fn every_link_leads_to_a_page_and_a_section() {
        let texts = PAGES.map(|(_, text)| without_pictures(text));
        for (from, text) in texts.iter().enumerate() {
            for link in links(text) {
                let target = link_target(&texts, from, link);
                let (page, section) = target.unwrap_or_else(|| panic!("{link}"));
                let is_at_heading = texts[page][section..].starts_with('#');
                assert!(
                    is_at_heading && (section > 0) == link.contains('#'),
                    "{link}"
                );
            }
        }
    }
}
