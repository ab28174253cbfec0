//! The manual: the pages of `docs/`, built into the program so that it can be read offline.

use crate::{views::theme::space, workbench::ManualPage};

use egui::{ScrollArea, Ui};
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
const LIST: f32 = 200.0;

#[derive(Default)]
pub(crate) struct ManualScratch {
    /// Index of the open page.
    page: usize,
    /// Rendering cache of the viewer, with the links between pages that it reports; `None` until first shown.
    cache: Option<CommonMarkCache>,
    /// The pages as the window shows them.
    texts: Vec<String>,
}

/// `opened` is the page to turn to in the first frame.
pub(crate) fn show(ui: &mut Ui, scratch: &mut ManualScratch, opened: Option<ManualPage>) {
    if let Some(page) = opened.and_then(index_of) {
        scratch.page = page;
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
            ui.set_width(LIST);
            for (nth, (_, text)) in PAGES.iter().enumerate() {
                let page = ui.selectable_label(nth == scratch.page, title(text));
                if opened.is_some() && nth == scratch.page {
                    page.request_focus();
                }
                if page.clicked() {
                    scratch.page = nth;
                }
            }
        });
        ui.add_space(space::LARGE);
        ScrollArea::vertical()
            .id_salt(("manual", scratch.page))
            .auto_shrink(false)
            .max_height(height)
            .show(ui, |ui| {
                CommonMarkViewer::new().show(ui, cache, &scratch.texts[scratch.page]);
            });
    });
    if let Some(page) = clicked_page(cache) {
        scratch.page = page;
    }
}

/// Index of a page; `None` for the one that is open.
fn index_of(page: ManualPage) -> Option<usize> {
    let file = match page {
        ManualPage::Last => return None,
        ManualPage::GettingStarted => "getting-started.md",
        ManualPage::Glossary => "glossary.md",
    };
    PAGES.iter().position(|(name, _)| *name == file)
}

/// The page of a link that was clicked in this frame.
fn clicked_page(cache: &CommonMarkCache) -> Option<usize> {
    let hooks = cache.link_hooks();
    let (link, _) = hooks.iter().find(|(_, clicked)| **clicked)?;
    let file = link.split('#').next()?;
    PAGES.iter().position(|(name, _)| *name == file)
}

/// The heading of a page.
fn title(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    first.trim_start_matches('#').trim()
}

/// The page without the lines that are a picture, which leads to a file beside the manual.
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
    fn the_pages_are_those_of_the_summary_in_its_order() {
        let summary = include_str!("../../../docs/SUMMARY.md");
        let pages: Vec<&str> = links(summary).collect();
        assert_eq!(pages, PAGES.map(|(file, _)| file));
    }

    #[test]
    fn the_pages_of_the_help_menu_are_there() {
        for page in [ManualPage::GettingStarted, ManualPage::Glossary] {
            assert!(index_of(page).is_some(), "{page:?}");
        }
    }

    #[test]
    fn every_link_between_pages_leads_to_one() {
        let texts = PAGES.map(|(_, text)| without_pictures(text));
        for link in texts.iter().flat_map(|text| links(text)) {
            let file = link.split('#').next().unwrap();
            let is_page = PAGES.iter().any(|(name, _)| *name == file);
            assert!(file.is_empty() || is_page, "{link}");
        }
    }
}
