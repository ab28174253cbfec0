//! The names in the articles of a project with their spellings, and which of them are speakers.

use super::{
    name_comparison::{NameAgreement, NameComparison, compare_names},
    names_in_text::{KnownNames, names_with_capitals, small_words, words_without_case},
    spelling_groups::spellings_of_one_name,
};
use crate::{
    project::{Article, ArticleId, Project, Speaker, SpeakerId, name_key},
    text::Span,
};

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use rayon::prelude::*;

/// Spellings that may be the same name.
#[derive(Clone, Debug, PartialEq)]
pub struct NameGroup {
    /// The speaker whose name or alias is one of them.
    pub speaker: Option<SpeakerId>,
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
    /// Whether it is the name or an alias of the speaker.
    pub is_known: bool,
}

type Places<'a> = BTreeMap<&'a str, Vec<(ArticleId, Span)>>;

/// Gathers names that recur or belong to a speaker and have a spelling that no speaker has yet, outside page clutter.
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
    let called: BTreeMap<String, SpeakerId> = project
        .speakers()
        .flat_map(|speaker| speaker.spellings().map(|name| (name_key(name), speaker.id)))
        .collect();
    let count = |name: &str| places.get(name).map_or(0, Vec::len);
    let mut spellings: Vec<&str> = places.keys().copied().collect();
    let names = project.speakers().flat_map(Speaker::spellings);
    spellings.extend(names.filter(|name| !places.contains_key(name)));
    spellings.sort_by_key(|name| std::cmp::Reverse(count(name)));
    let owner = |at: usize| called.get(&name_key(spellings[at]));
    let mut first_of: BTreeMap<SpeakerId, usize> = BTreeMap::new();
    for at in 0..spellings.len() {
        if let Some(speaker) = owner(at) {
            first_of.entry(*speaker).or_insert(at);
        }
    }
    let same_as = |at: usize| first_of.get(owner(at)?).copied();
    let groups = spellings_of_one_name(spellings.iter().copied(), &same_as);
    let found = groups.into_iter().filter_map(|members| {
        let mut members = members.into_iter();
        let names: Vec<(&str, Option<NameComparison>)> = members
            .by_ref()
            .map(|(at, comparison)| (spellings[at], comparison))
            .collect();
        let mut speakers = names.iter().map(|(name, _)| called.get(&name_key(name)));
        let speaker = speakers.find_map(|id| project.speaker(*id?));
        let in_text = names.into_iter().filter_map(|(name, comparison)| {
            Some(FoundSpelling {
                name: name.to_owned(),
                places: places.get(name)?.clone(),
                comparison: closest(speaker, name).or(comparison),
                is_known: called.contains_key(&name_key(name)),
            })
        });
        let mut spellings: Vec<FoundSpelling> = in_text.collect();
        spellings.sort_by_key(|it| std::cmp::Reverse(it.places.len()));
        let occurrences: usize = spellings.iter().map(|it| it.places.len()).sum();
        // Two names that each occur once, with the same consonants at best, are usually two.
        let recurs = occurrences > 2
            || spellings
                .iter()
                .any(|it| it.places.len() > 1 || sounds_same(it));
        let is_offered = spellings.iter().any(|it| !it.is_known);
        let has_others = speaker.is_some() || spellings.len() > 1;
        (is_offered && has_others && (recurs || speaker.is_some())).then_some(NameGroup {
            speaker: speaker.map(|it| it.id),
            spellings,
        })
    });
    let mut found: Vec<NameGroup> = found.collect();
    found.sort_by_key(|group| {
        let places: usize = group.spellings.iter().map(|it| it.places.len()).sum();
        (group.speaker.is_none(), std::cmp::Reverse(places))
    });
    found
}

fn sounds_same(spelling: &FoundSpelling) -> bool {
    let agreement = spelling.comparison.map(|it| it.agreement);
    agreement.is_some_and(|it| it >= NameAgreement::Variants)
}

/// How a name compares with the nearest spelling of the speaker.
fn closest(speaker: Option<&Speaker>, name: &str) -> Option<NameComparison> {
    let own = speaker?.spellings().map(|own| compare_names(own, name));
    let alike = own.filter(|comparison| !comparison.is_different());
    alike.max_by_key(|comparison| comparison.agreement)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleEdit, ArticleText, Edit, SpeakerEdit};

    /// The groups of a project with these articles and one speaker: "Corvast: Corvast=, Korvast maybe".
    fn found(texts: &[&str], speaker: &str) -> Vec<String> {
        let mut project = Project::default();
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
        let speaker = speaker.map_or("-", |it| &it.name);
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
