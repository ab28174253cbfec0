//! The graph without a window: its contents, its layout, and the text of its picture.

use crate::newsroom;
use crate::records::Recording;
use crosscheck::{
    analysis::{
        ProtectedNames, Roots, VerdictFilter,
        graph::{
            EdgeKind, GraphColumn, GraphFocus, GraphLayout, GraphQuery, Node, NodeRect, NodeText,
        },
    },
    export::{Export, ExportSettings, write_export},
    project::{
        ClaimEdit, ClaimField, Edit, EvidenceEdit, Exclusion, Project, RelationKind, Speaker,
        Stance,
    },
    views::theme::Theme,
};

fn whole(project: &Project) -> GraphLayout {
    GraphLayout::new(project, &GraphQuery::default())
}

fn titles(project: &Project, picture: &GraphLayout, column: GraphColumn) -> Vec<String> {
    let nodes = picture.column(column).iter();
    let words = nodes.filter_map(|at| words_of(project, picture.nodes()[*at].node));
    let mut titles: Vec<String> = words.map(|words| words.title).collect();
    titles.sort();
    titles
}

fn apart(one: NodeRect, other: NodeRect) -> bool {
    one.right() <= other.left
        || other.right() <= one.left
        || one.bottom() < other.top
        || other.bottom() < one.top
}

fn words_of(project: &Project, node: Node) -> Option<NodeText> {
    NodeText::new(project, &mut Roots::new(project), node, None)
}

#[test]
fn nodes_do_not_overlap_and_stay_within_the_picture() {
    for project in [newsroom::small(), newsroom::large(40, 3)] {
        let picture = whole(&project);
        let (width, height) = picture.size();
        for (nth, one) in picture.nodes().iter().enumerate() {
            assert!(one.area.left >= 0.0 && one.area.right() <= width, "{one:?}");
            assert!(
                one.area.top >= 0.0 && one.area.bottom() <= height,
                "{one:?}"
            );
            for other in &picture.nodes()[..nth] {
                assert!(apart(one.area, other.area), "{one:?} {other:?}");
            }
        }
        for edge in picture.edges() {
            let ends = [edge.curve.at(0.0), edge.curve.at(0.5), edge.curve.at(1.0)];
            assert!(
                ends.iter().all(|point| (0.0..=width).contains(&point.x)),
                "{edge:?}"
            );
        }
    }
}

#[test]
fn a_project_has_one_picture() {
    let project = newsroom::large(40, 3);
    assert_eq!(whole(&project), whole(&project.clone()));
}

#[test]
fn passages_are_placed_below_their_speaker() {
    let project = newsroom::small();
    let picture = whole(&project);
    let middle = picture.column(GraphColumn::Passages);
    let mut under = None;
    let mut found = 0;
    for at in middle {
        let placed = picture.nodes()[*at];
        match placed.node {
            Node::Speaker(id) => under = Some(id),
            Node::Passage(id) => {
                let said = project.links_of(id)[0].attribution.speaker;
                found += usize::from(said.is_some());
                assert!(said.is_none() || said == under, "{placed:?}");
            }
            _ => panic!("{placed:?} stands in the middle"),
        }
    }
    assert_eq!(found, 6);
}

#[test]
fn the_whole_graph_has_every_claim_with_its_evidence() {
    let project = newsroom::small();
    let picture = whole(&project);
    let count = |column| picture.column(column).len();
    assert_eq!(GraphColumn::ALL.map(count), [5, 11, 3]);
    let kinds = picture.edges().iter().map(|edge| edge.kind);
    let count = |fits: fn(&EdgeKind) -> bool| kinds.clone().filter(fits).count();
    assert_eq!(count(|kind| matches!(kind, EdgeKind::Bears(..))), 9);
    assert_eq!(count(|kind| *kind == EdgeKind::Holds), 8);
    assert_eq!(count(|kind| *kind == EdgeKind::Said), 6);
    assert_eq!(count(|kind| *kind == EdgeKind::PassedOn), 1);
    assert_eq!(count(|kind| matches!(kind, EdgeKind::DerivesFrom(_))), 1);
    assert_eq!(count(|kind| matches!(kind, EdgeKind::Relates(..))), 2);
}

