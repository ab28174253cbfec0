//! The matrix and the timeline of small projects.

use crosscheck::{
    analysis::{
        ClaimLanes, ClaimRow, ClaimTable, Matrix, MatrixCell, MatrixOrder, Roots, Timeline,
        TimelineEvent, UnreadCount, affected_claims,
        graph::{Node, NodeText},
        matrix_articles, matrix_claims,
    },
    export::{Export, ExportSettings, write_export},
    project::{
        ArticleDetails, ArticleEdit, ArticleId, ClaimEdit, ClaimField, ClaimId, Edit, Project,
        Search,
    },
    views::theme::Theme,
};

use super::setting::{CLAIM, Setting};

fn the_claim() -> ClaimId {
    ClaimId::new(CLAIM)
}

fn silent(project: &mut Project, article: u64) {
    let edit = ClaimEdit::SetSilent {
        id: the_claim(),
        article: ArticleId::new(article),
        silent: true,
    };
    project.apply(Edit::Claim(edit)).unwrap();
}

fn set_source(project: &mut Project, article: u64, outlet: &str, published: &str) {
    let source = ArticleDetails {
        outlet: outlet.into(),
        published: published.into(),
        ..ArticleDetails::default()
    };
    let edit = ArticleEdit::SetDetails {
        id: ArticleId::new(article),
        details: Box::new(source),
    };
    project.apply(Edit::Article(edit)).unwrap();
}

fn set(project: &mut Project, field: ClaimField) {
    project
        .apply(Edit::Claim(ClaimEdit::Set {
            id: the_claim(),
            field,
        }))
        .unwrap();
}

#[test]
fn a_cell_is_what_the_article_says_about_the_claim() {
    let mut project = Setting::parse("+A oA -B oC +D -D G=original").project();
    silent(&mut project, 4);
    let matrix = Matrix::new(&project);
    let cells: Vec<_> = (0..6)
        .map(|at| matrix.cell(the_claim(), ArticleId::new(at)))
        .collect();
    let expected = [
        Some(MatrixCell::Supports),
        Some(MatrixCell::Refutes),
        Some(MatrixCell::Context),
        Some(MatrixCell::Mixed),
        Some(MatrixCell::Silent),
        None,
    ];
    assert_eq!(cells, expected);
    assert_eq!(
        matrix.unread(&project),
        UnreadCount {
            unread: 2,
            total: 7
        }
    );
    assert_eq!(
        matrix.unread_of_claim(&project, the_claim()),
        UnreadCount {
            unread: 2,
            total: 7
        }
    );
    assert_eq!(
        matrix.unread_of_article(ArticleId::new(5)),
        UnreadCount {
            unread: 1,
            total: 1
        }
    );
    assert_eq!(
        matrix.unread_of_article(ArticleId::new(4)),
        UnreadCount {
            unread: 0,
            total: 1
        }
    );
}

#[test]
fn excluded_evidence_makes_no_conflict_but_counts_as_read() {
    let project = Setting::parse("+A -B oC -D +D:@gov xB xC x@gov").project();
    let mut matrix = Matrix::new(&project);
    let cells = |matrix: &Matrix| {
        let cells = (0..4).map(|at| matrix.cell(the_claim(), ArticleId::new(at)));
        cells.map(Option::unwrap).collect::<Vec<_>>()
    };
    let expected = [
        MatrixCell::Supports,
        MatrixCell::Excluded,
        MatrixCell::Excluded,
        MatrixCell::Refutes,
    ];
    assert_eq!(cells(&matrix), expected);
    assert!(matrix.has_excluded());
    assert_eq!(matrix.conflicts_of(ArticleId::new(1)), 0);
    assert_eq!(matrix.unread(&project).unread, 0);
    let mut counts = project.clone();
    let edits = [1, 2].map(|article| {
        let id = ArticleId::new(article);
        Edit::Article(ArticleEdit::SetExcluded { id, excluded: None })
    });
    let touched = affected_claims(&project, &edits);
    counts.apply_all(edits.to_vec()).unwrap();
    matrix.update(&counts, &touched);
    let expected = [
        MatrixCell::Supports,
        MatrixCell::Refutes,
        MatrixCell::Context,
        MatrixCell::Refutes,
    ];
    assert_eq!(cells(&matrix), expected);
    assert!(!matrix.has_excluded());
    assert_eq!(matrix.conflicts_of(ArticleId::new(1)), 1);
}

