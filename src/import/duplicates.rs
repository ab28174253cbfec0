use crate::project::{Article, ArticleText, Project};

/// Finds the project's article with the same text, ignoring spaces at line ends, kinds of space, and empty lines at the
/// end.
pub fn same_article<'p>(project: &'p Project, text: &ArticleText) -> Option<&'p Article> {
    project.article_with_text(text.hash()).or_else(|| {
        let mut articles = project.articles();
        articles.find(|article| is_same_text(&article.text, text))
    })
}

/// Whether two texts are equal, ignoring spaces at line ends, kinds of space, and empty lines at the end.
pub fn is_same_text(one: &ArticleText, other: &ArticleText) -> bool {
    one == other || lines(one).eq(lines(other))
}

fn lines(text: &ArticleText) -> impl Iterator<Item = Line<'_>> {
    text.as_str()
        .trim_end()
        .split('\n')
        .map(|line| Line(line.trim_end()))
}

/// Compares no-break spaces as spaces.
struct Line<'a>(&'a str);

impl PartialEq for Line<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
            || self
                .0
                .chars()
                .map(plain_space)
                .eq(other.0.chars().map(plain_space))
    }
}

fn plain_space(c: char) -> char {
    if matches!(c, '\u{A0}' | '\u{202F}') {
        ' '
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let text = |text: &str| ArticleText::new(text.to_owned());
        assert_eq!(is_same_text(&text(one), &text(other)), expected);
    }

    #[test]
    fn spaces_at_line_ends_do_not_make_a_different_text() {
        check("Flood\n\nTwelve hurt.\n", "Flood\n\nTwelve hurt.", true);
        check(
            "Flood \t\n\nTwelve hurt.",
            "Flood\n \nTwelve hurt.\n\n \n",
            true,
        );
        check("12\u{a0}people", "12 people", true);
        check("Flood\nTwelve hurt.", "Flood\n\nTwelve hurt.", false);
        check("Flood", "Floods", false);
        check(" Flood", "Flood", false);
    }
}
