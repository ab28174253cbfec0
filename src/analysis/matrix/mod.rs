//! The matrix of claims and articles: what each article says about each claim.

mod order;

use super::{
    amounts::{Amount, recorded_value, sorted, values_in_a_row},
    claim_evidence::{ClaimEvidence, Passage},
    independent_sources::{Roots, all_excluded, excluded_ids},
};
use crate::project::{ArticleId, Claim, ClaimId, EvidenceId, Project, Stance};
pub use order::{MatrixOrder, matrix_articles, matrix_claims};

use std::collections::{BTreeMap, BTreeSet};

/// Position of an article on a claim. A pair without a cell is not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatrixCell {
    /// Evidence that supports the claim, and none that refutes it.
    Supports,
    /// Evidence that refutes the claim, and none that supports it.
    Refutes,
    /// Only evidence that gives context.
    Context,
    /// Evidence that supports the claim and evidence that refutes it.
    Mixed,
    /// Read for the claim, and silent on it.
    Silent,
    /// Only evidence from excluded sources, which does not count.
    Excluded,
}

/// Cells of a project, updated claim by claim. Unread cells take no space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Exactly the claims of the project at the last update.
    rows: BTreeMap<ClaimId, Row>,
    /// Articles with a cell; each column is the sum over `rows`.
    columns: BTreeMap<ArticleId, Column>,
    /// Number of [`MatrixCell::Excluded`] cells.
    excluded: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    /// Sorted by article.
    cells: Vec<(ArticleId, MatrixCell)>,
    /// The values of the evidence that counts, as text. Sorted by article.
    values: Vec<(ArticleId, String)>,
    supporting: usize,
    refuting: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Column {
    read: usize,
    conflicts: usize,
}

/// Number of cells still to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnreadCount {
    pub unread: usize,
    /// Read and unread.
    pub total: usize,
}

impl Matrix {
    pub fn new(project: &Project) -> Self {
        let mut matrix = Self::default();
        let is_excluded = all_excluded(project).next().is_some();
        let mut roots = is_excluded.then(|| Roots::new(project));
        for claim in project.claims() {
            matrix.put(claim.id, Row::new(project, claim, roots.as_mut()));
        }
        matrix
    }

    /// Rebuilds the rows of the claims in `touched`, as [`ClaimTable::update`](super::ClaimTable::update) does.
    pub fn update(&mut self, project: &Project, touched: &BTreeSet<ClaimId>) {
        let mut roots = Roots::new(project);
        for id in touched {
            self.remove_row(*id);
            if let Some(claim) = project.claim(*id) {
                self.put(*id, Row::new(project, claim, Some(&mut roots)));
            }
        }
    }

    /// Position of the article on the claim; `None` if it is not yet read for it.
    pub fn cell(&self, claim: ClaimId, article: ArticleId) -> Option<MatrixCell> {
        self.rows.get(&claim)?.cell(article)
    }

    /// The values of the article's evidence for the claim: "8, 12". Empty if none is recorded.
    pub fn values(&self, claim: ClaimId, article: ArticleId) -> &str {
        let row = self.rows.get(&claim);
        row.and_then(|row| row.values(article)).unwrap_or_default()
    }

    /// Whether some articles support the claim and some refute it.
    pub fn is_in_conflict(&self, claim: ClaimId) -> bool {
        let row = self.rows.get(&claim);
        row.is_some_and(|row| row.supporting > 0 && row.refuting > 0)
    }

    pub fn has_excluded(&self) -> bool {
        self.excluded > 0
    }

    /// Number of claims on which the article disagrees with another one.
    pub fn conflicts_of(&self, article: ArticleId) -> usize {
        self.columns
            .get(&article)
            .map_or(0, |column| column.conflicts)
    }

    /// Articles still to read for a claim.
    pub fn unread_of_claim(&self, project: &Project, claim: ClaimId) -> UnreadCount {
        let read = self.rows.get(&claim).map_or(0, |row| row.cells.len());
        UnreadCount::new(read, project.articles().len())
    }

    /// Claims that an article is still to be read for.
    pub fn unread_of_article(&self, article: ArticleId) -> UnreadCount {
        let read = self.columns.get(&article).map_or(0, |column| column.read);
        UnreadCount::new(read, self.rows.len())
    }

    pub fn unread(&self, project: &Project) -> UnreadCount {
        let read = self.columns.values().map(|column| column.read).sum();
        UnreadCount::new(read, self.rows.len() * project.articles().len())
    }

    /// Claims that one of the two articles supports and the other refutes, in the analyst's order.
    pub fn disagreements(
        &self,
        project: &Project,
        one: ArticleId,
        other: ArticleId,
    ) -> Vec<ClaimId> {
        let disagree = |id: &ClaimId| {
            let cells = self.cell(*id, one).zip(self.cell(*id, other));
            cells.is_some_and(|(one, other)| one.disagrees_with(other))
        };
        project
            .claims()
            .map(|claim| claim.id)
            .filter(disagree)
            .collect()
    }

