//! Claims by articles: what each article says about each claim.

mod order;

use super::{
    independent_sources::{Roots, all_excluded, fallen},
    table::{ClaimEvidence, Passage},
};
use crate::project::{ArticleId, Claim, ClaimId, Project, Stance};
pub use order::{MatrixOrder, matrix_articles, matrix_claims};

use std::collections::{BTreeMap, BTreeSet};

/// What an article says about a claim. A pair without a cell has not been read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// Some of it supports the claim, none refutes it.
    Supports,
    /// Some of it refutes the claim, none supports it.
    Refutes,
    /// It gives context alone.
    Context,
    /// Some of it supports the claim and some refutes it.
    Mixed,
    /// It was read for the claim and says nothing about it.
    Silent,
    /// What it says rests on what is excluded, all of it, and counts no more.
    Exclusion,
}

/// The cells of a project, kept up to date claim by claim. It holds only what has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Exactly the claims of the project that it was last brought up to date with.
    rows: BTreeMap<ClaimId, Row>,
    /// The articles with a cell, each the sum over `rows`.
    columns: BTreeMap<ArticleId, Column>,
    /// How many cells count no more.
    excluded: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    /// By article.
    cells: Vec<(ArticleId, Cell)>,
    supporting: usize,
    refuting: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Column {
    read: usize,
    conflicts: usize,
}

/// How much is left to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Cells that are empty.
    pub left: usize,
    /// Cells in all.
    pub of: usize,
}

impl Matrix {
    /// Looks at all evidence and all silences.
    #[must_use]
    pub fn new(project: &Project) -> Self {
        let mut matrix = Self::default();
        let is_excluded = all_excluded(project).next().is_some();
        let mut roots = is_excluded.then(|| Roots::new(project));
        for claim in project.claims() {
            matrix.put(claim.id, Row::of(project, claim, roots.as_mut()));
        }
        matrix
    }

    /// Builds again the rows of the claims in `touched`, as [`ClaimTable::update`](super::ClaimTable::update) does.
    pub fn update(&mut self, project: &Project, touched: &BTreeSet<ClaimId>) {
        let mut roots = Roots::new(project);
        for id in touched {
            self.take(*id);
            if let Some(claim) = project.claim(*id) {
                self.put(*id, Row::of(project, claim, Some(&mut roots)));
            }
        }
    }

    /// What an article says about a claim; `None` where it has not been read for it.
    #[must_use]
    pub fn cell(&self, claim: ClaimId, article: ArticleId) -> Option<Cell> {
        self.rows.get(&claim)?.cell(article)
    }

    /// Whether there is evidence for the claim and against it.
    #[must_use]
    pub fn is_in_conflict(&self, claim: ClaimId) -> bool {
        let row = self.rows.get(&claim);
        row.is_some_and(|row| row.supporting > 0 && row.refuting > 0)
    }

    /// Whether there is a cell that counts no more.
    #[must_use]
    pub fn has_excluded(&self) -> bool {
        self.excluded > 0
    }

    /// On how many claims the article stands against another article.
    #[must_use]
    pub fn conflicts_of(&self, article: ArticleId) -> usize {
        self.columns
            .get(&article)
            .map_or(0, |column| column.conflicts)
    }

    /// How many articles are left to read for a claim.
    #[must_use]
    pub fn left_of_claim(&self, project: &Project, claim: ClaimId) -> Left {
        let read = self.rows.get(&claim).map_or(0, |row| row.cells.len());
        Left::of(read, project.articles().len())
    }

    /// For how many claims an article is left to read.
    #[must_use]
    pub fn left_of_article(&self, article: ArticleId) -> Left {
        let read = self.columns.get(&article).map_or(0, |column| column.read);
        Left::of(read, self.rows.len())
    }

    /// How much is left of all.
    #[must_use]
    pub fn left(&self, project: &Project) -> Left {
        let read = self.columns.values().map(|column| column.read).sum();
        Left::of(read, self.rows.len() * project.articles().len())
    }

