//! The project as a REFI-QDA project for qualitative analysis tools (<https://www.qdasoftware.org>): a ZIP archive of
//! XML and a text file for each source.
//!
//! A claim becomes a code with a code below it for each stance; the codes for one stance form a set. Texts are UTF-8
//! without a byte order mark and have LF line ends. Positions count Unicode code points from 0. The end is exclusive,
//! as most tools read it, although the standard names the last character (10.2); each selection is named after its
//! quote, so that a reader can tell.

use super::{
    records::{ArticleRecord, ClaimRecord, EvidenceRecord, Holds, Records},
    xml::{Xml, is_allowed},
    zipped::zipped,
};
use crate::{
    project::{Stance, guid, without_time},
    text::counted_as,
};

use std::collections::{BTreeMap, BTreeSet};

pub(super) const HOLDS: Holds = super::json::HOLDS;

const ABOUT_POSITIONS: &str = "Positions count Unicode code points from 0; the end is that of the first one after the selection.";

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let project = Project::new(records).xml();
    let mut files = vec![("project.qde".to_owned(), project.into_bytes())];
    for article in &records.articles {
        let text = article.pieces.concat().into_bytes();
        files.push((format!("sources/{}.txt", guid("source", &article.id)), text));
    }
    (zipped(files), left_out(records))
}

fn left_out(records: &Records) -> Vec<String> {
    let attributed = records
        .passages()
        .filter(|(_, it, ..)| it.speaker.is_some());
    let overlapping: usize = records.articles.iter().map(overlaps).sum();
    let speakers = records.speakers.len();
    let separate = (overlapping > 0).then(|| {
        counted_as(
            overlapping,
            "overlapping highlight becomes a separate coding",
            "overlapping highlights become separate codings",
        )
    });
    let others = [
        (
            attributed.count(),
            "attribution to a speaker",
            "attributions to speakers",
        ),
        (speakers, "record of a speaker", "records of speakers"),
    ];
    let others = others
        .into_iter()
        .filter_map(|(count, one, many)| super::left_out(count, one, many));
    separate.into_iter().chain(others).collect()
}

/// Number of highlights that begin before an earlier one ends.
fn overlaps(article: &ArticleRecord) -> usize {
    let mut end = 0;
    let mut count = 0;
    for highlight in &article.highlights {
        count += usize::from(highlight.start < end);
        end = end.max(highlight.end);
    }
    count
}

struct Project<'a> {
    records: &'a Records,
    user: String,
    /// The day of the export, as a time.
    made: String,
    /// Names of codes, made unique.
    names: BTreeMap<&'a str, String>,
}

impl<'a> Project<'a> {
    fn new(records: &'a Records) -> Self {
        let mut used = BTreeSet::new();
        let names = records.claims.iter().map(|claim| {
            let statement = match claim.statement.trim() {
                "" => "no statement yet",
                statement => statement,
            };
            (claim.id.as_str(), unique(statement, &mut used))
        });
        Self {
            names: names.collect(),
            user: guid("user", &records.id),
            made: format!("{}T00:00:00Z", records.exported),
            records,
        }
    }

    fn name(&self, claim: &ClaimRecord) -> &str {
        self.names.get(claim.id.as_str()).map_or("", String::as_str)
    }

    /// The elements are in the order of the schema.
    fn xml(&self) -> String {
        let mut xml = Xml::new();
        let title = self.records.title.trim();
        let attributes = [
            ("xmlns", "urn:QDA-XML:project:1.0"),
            (
                "name",
                if title.is_empty() {
                    "Crosscheck"
                } else {
                    title
                },
            ),
            ("origin", concat!("Crosscheck ", env!("CARGO_PKG_VERSION"))),
            ("creatingUserGUID", &self.user),
            ("creationDateTime", &self.made),
        ];
        xml.open("Project", &attributes);
        xml.open("Users", &[]);
        xml.empty("User", &[("guid", &self.user), ("name", "Crosscheck")]);
        xml.close("Users");
        self.codes(&mut xml);
        self.sources(&mut xml);
        self.notes(&mut xml);
        self.links(&mut xml);
        self.stance_sets(&mut xml);
        xml.text("Description", &[], ABOUT_POSITIONS);
        xml.close("Project");
        xml.0.push('\n');
        xml.0
    }

