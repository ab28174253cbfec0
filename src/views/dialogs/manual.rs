//! The manual: the pages of `docs/`, built into the program so that it can be read offline.

use crate::{views::theme::space, workbench::ManualPage};

use egui::{Align, ScrollArea, Ui};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

/// File name and text of each page, in the order of `docs/SUMMARY.md`.
pub const PAGES: [(&str, &str); 17] = [
    ("index.md", include_str!("../../../docs/index.md")),
    (
        "getting-started.md",
        include_str!("../../../docs/getting-started.md"),
    ),
    (
        "adding-articles.md",
        include_str!("../../../docs/adding-articles.md"),
    ),
    (
        "reading-and-highlighting.md",
        include_str!("../../../docs/reading-and-highlighting.md"),
    ),
    (
        "claims-and-evidence.md",
        include_str!("../../../docs/claims-and-evidence.md"),
    ),
    (
        "speakers-and-independent-sources.md",
        include_str!("../../../docs/speakers-and-independent-sources.md"),
    ),
    ("finding.md", include_str!("../../../docs/finding.md")),
    ("views.md", include_str!("../../../docs/views.md")),
    ("exports.md", include_str!("../../../docs/exports.md")),
    (
        "protected-sources.md",
        include_str!("../../../docs/protected-sources.md"),
    ),
    ("keys.md", include_str!("../../../docs/keys.md")),
    (
        "command-line.md",
        include_str!("../../../docs/command-line.md"),
    ),
    (
        "file-format.md",
        include_str!("../../../docs/file-format.md"),
    ),
    ("glossary.md", include_str!("../../../docs/glossary.md")),
    ("limits.md", include_str!("../../../docs/limits.md")),
    (
        "what-happens-to-your-work.md",
        include_str!("../../../docs/what-happens-to-your-work.md"),
    ),
    (
        "performance.md",
        include_str!("../../../docs/performance.md"),
    ),
];

/// Width of the list of pages.
const LIST_WIDTH: f32 = 200.0;

#[derive(Default)]
pub(crate) struct ManualScratch {
    /// Index of the open page.
    page: usize,
    /// Byte offset in the page of the section that a followed link leads to; 0 is the top.
    section: usize,
    /// Whether a link was followed whose section has not been scrolled to yet.
    is_turning: bool,
    /// Rendering cache of the viewer, which also reports clicked links between pages; `None` until first shown.
    cache: Option<CommonMarkCache>,
    /// The pages as the window shows them.
    texts: Vec<String>,
}

/// `opened` is the page to show in the first frame.
pub(crate) fn show(ui: &mut Ui, scratch: &mut ManualScratch, opened: Option<ManualPage>) {
    if let Some(page) = opened.and_then(index_of) {
        (scratch.page, scratch.section) = (page, 0);
    }
    if scratch.texts.is_empty() {
        scratch.texts = PAGES
            .iter()
            .map(|(_, text)| without_pictures(text))
            .collect();
    }
    let cache = scratch.cache.get_or_insert_with(|| {
        let mut cache = CommonMarkCache::default();
        for link in scratch.texts.iter().flat_map(|text| links(text)) {
            cache.add_link_hook(link);
        }
        cache
    });
    let height = ui.ctx().content_rect().height() - 180.0;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LIST_WIDTH);
            for (nth, (_, text)) in PAGES.iter().enumerate() {
                let page = ui.selectable_label(nth == scratch.page, title(text));
                if opened.is_some() && nth == scratch.page {
                    page.request_focus();
                }
                if page.clicked() {
                    (scratch.page, scratch.section) = (nth, 0);
                }
            }
        });
        ui.add_space(space::LARGE);
        ScrollArea::vertical()
            .id_salt(("manual", scratch.page))
            .auto_shrink(false)
            .max_height(height)
            .show(ui, |ui| {
                let (before, from) = scratch.texts[scratch.page].split_at(scratch.section);
                ui.push_id("before", |ui| {
                    CommonMarkViewer::new().show(ui, cache, before)
                });
                if std::mem::take(&mut scratch.is_turning) {
                    ui.scroll_to_cursor(Some(Align::TOP));
                }
                ui.push_id("section", |ui| {
                    CommonMarkViewer::new().show(ui, cache, from)
                });
            });
    });
    let hooks = cache.link_hooks();
    let link = hooks.iter().find(|(_, clicked)| **clicked);
    let followed = link.and_then(|(link, _)| link_target(&scratch.texts, scratch.page, link));
    if let Some((page, section)) = followed {
        scratch.page = page;
        scratch.section = section;
        scratch.is_turning = true;
    }
}

/// Index of a page; `None` for the page that is open.
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
    let begins = lines.into_iter().find_map(heading);
    Some((page, begins.unwrap_or(0)))
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

/// The page without its pictures, since their files are not part of the program.
fn without_pictures(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| !line.starts_with("[![")).collect()
}

/// The links of a page to other pages.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let links = text.split("](").skip(1);
    let links = links.filter_map(|rest| rest.split(')').next());
    links.filter(|link| !link.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_follow_the_summary() {
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
