//! The provenance of an article, in its details.

use crate::{
    project::{
        Article, ArticleId, Derivation, DerivationManner, DerivationSource, Project, Provenance,
        Revision, Speaker,
    },
    reader::LabelStyle,
    text::{Needle, isolated, without_isolates},
    views::{
        Paint,
        theme::{letters, space},
        widgets::{Choice, MAX_OFFERED, NameField, PickMenu, heading, sign_button},
    },
    workbench::{ArticleIntent, Intent, Overlay, SpeakerInput},
};

use egui::{Button, Id, Ui, UiBuilder};

#[derive(Default)]
pub(crate) struct ProvenanceScratch {
    /// The article marked as derived that has no first source yet.
    opened: Option<ArticleId>,
    /// How it derives from the next source to be added.
    manner: Option<DerivationManner>,
    /// The typed search for an article.
    typed: String,
    /// Why the last source was refused, and the project's revision then.
    refused: Option<(Revision, String)>,
}

pub(crate) fn show(
    ui: &mut Ui,
    paint: &mut Paint<'_>,
    scratch: &mut ProvenanceScratch,
    article: &Article,
) {
    heading(ui, paint, "Provenance");
    kinds(ui, paint, scratch, article);
    let derivations = article.provenance.derivations();
    for derivation in derivations {
        row(ui, paint, article, *derivation);
    }
    if !derivations.is_empty() || scratch.opened == Some(article.id) {
        add(ui, paint, scratch, article);
    }
    credits(ui, paint, scratch, article);
    derived_by(ui, paint, article.id);
}

/// The provenance of an article in a word or two, for lists. Empty if it is not known.
pub(super) fn in_brief(article: &Article) -> &'static str {
    match article.provenance.derivations().first() {
        Some(first) => match first.manner {
            DerivationManner::Reprint => "reprint",
            DerivationManner::Rewrite => "rewritten",
            DerivationManner::Translation => "translation",
            DerivationManner::Quotes => "quotes",
        },
        None if article.provenance.is_unknown() => "",
        None => "original",
    }
}

/// "original reporting", "reprint of The Courier", "translation of dpa and 1 more".
pub(super) fn in_words(project: &Project, article: &Article) -> String {
    let derivations = article.provenance.derivations();
    let Some(first) = derivations.first() else {
        let is_unknown = article.provenance.is_unknown();
        return if is_unknown {
            "provenance not checked"
        } else {
            "original reporting"
        }
        .to_owned();
    };
    let name = name_of(project, first.from);
    let text = match first.manner {
        DerivationManner::Reprint => format!("reprint of {name}"),
        DerivationManner::Rewrite => format!("rewritten from {name}"),
        DerivationManner::Translation => format!("translation of {name}"),
        DerivationManner::Quotes => format!("quotes {name}"),
    };
    match derivations.len() - 1 {
        0 => text,
        more => format!("{text} and {more} more"),
    }
}

/// Three buttons for the kind of provenance, one of them pressed.
fn kinds(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ProvenanceScratch, article: &Article) {
    let opened = scratch.opened == Some(article.id);
    let derives = !article.provenance.derivations().is_empty() || opened;
    let is_set_to = |provenance| !derives && article.provenance == provenance;
    let kinds = [
        (
            "Not yet checked",
            "It does not count as an independent source until it is checked",
            is_set_to(Provenance::Unknown),
            Some(Provenance::Unknown),
        ),
        (
            "Original reporting",
            "It derives from no other text",
            is_set_to(Provenance::Original),
            Some(Provenance::Original),
        ),
        (
            "Derives from…",
            "It reprints, rewrites, translates or quotes another text",
            derives,
            None,
        ),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (label, tooltip, is_on, provenance) in kinds {
            let button = ui.add(Button::selectable(is_on, label));
            if !button.on_hover_text(tooltip).clicked() || is_on {
                continue;
            }
            scratch.opened = provenance.is_none().then_some(article.id);
            if let Some(provenance) = provenance.filter(|it| *it != article.provenance) {
                let set = ArticleIntent::SetProvenance(article.id, provenance);
                paint.ask(Intent::Article(set));
            }
        }
    });
}