#[test]
fn a_claim_has_its_neighbourhood() {
    let project = newsroom::small();
    let third = project.claim_at(2).unwrap().id;
    let query = GraphQuery {
        focus: GraphFocus::Claim(third),
        ..GraphQuery::default()
    };
    let picture = GraphLayout::new(&project, &query);
    let claims = titles(&project, &picture, GraphColumn::Claims);
    assert_eq!(
        claims,
        ["12 people were injured", "70 attackers were killed"]
    );
    let articles = titles(&project, &picture, GraphColumn::Articles);
    assert_eq!(articles, ["Frontline Blog", "The Post", "The Sun Herald"]);
}

#[test]
fn a_speaker_is_connected_to_passages_it_said_or_relayed() {
    let project = newsroom::small();
    let ministry = project.speaker_called("Ministry of Defence").unwrap().id;
    let query = GraphQuery {
        focus: GraphFocus::Speaker(ministry),
        ..GraphQuery::default()
    };
    let picture = GraphLayout::new(&project, &query);
    let passages = titles(&project, &picture, GraphColumn::Passages);
    assert_eq!(
        passages,
        [
            "Ministry of Defence",
            "Vyacheslav Gladkov",
            "“Seventy attackers were killed”",
            "“Seventy attackers were killed”",
            "“eight injured”",
            "“killed 70 attackers”",
            "“killed 70 fighters”"
        ]
    );
}

#[test]
fn filters_leave_out_evidence_and_claims() {
    let mut project = newsroom::small();
    let second = project.claim_at(1).unwrap().id;
    let field = ClaimField::Verdict(Some("Refuted".to_owned()));
    project.set(second, field);
    let shown = |query: &GraphQuery| {
        let picture = GraphLayout::new(&project, query);
        let passages = picture.nodes().iter();
        let passages = passages.filter(|placed| matches!(placed.node, Node::Passage(_)));
        (picture.column(GraphColumn::Claims).len(), passages.count())
    };
    let refuting = GraphQuery {
        hidden_stances: vec![Stance::Supports, Stance::Context],
        ..GraphQuery::default()
    };
    assert_eq!(shown(&refuting), (3, 2));
    let refuted = GraphQuery {
        verdict: VerdictFilter::Label("Refuted".to_owned()),
        ..GraphQuery::default()
    };
    assert_eq!(shown(&refuted), (1, 1));
    let tagged = GraphQuery {
        tag: Some("damage".to_owned()),
        ..GraphQuery::default()
    };
    assert_eq!(shown(&tagged), (1, 1));
    let none = GraphQuery {
        tag: Some("nowhere".to_owned()),
        ..GraphQuery::default()
    };
    assert_eq!(shown(&none), (0, 0));
}

#[test]
fn typing_does_not_lay_the_graph_out_again() {
    let project = newsroom::small();
    let claim = project.claim_at(0).unwrap().id;
    let evidence = project.evidence_of(claim).next().unwrap().id;
    let statement = ClaimField::Statement("other words".to_owned());
    let verdict = ClaimField::Verdict(None);
    let set = |field| Edit::Claim(ClaimEdit::Set { id: claim, field });
    let query = GraphQuery::default();
    assert!(!query.is_changed_by(&set(statement)));
    assert!(query.is_changed_by(&set(verdict)));
    let stance = EvidenceEdit::SetStance {
        id: evidence,
        stance: Stance::Context,
    };
    assert!(query.is_changed_by(&Edit::Evidence(stance)));
    let reason = set(ClaimField::Justification("as told".to_owned()));
    assert!(!query.is_changed_by(&reason));
    let without_reasons = GraphQuery {
        verdict: VerdictFilter::WithoutReasons,
        ..query
    };
    assert!(without_reasons.is_changed_by(&reason), "it is filtered by");
}

