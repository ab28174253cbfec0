/// A fixed list of words, phrases, beginnings or endings, separated by commas: `WordList("by, written by")`.
#[derive(Clone, Copy)]
pub struct WordList(pub &'static str);

impl WordList {
    pub fn words(self) -> impl Iterator<Item = &'static str> + Clone {
        self.0.split(", ")
    }

    pub fn contains(self, word: &str) -> bool {
        self.words().any(|listed| listed == word)
    }

    /// Whether the text begins with one of the words.
    pub fn begins(self, text: &str) -> bool {
        self.words().any(|beginning| text.starts_with(beginning))
    }

    /// Whether the text ends with one of the words.
    pub fn ends(self, text: &str) -> bool {
        self.words().any(|ending| text.ends_with(ending))
    }
}
