//! The passages that two articles share, one below the other, with suggestions.

use super::{
    list::{self, ROW_HEIGHT},
    shared::short_name,
};
use crate::{
    analysis::{CommonDescent, LikelyDerivation, SharedKind, SharedPassage, common_descent},
    project::{Article, ArticleId, DerivationSource, Project, Speaker},
    storage::FindTab,
    text::{Span, isolated},
    views::{
        Paint,
        theme::space,
        widgets::{NameField, offset_of_row, pressed_alone, set_selected_cell, together},
    },
    workbench::{FocusOn, Intent, SharedIntent, SharedRow, SpeakerInput},
};

use egui::{
    Button, CornerRadius, Id, Key, Response, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

#[derive(Default)]
pub(super) struct SharedPassagesScratch {
    /// The pair and passage selected in the last frame.
    current: Option<(usize, usize)>,
}

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut SharedPassagesScratch) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    let Some(articles) = paint.workbench.shared.pair().map(|pair| pair.articles) else {
        return;
    };
    derivation(ui, paint, articles);
    passage_suggestions(ui, paint);
    passages(ui, paint, scratch, articles);
}

/// The derivation between the two articles: recorded or suggested.
fn derivation(ui: &mut Ui, paint: &mut Paint<'_>, articles: [ArticleId; 2]) {
    if let Some(known) = common_descent(paint.project(), articles) {
        let text = recorded_text(paint, known);
        paint.label(ui, &text, &paint.theme.hint());
        return;
    }
    let Some(likely) = paint.workbench.likely_derivation() else {
        return;
    };
    paint.label(ui, &likely_text(paint, likely), &paint.theme.body());
    ui.horizontal_wrapped(|ui| {
        let when = if likely.is_later {
            "It was published later"
        } else {
            "Publication times do not say which came first; more of its text is shared"
        };
        for (label, reversed, tooltip) in [
            ("Record derivation", false, when),
            (
                "The other way round",
                true,
                "Record that the second derives from the first",
            ),
        ] {
            if ui.button(label).on_hover_text(tooltip).clicked() {
                paint.ask(Intent::Shared(SharedIntent::Derive { reversed }));
            }
        }
        for agency in paint
            .workbench
            .likely_agencies(articles)
            .into_iter()
            .take(2)
        {
            let name = speaker_name(paint.project(), agency);
            let label = format!("Both from {name}");
            if suggestion_button(
                ui,
                paint,
                &label,
                "Record that both articles derive from it",
            )
            .clicked()
            {
                let named = SpeakerInput::Known(agency);
                paint.ask(Intent::Shared(SharedIntent::BothFrom(named)));
            }
        }
        agency_field(ui, paint, articles);
    });
}

/// Width of the field for an agency with its label, in points.
const AGENCY_WIDTH: f32 = 250.0;

/// A field for the agency that both articles derive from, in one row with its label.
fn agency_field(ui: &mut Ui, paint: &mut Paint<'_>, articles: [ArticleId; 2]) {
    let width = ui.max_rect().width().min(AGENCY_WIDTH);
    together(ui, width, |ui| {
        ui.label("Both from");
        let field = NameField {
            name: "Agency that both derive from",
            hint: "e.g. Lanterna",
            width: ui.available_width(),
        };
        let id = Id::unique(("agency of both", articles.map(ArticleId::number)));
        if let Some(named) = field.show(ui, paint, id, "") {
            paint.ask(Intent::Shared(SharedIntent::BothFrom(named)));
        }
    });
}

fn recorded_text(paint: &Paint<'_>, known: CommonDescent) -> String {
    let project = paint.project();
    match known {
        CommonDescent::From { article, from } => {
            let [article, from] =
                [article, from].map(|it| isolated(&short_name(paint, it)).into_owned());
            format!("Recorded: {article} derives from {from}")
        }
        CommonDescent::Both(from) => {
            let name = match from {
                DerivationSource::Article(id) => project.article(id).map(Article::shown_name),
                DerivationSource::Agency(id) => Some(speaker_name(project, id)),
            };
            format!("Recorded: both derive from {}", name.unwrap_or_default())
        }
    }
}

/// "Ledger24 may derive from The North Courier (reprint, 83 % of its sentences)".
fn likely_text(paint: &Paint<'_>, likely: LikelyDerivation) -> String {
    let [article, from] =
        [likely.article, likely.from].map(|it| isolated(&short_name(paint, it)).into_owned());
    let (manner, percent) = (likely.manner.label(), likely.percent);
    format!("{article} may derive from {from} ({manner}, {percent} % of its sentences)")
}

fn speaker_name(project: &Project, id: crate::project::SpeakerId) -> String {
    let name = project.speaker(id).map(Speaker::shown_name);
    isolated(name.unwrap_or_default()).into_owned()
}

