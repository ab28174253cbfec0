//! The query language: words, "a phrase", /a pattern/, alternatives with `OR`, and filters such as `outlet:Post`.

use super::{filter::QueryFilter, term::Term};
use crate::{
    analysis::{DateError, PartialDate},
    project::Stance,
    text::{Needle, folded},
};

use regex::RegexBuilder;

/// A parsed query. An article or a record matches if it has every term and passes every filter.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) filter: QueryFilter,
}

/// How words are compared, unless the query says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueryOptions {
    pub whole_words: bool,
    pub exact: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    #[error("/{pattern}/ is not a regular expression: {reason}")]
    Pattern { pattern: String, reason: String },
    #[error("\u{201c}{name}:{typed}\u{201d}: {error}")]
    Date {
        name: &'static str,
        typed: String,
        error: DateError,
    },
    #[error("\u{201c}stance:{0}\u{201d}: write supports, refutes or context")]
    Stance(String),
}

/// Filter names and their descriptions.
pub const FILTERS: [(&str, &str); 8] = [
    ("outlet", "articles of an outlet"),
    ("before", "articles published before a date"),
    ("after", "articles published after a date"),
    ("stance", "passages linked as supports, refutes or context"),
    (
        "verdict",
        "claims with a verdict, or none, and their passages",
    ),
    ("by", "what a speaker said, or an author wrote"),
    ("whole", "a term as whole words"),
    ("exact", "a term in exactly this spelling"),
];

impl Query {
    /// Parses a query as it is typed.
    pub fn parse(typed: &str, options: QueryOptions) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let mut is_alternative = false;
        for token in tokens(typed) {
            let before = query.terms.len();
            if token.is_or() && before > 0 {
                is_alternative = true;
                continue;
            }
            query.add(token, options)?;
            if std::mem::take(&mut is_alternative) && query.terms.len() > before {
                let alternatives = query.terms.split_off(before - 1);
                query.terms.push(Term::Any(alternatives));
            }
        }
        Ok(query)
    }

    /// Whether it only asks for words, whatever the details and the evidence.
    pub fn is_of_words(&self) -> bool {
        !self.terms.is_empty() && self.filter.is_empty()
    }

    /// Whether the query is empty.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filter.is_empty()
    }

    fn add(&mut self, token: Token<'_>, options: QueryOptions) -> Result<(), QueryError> {
        let Token {
            written: _,
            names,
            body,
        } = token;
        let has = |wanted| names.contains(&wanted);
        let exact = options.exact || has("exact");
        let whole_words = options.whole_words || has("whole");
        let filter = names
            .iter()
            .find(|name| !matches!(**name, "exact" | "whole"));
        match (filter, body) {
            (Some(name), Body::Words(value)) => self.filter_by(name, &value)?,
            (Some(name), Body::Pattern(pattern, _)) => {
                self.filter_by(name, &format!("/{pattern}/"))?;
            }
            (None, Body::Words(words)) => {
                self.terms
                    .extend(Term::of_words(&words, exact, whole_words));
            }
            (None, Body::Pattern(pattern, ignores_case)) => {
                self.terms.push(pattern_term(pattern, ignores_case)?);
            }
        }
        Ok(())
    }

    fn filter_by(&mut self, name: &'static str, value: &str) -> Result<(), QueryError> {
        let value = value.trim();
        let filter = &mut self.filter;
        match name {
            // Its value is still being typed.
            _ if value.is_empty() => {}
            "outlet" => filter.outlets.extend(Needle::new(value)),
            "by" => filter.by.extend(Needle::new(value)),
            "verdict" => filter.verdicts.push(folded(value)),
            "stance" => filter.stances.push(stance(value)?),
            "before" => filter.before = Some(date(name, value)?),
            "after" => filter.after = Some(date(name, value)?),
            other => unreachable!("{other} is not a filter"),
        }
        Ok(())
    }
}

/// The words and phrases of a query as one phrase, and its filters as typed. `None` if it has anything else.
pub(super) fn words_alone(typed: &str) -> Option<(String, Vec<&str>)> {
    let (mut words, mut filters) = (Vec::new(), Vec::new());
    for token in tokens(typed) {
        let is_term = |name: &&str| matches!(*name, "whole" | "exact");
        match &token.body {
            Body::Words(_) if token.is_or() || token.names.iter().any(is_term) => return None,
            Body::Words(_) if !token.names.is_empty() => filters.push(token.written),
            Body::Words(body) => words.extend(body.split_whitespace().map(str::to_owned)),
            Body::Pattern(..) => return None,
        }
    }
    (!words.is_empty()).then(|| (words.join(" "), filters))
}

/// A query with the same results without the options: `dam` becomes `whole:dam`.
pub fn spelled_out(typed: &str, options: QueryOptions) -> String {
    let spelled = |token: Token<'_>| {
        let adds = |name| {
            let is_words = matches!(token.body, Body::Words(_));
            let names = &token.names;
            let is_term = names.iter().all(|it| matches!(*it, "whole" | "exact"));
            is_words && is_term && !token.is_or() && !names.contains(&name)
        };
        let whole = (options.whole_words && adds("whole")).then_some("whole:");
        let exact = (options.exact && adds("exact")).then_some("exact:");
        let before = whole.into_iter().chain(exact);
        before.chain([token.written]).collect::<String>()
    };
    tokens(typed)
        .into_iter()
        .map(spelled)
        .collect::<Vec<_>>()
        .join(" ")
}

