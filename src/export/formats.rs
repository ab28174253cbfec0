//! The table of export formats.

use super::{
    GraphPalette, OptionsOfExport, bibtex, claim_review, claims_csv, collection_log, csl_json, dot,
    draft::{WriteRecords, WriteReport},
    evidence_csv, evidence_graph, graph_svg, graphml, json, qdpx,
    records::Holds,
    report,
    table::Table,
    web_annotation,
};
use crate::{analysis::graph::GraphQuery, project::Project};

/// Names a row of [`EXPORTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Export {
    Claims,
    Evidence,
    CollectionLog,
    Workbook,
    Html,
    Docx,
    Markdown,
    ClaimReview,
    Graph,
    GraphMl,
    Dot,
    WebAnnotation,
    Qdpx,
    CslJson,
    Bibtex,
    Json,
}

/// A section of the export menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportGroup {
    Tables,
    Reports,
    Graphs,
    OtherTools,
}

/// A row of [`EXPORTS`].
#[derive(Debug)]
pub struct ExportFormat {
    pub export: Export,
    pub group: ExportGroup,
    /// Its name on the command line.
    pub key: &'static str,
    /// Name of the contents, which ends the suggested file name.
    pub holds: &'static str,
    /// Label in the menu; without its "…" also the title of the dialog.
    pub label: &'static str,
    pub tooltip: &'static str,
    /// File extension, without the dot.
    pub extension: &'static str,
    /// Why there is nothing to export from a project, as a sentence for a tooltip; `None` if there is.
    pub missing: fn(&Project) -> Option<&'static str>,
    pub(super) content: Content,
}

