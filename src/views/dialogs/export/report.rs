//! Options of a report: headline, lead, claims, what it includes, and its language.

use super::{contents, scope};
use crate::{
    export::{Export, REPORT_LANGUAGES},
    project::{ReportHeading, Status, TypingIn},
    storage::ReportOptions,
    views::{
        Paint,
        theme::space,
        widgets::{Choice, Field, heading},
    },
    workbench::{ExportIntent, Intent},
};

use egui::{Id, Ui};

/// Width of the sections beside the questions, in points.
const SECTIONS_WIDTH: f32 = 290.0;

pub(super) fn show(ui: &mut Ui, paint: &mut Paint<'_>, export: Export) {
    let questions = ui.available_width() - SECTIONS_WIDTH - space::LARGE;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(questions);
            title_and_lead(ui, paint);
            heading(ui, paint, "Claims");
            scope::show(ui, paint);
            include(ui, paint);
            language(ui, paint);
        });
        ui.add_space(space::MEDIUM);
        ui.vertical(|ui| {
            ui.set_width(SECTIONS_WIDTH);
            contents::sections(ui, paint, export);
        });
    });
}

/// The project keeps both, so they are typed only once.
fn title_and_lead(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = paint.project().report_heading();
    let of_project = paint.project().title();
    let title = match of_project.trim() {
        "" => "Fact check",
        title => title,
    };
    let example = format!("e.g. {title}");
    let field = Field::line("Title of the report", &example);
    if let Some(title) = labelled(ui, paint, &field, &before.title) {
        let head = ReportHeading {
            title,
            ..before.clone()
        };
        paint.ask(Intent::SetReportHeading(head, TypingIn::ReportTitle));
    }
    let field = Field::lines(
        2,
        "Lead of the report",
        "e.g. Four outlets give the figure, all from one press officer",
    );
    if let Some(lead) = labelled(ui, paint, &field, &before.lead) {
        let head = ReportHeading {
            lead,
            ..before.clone()
        };
        paint.ask(Intent::SetReportHeading(head, TypingIn::ReportLead));
    }
}

/// A text field below its label. Returns the changed text.
fn labelled(ui: &mut Ui, paint: &mut Paint<'_>, field: &Field<'_>, text: &str) -> Option<String> {
    let label = heading(ui, paint, field.name);
    let (response, changed) = field.show(ui, paint, Id::unique(field.name), text);
    response.labelled_by(label.id);
    changed
}

fn include(ui: &mut Ui, paint: &mut Paint<'_>) {
    let before = &paint.workbench.settings.report;
    let mut options = before.clone();
    let before_notes = paint.workbench.export_answers().notes;
    let mut notes = before_notes;
    let claims = paint.project().claims();
    let open = claims.filter(|claim| claim.status != Status::Done).count();
    heading(ui, paint, "Include");
    ui.horizontal_wrapped(|ui| {
        let label = format!("Claims that are not done ({open})");
        on_switch(ui, &mut options.only_done, &label);
        on_switch(
            ui,
            &mut options.without_work,
            "Status, waived rules and open points",
        );
        ui.checkbox(&mut notes, "Your notes")
            .on_hover_text("Off for each new report");
    });
    if notes != before_notes {
        paint.ask(Intent::Export(ExportIntent::SetNotes(notes)));
    }
    if options != *before {
        paint.ask(Intent::Export(ExportIntent::SetReport(options)));
    }
}

/// A checkbox for an option stored in the negative: ticked means not left out.
fn on_switch(ui: &mut Ui, is_left_out: &mut bool, label: &str) {
    let mut is_in = !*is_left_out;
    ui.checkbox(&mut is_in, label);
    *is_left_out = !is_in;
}

fn language(ui: &mut Ui, paint: &mut Paint<'_>) {
    let options = paint.workbench.settings.report.clone();
    let languages = REPORT_LANGUAGES.map(|(tag, _)| tag);
    let now = languages.iter().position(|tag| *tag == options.language);
    let names = REPORT_LANGUAGES.map(|(_, name)| name);
    let now = now.unwrap_or_default();
    ui.horizontal(|ui| {
        ui.label("Language of headings");
        let choice = Choice::new("Language of headings", 150.0);
        if let Some(clicked) = choice.show(ui, paint, names[now], &names, Some(now)) {
            let language = languages[clicked].to_owned();
            let options = ReportOptions {
                language,
                ..options
            };
            paint.ask(Intent::Export(ExportIntent::SetReport(options)));
        }
    });
}