#[test]
fn a_filter_by_a_deleted_verdict_is_dropped() {
    let project = newsroom::small();
    let by = |label: &str| GraphQuery {
        verdict: VerdictFilter::Label(label.to_owned()),
        ..GraphQuery::default()
    };
    let known = project.scale().verdicts[0].label.clone();
    let mut filtered = by(&known);
    assert!(!filtered.drop_missing(&project));
    assert_eq!(filtered, by(&known));
    let mut unknown = by("Unheard of");
    assert!(unknown.drop_missing(&project));
    assert_eq!(unknown, GraphQuery::default());
}

fn svg(project: &Project, query: &GraphQuery, theme: &Theme) -> String {
    let mut bytes = Vec::new();
    let settings = ExportSettings {
        query: query.clone(),
        ..ExportSettings::new(theme.graph_palette())
    };
    write_export(&mut bytes, Export::Graph, project, &settings).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_picture_has_every_node_and_edge_in_the_colours_of_its_theme() {
    let project = newsroom::small();
    let light = svg(&project, &GraphQuery::default(), &Theme::light());
    let dark = svg(&project, &GraphQuery::default(), &Theme::dark());
    for (svg, page) in [(&light, "#fdfcfa"), (&dark, "#1c1c1e")] {
        assert!(svg.starts_with("<?xml") && svg.ends_with("</svg>\n"));
        assert!(svg.contains(&format!("fill=\"{page}\"")), "{page}");
        assert_eq!(svg.matches("<g transform=").count(), 1 + 19);
        assert!(svg.contains("<title>Claim 1: 70 attackers were killed, +3 −1</title>"));
        assert!(svg.contains(">contradicts<") && svg.contains(">reprint<"));
        assert!(svg.contains("text-decoration=\"line-through\">Wire Copy Daily<"));
    }
    assert_ne!(light, dark);
}

#[test]
fn texts_of_the_project_cannot_break_the_svg() {
    let mut room = newsroom::Newsroom::default();
    let article = room.article(
        "A & B <script>",
        "",
        "\"x\" \u{202e}'y'\u{1}",
        "One & two < three.",
    );
    let claim = room.claim("</svg><script>alert(1)</script> \u{0} & المدينة غمرت");
    room.says(
        article,
        "One & two < three",
        claim,
        Stance::Supports,
        None,
        &[],
    );
    let svg = svg(&room.project, &GraphQuery::default(), &Theme::light());
    assert!(!svg.contains("<script") && !svg.contains('\u{202e}') && !svg.contains('\u{0}'));
    assert!(svg.contains("A &amp; B &lt;script&gt;"));
    assert!(svg.contains("المدينة غمرت"));
    let bare = svg
        .replace("&amp;", "")
        .replace("&lt;", "")
        .replace("&gt;", "");
    let bare = bare.replace("&quot;", "").replace("&#39;", "");
    assert!(!bare.contains('&'), "an ampersand is not escaped");
}

#[test]
fn no_byte_of_the_picture_names_a_protected_source() {
    let mut room = newsroom::Newsroom::default();
    let text = "Nurse IRINA SOKOLOVA told us. Irina S\u{f3}kolova said thirteen were hurt.";
    let article = room.article("Sokolova Daily", "2031", "What Irina Sokolova saw", text);
    let source = room.speaker("Irina Sokolova", "nurse of ward 4", Some("Source A"));
    let claim = room.claim("Thirteen were hurt, says Sokolova");
    room.says(
        article,
        text.trim_end_matches('.'),
        claim,
        Stance::Supports,
        Some(source),
        &[],
    );
    let known = room.project.speaker(source).unwrap().clone();
    let aliases = vec!["Sokolova".into(), "Irina".into()];
    room.project.put_speaker(Speaker { aliases, ..known });
    let svg = svg(&room.project, &GraphQuery::default(), &Theme::light());
    let folded = svg.to_lowercase().replace('\u{f3}', "o");
    for name in ["irina", "sokolova", "ward 4"] {
        assert!(!folded.contains(name), "{name} is in the picture");
    }
    assert!(svg.contains("Source A"));
    let words = words_of(&room.project, Node::Speaker(source)).unwrap();
    assert_eq!(
        (words.title.as_str(), words.detail.as_str()),
        ("Source A", "protected")
    );
}

#[test]
fn a_protected_name_is_not_hidden_from_the_search_by_how_it_is_spelled() {
    let mut room = newsroom::Newsroom::default();
    let text = "Irina\nSokolova said nine. Irina  Sok\u{ad}olova said ten. O\u{2019}Brien agreed. \
        See /irina-sokolova, IrinaSokolova.jpg, Irina%2DSokolova and O\u{61c}brien";
    let article = room.article("The Daily", "2031", "What was said", text);
    let source = room.speaker("Irina Sokolova", "nurse", Some("Irina\u{2019}s friend"));
    room.speaker("O'Brien", "porter", Some("Source B"));
    let claim = room.claim(&["x ".repeat(118).as_str(), "Irina\tSokolova said so"].concat());
    room.says(article, text, claim, Stance::Supports, Some(source), &[]);
    let svg = svg(&room.project, &GraphQuery::default(), &Theme::light());
    let names = ProtectedNames::new(&room.project);
    for line in svg.lines() {
        assert!(!names.are_in(line), "{line}");
        assert!(!line.to_lowercase().contains("sokolova"), "{line}");
    }
}

#[test]
fn passages_of_excluded_sources_are_excluded() {
    let mut project = newsroom::small();
    let excluded = |project: &Project| {
        let picture = whole(project);
        let nodes = picture.column(GraphColumn::Passages).iter();
        let nodes = nodes.map(|at| picture.nodes()[*at].node);
        let passages = nodes.filter(|node| matches!(node, Node::Passage(_)));
        let words = passages.filter_map(|node| words_of(project, node));
        let mut titles: Vec<String> = words
            .filter(|words| words.excluded.is_some())
            .map(|words| words.title)
            .collect();
        titles.sort();
        titles
    };
    let seventy = "\u{201c}Seventy attackers were killed\u{201d}";
    assert_eq!(
        excluded(&project),
        [seventy],
        "of the article that is excluded"
    );
    let mut speakers = project.speakers();
    let ministry = speakers.find(|one| one.name == "Ministry of Defence");
    let ministry = Speaker {
        excluded: Some(Exclusion::Retracted),
        ..ministry.unwrap().clone()
    };
    drop(speakers);
    project.put_speaker(ministry);
    let killed = |what| format!("\u{201c}killed 70 {what}\u{201d}");
    let both = [killed("attackers"), killed("fighters")];
    let said = [seventy.to_owned(), seventy.to_owned()];
    // Not the governor's words that the ministry relayed, and not what others counted.
    assert_eq!(excluded(&project), [said, both].concat());
}

#[test]
fn an_empty_project_has_an_empty_picture() {
    let project = Project::default();
    assert!(whole(&project).nodes().is_empty());
    assert!(svg(&project, &GraphQuery::default(), &Theme::light()).contains("<svg"));
}

#[test]
fn a_relation_is_labelled_from_the_first_claim() {
    let project = newsroom::small();
    let picture = whole(&project);
    let contradicts = |kind| matches!(kind, EdgeKind::Relates(_, RelationKind::Contradicts));
    let mut edges = picture.edges().iter();
    let edge = edges.find(|edge| contradicts(edge.kind)).unwrap();
    let ends = [edge.from, edge.to].map(|at| picture.nodes()[at].node);
    let claims = [1, 0].map(|index| Node::Claim(project.claim_at(index).unwrap().id));
    assert_eq!(ends, claims);
}