/// One source that the article derives from.
fn row(ui: &mut Ui, paint: &mut Paint<'_>, article: &Article, derivation: Derivation) {
    let name = name_of(paint.project(), derivation.from);
    let number = match derivation.from {
        DerivationSource::Article(id) => id.number(),
        DerivationSource::Agency(id) => id.number(),
    };
    let id = Id::unique(("derivation", article.id.number(), number));
    ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        ui.horizontal(|ui| {
            let name_of_choice = format!("How it derives from {}", without_isolates(&name));
            let choice = Choice::new(&name_of_choice, 96.0);
            let current = &derivation.manner;
            let manner = choice.pick(ui, paint, &DerivationManner::ALL, |it| it.label(), current);
            if let Some(manner) = manner {
                change(paint, article, |all| {
                    for one in all.iter_mut().filter(|one| one.from == derivation.from) {
                        one.manner = manner;
                    }
                });
            }
            let remove = format!("Remove derivation from {name}");
            if sign_button(ui, paint, "\u{d7}", &remove).clicked() {
                change(paint, article, |all| all.retain(|one| *one != derivation));
            }
            paint.label(ui, &name, &paint.theme.body().lines(1));
        });
    });
}

fn name_of(project: &Project, from: DerivationSource) -> String {
    match from {
        DerivationSource::Article(id) => project
            .article(id)
            .map(Article::shown_name)
            .unwrap_or_default(),
        DerivationSource::Agency(id) => {
            let agency = project.speaker(id).map(Speaker::shown_name);
            isolated(agency.unwrap_or_default()).into_owned()
        }
    }
}

/// Requests the changed derivations; with none left, the provenance is unknown.
fn change(paint: &mut Paint<'_>, article: &Article, change: impl FnOnce(&mut Vec<Derivation>)) {
    let mut derivations = article.provenance.derivations().to_vec();
    change(&mut derivations);
    let provenance = if derivations.is_empty() {
        Provenance::Unknown
    } else {
        Provenance::Derived(derivations)
    };
    let set = ArticleIntent::SetProvenance(article.id, provenance);
    paint.ask(Intent::Article(set));
}

/// Minimum width of the field for an agency; if the row is narrower, the field starts a new one.
const MIN_AGENCY_WIDTH: f32 = 150.0;

/// Controls to add a source: the kind of derivation, and the article or agency.
fn add(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &mut ProvenanceScratch, article: &Article) {
    let current = scratch.manner.unwrap_or(DerivationManner::Reprint);
    ui.horizontal_wrapped(|ui| {
        let choice = Choice::new("How it derives from the next source", 96.0);
        let manner = choice.pick(ui, paint, &DerivationManner::ALL, |it| it.label(), &current);
        if let Some(manner) = manner {
            scratch.manner = Some(manner);
        }
        let project = paint.project();
        let menu = PickMenu {
            words: "An article…",
            name: "Select the article that it derives from",
            what: "an article",
            example: "e.g. Ledger24",
        };
        let offered = |needle: Option<&Needle>| others(project, article, needle);
        if let Some(parent) = menu.show(ui, paint, &mut scratch.typed, offered) {
            derive(paint, scratch, article, parent);
        }
        let field = NameField {
            name: "Agency that it derives from",
            hint: "e.g. Lanterna",
            width: ui.available_width().max(MIN_AGENCY_WIDTH),
        };
        let id = Id::unique(("agency", article.id.number()));
        if let Some(agency) = field.show(ui, paint, id, "") {
            let add = ArticleIntent::AddAgency(article.id, agency, current);
            paint.ask(Intent::Article(add));
        }
    });
    let now = paint.workbench.history().revision();
    if let Some((_, why)) = scratch.refused.take_if(|(of, _)| *of == now) {
        paint.label(
            ui,
            &why,
            &LabelStyle::new(letters::BODY, paint.theme.refutes),
        );
        scratch.refused = Some((now, why));
    }
}

/// The articles to select from. Includes those that derive from this one: selecting one explains why it is refused.
fn others(
    project: &Project,
    article: &Article,
    needle: Option<&Needle>,
) -> Vec<(ArticleId, String)> {
    let known: Vec<ArticleId> = article.provenance.articles().collect();
    let others = project.articles();
    let others = others.filter(|other| other.id != article.id && !known.contains(&other.id));
    let named = others.filter_map(|other| {
        let (name, title) = (other.name(), &other.details.title);
        let fits = needle.is_none_or(|needle| needle.is_in(&name) || needle.is_in(title));
        let entry = if title.is_empty() || name == *title {
            name
        } else {
            format!("{name} \u{b7} {title}")
        };
        fits.then_some((other.id, entry))
    });
    named.take(MAX_OFFERED).collect()
}

