//! What the independent sources of a claim mean for what is excluded, and for the table.

use super::setting::{CLAIM, Setting};
use crate::records::Recording;
use crosscheck::{
    analysis::{
        ClaimEvidence, ClaimRow, ClaimTable, IndependentSource, SortBy, TableColumn, TableFilter,
        affected_claims, all_excluded, arrange, claims_depending_on_source,
    },
    export::{CLAIM_COLUMNS, Export, ExportSettings, write_export},
    project::{
        ArticleDetails, ArticleEdit, ArticleId, Claim, ClaimField, ClaimId, ClaimType, Edit,
        Evidence, EvidenceId, Exclusion, HouseRule, HouseRules, Id, Project, ProjectEdit, Search,
        SpeakerEdit, SpeakerId, Stance,
    },
    views::theme::Theme,
};

pub fn set(project: &mut Project, field: ClaimField) {
    project.set(ClaimId::new(CLAIM), field);
}

fn published_later(project: &Project) -> Vec<EvidenceId> {
    let evidence = ClaimEvidence::new(project, claim(project));
    evidence.published_later().into_iter().collect()
}

pub fn claim(project: &Project) -> &Claim {
    project.claim(ClaimId::new(CLAIM)).unwrap()
}

pub fn row(project: &Project) -> ClaimRow {
    ClaimRow::new(project, claim(project))
}

pub fn with_rules(notation: &str, rules: HouseRules) -> Project {
    let mut project = Setting::parse(notation).project();
    project.make(Edit::Project(ProjectEdit::SetRules(rules)));
    project
}

pub fn two_sources() -> HouseRules {
    HouseRules {
        independent_sources: Some(2),
        ..HouseRules::default()
    }
}

pub fn claims_csv(project: &Project) -> String {
    let mut csv = Vec::new();
    let settings = ExportSettings::new(Theme::light().graph_palette());
    write_export(&mut csv, Export::Claims, project, &settings).unwrap();
    String::from_utf8(csv).unwrap()
}

/// Dates the articles in their order.
fn publish(project: &mut Project, dates: [&str; 3]) {
    for (id, date) in (0..).map(ArticleId::new).zip(dates) {
        let details = Box::new(ArticleDetails {
            published: date.to_owned(),
            ..ArticleDetails::default()
        });
        project.make(Edit::Article(ArticleEdit::SetDetails { id, details }));
    }
}

#[test]
fn excluding_a_speaker_lists_the_same_claims_before_and_after() {
    let mut project = with_rules("A<@gov +A +B:@gov/1 +C:@mayor/1 +D:@mayor", two_sources());
    set(&mut project, ClaimField::Verdict(Some("Supported".into())));
    let gov = SpeakerId::new(0);
    // Because of the set, the governor and the mayor count once: the rule is missed with or without them.
    let resting = claims_depending_on_source(&project, IndependentSource::Speaker(gov));
    assert_eq!(resting.len(), 1);
    assert_eq!(resting[0].evidence, [0, 1, 2].map(EvidenceId::new));
    assert_eq!(resting[0].falls_below, []);
    assert!(resting[0].needs_review);
    let mut excluded = project.speaker(gov).unwrap().clone();
    excluded.excluded = Some(Exclusion::Unreliable);
    project.make(Edit::Speaker(SpeakerEdit::Set(Box::new(excluded))));
    assert_eq!(
        claims_depending_on_source(&project, IndependentSource::Speaker(gov)),
        resting
    );
    assert_eq!(
        all_excluded(&project).collect::<Vec<_>>(),
        [IndependentSource::Speaker(gov)]
    );
    assert_eq!(row(&project).excluded, [3, 0, 0]);
    assert_eq!(row(&project).supports, 1);
}