    fn put(&mut self, id: ClaimId, row: Row) {
        for (article, cell) in &row.cells {
            let column = self.columns.entry(*article).or_default();
            column.read += 1;
            column.conflicts += usize::from(row.disagrees_with_another(*cell));
        }
        self.excluded += row.excluded();
        self.rows.insert(id, row);
    }

    fn remove_row(&mut self, id: ClaimId) {
        let row = self.rows.remove(&id).unwrap_or_default();
        self.excluded -= row.excluded();
        for (article, cell) in &row.cells {
            if let Some(column) = self.columns.get_mut(article) {
                column.read -= 1;
                column.conflicts -= usize::from(row.disagrees_with_another(*cell));
                if column.read == 0 {
                    self.columns.remove(article);
                }
            }
        }
    }
}

impl Row {
    /// `roots` may be `None` if nothing in the project is excluded.
    fn new(project: &Project, claim: &Claim, roots: Option<&mut Roots<'_>>) -> Self {
        let found = ClaimEvidence::new(project, claim);
        let excluded = roots.map(|roots| excluded_ids(&found, roots));
        let excluded = excluded.unwrap_or_default();
        let mut cells: BTreeMap<ArticleId, MatrixCell> = project
            .silent_articles(claim.id)
            .map(|article| (article, MatrixCell::Silent))
            .collect();
        for Passage {
            evidence, article, ..
        } in &found.passages
        {
            let cell = cells.entry(article.id).or_insert(MatrixCell::Silent);
            *cell = if excluded.contains(&evidence.id) {
                cell.with_excluded()
            } else {
                cell.with(evidence.stance)
            };
        }
        let supporting = cells.values().filter(|cell| cell.supports()).count();
        let refuting = cells.values().filter(|cell| cell.refutes()).count();
        Self {
            cells: cells.into_iter().collect(),
            values: values(&found, &excluded),
            supporting,
            refuting,
        }
    }

    fn cell(&self, article: ArticleId) -> Option<MatrixCell> {
        let at = self
            .cells
            .binary_search_by_key(&article, |(article, _)| *article);
        at.ok().map(|at| self.cells[at].1)
    }

    fn values(&self, article: ArticleId) -> Option<&str> {
        let index = self.values.binary_search_by_key(&article, |(id, _)| *id);
        index.ok().map(|at| self.values[at].1.as_str())
    }

    fn excluded(&self) -> usize {
        let excluded = |(_, cell): &&(ArticleId, MatrixCell)| *cell == MatrixCell::Excluded;
        self.cells.iter().filter(excluded).count()
    }

    fn disagrees_with_another(&self, cell: MatrixCell) -> bool {
        // A mixed cell is on both sides, but does not disagree with itself.
        let itself = usize::from(cell == MatrixCell::Mixed);
        (cell.supports() && self.refuting > itself) || (cell.refutes() && self.supporting > itself)
    }
}

fn values(found: &ClaimEvidence<'_>, excluded: &BTreeSet<EvidenceId>) -> Vec<(ArticleId, String)> {
    let mut values: BTreeMap<ArticleId, Vec<Amount>> = BTreeMap::new();
    for passage in &found.passages {
        let Passage {
            evidence, article, ..
        } = passage;
        if !excluded.contains(&evidence.id)
            && let Some(value) = recorded_value(&evidence.value)
        {
            values.entry(article.id).or_default().push(value);
        }
    }
    let in_words = |values: Vec<Amount>| values_in_a_row(&sorted(values.into_iter()));
    values
        .into_iter()
        .map(|(article, values)| (article, in_words(values)))
        .collect()
}

impl MatrixCell {
    /// The cell after adding a piece of evidence.
    fn with(self, stance: Stance) -> Self {
        match (self, stance) {
            (Self::Mixed, _)
            | (Self::Refutes, Stance::Supports)
            | (Self::Supports, Stance::Refutes) => Self::Mixed,
            (_, Stance::Supports) => Self::Supports,
            (_, Stance::Refutes) => Self::Refutes,
            (Self::Silent | Self::Excluded | Self::Context, Stance::Context) => Self::Context,
            (side @ (Self::Supports | Self::Refutes), Stance::Context) => side,
        }
    }

    /// The cell after adding a piece of excluded evidence.
    fn with_excluded(self) -> Self {
        match self {
            Self::Silent => Self::Excluded,
            cell @ (Self::Supports
            | Self::Refutes
            | Self::Context
            | Self::Mixed
            | Self::Excluded) => cell,
        }
    }

    fn supports(self) -> bool {
        matches!(self, Self::Supports | Self::Mixed)
    }

    fn refutes(self) -> bool {
        matches!(self, Self::Refutes | Self::Mixed)
    }

    /// Whether one supports and the other refutes.
    pub fn disagrees_with(self, other: Self) -> bool {
        (self.supports() && other.refutes()) || (self.refutes() && other.supports())
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
            Self::Mixed => "supports and refutes",
            Self::Silent => "silent",
            Self::Excluded => "excluded",
        }
    }
}

impl UnreadCount {
    fn new(read: usize, total: usize) -> Self {
        Self {
            unread: total.saturating_sub(read),
            total,
        }
    }
}