#[test]
fn the_graph_shows_the_figures_of_the_table() {
    let project = Setting::parse("+A -B xB").project();
    let claim = project.claim(the_claim()).unwrap();
    let row = ClaimRow::new(&project, claim);
    let words = NodeText::new(
        &project,
        &mut Roots::new(&project),
        Node::Claim(claim.id),
        Some(&row),
    )
    .unwrap();
    assert_eq!(words.counted(), "+1");
    let mut svg = Vec::new();
    let settings = ExportSettings::new(Theme::light().graph_palette());
    write_export(&mut svg, Export::Graph, &project, &settings).unwrap();
    let svg = String::from_utf8(svg).unwrap();
    assert!(svg.contains("+1 \u{2212}0"), "{svg}");
}

#[test]
fn conflicts_are_between_articles() {
    let matrix = |notation| Matrix::new(&Setting::parse(notation).project());
    let conflicts = |notation| {
        (0..3)
            .map(|at| matrix(notation).conflicts_of(ArticleId::new(at)))
            .collect::<Vec<_>>()
    };
    assert_eq!(conflicts("+A -B oC"), [1, 1, 0]);
    assert_eq!(conflicts("+A -A oC"), [0, 0, 0], "only with itself");
    assert_eq!(conflicts("+A -A +B"), [1, 1, 0]);
    assert!(matrix("+A -A").is_in_conflict(the_claim()));
    assert!(!matrix("+A +B oC").is_in_conflict(the_claim()));
}

#[test]
fn two_articles_disagree_if_one_supports_and_the_other_refutes() {
    let project = Setting::parse("+A -B oC +D").project();
    let matrix = Matrix::new(&project);
    let disagree =
        |one, other| matrix.disagreements(&project, ArticleId::new(one), ArticleId::new(other));
    assert_eq!(disagree(0, 1), [the_claim()]);
    assert_eq!(disagree(1, 0), [the_claim()]);
    assert_eq!(disagree(0, 2), []);
    assert_eq!(disagree(0, 3), []);
}

#[test]
fn columns_are_ordered_and_equal_ones_stay() {
    let mut project = Setting::parse("oA oB +C -D").project();
    for (at, outlet, published) in [
        (0, "Post", ""),
        (1, "post", "2023-05-24"),
        (2, "DW", "May 2023"),
        (3, "", "2023-05-23"),
    ] {
        set_source(&mut project, at, outlet, published);
    }
    let matrix = Matrix::new(&project);
    let order = |order| {
        let articles = matrix_articles(&project, &matrix, order);
        articles
            .into_iter()
            .map(ArticleId::number)
            .collect::<Vec<_>>()
    };
    assert_eq!(order(MatrixOrder::Analyst), [0, 1, 2, 3]);
    assert_eq!(order(MatrixOrder::Time), [2, 3, 1, 0]);
    assert_eq!(order(MatrixOrder::Outlet), [2, 0, 1, 3]);
    assert_eq!(order(MatrixOrder::Conflict), [2, 3, 0, 1]);
    let table = ClaimTable::new(&project);
    assert_eq!(
        matrix_claims(&project, &matrix, &table, MatrixOrder::Conflict),
        [the_claim()]
    );
}

#[test]
fn a_timeline_has_ranges_and_lists_undated_items_apart() {
    let mut project = Setting::parse("+A +B -B +C").project();
    for (at, published) in [(0, "2023-05-24"), (1, "May 2023"), (2, "Tuesday")] {
        set_source(&mut project, at, "", published);
    }
    set(&mut project, ClaimField::Made("2023-05-22".into()));
    let search = |sought: &str, date: &str| Search {
        sought: sought.into(),
        date: date.into(),
        ..Search::default()
    };
    let empty = search(" ", "2023-05-29");
    let searches = vec![empty, search("a count", "2023-05-30"), search("a list", "")];
    set(&mut project, ClaimField::Searches(searches));
    let timeline = Timeline::of_claim(&project, project.claim(the_claim()).unwrap());
    let happened: Vec<_> = timeline.dated.iter().map(|entry| entry.what).collect();
    let article = |at| TimelineEvent::Published(ArticleId::new(at));
    assert_eq!(
        happened,
        [
            article(1),
            TimelineEvent::Claimed(the_claim()),
            article(0),
            TimelineEvent::Searched(1)
        ]
    );
    let undated: Vec<_> = timeline.undated.iter().map(|entry| entry.what).collect();
    assert_eq!(undated, [article(2), TimelineEvent::Searched(2)]);
    assert_eq!(timeline.undated[0].evidence.len(), 1);
    assert_eq!(timeline.dated[0].evidence.len(), 2);
    assert!(
        timeline.dated[0].time.latest > timeline.dated[2].time.latest,
        "a month is a month long"
    );
    let of_article = Timeline::of_article(&project, ArticleId::new(0));
    let happened: Vec<_> = of_article.dated.iter().map(|entry| entry.what).collect();
    assert_eq!(happened, [TimelineEvent::Claimed(the_claim()), article(0)]);
}