#[test]
fn a_relay_lists_the_claims_that_came_through_it() {
    let mut project = with_rules("+A:@tass:@gov +B:@tass -C:@mayor", two_sources());
    set(&mut project, ClaimField::Verdict(Some("Supported".into())));
    let tass = IndependentSource::Speaker(project.speakers().next().unwrap().id);
    let resting = claims_depending_on_source(&project, tass);
    assert_eq!(resting[0].evidence, [EvidenceId::new(1)], "what it said");
    assert_eq!(resting[0].passed_on, [EvidenceId::new(0)]);
    let project = Setting::parse("+A:@tass:@gov").project();
    let resting = claims_depending_on_source(&project, tass);
    assert_eq!(resting.len(), 1);
    assert_eq!(resting[0].evidence, []);
    assert_eq!(resting[0].passed_on, [EvidenceId::new(0)]);
    assert!(!resting[0].rests() && !resting[0].needs_review);
}

#[test]
fn no_number_counts_excluded_evidence() {
    let found = row(&Setting::parse("+A -B oC -D:@gov xB xC x@gov").project());
    assert_eq!((found.supports, found.refutes, found.context), (1, 0, 0));
    assert_eq!(found.excluded, [0, 2, 1]);
    assert_eq!((found.all_excluded(), found.articles), (3, 1));
    assert!(!found.conflicts && found.unchallenged && found.needs_attention());
    assert_eq!(
        found.count_in_words(Stance::Refutes),
        "0 refutes (+2 excluded)"
    );
    assert_eq!(found.count_in_words(Stance::Supports), "1 supports");
    // Evidence that only counts as a set is excluded as a set, including context.
    let found = row(&Setting::parse("A=original B=original oA/1 oB/1 oC xA").project());
    assert_eq!((found.context, found.excluded), (1, [0, 0, 2]));
}

#[test]
fn the_claims_csv_has_the_counts_of_the_table() {
    let project = Setting::parse("+A +A -B xB").project();
    let csv = claims_csv(&project);
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_records();
    let row = rows.map(Result::unwrap).next().unwrap();
    let cell = |name| {
        let at = CLAIM_COLUMNS.iter().position(|column| *column == name);
        &row[at.unwrap()]
    };
    let figures = [
        "supports",
        "refutes",
        "context",
        "articles",
        "excluded_evidence",
    ];
    assert_eq!(figures.map(cell), ["2", "0", "0", "1", "1"]);
}

#[test]
fn excluding_an_article_lists_the_rules_that_are_then_missed() {
    let project = with_rules("A=original B<A C=original +B +C", two_sources());
    let resting =
        claims_depending_on_source(&project, IndependentSource::Article(ArticleId::new(0)));
    assert_eq!(resting[0].falls_below, [HouseRule::IndependentSources]);
    assert!(!resting[0].needs_review);
    let unused = IndependentSource::Article(ArticleId::new(7));
    assert_eq!(claims_depending_on_source(&project, unused), []);
}

#[test]
fn evidence_that_was_certainly_published_later_is_marked() {
    let mut project = Setting::parse("+A +B +C").project();
    publish(&mut project, ["2023-05-22", "2023-05", "2023-05-24T09:00"]);
    assert_eq!(published_later(&project), []);
    set(&mut project, ClaimField::Made("2023-05-22".into()));
    assert_eq!(published_later(&project), [EvidenceId::new(2)]);
    assert_eq!(row(&project).published_later, 1);
    set(&mut project, ClaimField::Made("some day".into()));
    assert_eq!(published_later(&project), []);
}

#[test]
fn support_is_unchallenged_until_a_search_is_recorded() {
    let unchallenged = |notation| row(&Setting::parse(notation).project()).unchallenged;
    assert!(unchallenged("+A oB"));
    assert!(!unchallenged("+A -B"));
    assert!(!unchallenged("oA"));
    let mut project = Setting::parse("+A").project();
    // One as a click adds it, and one with only a date.
    let dated = Search {
        date: "2023-05-24".into(),
        ..Search::default()
    };
    for blank in [Search::default(), dated] {
        set(&mut project, ClaimField::Searches(vec![blank]));
        assert!(row(&project).unchallenged);
    }
    for (sought, place) in [("asked for the count", " "), ("", "the hospital")] {
        let search = Search {
            sought: sought.into(),
            place: place.into(),
            ..Search::default()
        };
        set(&mut project, ClaimField::Searches(vec![search]));
        assert!(!row(&project).unchallenged);
    }
}

