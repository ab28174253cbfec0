//! Relations between claims.

use crate::{
    project::{Change, ClaimId, Edit, Project, Relation, RelationEdit, RelationKind},
    storage::fresh_id,
    workbench::{notices::About, session::Session},
};

impl Session {
    pub(super) fn relate(&mut self, from: ClaimId, to: ClaimId, kind: RelationKind) {
        if let Some(why) = why_not_related(self.project(), from, to, kind) {
            self.notices.problem(About::Change, why, None);
            return;
        }
        let relation = Relation {
            id: fresh_id(),
            from,
            to,
            kind,
        };
        let edit = Edit::Relation(RelationEdit::Add(relation));
        self.commit(Change::new("relate claims", vec![edit]));
    }
}

/// Why the two claims cannot be related like this, in words.
fn why_not_related(
    project: &Project,
    from: ClaimId,
    to: ClaimId,
    kind: RelationKind,
) -> Option<String> {
    let [first, second] = [from, to].map(|claim| number_and_statement(project, claim));
    if from == to {
        return Some(format!("Claim {first} cannot be related to itself"));
    }
    let mut relations = project.relations_of(from);
    let is_there = relations.any(|relation| {
        let there = (relation.from, relation.to) == (from, to);
        relation.kind == kind && (there || (kind.is_mutual() && relation.from == to))
    });
    is_there.then(|| {
        let label = kind.label();
        format!("Claim {first} is already related to claim {second}: {label}. Nothing was changed")
    })
}

/// "3, “70 attackers were killed”,"
fn number_and_statement(project: &Project, claim: ClaimId) -> String {
    let number = project.claim_place(claim).map_or(0, |place| place + 1);
    match project.claim(claim).map(|claim| claim.statement.as_str()) {
        Some("") | None => number.to_string(),
        Some(statement) => format!("{number}, \u{201c}{}\u{201d},", beginning(statement)),
    }
}

/// The statement, cut to be recognised.
fn beginning(statement: &str) -> String {
    const SHOWN: usize = 80;
    match statement.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}\u{2026}", statement[..cut].trim_end()),
        None => statement.to_owned(),
    }
}