fn pattern_term(pattern: String, ignores_case: bool) -> Result<Term, QueryError> {
    let built = RegexBuilder::new(&with_any_space(&pattern))
        .case_insensitive(ignores_case)
        .multi_line(true)
        .build();
    built.map(Term::Pattern).map_err(|error| {
        // The last line is the message; the lines before it draw the position.
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default();
        QueryError::Pattern {
            reason: reason.trim_start_matches("error: ").to_owned(),
            pattern,
        }
    })
}

/// The pattern with `\s` in place of each plain space, so that it matches a no-break space too. Keeps an escaped space,
/// and spaces that match no character: in `{1, 3}`, at the end of a range, and in verbose mode.
fn with_any_space(pattern: &str) -> String {
    let mut groups = pattern.split("(?").skip(1);
    let has_x = |group: &str| {
        group
            .split(|it: char| !it.is_ascii_alphabetic())
            .next()
            .is_some_and(|flags| flags.contains('x'))
    };
    if groups.any(has_x) {
        return pattern.to_owned();
    }
    let mut loose = String::with_capacity(pattern.len());
    let (mut classes, mut in_braces, mut is_escaped) = (0_usize, false, false);
    for (at, character) in pattern.char_indices() {
        let (before, after) = (&pattern[..at], &pattern[at + character.len_utf8()..]);
        let is_range_end = classes > 0 && (before.ends_with('-') || after.starts_with('-'));
        if character == ' ' && !is_escaped && !in_braces && !is_range_end {
            loose.push_str("\\s");
            continue;
        }
        loose.push(character);
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match character {
            '\\' => is_escaped = true,
            '[' => classes += 1,
            // At the start of a class, it is one of its characters.
            ']' if !(before.ends_with('[') || before.ends_with("[^")) => {
                classes = classes.saturating_sub(1);
            }
            '{' if classes == 0 => in_braces = true,
            '}' => in_braces = false,
            _ => {}
        }
    }
    loose
}

fn stance(typed: &str) -> Result<Stance, QueryError> {
    let folded = folded(typed);
    let is_it = |stance: &Stance| stance.label().starts_with(&folded);
    let found = Stance::ALL.into_iter().find(is_it);
    found.ok_or_else(|| QueryError::Stance(typed.to_owned()))
}

fn date(name: &'static str, typed: &str) -> Result<PartialDate, QueryError> {
    PartialDate::read(typed).map_err(|error| {
        let typed = typed.to_owned();
        QueryError::Date { name, typed, error }
    })
}

/// A space-separated part of a query.
#[derive(Debug, PartialEq, Eq)]
struct Token<'t> {
    /// As typed.
    written: &'t str,
    /// The names before its colons.
    names: Vec<&'static str>,
    body: Body,
}

#[derive(Debug, PartialEq, Eq)]
enum Body {
    /// A word, or the text in quotation marks.
    Words(String),
    /// A regular expression, and whether it ignores case.
    Pattern(String, bool),
}

impl Token<'_> {
    /// Whether it is the word between two alternatives.
    fn is_or(&self) -> bool {
        self.written == "OR"
    }
}

fn tokens(typed: &str) -> Vec<Token<'_>> {
    let mut rest = typed.trim_start();
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (names, after) = names(rest);
        let (body, after) = body(after);
        let written = &rest[..rest.len() - after.len()];
        all.push(Token {
            written,
            names,
            body,
        });
        rest = after.trim_start();
    }
    all
}

pub(super) fn names(mut rest: &str) -> (Vec<&'static str>, &str) {
    let mut names = Vec::new();
    while let Some((name, after)) = FILTERS.iter().find_map(|(name, _)| {
        let typed = rest.get(..name.len())?;
        let after = rest[name.len()..].strip_prefix(':')?;
        typed.eq_ignore_ascii_case(name).then_some((*name, after))
    }) {
        names.push(name);
        rest = after;
    }
    (names, rest)
}

fn body(rest: &str) -> (Body, &str) {
    let mut characters = rest.chars();
    match characters.next() {
        Some(open @ ('"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}')) => {
            let inside = characters.as_str();
            let closes = |character: char| match open {
                '"' => character == '"',
                '\u{ab}' | '\u{bb}' => matches!(character, '\u{ab}' | '\u{bb}'),
                _ => matches!(character, '\u{201c}' | '\u{201d}' | '"'),
            };
            // A phrase that is still being typed has no end yet.
            let end = inside.find(closes).unwrap_or(inside.len());
            let after = inside[end..].chars().next().map_or(0, char::len_utf8);
            (
                Body::Words(inside[..end].to_owned()),
                &inside[end + after..],
            )
        }
        Some('/') if let Some((pattern, ignores_case, after)) = pattern(characters.as_str()) => {
            (Body::Pattern(pattern, ignores_case), after)
        }
        Some(_) | None => {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (Body::Words(rest[..end].to_owned()), &rest[end..])
        }
    }
}