/// The kind of the selected passage, and suggestions for it.
fn passage_suggestions(ui: &mut Ui, paint: &mut Paint<'_>) {
    let Some((statement, links)) = paint.workbench.quoted_statement() else {
        prose(ui, paint);
        return;
    };
    let count = statement.passages.len();
    let names = links.speakers.iter();
    let names: Vec<String> = names.map(|id| speaker_name(paint.project(), *id)).collect();
    let mut message = format!("These {count} passages quote one statement");
    if names.len() > 1 {
        message = format!("{message}, but are attributed to {}", names.join(" and "));
    }
    let claim = links
        .claim
        .map(|(claim, _)| paint.project().claim_number(claim));
    let (others, unattributed) = (links.unlinked.len(), links.unattributed.len());
    if let Some(number) = claim.filter(|_| others == 0) {
        message = format!("{message}; all are linked to claim {number}");
    }
    ui.horizontal_wrapped(|ui| {
        sentence(ui, paint, &message);
        match claim {
            None => {
                let tooltip = "Highlight every passage, and make a claim that they support";
                if ui.button("New claim").on_hover_text(tooltip).clicked() {
                    paint.ask(Intent::Shared(SharedIntent::MakeClaim));
                }
            }
            Some(number) if others > 0 => {
                let label = format!("Link {others} more to claim {number}");
                let tooltip = "Highlight the passages that are not linked yet, and link them";
                if ui.button(label).on_hover_text(tooltip).clicked() {
                    paint.ask(Intent::Shared(SharedIntent::LinkOthers));
                }
            }
            Some(_) => {}
        }
        if let [name] = &names[..]
            && unattributed > 0
        {
            let label = format!("Attribute {unattributed} to {name}");
            let tooltip = "Record the speaker of the attributed passage for the others too";
            if suggestion_button(ui, paint, &label, tooltip).clicked() {
                paint.ask(Intent::Shared(SharedIntent::AttributeAll));
            }
        }
        compare(ui, paint);
    });
}

/// The numbers that differ in the selected prose.
fn prose(ui: &mut Ui, paint: &mut Paint<'_>) {
    let shared = &paint.workbench.shared;
    let Some((pair, passage)) = shared.pair().zip(shared.passage()) else {
        return;
    };
    let number = |side: usize, span: Span| {
        let article = paint.project().article(pair.articles[side]);
        let number = article.and_then(|it| it.quote(span)).unwrap_or_default();
        isolated(number).into_owned()
    };
    let differing = passage.differing.iter();
    let differing: Vec<String> = differing
        .map(|[one, other]| format!("{} / {}", number(0, *one), number(1, *other)))
        .collect();
    let message = if differing.is_empty() {
        "The selected passages have the same numbers".to_owned()
    } else {
        format!("Numbers that differ: {}", differing.join(", "))
    };
    ui.horizontal_wrapped(|ui| {
        sentence(ui, paint, &message);
        compare(ui, paint);
    });
}

/// A label only as wide as its text, so that buttons follow in its row.
fn sentence(ui: &mut Ui, paint: &mut Paint<'_>, text: &str) {
    let style = paint.theme.body();
    let width = paint.engine.atom_width(ui, text, &style);
    let width = (width + 2.0).min(ui.max_rect().width());
    ui.scope(|ui| {
        ui.set_max_width(width);
        paint.label(ui, text, &style);
    });
}

/// Opens the selected passage side by side.
fn compare(ui: &mut Ui, paint: &mut Paint<'_>) {
    let tooltip = "Show the passages side by side, with the words and numbers that differ";
    if ui
        .button("Compare\u{2026}")
        .on_hover_text(tooltip)
        .clicked()
    {
        paint.ask(Intent::Shared(SharedIntent::CompareWords));
    }
}

/// A button whose text may be in any script, and breaks over lines in a narrow panel.
fn suggestion_button(ui: &mut Ui, paint: &mut Paint<'_>, label: &str, tooltip: &str) -> Response {
    let style = paint.theme.body().lines(3);
    let width = ui.max_rect().width() - 2.0 * ui.spacing().button_padding.x;
    let atom = paint.engine.wrapped_atom(ui, label, &style, width);
    let button = ui.add(Button::new(atom)).accessible_name(label);
    button.on_hover_text(tooltip)
}