    fn codes(&self, xml: &mut Xml) {
        if self.records.claims.is_empty() {
            return;
        }
        xml.open("CodeBook", &[]);
        xml.open("Codes", &[]);
        for claim in &self.records.claims {
            let name = self.name(claim);
            open_code(xml, &guid("claim", &claim.id), name, claim);
            xml.text("Description", &[], &description(claim));
            for stance in stances(claim) {
                let name = format!("{}: {name}", stance.label());
                open_code(xml, &stance_code(claim, stance.label()), &name, claim);
                xml.close("Code");
            }
            xml.close("Code");
            xml.0.push('\n');
        }
        xml.close("Codes");
        xml.close("CodeBook");
    }

    fn stance_sets(&self, xml: &mut Xml) {
        let claims = || self.records.claims.iter();
        if claims().all(|claim| claim.evidence.is_empty()) {
            return;
        }
        xml.open("Sets", &[]);
        for stance in Stance::ALL {
            let mut members = claims()
                .filter(|claim| stances(claim).contains(&stance))
                .peekable();
            if members.peek().is_none() {
                continue;
            }
            let set = guid("stance", stance.label());
            xml.open("Set", &[("guid", &set), ("name", stance.label())]);
            for claim in members {
                xml.empty(
                    "MemberCode",
                    &[("targetGUID", &stance_code(claim, stance.label()))],
                );
            }
            xml.close("Set");
        }
        xml.close("Sets");
    }

    fn sources(&self, xml: &mut Xml) {
        if self.records.articles.is_empty() {
            return;
        }
        let mut linked: BTreeMap<(usize, usize), Vec<(&ClaimRecord, &EvidenceRecord)>> =
            BTreeMap::new();
        for claim in &self.records.claims {
            for evidence in &claim.evidence {
                linked
                    .entry(evidence.at)
                    .or_default()
                    .push((claim, evidence));
            }
        }
        let mut used = BTreeSet::new();
        xml.open("Sources", &[]);
        for (nth, article) in self.records.articles.iter().enumerate() {
            let source = guid("source", &article.id);
            let path = format!("internal://{source}.txt");
            let attributes = [
                ("guid", &*source),
                ("name", &*source_name(article, &mut used)),
                ("plainTextPath", &path),
                ("creatingUser", &self.user),
                ("creationDateTime", &self.made),
            ];
            xml.open("TextSource", &attributes);
            xml.text("Description", &[], &details(article));
            for at in 0..article.highlights.len() {
                let links = linked.get(&(nth, at)).map_or(&[][..], Vec::as_slice);
                self.selection(xml, article, at, links);
            }
            xml.close("TextSource");
            xml.0.push('\n');
        }
        xml.close("Sources");
    }

    /// One selection for each link, so that each keeps its own note; or one for a highlight without links.
    fn selection(
        &self,
        xml: &mut Xml,
        article: &ArticleRecord,
        at: usize,
        links: &[(&ClaimRecord, &EvidenceRecord)],
    ) {
        let highlight = &article.highlights[at];
        // The words may have been left out because of a protected name.
        if highlight.start == highlight.end {
            return;
        }
        let (start, end) = (highlight.start.to_string(), highlight.end.to_string());
        let mut select = |kind: &str, id: &str, notes: [&str; 2], code: Option<String>| {
            let guid_of = |kind: &str| guid(kind, id);
            let attributes = [
                ("guid", &*guid_of(kind)),
                ("name", &*highlight.quote),
                ("startPosition", &start),
                ("endPosition", &end),
                ("creatingUser", &self.user),
                ("creationDateTime", &self.made),
            ];
            xml.open("PlainTextSelection", &attributes);
            let notes: Vec<&str> = notes
                .into_iter()
                .filter(|it| !it.trim().is_empty())
                .collect();
            if !notes.is_empty() {
                xml.text("Description", &[], &notes.join("\n"));
            }
            if let Some(code) = code {
                let attributes = [
                    ("guid", &*guid_of("coding")),
                    ("creatingUser", &self.user),
                    ("creationDateTime", &self.made),
                ];
                xml.open("Coding", &attributes);
                xml.empty("CodeRef", &[("targetGUID", &code)]);
                xml.close("Coding");
            }
            xml.close("PlainTextSelection");
        };
        for (claim, evidence) in links {
            let code = stance_code(claim, evidence.stance);
            let notes = [&*evidence.note, &*highlight.note];
            select("selection", &evidence.id, notes, Some(code));
        }
        if links.is_empty() {
            select("highlight", &highlight.id, [&highlight.note, ""], None);
        }
    }

