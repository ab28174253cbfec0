//! The graph view: its focus, its filter and its latest layout.

use crate::{
    analysis::{
        VerdictFilter,
        graph::{GraphFocus, GraphLayout, GraphQuery},
    },
    project::{Edit, Project, Stance},
    workbench::{
        editing::ClaimIntent,
        intent::{Effect, Intent, Outcome},
    },
};

use std::sync::Arc;

#[derive(Debug)]
pub enum GraphIntent {
    /// The graph is in view and its layout is out of date, so a new one is needed.
    LayOut,
    /// A layout is ready. The number is that of the request.
    LaidOut(u64, Arc<GraphLayout>),
    /// The request with that number failed because of a bug in the program.
    Failed(u64),
    Focus(GraphFocus),
    ShowStance(Stance, bool),
    FilterVerdict(VerdictFilter),
    FilterTag(Option<String>),
    /// Clears the filter. The focus stays.
    ClearFilter,
}

/// State of the graph view, with its latest layout.
#[derive(Debug, Default)]
pub struct GraphSession {
    query: GraphQuery,
    picture: Option<Arc<GraphLayout>>,
    /// Whether the layout matches the current project and query.
    is_fresh: bool,
    /// Whether a layout is being computed.
    is_under_way: bool,
    /// Number of the last layout request. Results of earlier requests are dropped.
    requests: u64,
}

impl GraphSession {
    pub fn query(&self) -> &GraphQuery {
        &self.query
    }

    /// The latest layout. It may be out of date and refer to records that are no longer in the project.
    pub fn picture(&self) -> Option<&Arc<GraphLayout>> {
        self.picture.as_ref()
    }

    /// Whether to request a layout: the current one is out of date, and none is running.
    pub fn wants_picture(&self) -> bool {
        !self.is_fresh && !self.is_under_way
    }

    pub fn is_under_way(&self) -> bool {
        self.is_under_way
    }

    /// Updates the view after a change of the project with these edits.
    pub(crate) fn project_changed(&mut self, project: &Project, edits: &[Edit]) {
        let is_other = self.query.follow(project);
        if is_other || edits.iter().any(|edit| self.query.is_changed_by(edit)) {
            self.is_fresh = false;
        }
    }

    /// Resets the view for another project, and drops the result of a running layout.
    pub(crate) fn project_replaced(&mut self) {
        *self = Self {
            requests: self.requests + 1,
            ..Self::default()
        };
    }

    pub(crate) fn handle(&mut self, intent: GraphIntent, project: &Arc<Project>) -> Outcome {
        match intent {
            GraphIntent::LayOut => return self.lay_out(project),
            GraphIntent::LaidOut(request, picture) => {
                if self.has_ended(request) {
                    self.picture = Some(picture);
                }
            }
            GraphIntent::Failed(request) => {
                // The previous layout is kept until something changes.
                if self.has_ended(request) {
                    let message = "The graph could not be drawn because of a bug in Crosscheck. The project is unchanged";
                    return [Intent::Tell(message.to_owned())].into();
                }
            }
            GraphIntent::Focus(focus) => {
                self.show(|query| {
                    query.focus = focus;
                    // The record may have been deleted since the layout was computed.
                    query.follow(project);
                });
                if let GraphFocus::Claim(claim) = focus {
                    return [Intent::Claim(ClaimIntent::Select(Some(claim)))].into();
                }
            }
            GraphIntent::ShowStance(stance, shown) => self.show(|query| {
                query.without.retain(|other| *other != stance);
                if !shown {
                    query.without.push(stance);
                }
                query.without.sort_unstable();
            }),
            GraphIntent::FilterVerdict(verdict) => self.show(|query| query.verdict = verdict),
            GraphIntent::FilterTag(tag) => self.show(|query| query.tag = tag),
            GraphIntent::ClearFilter => self.show(|query| {
                *query = GraphQuery {
                    focus: query.focus,
                    ..GraphQuery::default()
                };
            }),
        }
        Outcome::default()
    }

    fn show(&mut self, change: impl FnOnce(&mut GraphQuery)) {
        let before = self.query.clone();
        change(&mut self.query);
        if self.query != before {
            self.is_fresh = false;
        }
    }

    fn lay_out(&mut self, project: &Arc<Project>) -> Outcome {
        if !self.wants_picture() {
            return Outcome::default();
        }
        self.requests += 1;
        self.is_under_way = true;
        self.is_fresh = true;
        Effect::LayOutGraph(self.requests, Arc::clone(project), self.query.clone()).into()
    }

    /// Whether the latest request is the one that ended.
    fn has_ended(&mut self, request: u64) -> bool {
        let is_latest = request == self.requests;
        self.is_under_way &= !is_latest;
        is_latest
    }
}