#[test]
fn the_table_shows_sources_and_claims_that_need_attention() {
    let found = row(&Setting::parse("+A:@gov +B:@gov -C").project());
    assert_eq!(found.supporting_sources.to_string(), "1 independent source");
    assert!(found.one_source_only && found.conflicts && found.needs_attention());
    let quiet = row(&Setting::parse("+A:@gov -C").project());
    assert!(!quiet.one_source_only && !quiet.needs_attention());
    assert!(!row(&Setting::default().project()).needs_attention());
}

#[test]
fn renaming_a_speaker_renames_it_on_its_claims() {
    let mut project = Setting::parse("+A:@gov +B:@secret").project();
    set(&mut project, ClaimField::Speaker(Some(SpeakerId::new(1))));
    let mut table = ClaimTable::new(&project);
    let name = |table: &ClaimTable| table.row(ClaimId::new(CLAIM)).unwrap().speaker.clone();
    assert_eq!(name(&table).as_deref(), Some("Source A"));
    let mut renamed = project.speaker(SpeakerId::new(1)).unwrap().clone();
    renamed.stand_in = Some("Source B".into());
    let edit = Edit::Speaker(SpeakerEdit::Set(Box::new(renamed)));
    let touched = affected_claims(&project, std::slice::from_ref(&edit));
    project.make(edit);
    table.update(&project, &touched);
    assert_eq!(name(&table).as_deref(), Some("Source B"));
}

#[test]
fn claims_are_filtered_and_sorted_by_derived_values() {
    let mut project = Setting::parse("+A:@gov +B:@mayor").project();
    for (id, made) in (10..).zip(["2023-05-24", "May 2023", ""]) {
        project.put_claim(id, made);
        project.set(Id::new(id), ClaimField::Made(made.into()));
    }
    project.set(Id::new(11), ClaimField::Kind(Some(ClaimType::Numerical)));
    project.set(Id::new(12), ClaimField::Tags(["war".into()].into()));
    let table = ClaimTable::new(&project);
    let listed = |filter: TableFilter, column, descending| {
        let sort = SortBy { column, descending };
        let ids = arrange(&project, &table, &filter, sort);
        ids.into_iter().map(Id::number).collect::<Vec<_>>()
    };
    let all = TableFilter::default;
    assert_eq!(listed(all(), TableColumn::Made, false), [11, 10, 1, 12]);
    assert_eq!(listed(all(), TableColumn::Made, true), [10, 11, 1, 12]);
    assert_eq!(
        listed(all(), TableColumn::IndependentSources, true),
        [1, 10, 11, 12]
    );
    assert_eq!(listed(all(), TableColumn::Kind, false), [11, 1, 10, 12]);
    let tagged = TableFilter {
        tag: Some("war".into()),
        ..all()
    };
    assert_eq!(listed(tagged, TableColumn::Number, false), [12]);
    let numbers = TableFilter {
        kind: Some(ClaimType::Numerical),
        ..all()
    };
    assert_eq!(listed(numbers, TableColumn::Number, false), [11]);
    let attention = TableFilter {
        needs_attention: true,
        ..all()
    };
    assert_eq!(
        listed(attention, TableColumn::Number, false),
        [1],
        "it is unchallenged"
    );
}

#[test]
fn the_first_publication_is_found_among_dates_of_any_format() {
    let mut project = Setting::parse("+A +B +C").project();
    let published = ["2023-05-23T09:00Z", "22 May 2023", "2023-05-23T10:00+03:00"];
    publish(&mut project, published);
    assert_eq!(row(&project).first_published.label(), "22 May 2023");
    // A claim with the first article only, and one with the third.
    for highlight in [0, 2] {
        project.put_claim(10 + highlight, "It was so");
        project.put_evidence(Evidence::new(
            Id::new(10 + highlight),
            Id::new(highlight),
            Id::new(10 + highlight),
            Stance::Supports,
        ));
    }
    let sort = SortBy {
        column: TableColumn::FirstPublished,
        descending: false,
    };
    let table = ClaimTable::new(&project);
    let listed = arrange(&project, &table, &TableFilter::default(), sort);
    let numbers: Vec<u64> = listed.into_iter().map(Id::number).collect();
    assert_eq!(numbers, [1, 12, 10], "by instants, not by what clocks show");
}