fn passages(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut SharedPassagesScratch,
    articles: [ArticleId; 2],
) {
    let shared = &paint.workbench.shared;
    let id = Id::unique("shared passages");
    let count = shared.pair().map_or(0, |pair| pair.passages.len());
    if list::register(ui, paint, id, "Shared passages", FocusOn::SharedPassages) {
        if let Some(passage) = list::moved(ui, shared.passage, count) {
            paint.ask(Intent::Shared(SharedIntent::SelectPassage(passage)));
        }
        if pressed_alone(ui, Key::ArrowLeft) {
            *paint.focus = Some(FocusOn::FindList(FindTab::Shared));
        }
        if pressed_alone(ui, Key::Enter) {
            paint.ask(Intent::Shared(SharedIntent::Open));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .id_salt("passages")
        .auto_shrink(false);
    let current = Some((shared.current, shared.passage));
    if std::mem::replace(&mut scratch.current, current) != current {
        let row = shared.row_of(shared.passage);
        area = area.vertical_scroll_offset(offset_of_row(ui, row, ROW_HEIGHT));
    }
    let names = articles.map(|article| short_name(paint, article));
    area.show_rows(ui, ROW_HEIGHT, shared.rows(), |ui, rows| {
        for row in rows {
            match shared.row(row) {
                Some(SharedRow::Kind(kind, count)) => {
                    let kind_label = match kind {
                        SharedKind::Prose => "Same prose",
                        SharedKind::Quotation => "Same quotation",
                    };
                    list::heading(ui, paint, &format!("{kind_label} \u{b7} {count}"));
                }
                Some(SharedRow::Side(passage, side)) => {
                    let name = &names[side];
                    side_row(ui, paint, id, (passage, side), (articles[side], name));
                }
                None => {}
            }
        }
    });
}

/// Width in points of the name before a passage.
const NAME_WIDTH: f32 = 140.0;

/// The text of a passage in one article, after the article's name. Numbers that differ are marked.
fn side_row(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    list: Id,
    (nth, side): (usize, usize),
    (article, name): (ArticleId, &str),
) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW_HEIGHT));
    let shared = &paint.workbench.shared;
    let Some(passage) = shared.pair().and_then(|pair| pair.passages.get(nth)) else {
        return;
    };
    let id = Id::unique(("shared passage", nth, side));
    let response = ui.interact(rect, id, Sense::CLICK);
    let is_current = shared.passage == nth;
    if is_current {
        // Both texts are one clickable area.
        let round = if side == 0 {
            CornerRadius {
                nw: 4,
                ne: 4,
                sw: 0,
                se: 0,
            }
        } else {
            CornerRadius {
                nw: 0,
                ne: 0,
                sw: 4,
                se: 4,
            }
        };
        ui.painter().rect_filled(rect, round, paint.theme.selected);
        if side == 0 {
            set_selected_cell(ui, list, id);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, paint.theme.hover);
    }
    if side == 0 && nth > 0 {
        let line = Stroke::new(1.0, paint.theme.line);
        ui.painter().hline(rect.x_range(), rect.top(), line);
    }
    let text = paint.project().article(article).map(|it| it.text.as_str());
    let before = list::bytes_before(rect.width() - NAME_WIDTH) / 2;
    let (excerpt, marks) = excerpt(text.unwrap_or_default(), passage, side, before);
    let names = rect.with_max_x(rect.left() + NAME_WIDTH);
    let mut before = list::row_ui(ui, names, space::TINY);
    paint.label(&mut before, &isolated(name), &paint.theme.hint().lines(1));
    let mut inside = list::row_ui(ui, rect, NAME_WIDTH);
    let ground = paint.theme.reader.hit;
    let style = paint.theme.body().lines(1);
    paint
        .engine
        .marked_label(&mut inside, &excerpt, &style, &marks, ground);
    let spoken = format!("{name}: {excerpt}");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &spoken));
    if response.clicked() {
        paint.ask(Intent::Shared(SharedIntent::SelectPassage(nth)));
        paint.ask(Intent::Shared(SharedIntent::Open));
        *paint.focus = Some(FocusOn::SharedPassages);
    }
}

/// Maximum bytes of a passage in a row and its tooltip.
const MAX_BYTES: usize = 1_200;

/// The text of one side of a passage on one line, with about `before` bytes before the first number that differs, and the
/// spans of those numbers.
fn excerpt(text: &str, passage: &SharedPassage, side: usize, before: usize) -> (String, Vec<Span>) {
    let differing: Vec<Span> = passage.differing.iter().map(|it| it[side]).collect();
    list::excerpt(text, passage.spans[side], &differing, (before, MAX_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_differs_is_in_view_however_late_it_occurs() {
        let start =
            "Water ran through the lower town for hours, and nobody had been warned of it. ";
        let text = format!("{}\nOf the injured, 12 went home.", start.repeat(3));
        let at = text.find("12").unwrap();
        let number = Span::new(at, at + 2).unwrap();
        let all = Span::new(0, text.len()).unwrap();
        let passage = SharedPassage {
            kind: SharedKind::Prose,
            spans: [all, all],
            differing: vec![[number, number]],
        };
        let (excerpt, marks) = excerpt(&text, &passage, 1, 30);
        assert!(excerpt.starts_with("\u{2026} "), "{excerpt}");
        assert!(
            excerpt.ends_with("Of the injured, 12 went home."),
            "{excerpt}"
        );
        assert_eq!(&excerpt[marks[0].range()], "12");
        assert!(marks[0].start() < 60, "{excerpt}");
    }
}
