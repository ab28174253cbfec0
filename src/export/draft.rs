//! Exports whose texts are all in memory, so that the gate can check them before anything is written.

use super::{
    Content, ExportError, ExportFormat, ExportSettings, WrittenExport,
    protected_names::VisitText,
    records::Records,
    report::{self, Report},
    workbook::Workbook,
};
use crate::project::Project;

/// An export that has not passed the gate yet.
pub(super) struct Draft {
    format: &'static ExportFormat,
    texts: Texts,
}

enum Texts {
    Report {
        report: Box<Report>,
        write: WriteReport,
        /// Sentences about what the report leaves out.
        left_out: Vec<String>,
    },
    Records(Box<Records>, WriteRecords),
    Workbook(Workbook),
    /// The format has no draft: its rows pass the gate one by one, or it is a picture.
    None,
}

pub(super) type WriteReport = fn(&Report) -> Vec<u8>;

/// Returns the bytes, and sentences about what the format cannot contain.
pub(super) type WriteRecords = fn(&Records) -> (Vec<u8>, Vec<String>);

impl Draft {
    /// Contains the real names of the project.
    pub fn new(
        format: &'static ExportFormat,
        project: &Project,
        settings: &ExportSettings,
    ) -> Self {
        let extent = &settings.extent;
        let claims = extent.claims_of(project).count();
        let steps = |steps: usize| settings.progress.begin(steps);
        let texts = match format.content {
            Content::Report { write, shows_graph } => {
                steps(claims);
                let (report, size) = report::report(project, settings);
                Texts::Report {
                    report: Box::new(report),
                    write,
                    left_out: size.left_out(shows_graph),
                }
            }
            Content::Records(holds, write) => {
                steps(Records::steps(project, extent, holds));
                Texts::Records(Box::new(Records::new(project, settings, holds)), write)
            }
            Content::Workbook => {
                steps(Workbook::steps(project, extent));
                Texts::Workbook(Workbook::new(project, settings))
            }
            Content::Table(_) | Content::Picture(_) => Texts::None,
        };
        Self { format, texts }
    }

    /// The word for the export in messages.
    pub fn holds(&self) -> &'static str {
        self.format.holds
    }

    /// Visits every text, and drops the linked passages in which `has_name` finds a name.
    pub fn each_text(&mut self, visit: &mut VisitText<'_>, has_name: &dyn Fn(&str) -> bool) {
        match &mut self.texts {
            Texts::Report { report, .. } => report.each_text(visit, has_name),
            Texts::Records(records, _) => records.each_text(visit),
            Texts::Workbook(workbook) => workbook.each_text(visit),
            Texts::None => {}
        }
    }

    /// The bytes of the file, and a report on it.
    pub fn write(self) -> Result<(Vec<u8>, WrittenExport), ExportError> {
        let mut written = WrittenExport::default();
        let bytes = match self.texts {
            Texts::Report {
                report,
                write,
                left_out,
            } => {
                written.left_out = left_out;
                write(&report)
            }
            Texts::Records(mut records, write) => {
                records.settle();
                let (bytes, left_out) = write(&records);
                written.left_out = left_out;
                bytes
            }
            Texts::Workbook(workbook) => workbook.write(&mut written)?,
            Texts::None => Vec::new(),
        };
        Ok((bytes, written))
    }
}
