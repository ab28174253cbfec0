use super::name_comparison::ComparableName;
use crate::project::Speaker;

/// Shorter names are similar by chance.
const MIN_LENGTH: usize = 5;

/// Words of `quote` that look like another spelling of the speaker's name: capitalised, similar, and not an alias yet.
pub fn near_spelling<'a>(quote: &'a str, speaker: &Speaker) -> Option<&'a str> {
    let words: Vec<&str> = quote.split_whitespace().map(bare).collect();
    let runs = speaker
        .spellings()
        .filter(|own| own.chars().count() >= MIN_LENGTH);
    for own in runs {
        let name = ComparableName::new(own);
        let is_alike = |run: &str| !name.compare(&ComparableName::new(run)).is_different();
        let length = own.split_whitespace().count().max(1);
        let found = words
            .windows(length)
            .filter_map(|run| covering(quote, run))
            .find(|run| is_capitalised(run) && !speaker.is_called(run) && is_alike(run));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Common words may be similar by chance, so only capitalised ones count.
fn is_capitalised(run: &str) -> bool {
    run.chars()
        .next()
        .is_some_and(|first| !first.is_lowercase())
}

/// The word without surrounding punctuation and a possessive ending.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    let ends = ["\u{2019}s", "'s"];
    ends.iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word)
}

/// The part of the quote from the first to the last of its words `run`.
fn covering<'a>(quote: &'a str, run: &[&'a str]) -> Option<&'a str> {
    let (first, last) = (run.first()?, run.last()?);
    let offset = |word: &str| word.as_ptr().addr() - quote.as_ptr().addr();
    let run = quote.get(offset(first)..offset(last) + last.len())?;
    (!run.is_empty()).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::SpeakerId;
    use smol_str::SmolStr;

    fn found<'a>(quote: &'a str, name: &str, aliases: &[&str]) -> Option<&'a str> {
        let mut speaker = Speaker::new(SpeakerId::new(1), name.to_owned());
        speaker.aliases = aliases.iter().map(SmolStr::new).collect();
        near_spelling(quote, &speaker)
    }

    #[test]
    fn a_new_spelling_in_the_passage_is_suggested() {
        let quote = "the governor, Vyacheslav Gladkow, wrote that nobody died";
        assert_eq!(found(quote, "Gladkov", &[]), Some("Gladkow"));
        assert_eq!(
            found("as Gladkow\u{2019}s office said", "Gladkov", &[]),
            Some("Gladkow")
        );
        let whole = found(quote, "Vyacheslav Gladkov", &[]);
        assert_eq!(whole, Some("Vyacheslav Gladkow"));
        assert_eq!(found("заявил Гладков", "Gladkov", &[]), Some("Гладков"));
    }

    #[test]
    fn known_spellings_common_words_and_other_names_are_not_suggested() {
        assert_eq!(found("Gladkow wrote", "Gladkov", &["Gladkow"]), None);
        assert_eq!(found("Gladkov wrote", "Gladkov", &[]), None);
        assert_eq!(found("the minister wrote", "Ministry", &[]), None);
        assert_eq!(found("Belgorod was calm", "Bakhmut", &[]), None);
        assert_eq!(found("", "Gladkov", &[]), None);
    }
}
