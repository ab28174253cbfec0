//! The names in the articles of a project with their spellings, and which of them are speakers.

use super::{
    name_comparison::{NameAgreement, NameComparison, compare_names},
    names_in_text::{KnownNames, names_with_capitals, small_words, words_without_case},
    spelling_groups::spellings_of_one_name,
};
use crate::{
    project::{Article, ArticleId, NameRecord, Project, Speaker, SpeakerId, name_key},
    text::Span,
};

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    ops::Range,
};

use rayon::prelude::*;
use smol_str::SmolStr;

/// Spellings that may be the same name.
#[derive(Clone, Debug, PartialEq)]
pub struct NameGroup {
    /// The speaker whose name or alias is one of them.
    pub speaker: Option<SpeakerId>,
    /// The main spelling of the recorded name of which one of them is a spelling, unless it is a speaker's.
    pub recorded: Option<SmolStr>,
    /// The most frequent first.
    pub spellings: Vec<FoundSpelling>,
}

/// A spelling of a name in the articles.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundSpelling {
    pub name: String,
    /// Its occurrences, by article.
    pub places: Vec<(ArticleId, Span)>,
    /// How it compares with the name of the speaker, or with the first spelling; `None` for that one.
    pub comparison: Option<NameComparison>,
    /// Whether it is a name or an alias of a speaker or of a recorded name.
    pub is_known: bool,
}

impl NameGroup {
    /// The main spelling of a name that is not a speaker's: the recorded one, or the most frequent.
    pub fn main_spelling(&self) -> Option<&str> {
        if self.speaker.is_some() {
            return None;
        }
        let first = self.spellings.first().map(|it| it.name.as_str());
        self.recorded.as_deref().or(first)
    }
}

/// The speaker, or else the index of the recorded name, that a spelling belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameOwner {
    Speaker(SpeakerId),
    Recorded(usize),
}

type Places<'a> = BTreeMap<&'a str, Vec<(ArticleId, Span)>>;

