//! The graph view: its focus, its filter and its latest picture.

use crate::{
    analysis::{
        VerdictFilter,
        graph::{Focus, Picture, Query},
    },
    project::{Project, Stance},
    workbench::{
        intent::Effect,
        session::{ChangeSummary, Session},
    },
};

use std::sync::Arc;

#[derive(Debug)]
pub enum GraphIntent {
    /// Asks for a layout of the current state.
    LayOut,
    /// The layout that was requested under this number.
    LaidOut(u64, Arc<Picture>),
    /// The layout requested under this number failed, because of a fault in the program.
    Failed(u64),
    Focus(Focus),
    /// Shows or hides evidence of this stance.
    ShowStance(Stance, bool),
    FilterVerdict(VerdictFilter),
    FilterTag(Option<String>),
    /// Keeps the focus.
    ClearFilter,
}

#[derive(Debug, Default)]
pub struct GraphSession {
    query: Query,
    picture: Option<Arc<Picture>>,
    /// The picture is of the current project and query, or will be once it is laid out.
    is_fresh: bool,
    /// A layout is running.
    is_under_way: bool,
    /// Number of the latest request; answers to earlier ones are dropped.
    request: u64,
}

impl GraphSession {
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The latest picture. It may be a little out of date, and contain records that are no longer in the project.
    #[must_use]
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        self.picture.as_ref()
    }

    /// Whether [`GraphIntent::LayOut`] is due: the picture is out of date and no layout is running.
    #[must_use]
    pub fn wants_picture(&self) -> bool {
        !self.is_fresh && !self.is_under_way
    }

    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.is_under_way
    }

    pub(in crate::workbench) fn project_changed(
        &mut self,
        project: &Project,
        changes: &ChangeSummary,
    ) {
        let is_other = self.query.follow(project);
        if is_other
            || changes
                .edits
                .iter()
                .any(|edit| self.query.is_changed_by(edit))
        {
            self.is_fresh = false;
        }
    }

    /// Drops layouts that are still running for the previous project.
    pub(in crate::workbench) fn project_replaced(&mut self) {
        *self = Self {
            request: self.request + 1,
            ..Self::default()
        };
    }

    fn set_query(&mut self, change: impl FnOnce(&mut Query)) {
        let before = self.query.clone();
        change(&mut self.query);
        if self.query != before {
            self.is_fresh = false;
        }
    }

    fn laid_out(&mut self, request: u64, picture: Arc<Picture>) {
        if request == self.request {
            self.picture = Some(picture);
            self.is_under_way = false;
        }
    }

    pub(in crate::workbench) fn handle(&mut self, intent: GraphIntent, session: &mut Session) {
        match intent {
            GraphIntent::LayOut => self.lay_out(session),
            GraphIntent::LaidOut(request, picture) => self.laid_out(request, picture),
            GraphIntent::Failed(request) => {
                // The previous picture stays until something changes.
                if request == self.request {
                    self.is_under_way = false;
                    let words = "The graph could not be drawn because of a fault in Crosscheck. The project is unchanged";
                    session.notices.error(words);
                }
            }
            GraphIntent::Focus(focus) => {
                self.set_query(|query| query.focus = focus);
                if let Focus::Claim(claim) = focus {
                    session.select_claim(Some(claim));
                }
                // It may have left the project a moment ago.
                self.set_query(|query| {
                    query.follow(session.project());
                });
            }
            GraphIntent::ShowStance(stance, shown) => self.set_query(|query| {
                query.without.retain(|other| *other != stance);
                if !shown {
                    query.without.push(stance);
                }
                query.without.sort_unstable();
            }),
            GraphIntent::FilterVerdict(verdict) => self.set_query(|query| query.verdict = verdict),
            GraphIntent::FilterTag(tag) => self.set_query(|query| query.tag = tag),
            GraphIntent::ClearFilter => self.set_query(|query| {
                *query = Query {
                    focus: query.focus,
                    ..Query::default()
                };
            }),
        }
    }

    fn lay_out(&mut self, session: &mut Session) {
        if !self.wants_picture() {
            return;
        }
        self.request += 1;
        self.is_under_way = true;
        self.is_fresh = true;
        let (project, query) = (session.shared_project(), self.query.clone());
        session.effect(Effect::LayOutGraph(self.request, project, query));
    }
}
