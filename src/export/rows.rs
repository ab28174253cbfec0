use super::{
    CsvTable, Names, RowAt, claims_csv as claims, code_points::CodePoints, evidence_csv as evidence,
};
use crate::project::{Claim, Project};

use std::borrow::Cow;

/// The rows of a table: those of each claim, in list order.
pub(crate) struct Rows<'a> {
    project: &'a Project,
    table: CsvTable,
    names: Names,
    claims: Vec<NumberedClaim<'a>>,
    /// Of highlights; nothing where the table does not tell where they lie.
    code_points: CodePoints,
}

/// A claim and its number, from 1.
pub(crate) type NumberedClaim<'a> = (usize, &'a Claim);

/// The rows of some claims that follow one another.
pub(crate) struct Run<'a> {
    rows: &'a Rows<'a>,
    claims: &'a [NumberedClaim<'a>],
}

/// So many runs there are for each core, so that none waits long for the last. What the articles of a claim derive from is
/// remembered within a run.
const RUNS_FOR_CORE: usize = 4;

/// Fewer claims than these are not worth sharing out.
const LEAST_IN_RUN: usize = 64;

impl<'a> Rows<'a> {
    pub(crate) fn of(project: &'a Project, table: CsvTable, names: Names) -> Self {
        Self {
            project,
            table,
            names,
            claims: (1..).zip(project.claims()).collect(),
            code_points: match table {
                CsvTable::Claims => CodePoints::default(),
                CsvTable::Evidence => CodePoints::of(project),
            },
        }
    }

    /// All of them, piece by piece.
    pub(crate) fn runs(&'a self) -> impl Iterator<Item = Run<'a>> {
        let runs = RUNS_FOR_CORE * rayon::current_num_threads();
        let in_run = self.claims.len().div_ceil(runs).max(LEAST_IN_RUN);
        let runs = self.claims.chunks(in_run);
        runs.map(|claims| Run { rows: self, claims })
    }
}

impl Run<'_> {
    /// Hands the cells of each row on, until that fails.
    pub(crate) fn each_row<E>(
        &self,
        hand_on: impl FnMut(RowAt, &[Cow<'_, str>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Rows {
            project,
            table,
            names,
            code_points,
            ..
        } = self.rows;
        match table {
            CsvTable::Claims => claims::each_row(project, *names, self.claims, hand_on),
            CsvTable::Evidence => {
                evidence::each_row(project, *names, self.claims, code_points, hand_on)
            }
        }
    }
}