/// Number of the article that supported the claim first, with the articles published at these dates.
fn first_to_support(notation: &str, dates: &[&str]) -> Option<u64> {
    let mut project = Setting::parse(notation).project();
    for (at, date) in dates.iter().enumerate() {
        set_source(&mut project, at as u64, "", date);
    }
    let timelines = ClaimLanes::new(&project, &ClaimTable::new(&project));
    let lane = timelines.lane(the_claim()).unwrap();
    lane.first.map(ArticleId::number)
}

#[test]
fn the_first_report_is_named_only_if_it_is_certain() {
    let first = |dates: [&str; 2]| first_to_support("+A +B", &dates);
    assert_eq!(first(["2023-05-24", "2023-05-23"]), Some(1));
    assert_eq!(first(["2023-05-23", "2023-05-23"]), None);
    assert_eq!(first(["2023-05-23", "May 2023"]), None);
    assert_eq!(first(["2023-05-23", ""]), None);
    assert_eq!(first(["2023-04", "May 2023"]), Some(0));
}

#[test]
fn the_first_to_support_a_claim_is_not_the_first_to_speak_of_it() {
    let dates = ["2023-05-22", "2023-05-24", "2023-05-23"];
    assert_eq!(first_to_support("-A +B +C", &dates), Some(2));
    assert_eq!(first_to_support("oA +A -B -C", &dates), Some(0));
    assert_eq!(first_to_support("-A oB -C", &dates), None);
    // An undated article that refutes does not affect which article supported first; one that supports does.
    let dates = ["", "2023-05-24", "2023-05-23"];
    assert_eq!(first_to_support("-A +B +C", &dates), Some(2));
    assert_eq!(first_to_support("+A +B +C", &dates), None);
}

#[test]
fn excluded_evidence_is_never_the_first_report_nor_makes_it_uncertain() {
    let dates = ["2023-05-22", "2023-05-23", "2023-05-24"];
    assert_eq!(first_to_support("xA +A +B +C", &dates), Some(1));
    assert_eq!(first_to_support("x@gov +A:@gov +B +C", &dates), Some(1));
    // Evidence in the same set is excluded with it.
    assert_eq!(first_to_support("xA +A/1 +B/1 +C", &dates), Some(2));
    // Another passage of the same article still counts.
    assert_eq!(first_to_support("x@gov +A:@gov +A +B +C", &dates), Some(0));
    assert_eq!(first_to_support("xA xB +A +B -C", &dates), None);
    let dates = ["", "2023-05-23", "2023-05-24"];
    assert_eq!(first_to_support("xA +A +B +C", &dates), Some(1));
}

#[test]
fn a_timeline_lists_passages_with_undated_ones_last() {
    let mut project = Setting::parse("+A -A +B").project();
    set_source(&mut project, 1, "", "2023-05-23");
    set(&mut project, ClaimField::Made("May 2023".into()));
    let timeline = Timeline::of_claim(&project, project.claim(the_claim()).unwrap());
    let rows: Vec<_> = timeline
        .passages()
        .map(|passed| {
            (
                passed.what,
                passed.evidence.is_some(),
                passed.time.is_some(),
            )
        })
        .collect();
    let article = |at| TimelineEvent::Published(ArticleId::new(at));
    let expected = [
        (TimelineEvent::Claimed(the_claim()), false, true),
        (article(1), true, true),
        (article(0), true, false),
        (article(0), true, false),
    ];
    assert_eq!(rows, expected);
}
