//! The graph view: its focus, its filter and its latest layout.

use crate::{
    analysis::{
        VerdictFilter,
        graph::{GraphFocus, GraphLayout, GraphQuery},
    },
    project::{Edit, Project, Stance},
    workbench::{Workbench, intent::Effect},
};

use std::sync::Arc;

/// See [`Intent::Graph`](crate::workbench::Intent::Graph).
#[derive(Debug)]
pub enum GraphIntent {
    /// The graph is in view and its layout is out of date: requests a new one.
    LayOut,
    /// A layout is ready; the number is that of the request.
    LaidOut(u64, Arc<GraphLayout>),
    /// The request with that number failed because of a bug in the program.
    Failed(u64),
    /// Sets the node at the centre.
    Focus(GraphFocus),
    /// Shows or hides evidence of this stance.
    ShowStance(Stance, bool),
    /// Shows only claims with this verdict.
    FilterVerdict(VerdictFilter),
    /// Shows only claims with this tag.
    FilterTag(Option<String>),
    /// Clears the filter; the centre stays.
    ClearFilter,
}

/// State of the graph view, with its latest layout.
#[derive(Debug, Default)]
pub struct GraphSession {
    query: GraphQuery,
    picture: Option<Arc<GraphLayout>>,
    /// The layout matches the current project and query.
    is_fresh: bool,
    /// A layout is running.
    is_under_way: bool,
    /// Counts layout requests; the result of an earlier request is dropped.
    wishes: u64,
}

impl GraphSession {
    /// The current query.
    #[must_use]
    pub fn query(&self) -> &GraphQuery {
        &self.query
    }

    /// The latest layout. It may be out of date and name records that are no longer in the project.
    #[must_use]
    pub fn picture(&self) -> Option<&Arc<GraphLayout>> {
        self.picture.as_ref()
    }

    /// Whether to request a layout: the current one is out of date, and none is running.
    #[must_use]
    pub fn wants_picture(&self) -> bool {
        !self.is_fresh && !self.is_under_way
    }

    /// Whether a layout is running.
    #[must_use]
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
            wishes: self.wishes + 1,
            ..Self::default()
        };
    }

    fn show(&mut self, change: impl FnOnce(&mut GraphQuery)) {
        let before = self.query.clone();
        change(&mut self.query);
        if self.query != before {
            self.is_fresh = false;
        }
    }

    fn laid_out(&mut self, wish: u64, picture: Arc<GraphLayout>) {
        if wish == self.wishes {
            self.picture = Some(picture);
            self.is_under_way = false;
        }
    }

    /// Keeps the previous layout until something changes. Returns whether this request was the latest.
    fn failed(&mut self, wish: u64) -> bool {
        let is_awaited = wish == self.wishes;
        if is_awaited {
            self.is_under_way = false;
        }
        is_awaited
    }
}

impl Workbench {
    /// The graph view.
    #[must_use]
    pub fn graph(&self) -> &GraphSession {
        &self.graph
    }

    pub(crate) fn graph_intent(&mut self, intent: GraphIntent) {
        match intent {
            GraphIntent::LayOut => self.lay_out_graph(),
            GraphIntent::LaidOut(wish, picture) => self.graph.laid_out(wish, picture),
            GraphIntent::Failed(wish) => {
                if self.graph.failed(wish) {
                    let words = "The graph could not be drawn, for a fault of the program. The project is as it was";
                    self.notices.error(words);
                }
            }
            GraphIntent::Focus(focus) => self.focus_graph(focus),
            GraphIntent::ShowStance(stance, shown) => self.graph.show(|query| {
                query.without.retain(|other| *other != stance);
                if !shown {
                    query.without.push(stance);
                }
                query.without.sort_unstable();
            }),
            GraphIntent::FilterVerdict(verdict) => self.graph.show(|query| query.verdict = verdict),
            GraphIntent::FilterTag(tag) => self.graph.show(|query| query.tag = tag),
            GraphIntent::ClearFilter => self.graph.show(|query| {
                *query = GraphQuery {
                    focus: query.focus,
                    ..GraphQuery::default()
                };
            }),
        }
    }

    fn lay_out_graph(&mut self) {
        if !self.graph.wants_picture() {
            return;
        }
        let graph = &mut self.graph;
        graph.wishes += 1;
        graph.is_under_way = true;
        graph.is_fresh = true;
        let (project, query) = (Arc::clone(&self.project), graph.query.clone());
        self.effects
            .push(Effect::LayOutGraph(graph.wishes, project, query));
    }

    fn focus_graph(&mut self, focus: GraphFocus) {
        self.graph.show(|query| query.focus = focus);
        if let GraphFocus::Claim(claim) = focus {
            self.select_claim(Some(claim));
        }
        // The record may have been deleted since the layout.
        let project = &self.project;
        self.graph.show(|query| {
            query.follow(project);
        });
    }
}
