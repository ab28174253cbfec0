//! Articles with nearly the same words: reprints, corrected versions, a page saved twice.

use crate::{
    project::{Article, ArticleId, Project},
    text::is_unspaced,
};

use std::{
    collections::HashSet,
    hash::{BuildHasher, Hasher},
};

use foldhash::fast::RandomState;

/// Minimum percentage of common words for a report.
const MIN_COMMON_PERCENT: usize = 90;

/// Minimum number of words of a compared article: shorter ones are alike by chance.
const MIN_WORDS: usize = 40;

/// Two articles with nearly the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearDuplicate {
    pub article: ArticleId,
    /// The earlier article that has the most words in common with it.
    pub other: ArticleId,
    /// Words in common as a percentage of the longer article, rounded down.
    pub percent: usize,
}

/// The words of the articles compared so far.
#[derive(Default)]
pub struct KnownWords {
    hasher: RandomState,
    /// Hashes of all words outside page clutter of each article, sorted.
    articles: Vec<(ArticleId, Vec<u64>)>,
}

impl KnownWords {
    /// The words of all articles of a project.
    pub fn of(project: &Project) -> Self {
        let mut known = Self::default();
        for article in project.articles() {
            let hashes = known.words(article);
            known.articles.push((article.id, hashes));
        }
        known
    }

    /// Adds an article. Returns the earlier one with nearly the same words, if any.
    pub fn add(&mut self, article: &Article) -> Option<NearDuplicate> {
        let hashes = self.words(article);
        let near = self.nearest(&hashes);
        self.articles.push((article.id, hashes));
        near.map(|(percent, other)| NearDuplicate {
            article: article.id,
            other,
            percent,
        })
    }

    fn nearest(&self, words: &[u64]) -> Option<(usize, ArticleId)> {
        let compared = self.articles.iter().filter_map(|(other, theirs)| {
            let (shorter, longer) = if words.len() < theirs.len() {
                (words, theirs.as_slice())
            } else {
                (theirs.as_slice(), words)
            };
            // Most articles differ by length alone.
            if shorter.len() < MIN_WORDS || shorter.len() * 100 < longer.len() * MIN_COMMON_PERCENT
            {
                return None;
            }
            Some((in_common(shorter, longer) * 100 / longer.len(), *other))
        });
        compared
            .filter(|(percent, _)| *percent >= MIN_COMMON_PERCENT)
            .max_by_key(|(percent, _)| *percent)
    }

    fn words(&self, article: &Article) -> Vec<u64> {
        let text = &article.text;
        let shown = (0..text.paragraphs().len()).filter(|at| !article.clutter.contains(at));
        let mut words = Vec::new();
        for paragraph in shown {
            let paragraph = &text.as_str()[text.paragraphs().range(paragraph)];
            for run in paragraph.split(|c: char| !c.is_alphanumeric()) {
                // In scripts without spaces, each letter counts as a word.
                for word in run.split_inclusive(is_unspaced).filter(|it| !it.is_empty()) {
                    let mut hasher = self.hasher.build_hasher();
                    for letter in word.chars().flat_map(char::to_lowercase) {
                        hasher.write_u32(letter.into());
                    }
                    words.push(hasher.finish());
                }
            }
        }
        words.sort_unstable();
        words
    }
}

/// Number of equal values in two sorted lists, each counted as often as both contain it.
fn in_common(one: &[u64], other: &[u64]) -> usize {
    let mut count = 0;
    let mut rest = other;
    for value in one {
        rest = &rest[rest.partition_point(|it| it < value)..];
        if rest.first() == Some(value) {
            count += 1;
            rest = &rest[1..];
        }
    }
    count
}

/// Those of the `new` articles that have nearly the same words as an earlier article in the list.
pub fn near_duplicates(project: &Project, new: &[ArticleId]) -> Vec<NearDuplicate> {
    let new: HashSet<&ArticleId> = new.iter().collect();
    let mut known = KnownWords::default();
    let mut found = Vec::new();
    for article in project.articles() {
        if new.contains(&article.id) {
            found.extend(known.add(article));
        } else {
            let words = known.words(article);
            known.articles.push((article.id, words));
        }
    }
    found
}

impl NearDuplicate {
    /// "97 % the same words as “The Courier”"; `None` if the other article is not in the project.
    pub fn words(&self, project: &Project) -> Option<String> {
        let other = project.article(self.other)?.name();
        Some(format!(
            "{}\u{a0}% the same words as \u{201c}{other}\u{201d}",
            self.percent
        ))
    }

    /// A sentence that names both articles; `None` if one of them is not in the project.
    pub fn sentence(&self, project: &Project) -> Option<String> {
        let title = &project.article(self.article)?.details.title;
        let words = self.words(project)?;
        Some(format!(
            "\u{201c}{title}\u{201d}: {words}. Keep both, or remove one"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleDetails, ArticleText, Id};

    const REPORT: &str = "Twelve people were hurt when the sluice at Vellin gave way on Saturday, the district office said. Eight of them were taken to the hospital with fractures.\nThe fire brigade spoke of thirteen. Nobody could say whether it had been opened on purpose or had broken under the pressure of the water.";

    fn percent(one: &str, other: &str) -> Option<usize> {
        let mut known = KnownWords::default();
        let article = |id, text: &str| {
            let text = ArticleText::new(text.to_owned());
            Article::new(Id::new(id), text, ArticleDetails::default())
        };
        assert_eq!(known.add(&article(1, one)), None);
        known.add(&article(2, other)).map(|near| near.percent)
    }

    #[test]
    fn a_corrected_report_has_nearly_the_same_words() {
        assert_eq!(REPORT.split_whitespace().count(), 52);
        let corrected = REPORT.replace("thirteen", "fourteen");
        assert_eq!(percent(REPORT, &corrected), Some(98));
        let longer = format!("{REPORT}\nMore to follow.");
        assert_eq!(percent(REPORT, &longer), Some(94));
        assert_eq!(percent(&longer, REPORT), Some(94));
    }

    #[test]
    fn other_reports_and_short_texts_are_not_alike() {
        let other = REPORT
            .split(' ')
            .enumerate()
            .map(|(at, word)| if at % 5 == 0 { "other" } else { word });
        let other: Vec<&str> = other.collect();
        assert_eq!(percent(REPORT, &other.join(" ")), None);
        assert_eq!(percent("Flood in Vellin", "Flood in Vellin today"), None);
    }

    #[test]
    fn case_and_punctuation_do_not_matter_and_repetition_does() {
        assert_eq!(percent(REPORT, &REPORT.to_uppercase()), Some(100));
        assert_eq!(percent(REPORT, &REPORT.replace([',', '.'], "")), Some(100));
        assert_eq!(percent(REPORT, &"Twelve ".repeat(52)), None);
    }

    #[test]
    fn each_letter_counts_where_words_have_no_spaces() {
        let chinese = "周六水闸决口造成十二人受伤其中八人被送往医院治疗消防队称有十三人受伤没有人能说明它是被故意打开还是因水压过大而破裂";
        let corrected = chinese.replace("十三", "十四");
        assert_eq!(percent(chinese, &corrected), Some(98));
    }

    #[test]
    fn page_clutter_is_not_compared() {
        let text = ArticleText::new(format!("{REPORT}\nTwelve hurt in Vellin"));
        let mut article = Article::new(Id::new(1), text, ArticleDetails::default());
        article.clutter = [0, 1].into();
        let mut known = KnownWords::default();
        known.add(&article);
        article.id = Id::new(2);
        assert_eq!(known.add(&article), None, "four words are too few");
    }
}