    /// The claims on which one of two articles supports what the other refutes, in the analyst's order.
    #[must_use]
    pub fn disagreements(
        &self,
        project: &Project,
        one: ArticleId,
        other: ArticleId,
    ) -> Vec<ClaimId> {
        let disagree = |id: &ClaimId| {
            let cells = self.cell(*id, one).zip(self.cell(*id, other));
            cells.is_some_and(|(one, other)| one.is_against(other))
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
            column.conflicts += usize::from(row.is_against_another(*cell));
        }
        self.excluded += row.excluded();
        self.rows.insert(id, row);
    }

    fn take(&mut self, id: ClaimId) {
        let row = self.rows.remove(&id).unwrap_or_default();
        self.excluded -= row.excluded();
        for (article, cell) in &row.cells {
            if let Some(column) = self.columns.get_mut(article) {
                column.read -= 1;
                column.conflicts -= usize::from(row.is_against_another(*cell));
                if column.read == 0 {
                    self.columns.remove(article);
                }
            }
        }
    }
}

impl Row {
    /// Without roots where nothing is excluded in all of the project.
    fn of(project: &Project, claim: &Claim, roots: Option<&mut Roots<'_>>) -> Self {
        let found = ClaimEvidence::of(project, claim);
        let fallen = roots.map(|roots| fallen(&found, roots)).unwrap_or_default();
        let mut cells: BTreeMap<ArticleId, Cell> = project
            .silent_articles(claim.id)
            .map(|article| (article, Cell::Silent))
            .collect();
        for Passage {
            evidence, article, ..
        } in &found.passages
        {
            let cell = cells.entry(article.id).or_insert(Cell::Silent);
            *cell = if fallen.contains(&evidence.id) {
                cell.with_excluded()
            } else {
                cell.with(evidence.stance)
            };
        }
        let supporting = cells.values().filter(|cell| cell.supports()).count();
        let refuting = cells.values().filter(|cell| cell.refutes()).count();
        Self {
            cells: cells.into_iter().collect(),
            supporting,
            refuting,
        }
    }

    fn cell(&self, article: ArticleId) -> Option<Cell> {
        let at = self
            .cells
            .binary_search_by_key(&article, |(article, _)| *article);
        at.ok().map(|at| self.cells[at].1)
    }

    fn excluded(&self) -> usize {
        let excluded = |(_, cell): &&(ArticleId, Cell)| *cell == Cell::Exclusion;
        self.cells.iter().filter(excluded).count()
    }

    fn is_against_another(&self, cell: Cell) -> bool {
        // A mixed cell is on both sides, and not against itself.
        let itself = usize::from(cell == Cell::Mixed);
        (cell.supports() && self.refuting > itself) || (cell.refutes() && self.supporting > itself)
    }
}

impl Cell {
    /// With one more piece of evidence.
    fn with(self, stance: Stance) -> Self {
        match (self, stance) {
            (Self::Mixed, _)
            | (Self::Refutes, Stance::Supports)
            | (Self::Supports, Stance::Refutes) => Self::Mixed,
            (_, Stance::Supports) => Self::Supports,
            (_, Stance::Refutes) => Self::Refutes,
            (Self::Silent | Self::Exclusion, Stance::Context) => Self::Context,
            (cell, Stance::Context) => cell,
        }
    }

    /// With one more piece that does not count.
    fn with_excluded(self) -> Self {
        match self {
            Self::Silent => Self::Exclusion,
            cell => cell,
        }
    }

    fn supports(self) -> bool {
        matches!(self, Self::Supports | Self::Mixed)
    }

    fn refutes(self) -> bool {
        matches!(self, Self::Refutes | Self::Mixed)
    }

    /// Whether one supports what the other refutes.
    #[must_use]
    pub fn is_against(self, other: Self) -> bool {
        (self.supports() && other.refutes()) || (self.refutes() && other.supports())
    }

    /// The word people see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
            Self::Mixed => "mixed",
            Self::Silent => "silent",
            Self::Exclusion => "counts no more",
        }
    }
}

impl Left {
    fn of(read: usize, of: usize) -> Self {
        Self {
            left: of.saturating_sub(read),
            of,
        }
    }
}