/// The text before the next slash without a backslash, if the word ends there.
fn pattern(rest: &str) -> Option<(String, bool, &str)> {
    let mut escaped = false;
    let end = rest.char_indices().find_map(|(at, character)| {
        let was_escaped = escaped;
        escaped = character == '\\' && !was_escaped;
        (character == '/' && !was_escaped).then_some(at)
    })?;
    let after = &rest[end + 1..];
    let (ignores_case, after) = match after.strip_prefix('i') {
        Some(after) => (true, after),
        None => (false, after),
    };
    let is_end = after.chars().next().is_none_or(char::is_whitespace);
    let pattern = rest[..end].replace("\\/", "/");
    (is_end && end > 0).then_some((pattern, ignores_case, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the tokens of a query: names with colons, words in brackets, patterns in slashes.
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let shown = tokens(typed).into_iter().map(|Token { names, body, .. }| {
            let names: String = names.iter().flat_map(|name| [*name, ":"]).collect();
            let body = match body {
                Body::Words(words) => format!("[{words}]"),
                Body::Pattern(pattern, false) => format!("/{pattern}/"),
                Body::Pattern(pattern, true) => format!("/{pattern}/i"),
            };
            names + &body
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{typed}");
    }

    #[test]
    fn a_query_is_cut_into_words_phrases_patterns_and_filters() {
        for (typed, expected) in [
            ("", ""),
            ("  dam   river ", "[dam] [river]"),
            ("\"the old bridge\" dam", "[the old bridge] [dam]"),
            (
                "\u{201e}die alte Brücke\u{201c} \u{ab}мост через\u{bb}",
                "[die alte Brücke] [мост через]",
            ),
            ("\"still being ty", "[still being ty]"),
            (
                "outlet:\"The Post\" after:2031-05 dam",
                "outlet:[The Post] after:[2031-05] [dam]",
            ),
            ("whole:exact:Dam WHOLE:x", "whole:exact:[Dam] whole:[x]"),
            ("/kill(ed|s) \\d+/ dam", "/kill(ed|s) \\d+/ [dam]"),
            ("/dam/i", "/dam/i"),
            ("/a\\/b/", "/a/b/"),
            ("and/or /etc /usr/bin //", "[and/or] [/etc] [/usr/bin] [//]"),
            ("at 12:30 note:x", "[at] [12:30] [note:x]"),
            ("outlet:", "outlet:[]"),
        ] {
            check(typed, expected);
        }
    }

    #[test]
    fn a_query_is_spelled_out_without_its_options() {
        let options = |whole_words, exact| QueryOptions { whole_words, exact };
        for (typed, options, expected) in [
            (
                "  dam   \"the river\"",
                options(false, false),
                "dam \"the river\"",
            ),
            (
                "dam /x/ by:Ilven",
                options(true, false),
                "whole:dam /x/ by:Ilven",
            ),
            ("whole:dam", options(true, true), "exact:whole:dam"),
        ] {
            assert_eq!(spelled_out(typed, options), expected);
        }
    }

    #[test]
    fn a_space_in_a_pattern_matches_every_kind_of_white_space() {
        for (pattern, text, expected) in [
            ("kill(ed|s) \\d+", "killed\u{a0}70", true),
            ("kill(ed|s) \\d+", "kills\u{202f}70", true),
            ("killed 70", "killed 70", true),
            ("killed 70", "killed70", false),
            ("killed[ ,]70", "killed\u{a0}70", true),
            ("killed[] ]70", "killed\u{a0}70", true),
            ("killed[^ ]70", "killed\u{a0}70", false),
            ("^[ -~]+$", "killed 70", true),
            ("^[ -~]+$", "killed\u{a0}70", false),
            ("killed\\x2070", "killed\u{a0}70", false),
            ("killed {1, 3}70", "killed\u{a0}\u{a0}70", true),
            ("(?x) killed \\s 70", "killed\u{a0}70", true),
        ] {
            let Ok(Term::Pattern(regex)) = pattern_term(pattern.to_owned(), false) else {
                panic!("{pattern}");
            };
            assert_eq!(regex.is_match(text), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn a_query_that_cannot_be_run_says_why() {
        for (typed, expected) in [
            ("/a(/", "/a(/ is not a regular expression: unclosed group"),
            (
                "stance:maybe",
                "\u{201c}stance:maybe\u{201d}: write supports, refutes or context",
            ),
        ] {
            let error = Query::parse(typed, QueryOptions::default()).expect_err(typed);
            assert_eq!(error.to_string(), expected);
        }
        let error = Query::parse("before:soon", QueryOptions::default()).expect_err("no date");
        assert!(
            error
                .to_string()
                .starts_with("\u{201c}before:soon\u{201d}: ")
        );
    }

    #[test]
    fn a_huge_pattern_is_refused() {
        let error = Query::parse("/(\\pL{999}){999}/", QueryOptions::default());
        assert!(error.is_err());
    }
}
