//! Adds other tools' work to a project: each passage is found by its position and its words, or reported.

use super::{NamedWork, OtherArticle, OtherClaim, OtherPassage, OtherWork};
use crate::{
    project::{
        Article, ArticleDetails, ArticleEdit, ArticleId, CLAIM_COLORS, Claim, ClaimEdit,
        ClaimField, ClaimId, Edit, EditError, Evidence, EvidenceEdit, Highlight, HighlightEdit,
        HighlightId, Id, Project, Stance, guid, name_key,
    },
    storage::{Progress, shorten_edit},
    text::{Needle, PageAddress, Span, find_all, is_grapheme_boundary},
};

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The edits that add the contents of a file, with counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacedWork {
    /// All or nothing.
    pub edits: Vec<Edit>,
    pub articles: usize,
    pub claims: usize,
    pub highlights: usize,
    pub links: usize,
    /// Number of articles whose empty details were filled in.
    pub details: usize,
    /// Sentences about what differs from the file: passages that moved, occur more than once or are missing, and
    /// articles that the project does not have.
    pub told: Vec<String>,
}

impl PlacedWork {
    /// "1 article, 3 claims, 12 passages"; "nothing new" if all counts are 0.
    pub fn summary(&self) -> String {
        let Self {
            edits: _,
            articles,
            claims,
            highlights,
            links,
            details,
            told: _,
        } = self;
        let counts = [
            (*articles, "article", "articles"),
            (*claims, "claim", "claims"),
            (*highlights, "passage", "passages"),
            (*links, "link to a claim", "links to claims"),
            (
                *details,
                "article with new details",
                "articles with new details",
            ),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let parts = counts.map(|(count, one, many)| {
            let noun = if count == 1 { one } else { many };
            format!("{count} {noun}")
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            "nothing new".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

/// Position of a passage.
enum Found {
    AtItsPlace(Span),
    Moved(Span),
    Ambiguous(usize),
    Missing,
}

/// The edits that add the work to a project. Existing records are not changed.
///
/// # Errors
/// The error of an edit, if the project has no room left. `Ok(None)` if `progress` was cancelled.
pub fn place(
    project: &Project,
    work: &OtherWork,
    fresh_id: impl Fn() -> u64,
    progress: &Progress,
) -> Result<Option<PlacedWork>, EditError> {
    let claims = project.claims();
    let claims = claims.map(|claim| (name_key(&claim.statement), claim.id));
    let mut placing = Placing {
        // Reversed, so that the first of several claims with the same statement is kept.
        claims: claims.rev().collect(),
        project: project.clone(),
        fresh_id,
        placed: PlacedWork {
            told: work.told.clone(),
            ..PlacedWork::default()
        },
    };
    for claim in &work.claims {
        placing.claim(claim)?;
    }
    for other in &work.articles {
        let Some(id) = placing.article_of(other)? else {
            placing.tell_no_article(other);
            progress.advance_by(other.passages.len());
            continue;
        };
        placing.fill_details(id, &other.details)?;
        for passage in &other.passages {
            if progress.is_cancelled() {
                return Ok(None);
            }
            placing.put(id, passage)?;
            progress.advance();
        }
    }
    Ok(Some(placing.placed))
}

/// Places the work of several files in turn, each in the project with the earlier ones.
///
/// # Errors
/// The error of an edit, with the name of its file. `Ok(None)` if `progress` was cancelled.
pub fn place_all(
    project: &Project,
    works: &[NamedWork],
    fresh_id: impl Fn() -> u64,
    progress: &Progress,
) -> Result<Option<Vec<PlacedWork>>, (String, EditError)> {
    let articles = works.iter().flat_map(|it| &it.work.articles);
    progress.begin(articles.map(|other| other.passages.len()).sum());
    let mut project = project.clone();
    let mut all = Vec::with_capacity(works.len());
    for NamedWork { name, work } in works {
        let failed = |error| (name.clone(), error);
        let Some(placed) = place(&project, work, &fresh_id, progress).map_err(failed)? else {
            return Ok(None);
        };
        project.apply_all(placed.edits.clone()).map_err(failed)?;
        all.push(placed);
    }
    Ok(Some(all))
}

/// A copy of the project to which the work is added.
struct Placing<F> {
    project: Project,
    /// By the keys of their statements.
    claims: HashMap<String, ClaimId, RandomState>,
    fresh_id: F,
    placed: PlacedWork,
}

impl<F: Fn() -> u64> Placing<F> {
    fn apply(&mut self, mut edit: Edit) -> Result<(), EditError> {
        let too_long = shorten_edit(&mut edit);
        self.placed.told.extend(too_long.map(|it| it.cut()));
        self.project.apply(edit.clone())?;
        self.placed.edits.push(edit);
        Ok(())
    }

    fn id<T>(&self) -> Id<T> {
        Id::new((self.fresh_id)())
    }

    fn tell_no_article(&mut self, other: &OtherArticle) {
        let names = [&other.details.title, &other.details.url];
        let name = names.into_iter().find(|name| !name.is_empty());
        let name = name.map_or("an article without a name", String::as_str);
        let missing = "no article of the project has this address or title";
        self.placed.told.push(match other.passages.len() {
            0 => format!("{name}: {missing}"),
            1 => format!("{name}: 1 passage left out, since {missing}"),
            count => format!("{name}: {count} passages left out, since {missing}"),
        });
    }

    /// Finds the article by its text, its address or its title, each only if exactly one article has it. Adds an
    /// article that has a text but is not found.
    fn article_of(&mut self, other: &OtherArticle) -> Result<Option<ArticleId>, EditError> {
        if let Some(text) = &other.text {
            if let Some(same) = crate::import::same_article(&self.project, text) {
                return Ok(Some(same.id));
            }
            let id = self.id();
            let details = other.details.clone().to_be_checked();
            let article = Box::new(Article::new(id, text.clone(), details));
            let at = self.project.articles().len();
            self.apply(Edit::Article(ArticleEdit::Add { at, article }))?;
            self.placed.articles += 1;
            return Ok(Some(id));
        }
        let ArticleDetails { url, title, .. } = &other.details;
        let urn = |article: &Article| {
            let ids = [article.text.hash().to_string(), article.id.to_string()];
            let mut urns = ids
                .iter()
                .map(|id| format!("urn:uuid:{}", guid("source", id)));
            urns.any(|urn| *url == urn)
        };
        let address = page(url);
        let has_address =
            |it: &Article| urn(it) || address.is_some() && page(&it.details.url) == address;
        let title = name_key(title);
        let has_title = |it: &Article| !title.is_empty() && name_key(&it.details.title) == title;
        let only = |is_it: &dyn Fn(&Article) -> bool| {
            let mut all = self.project.articles().filter(|it| is_it(it));
            let first = all.next()?;
            all.next().is_none().then_some(first.id)
        };
        Ok(only(&has_address).or_else(|| only(&has_title)))
    }

    /// Fills in only empty fields.
    fn fill_details(&mut self, id: ArticleId, from: &ArticleDetails) -> Result<(), EditError> {
        let Some(article) = self.project.article(id) else {
            return Ok(());
        };
        let mut details = article.details.clone();
        let is_bare = from.outlet.is_empty() && from.published.is_empty() && from.byline.is_empty();
        if is_bare {
            return Ok(());
        }
        for (field, from) in [
            (&mut details.title, &from.title),
            (&mut details.outlet, &from.outlet),
            (&mut details.byline, &from.byline),
            (&mut details.published, &from.published),
            (&mut details.retrieved, &from.retrieved),
            (&mut details.url, &from.url),
            (&mut details.language, &from.language),
        ] {
            if field.is_empty() {
                field.clone_from(from);
            }
        }
        if details != article.details {
            let details = Box::new(details);
            self.apply(Edit::Article(ArticleEdit::SetDetails { id, details }))?;
            self.placed.details += 1;
        }
        Ok(())
    }

    fn put(&mut self, article: ArticleId, passage: &OtherPassage) -> Result<(), EditError> {
        let Some(text) = self.project.article(article).map(|it| it.text.clone()) else {
            return Ok(());
        };
        let quote: String = passage.quote.chars().take(80).collect();
        let (span, message) = match find(text.as_str(), passage) {
            Found::AtItsPlace(span) => (Some(span), None),
            Found::Moved(span) => (
                Some(span),
                Some(format!(
                    "moved: \u{201c}{quote}\u{201d} was found by its words"
                )),
            ),
            Found::Ambiguous(count) => (
                None,
                Some(format!(
                    "ambiguous: \u{201c}{quote}\u{201d} occurs {count} times, so it was left out"
                )),
            ),
            Found::Missing => (
                None,
                Some(format!(
                    "missing: \u{201c}{quote}\u{201d} is not in the article, so it was left out"
                )),
            ),
        };
        self.placed.told.extend(message);
        let Some(span) = span else { return Ok(()) };
        let highlight = self.highlight_at(article, span, passage)?;
        let Some(statement) = &passage.claim else {
            return Ok(());
        };
        let claim = self.claim_called(statement)?;
        if self.project.link(highlight, claim).is_none() {
            // An unknown code says nothing about a stance.
            let stance = passage.stance.unwrap_or(Stance::Context);
            let evidence = Box::new(Evidence {
                note: passage.note.clone(),
                ..Evidence::new(self.id(), highlight, claim, stance)
            });
            let at = self.project.evidence_count(claim);
            self.apply(Edit::Evidence(EvidenceEdit::Add { at, evidence }))?;
            self.placed.links += 1;
        }
        Ok(())
    }

    fn highlight_at(
        &mut self,
        article: ArticleId,
        span: Span,
        passage: &OtherPassage,
    ) -> Result<HighlightId, EditError> {
        let mut existing = self.project.highlights_in(article, span);
        if let Some((_, same)) = existing.find(|(other, _)| *other == span) {
            return Ok(same);
        }
        drop(existing);
        let id = self.id();
        // The note of a linked passage goes to its link.
        let note = match passage.claim {
            Some(_) => String::new(),
            None => passage.note.clone(),
        };
        let highlight = Highlight {
            id,
            article,
            span,
            note,
        };
        self.apply(Edit::Highlight(HighlightEdit::Add(highlight)))?;
        self.placed.highlights += 1;
        Ok(id)
    }

    /// Adds a claim with its notes, unless it exists.
    fn claim(&mut self, claim: &OtherClaim) -> Result<(), EditError> {
        let OtherClaim { statement, notes } = claim;
        let before = self.placed.claims;
        let id = self.claim_called(statement)?;
        if self.placed.claims > before && !notes.is_empty() {
            let field = ClaimField::Notes(notes.clone());
            self.apply(Edit::Claim(ClaimEdit::Set { id, field }))?;
        }
        Ok(())
    }

    fn claim_called(&mut self, statement: &str) -> Result<ClaimId, EditError> {
        let key = name_key(statement);
        if let Some(claim) = self.claims.get(&key) {
            return Ok(*claim);
        }
        let at = self.project.claims().len();
        let id = self.id();
        let color = (at % usize::from(CLAIM_COLORS)) as u8;
        let claim = Box::new(Claim::new(id, statement.trim().to_owned(), color));
        self.apply(Edit::Claim(ClaimEdit::Add { at, claim }))?;
        self.claims.insert(key, id);
        self.placed.claims += 1;
        Ok(id)
    }
}

/// The address without its fragment.
fn page(url: &str) -> Option<String> {
    let address = PageAddress::of(url).ok()?;
    let (page, _) = address
        .as_str()
        .split_once('#')
        .unwrap_or((address.as_str(), ""));
    Some(page.trim_end_matches('/').to_owned())
}

/// Finds a passage at its position if the quote is there; otherwise by the quote with its context, then by the quote
/// alone. Several matches count as none.
fn find(text: &str, passage: &OtherPassage) -> Found {
    let OtherPassage {
        quote,
        prefix,
        suffix,
        place,
        ..
    } = passage;
    if quote.trim().is_empty() {
        return Found::Missing;
    }
    let at_place = place.and_then(|(start, end)| span_of(text, start, end));
    if let Some(span) =
        at_place.filter(|span| text[span.range()] == *quote && is_whole(text, *span))
    {
        return Found::AtItsPlace(span);
    }
    let in_context: Vec<usize> = (text.match_indices(quote.as_str()))
        .map(|(at, _)| at)
        .filter(|at| {
            text[..*at].trim_end().ends_with(prefix.trim_end())
                && text[at + quote.len()..]
                    .trim_start()
                    .starts_with(suffix.trim_start())
        })
        .take(2)
        .collect();
    let has_context = !(prefix.trim().is_empty() && suffix.trim().is_empty());
    if let ([at], true) = (&in_context[..], has_context)
        && let Some(span) = Span::new(*at, at + quote.len()).filter(|it| is_whole(text, *it))
    {
        return Found::Moved(span);
    }
    let Some(needle) = Needle::new(quote) else {
        return Found::Missing;
    };
    let matches: Vec<Span> = find_all(text, &needle).take(1_000).collect();
    match matches[..] {
        [] => Found::Missing,
        [span] => Found::Moved(span),
        _ => Found::Ambiguous(matches.len()),
    }
}

fn is_whole(text: &str, span: Span) -> bool {
    is_grapheme_boundary(text, span.start()) && is_grapheme_boundary(text, span.end())
}

/// Converts a range of code points to bytes.
fn span_of(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let from = offsets.nth(start)?;
    let until = offsets.nth(end.checked_sub(start)?.checked_sub(1)?)?;
    Span::new(from, until)
}

#[cfg(test)]
mod tests;
