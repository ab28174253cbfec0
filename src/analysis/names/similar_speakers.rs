//! Speakers whose names may be spellings of the same name.

use super::{name_comparison::ComparableName, name_index::similar_pairs};
use crate::project::{Project, SpeakerId};

/// Pairs of speakers with similar names or aliases, the one with fewer references first; each pair once.
///
/// Names are compared in any alphabet by [`compare_names`](super::compare_names), but only with their neighbours in the
/// order of the consonants, so that some pairs are missed among many speakers.
pub fn similar_speakers(project: &Project) -> Vec<(SpeakerId, SpeakerId)> {
    let spellings = project.speakers().flat_map(|speaker| {
        let names = speaker.spellings().map(ComparableName::new);
        names.map(|name| (speaker.id, name))
    });
    let (of, names): (Vec<SpeakerId>, Vec<ComparableName>) = spellings.unzip();
    let pairs = similar_pairs(&names).into_keys();
    let pairs = pairs.map(|(one, other)| (of[one].min(of[other]), of[one].max(of[other])));
    let pairs: std::collections::BTreeSet<_> = pairs.filter(|(one, other)| one != other).collect();
    let weight = |id| project.speaker_uses(id).sum();
    let index_of = |id| project.speaker_place(id);
    let less_named_first = |(one, other)| {
        let keeps_one = (weight(one), std::cmp::Reverse(index_of(one)))
            > (weight(other), std::cmp::Reverse(index_of(other)));
        if keeps_one {
            (other, one)
        } else {
            (one, other)
        }
    };
    pairs.into_iter().map(less_named_first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Edit, Speaker, SpeakerEdit};

    /// The pairs found among `names`, with "/" before each alias.
    fn pairs(names: &[&str]) -> Vec<(String, String)> {
        let mut project = Project::default();
        for (at, names) in names.iter().enumerate() {
            let mut names = names.split('/');
            let name = names.next().unwrap_or_default().to_owned();
            let speaker = Speaker {
                aliases: names.map(Into::into).collect(),
                ..Speaker::new(SpeakerId::new(at as u64 + 1), name)
            };
            let speaker = Box::new(speaker);
            let added = project.apply(Edit::Speaker(SpeakerEdit::Add { at, speaker }));
            assert!(added.is_ok());
        }
        let name = |id| {
            let speaker = project.speaker(id);
            speaker.map_or_else(String::new, |speaker| speaker.name.clone())
        };
        let pairs = similar_speakers(&project).into_iter();
        pairs.map(|(one, other)| (name(one), name(other))).collect()
    }

    fn check(one: &str, other: &str, alike: bool) {
        let found = !pairs(&[one, other]).is_empty();
        assert_eq!(found, alike, "{one} and {other}");
    }

    #[test]
    fn spellings_of_one_name_are_alike_in_any_alphabet() {
        check("Gladkov", "Gladkow", true);
        check("Gladkov", "Galdkov", true);
        check("Gladkov", "GLÁDKOV", true);
        check("Vyacheslav Gladkov", "Gladkow", true);
        check("Ministry of Defence", "ministry of defense", true);
        check("Al-Jazeera", "Al Jazeera", true);
        check("Хинштейн", "Хинштеин", true);
        check("AFP", "afp", true);
        check("Гладков", "Vyacheslav Gladkow", true);
        check("The governor/Gladkow", "Gladkov", true);
    }

    #[test]
    fn other_words_and_other_numbers_are_not_alike() {
        check("AFP", "AP", false);
        check("Witness 1", "Witness 2", false);
        check("Brigade 12345", "Brigade 12346", false);
        check("Northern Command", "Southern Command", false);
        check("Ministry of Defence", "Ministry of Finance", false);
        check("John Smith", "Jane Smith", false);
        check("Gladkov", "Vyacheslav", false);
        check("Lee", "Ang Lee", false);
        check("", "...", false);
    }

    #[test]
    fn each_pair_is_listed_once_and_the_earlier_speaker_is_kept() {
        let found = pairs(&["Gladkov/Gladkof", "Gladkow/Gladkoff", "Fire brigade"]);
        assert_eq!(found, [("Gladkow".to_owned(), "Gladkov".to_owned())]);
    }
}