    fn notes(&self, xml: &mut Xml) {
        let noted = self.records.claims.iter();
        let mut noted = noted
            .filter(|claim| !claim.notes.trim().is_empty())
            .peekable();
        if noted.peek().is_none() {
            return;
        }
        xml.open("Notes", &[]);
        for claim in noted {
            let attributes = [
                ("guid", &*guid("note", &claim.id)),
                ("name", &*format!("Notes on: {}", self.name(claim))),
                ("creatingUser", &self.user),
                ("creationDateTime", &self.made),
            ];
            xml.open("Note", &attributes);
            xml.text("PlainTextContent", &[], &claim.notes);
            xml.close("Note");
        }
        xml.close("Notes");
    }

    /// The relations between claims.
    fn links(&self, xml: &mut Xml) {
        let claims = self.records.claims.iter();
        let mut links = claims
            .flat_map(|claim| claim.relations.iter().map(move |it| (claim, it)))
            .peekable();
        if links.peek().is_none() {
            return;
        }
        xml.open("Links", &[]);
        for (claim, relation) in links {
            let (from, to) = (guid("claim", &claim.id), guid("claim", &relation.claim));
            let id = guid("relation", &format!("{from} {to} {}", relation.relation));
            let attributes = [
                ("guid", &*id),
                ("name", relation.relation),
                ("direction", "OneWay"),
                ("originGUID", &from),
                ("targetGUID", &to),
            ];
            xml.empty("Link", &attributes);
        }
        xml.close("Links");
    }
}

fn open_code(xml: &mut Xml, guid: &str, name: &str, claim: &ClaimRecord) {
    let attributes = [
        ("guid", guid),
        ("name", name),
        ("isCodable", "true"),
        ("color", &claim.color),
    ];
    xml.open("Code", &attributes);
}

fn stances(claim: &ClaimRecord) -> Vec<Stance> {
    let has = |stance: &Stance| claim.evidence.iter().any(|it| it.stance == stance.label());
    Stance::ALL.into_iter().filter(has).collect()
}

fn stance_code(claim: &ClaimRecord, stance: &str) -> String {
    guid(stance, &claim.id)
}

/// Verdict, status and reasons, one per line.
fn description(claim: &ClaimRecord) -> String {
    let verdict = claim.verdict.as_deref().unwrap_or_default();
    lines(&[
        ("Claim", &claim.number.to_string()),
        ("Verdict", verdict),
        ("Status", claim.status),
        ("Why", &claim.justification),
        ("Made", &claim.made),
        ("Reply", &claim.reply),
    ])
}

fn details(article: &ArticleRecord) -> String {
    lines(&[
        ("Title", &article.title),
        ("Outlet", &article.outlet),
        ("Byline", &article.byline),
        ("Published", &article.published),
        ("Retrieved", &article.retrieved),
        ("URL", &article.url),
        ("Language", &article.language),
        ("Agency credits", &article.agency_credits),
    ])
}

fn lines(facts: &[(&str, &str)]) -> String {
    let facts = facts.iter().filter(|(_, value)| !value.trim().is_empty());
    let facts = facts.map(|(name, value)| format!("{name}: {value}"));
    facts.collect::<Vec<_>>().join("\n")
}

/// A unique name that is safe as a file name, since tools store sources under their names.
fn source_name(article: &ArticleRecord, used: &mut BTreeSet<String>) -> String {
    let day = without_time(&article.published);
    let parts = [&*article.outlet, day, &*article.title];
    let parts = parts.into_iter().map(str::trim).filter(|it| !it.is_empty());
    let name: String = parts.collect::<Vec<_>>().join(" - ");
    let is_safe =
        |sign: char| is_allowed(sign) && !sign.is_control() && !"/\\:*?\"<>|".contains(sign);
    let name = name
        .chars()
        .map(|sign| if is_safe(sign) { sign } else { '_' });
    let name: String = name.take(100).collect();
    unique(if name.is_empty() { "Source" } else { &name }, used)
}

/// The name, with a number if another has it.
fn unique(name: &str, used: &mut BTreeSet<String>) -> String {
    let mut unique = name.to_owned();
    let mut nth = 1;
    while !used.insert(unique.to_lowercase()) {
        nth += 1;
        unique = format!("{name} ({nth})");
    }
    unique
}