/// Gathers recorded names, and names that recur or belong to a speaker and have a spelling that is not recorded yet,
/// outside page clutter and without those recorded as different.
/// Names of speakers come first, then the most frequent. `None` if cancelled.
pub fn names_of_project(
    project: &Project,
    is_cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<NameGroup>> {
    let articles: Vec<&Article> = project.articles().collect();
    let small = articles.par_iter().map(|it| small_words(it.text.as_str()));
    let small: HashSet<String> = small.reduce(HashSet::new, |one, other| {
        one.into_iter().chain(other).collect()
    });
    let find = |text: &str| names_with_capitals(text, &small);
    let with_capitals = places_in(&articles, &find, is_cancelled)?;
    let capitalised = with_capitals.iter();
    let mut known =
        KnownNames::new(capitalised.flat_map(|(name, places)| vec![*name; places.len()]));
    let mut places = with_capitals;
    let caseless = places_in(&articles, &words_without_case, is_cancelled)?;
    let caseless: Vec<_> = caseless
        .into_iter()
        .filter(|(word, _)| !is_cancelled() && known.has(word))
        .collect();
    places.extend(caseless);
    if is_cancelled() {
        return None;
    }
    Some(groups(project, &places))
}

fn places_in<'a>(
    articles: &[&'a Article],
    find: &(dyn Fn(&str) -> Vec<Range<usize>> + Sync),
    is_cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Places<'a>> {
    let found = articles.par_iter().map(|article| {
        let ranges = if is_cancelled() {
            Vec::new()
        } else {
            find(article.text.as_str())
        };
        (*article, ranges)
    });
    let found: Vec<_> = found.collect();
    let mut places = Places::new();
    for (article, ranges) in found {
        let paragraphs = article.text.paragraphs();
        for range in ranges {
            if article.clutter.contains(&paragraphs.at(range.start)) {
                continue;
            }
            let name = &article.text.as_str()[range.clone()];
            if let Some(span) = Span::new(range.start, range.end) {
                places.entry(name).or_default().push((article.id, span));
            }
        }
    }
    (!is_cancelled()).then_some(places)
}

fn groups(project: &Project, places: &Places<'_>) -> Vec<NameGroup> {
    let owners = owners(project);
    let records = &project.names().0;
    let count = |name: &str| places.get(name).map_or(0, Vec::len);
    let mut spellings: Vec<&str> = places.keys().copied().collect();
    let names = project.speakers().flat_map(Speaker::spellings);
    let names = names.chain(records.iter().flat_map(NameRecord::spellings));
    spellings.extend(names.filter(|name| !places.contains_key(name)));
    spellings.sort_by_key(|name| std::cmp::Reverse(count(name)));
    let owner = |at: usize| owners.get(&name_key(spellings[at]));
    let mut first_of: BTreeMap<NameOwner, usize> = BTreeMap::new();
    for at in 0..spellings.len() {
        if let Some(owner) = owner(at) {
            first_of.entry(*owner).or_insert(at);
        }
    }
    let same_as = |at: usize| first_of.get(owner(at)?).copied();
    let groups = spellings_of_one_name(spellings.iter().copied(), &same_as);
    let different = DifferentNames::new(records);
    let found = groups.into_iter().filter_map(|members| {
        let names: Vec<(&str, Option<NameComparison>)> = members
            .into_iter()
            .map(|(at, comparison)| (spellings[at], comparison))
            .collect();
        let owner = names
            .iter()
            .filter_map(|(name, _)| owners.get(&name_key(name)))
            .min();
        let (speaker, record) = match owner {
            Some(NameOwner::Speaker(id)) => (project.speaker(*id), None),
            Some(NameOwner::Recorded(nth)) => (None, records.get(*nth)),
            None => (None, None),
        };
        let own: Vec<&str> = match (speaker, record) {
            (Some(speaker), _) => speaker.spellings().collect(),
            (None, Some(record)) => record.spellings().collect(),
            (None, None) => Vec::new(),
        };
        let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let in_text = names.iter().filter_map(|(name, comparison)| {
            let is_known = owners.contains_key(&name_key(name));
            (is_known || !different.has(name, &all)).then_some(FoundSpelling {
                name: (*name).to_owned(),
                places: places.get(name)?.clone(),
                comparison: closest(&own, name).or(*comparison),
                is_known,
            })
        });
        let mut spellings: Vec<FoundSpelling> = in_text.collect();
        spellings.sort_by_key(|it| std::cmp::Reverse(it.places.len()));
        let group = NameGroup {
            speaker: speaker.map(|it| it.id),
            recorded: record.map(|it| it.name.clone()),
            spellings,
        };
        is_listed(&group).then_some(group)
    });
    let mut found: Vec<NameGroup> = found.collect();
    found.sort_by_key(|group| {
        let places: usize = group.spellings.iter().map(|it| it.places.len()).sum();
        (group.speaker.is_none(), std::cmp::Reverse(places))
    });
    found
}

/// The owner of each spelling by its key. A recorded name that is also a speaker's is left to the speaker.
fn owners(project: &Project) -> BTreeMap<String, NameOwner> {
    let of_speakers = project.speakers().flat_map(|speaker| {
        let keys = speaker.spellings().map(name_key);
        keys.map(|key| (key, NameOwner::Speaker(speaker.id)))
    });
    let mut owners: BTreeMap<String, NameOwner> = of_speakers.collect();
    for (nth, record) in project.names().0.iter().enumerate() {
        let keys: Vec<String> = record.spellings().map(name_key).collect();
        let is_speaker = |key: &String| matches!(owners.get(key), Some(NameOwner::Speaker(_)));
        if !keys.iter().any(is_speaker) {
            owners.extend(keys.into_iter().map(|key| (key, NameOwner::Recorded(nth))));
        }
    }
    owners
}

fn is_listed(group: &NameGroup) -> bool {
    let spellings = &group.spellings;
    if group.recorded.is_some() {
        return !spellings.is_empty();
    }
    let is_offered = spellings.iter().any(|it| !it.is_known);
    let occurrences: usize = spellings.iter().map(|it| it.places.len()).sum();
    // Two names that each occur once, with the same consonants at best, are usually two.
    let recurs = occurrences > 2
        || spellings
            .iter()
            .any(|it| it.places.len() > 1 || sounds_same(it));
    is_offered && (group.speaker.is_some() || (spellings.len() > 1 && recurs))
}

/// The names recorded as different from others, by their keys.
struct DifferentNames(BTreeMap<String, BTreeSet<String>>);

impl DifferentNames {
    fn new(records: &[NameRecord]) -> Self {
        let mut different: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for record in records {
            for spelling in &record.different {
                let names = different.entry(name_key(spelling)).or_default();
                names.insert(name_key(&record.name));
            }
        }
        Self(different)
    }

    /// Whether a name is recorded as different from one of these spellings.
    fn has(&self, name: &str, spellings: &[&str]) -> bool {
        let others = self.0.get(&name_key(name));
        others.is_some_and(|others| spellings.iter().any(|it| others.contains(&name_key(it))))
    }
}

fn sounds_same(spelling: &FoundSpelling) -> bool {
    let agreement = spelling.comparison.map(|it| it.agreement);
    agreement.is_some_and(|it| it >= NameAgreement::Variants)
}

/// How a name compares with the nearest recorded spelling.
fn closest(own: &[&str], name: &str) -> Option<NameComparison> {
    let own = own.iter().map(|own| compare_names(own, name));
    let alike = own.filter(|comparison| !comparison.is_different());
    alike.max_by_key(|comparison| comparison.agreement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{
        ArticleDetails, ArticleEdit, ArticleText, Edit, Names, ProjectEdit, SpeakerEdit,
    };

    /// The groups of a project with these articles and one speaker: "Corvast: Corvast=, Korvast maybe".
    fn found(texts: &[&str], speaker: &str) -> Vec<String> {
        found_with(texts, speaker, Names::default())
    }

    fn found_with(texts: &[&str], speaker: &str, names: Names) -> Vec<String> {
        let mut project = Project::default();
        let set = Edit::Project(ProjectEdit::SetNames(names));
        assert!(project.apply(set).is_ok());
        for (at, text) in texts.iter().enumerate() {
            let id = ArticleId::new(at as u64 + 1);
            let text = ArticleText::new((*text).to_owned());
            let article = Box::new(Article::new(id, text, ArticleDetails::default()));
            let add = Edit::Article(ArticleEdit::Add { at, article });
            assert!(project.apply(add).is_ok());
        }
        let speaker = Box::new(Speaker::new(SpeakerId::new(1), speaker.to_owned()));
        let add = Edit::Speaker(SpeakerEdit::Add { at: 0, speaker });
        assert!(project.apply(add).is_ok());
        let groups = names_of_project(&project, &|| false).unwrap();
        groups.iter().map(|group| shown(&project, group)).collect()
    }

    fn shown(project: &Project, group: &NameGroup) -> String {
        let speaker = group.speaker.and_then(|id| project.speaker(id));
        let spellings = group.spellings.iter().map(|it| {
            let sure = it.comparison.map_or("", NameComparison::label);
            let known = if it.is_known { "=" } else { sure };
            format!("{} {}", it.name, known).trim_end().to_owned()
        });
        let spellings: Vec<String> = spellings.collect();
        let recorded = group.recorded.as_deref().unwrap_or("-");
        let speaker = speaker.map_or(recorded, |it| &it.name);
        format!("{speaker}: {}", spellings.join(", "))
    }

    #[test]
    fn spellings_across_articles_are_gathered_and_those_of_a_speaker_come_first() {
        let texts = [
            "In the town of Karveth we met Corvast, and then Karveth slept, and Karveth woke.",
            "In Qarvet we met Denna Korvast.",
            "\u{641}\u{64a} \u{643}\u{627}\u{631}\u{641}\u{64a}\u{62a}",
        ];
        let found = found(&texts, "Denna Corvast");
        assert_eq!(
            found,
            [
                "Denna Corvast: Corvast maybe, Denna Korvast maybe",
                "-: Karveth, Qarvet maybe, \u{643}\u{627}\u{631}\u{641}\u{64a}\u{62a} same",
            ]
        );
    }

    fn record(name: &str, aliases: &[&str], different: &[&str]) -> NameRecord {
        let all = |names: &[&str]| names.iter().map(|it| (*it).into()).collect();
        NameRecord {
            name: name.into(),
            aliases: all(aliases),
            different: all(different),
        }
    }

    const TOWN: &str = "In Karveth it rained, and Karveth slept, and Karveth woke, and Carwath, and Carwath, and Qarvet.";

    #[test]
    fn a_recorded_name_is_listed_with_its_spellings_and_those_not_recorded_yet() {
        let with = |aliases: &[&str]| {
            found_with(&[TOWN], "X", Names(vec![record("Karveth", aliases, &[])]))
        };
        assert_eq!(with(&[]), ["-: Karveth, Carwath maybe, Qarvet maybe"]);
        assert_eq!(
            with(&["Qarvet"]),
            ["Karveth: Karveth =, Carwath maybe, Qarvet ="]
        );
        assert_eq!(
            with(&["Qarvet", "Carwath"]),
            ["Karveth: Karveth =, Carwath =, Qarvet ="]
        );
    }

    #[test]
    fn a_different_name_is_not_listed_with_the_name_or_its_speaker() {
        let names = || Names(vec![record("Karveth", &[], &["carwath"])]);
        assert_eq!(
            found_with(&[TOWN], "X", names()),
            ["-: Karveth, Qarvet maybe"]
        );
        assert_eq!(
            found_with(&[TOWN], "Karveth", names()),
            ["Karveth: Karveth =, Qarvet maybe"]
        );
    }

    #[test]
    fn a_recorded_name_that_becomes_a_speakers_is_offered_to_the_speaker() {
        let names = Names(vec![record("Karveth", &["Qarvet"], &[])]);
        assert_eq!(
            found_with(&[TOWN], "Karveth", names),
            ["Karveth: Karveth =, Carwath maybe, Qarvet maybe"]
        );
    }

    #[test]
    fn a_name_spelled_differently_each_time_recurs() {
        let texts = ["We met Hallim Drevski.", "We met Halim Drewski."];
        let found = found(&texts, "Denna Corvast");
        assert_eq!(found, ["-: Halim Drewski, Hallim Drevski maybe"]);
    }

    #[test]
    fn a_name_with_known_spellings_only_is_not_suggested() {
        let found = found(
            &["We met Denna Corvast, and Denna Corvast left."],
            "Denna Corvast",
        );
        assert!(found.is_empty(), "{found:?}");
    }
}