/// How a format is written, which decides whether it can hold protected names.
#[derive(Debug)]
pub(super) enum Content {
    /// Cells that may contain names. Each passes the gate, and nothing is written before every name is decided.
    Table(&'static Table),
    /// Sheets of such cells.
    Workbook,
    /// Texts that may contain names, treated in the same way.
    Report {
        write: WriteReport,
        /// Whether it shows the graph.
        shows_graph: bool,
    },
    /// The records of the project, treated in the same way.
    Records(Holds, WriteRecords),
    /// A picture with stand-ins for protected names, whatever the audience.
    Picture(fn(&Project, &GraphQuery, &GraphPalette) -> String),
}

/// All exports, by group. Dialogs, the command line, the protected-name gate and the leak test read this table.
pub const EXPORTS: &[ExportFormat] = &[
    ExportFormat {
        export: Export::Claims,
        group: ExportGroup::Tables,
        key: "claims-csv",
        holds: "claims",
        label: "Export claims as CSV…",
        tooltip: "Export the claim table for a spreadsheet, one row for each claim",
        extension: "csv",
        missing: no_claim,
        content: Content::Table(&claims_csv::TABLE),
    },
    ExportFormat {
        export: Export::Evidence,
        group: ExportGroup::Tables,
        key: "evidence-csv",
        holds: "evidence",
        label: "Export evidence as CSV…",
        tooltip: "Export one row for each link between a passage and a claim",
        extension: "csv",
        missing: no_evidence,
        content: Content::Table(&evidence_csv::TABLE),
    },
    ExportFormat {
        export: Export::CollectionLog,
        group: ExportGroup::Tables,
        key: "collection-log",
        holds: "collection log",
        label: "Export collection log as CSV…",
        tooltip: "Export when, how and from where each article was added, with the hashes of its original and its text",
        extension: "csv",
        missing: no_article,
        content: Content::Table(&collection_log::TABLE),
    },
    ExportFormat {
        export: Export::Workbook,
        group: ExportGroup::Tables,
        key: "xlsx",
        holds: "workbook",
        label: "Export workbook for Excel…",
        tooltip: "Export claims, evidence, articles, speakers and the matrix as sheets of one workbook",
        extension: "xlsx",
        missing: no_claim,
        content: Content::Workbook,
    },
    ExportFormat {
        export: Export::Html,
        group: ExportGroup::Reports,
        key: "html",
        holds: "report",
        label: "Export report…",
        tooltip: "Export a report for readers: each claim with its verdict, its quotes and their sources",
        extension: "html",
        missing: no_claim,
        content: Content::Report {
            write: |report| report::html(report).into_bytes(),
            shows_graph: true,
        },
    },
    ExportFormat {
        export: Export::Docx,
        group: ExportGroup::Reports,
        key: "docx",
        holds: "report",
        label: "Export report as Word document…",
        tooltip: "Export the same report for an editor, with the sources as footnotes",
        extension: "docx",
        missing: no_claim,
        content: Content::Report {
            write: report::docx,
            shows_graph: false,
        },
    },
    ExportFormat {
        export: Export::Markdown,
        group: ExportGroup::Reports,
        key: "markdown",
        holds: "report",
        label: "Export report as Markdown…",
        tooltip: "Export the same report as Markdown, for a content management system or notes",
        extension: "md",
        missing: no_claim,
        content: Content::Report {
            write: |report| report::markdown(report).into_bytes(),
            shows_graph: false,
        },
    },
    ExportFormat {
        export: Export::ClaimReview,
        group: ExportGroup::Reports,
        key: "claimreview",
        holds: "claimreview",
        label: "Export ClaimReview…",
        tooltip: "Export the claims with a verdict as ClaimReview, for the page that publishes them",
        extension: "json",
        missing: no_claim,
        content: Content::Records(claim_review::HOLDS, claim_review::write),
    },
    ExportFormat {
        export: Export::Graph,
        group: ExportGroup::Graphs,
        key: "svg",
        holds: "graph",
        label: "Export graph as SVG…",
        tooltip: "Export the filtered graph as an SVG picture",
        extension: "svg",
        missing: no_claim,
        content: Content::Picture(graph_svg::graph_svg),
    },
    ExportFormat {
        export: Export::GraphMl,
        group: ExportGroup::Graphs,
        key: "graphml",
        holds: "graph",
        label: "Export graph as GraphML…",
        tooltip: "Export speakers, articles, passages and claims as a graph for Gephi, yEd or networkx",
        extension: "graphml",
        missing: no_claim,
        content: Content::Records(evidence_graph::HOLDS, graphml::write),
    },
    ExportFormat {
        export: Export::Dot,
        group: ExportGroup::Graphs,
        key: "dot",
        holds: "graph",
        label: "Export graph as DOT…",
        tooltip: "Export the same graph for Graphviz",
        extension: "dot",
        missing: no_claim,
        content: Content::Records(evidence_graph::HOLDS, dot::write),
    },
    ExportFormat {
        export: Export::WebAnnotation,
        group: ExportGroup::OtherTools,
        key: "web-annotation",
        holds: "annotations",
        label: "Export Web Annotations…",
        tooltip: "Export the passages as W3C Web Annotations, for annotation tools",
        extension: "json",
        missing: no_highlight,
        content: Content::Records(web_annotation::HOLDS, web_annotation::write),
    },
    ExportFormat {
        export: Export::Qdpx,
        group: ExportGroup::OtherTools,
        key: "qdpx",
        holds: "project",
        label: "Export REFI-QDA project…",
        tooltip: "Export texts, claims and passages for QualCoder, NVivo, MAXQDA or ATLAS.ti",
        extension: "qdpx",
        missing: no_article,
        content: Content::Records(qdpx::HOLDS, qdpx::write),
    },
    ExportFormat {
        export: Export::CslJson,
        group: ExportGroup::OtherTools,
        key: "csl-json",
        holds: "sources",
        label: "Export sources as CSL-JSON…",
        tooltip: "Export the articles for Zotero and other reference managers",
        extension: "json",
        missing: no_article,
        content: Content::Records(Holds::SOURCES, csl_json::write),
    },
    ExportFormat {
        export: Export::Bibtex,
        group: ExportGroup::OtherTools,
        key: "bibtex",
        holds: "sources",
        label: "Export sources as BibTeX…",
        tooltip: "Export the articles for LaTeX",
        extension: "bib",
        missing: no_article,
        content: Content::Records(Holds::SOURCES, bibtex::write),
    },
    ExportFormat {
        export: Export::Json,
        group: ExportGroup::OtherTools,
        key: "json",
        holds: "project",
        label: "Export project as JSON…",
        tooltip: "Export the whole project for scripts; the manual has the schema",
        extension: "json",
        missing: no_article,
        content: Content::Records(json::HOLDS, json::write),
    },
];

// `Export::format` finds a row by its index.
const _: () = {
    let mut index = 0;
    while index < EXPORTS.len() {
        assert!(EXPORTS[index].export as usize == index);
        index += 1;
    }
};

fn no_claim(project: &Project) -> Option<&'static str> {
    (project.claims().len() == 0).then_some("There is no claim yet")
}

fn no_evidence(project: &Project) -> Option<&'static str> {
    (project.all_evidence().len() == 0).then_some("No passage is linked to a claim yet")
}

fn no_highlight(project: &Project) -> Option<&'static str> {
    (project.highlights().len() == 0).then_some("No passage is highlighted yet")
}

fn no_article(project: &Project) -> Option<&'static str> {
    (project.articles().len() == 0).then_some("There is no article yet")
}

impl ExportFormat {
    /// Whether its files are text, which a terminal can show.
    pub fn is_text(&self) -> bool {
        !matches!(self.extension, "xlsx" | "docx" | "qdpx")
    }
}

impl Export {
    pub const fn format(self) -> &'static ExportFormat {
        &EXPORTS[self as usize]
    }

    /// Whether a public export must be searched for protected names first.
    pub const fn can_hold_names(self) -> bool {
        match self.format().content {
            Content::Table(_)
            | Content::Workbook
            | Content::Report { .. }
            | Content::Records(..) => true,
            Content::Picture(_) => false,
        }
    }

    pub const fn options(self) -> OptionsOfExport {
        match self.format().content {
            Content::Table(_) => OptionsOfExport::Table,
            Content::Report { .. } => OptionsOfExport::Report,
            Content::Workbook | Content::Records(..) => OptionsOfExport::Claims,
            Content::Picture(_) => OptionsOfExport::Picture,
        }
    }
}