fn derive(
    paint: &mut Paint<'_>,
    scratch: &mut ProvenanceScratch,
    article: &Article,
    parent: ArticleId,
) {
    if paint.project().derives_from(parent, article.id) {
        let name = name_of(paint.project(), DerivationSource::Article(parent));
        let why = format!(
            "{name} already derives from this article, directly or through others. Change the provenance of {name} first."
        );
        scratch.refused = Some((paint.workbench.history().revision(), why));
        return;
    }
    let derivation = Derivation {
        from: DerivationSource::Article(parent),
        manner: scratch.manner.unwrap_or(DerivationManner::Reprint),
    };
    change(paint, article, |all| all.push(derivation));
}

/// A button for each agency that the article credits.
fn credits(ui: &mut Ui, paint: &mut Paint<'_>, scratch: &ProvenanceScratch, article: &Article) {
    let project = paint.project();
    let is_known = |name: &str| {
        let mut known = article.provenance.agencies();
        known.any(|id| project.speaker(id).is_some_and(|one| one.is_called(name)))
    };
    let open: Vec<&str> = credited(&article.details.agency_credits)
        .filter(|name| !is_known(name))
        .collect();
    if open.is_empty() {
        return;
    }
    let manner = scratch.manner.unwrap_or(DerivationManner::Reprint);
    ui.horizontal_wrapped(|ui| {
        ui.weak("Credited:");
        let style = paint.theme.body().lines(1);
        for name in open {
            let atom = paint.engine.atom(ui, name, &style, 200.0);
            let response = ui.add(Button::new(("+", atom))).on_hover_text(format!(
                "Record that it derives from this agency ({})",
                manner.label()
            ));
            if response
                .accessible_name(format!("Derives from {name}"))
                .clicked()
            {
                let add = ArticleIntent::AddAgency(
                    article.id,
                    SpeakerInput::Called(name.to_owned()),
                    manner,
                );
                paint.ask(Intent::Article(add));
            }
        }
    });
}

/// The agencies of a credit line: "AFP, AP", "dpa/AFP".
fn credited(line: &str) -> impl Iterator<Item = &str> {
    let names = line.split([',', ';', '/', '\u{60c}', '\u{3001}']);
    names.map(str::trim).filter(|name| !name.is_empty())
}

/// Maximum number of derived articles listed; the rest are only counted.
const MAX_LISTED: usize = 100;

/// The articles that derive from this one; a click opens their details.
fn derived_by(ui: &mut Ui, paint: &mut Paint<'_>, id: ArticleId) {
    let project = paint.project();
    let children: Vec<ArticleId> = project.derived_from(id).collect();
    if children.is_empty() {
        return;
    }
    ui.add_space(space::TINY);
    heading(ui, paint, "Derived articles");
    let style = paint.theme.body().lines(1);
    if children.len() > MAX_LISTED {
        let text = format!("The first {MAX_LISTED} of {} articles", children.len());
        ui.weak(&text);
    }
    for child in children.into_iter().take(MAX_LISTED) {
        let name = name_of(project, DerivationSource::Article(child));
        let atom = paint.engine.atom(ui, &name, &style, ui.available_width());
        let response = ui
            .add(Button::new(atom).frame_when_inactive(false))
            .on_hover_text("Show its article details");
        if response
            .accessible_name(format!("Article details of {name}"))
            .clicked()
        {
            paint.ask(Intent::SetOverlay(Some(Overlay::ArticleDetails(child))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_line_separates_agencies_by_commas_semicolons_and_slashes() {
        let names = |line| credited(line).collect::<Vec<_>>();
        assert_eq!(names("AFP, AP"), ["AFP", "AP"]);
        assert_eq!(
            names("dpa/AFP; The Canadian Press,"),
            ["dpa", "AFP", "The Canadian Press"]
        );
        assert_eq!(names("أ ف ب، رويترز"), ["أ ف ب", "رويترز"]);
        assert_eq!(names(" "), [""; 0]);
    }
}
