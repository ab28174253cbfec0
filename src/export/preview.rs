//! Preview of an export: its contents, and what the format leaves out.

use super::{
    Audience, Content, Export, ExportSettings, NameDecisions, WrittenExport, report, write_export,
};
use crate::project::Project;

use std::io;

/// Contents of an export that is not written yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// The sections of a report; empty for other formats.
    pub sections: Vec<PreviewSection>,
    /// Parts that the format leaves out: "7 attributions to speakers are left out".
    pub left_out: Vec<String>,
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewSection {
    /// In the language of the report.
    pub heading: &'static str,
    /// "14 claims".
    pub contents: String,
}

/// Previews an export without writing a file. `None` if cancelled. A report is only counted, and a picture has no
/// preview; every other format is written to a sink, with stand-ins.
pub fn preview_export(
    export: Export,
    project: &Project,
    settings: &ExportSettings,
) -> Option<ExportPreview> {
    match export.format().content {
        Content::Report { shows_graph, .. } => {
            let size = report::ReportSize::new(project, &settings.extent);
            Some(ExportPreview {
                sections: report::sections(size, settings, shows_graph),
                left_out: size.left_out(shows_graph),
            })
        }
        Content::Picture(_) => Some(ExportPreview::default()),
        Content::Table(_) | Content::Workbook | Content::Records(..) => {
            let settings = ExportSettings {
                audience: Audience::Public(NameDecisions::stand_ins_everywhere()),
                ..settings.clone()
            };
            let written = write_export(io::sink(), export, project, &settings);
            Some(ExportPreview {
                sections: Vec::new(),
                left_out: written.ok().as_ref().map(WrittenExport::sentences)?,
            })
        }
    }
}
