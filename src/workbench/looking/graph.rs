//! The graph as it is looked at: what stands in its centre, what is left out, and its latest picture.

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
    /// The graph is looked at, and its picture is not that of the project: it is laid out.
    LayOut,
    /// A picture is there; the number tells which wish it answers.
    LaidOut(u64, Arc<GraphLayout>),
    /// The wish of that number could not be answered, for a fault of the program.
    Failed(u64),
    /// What stands in the centre.
    Focus(GraphFocus),
    /// Whether evidence of this stance is shown.
    ShowStance(Stance, bool),
    /// Claims must have this verdict.
    FilterVerdict(VerdictFilter),
    /// Claims must have this tag.
    FilterTag(Option<String>),
    /// Nothing is left out any more; the centre stays.
    ClearFilter,
}

/// What the graph shows, and its latest picture.
#[derive(Debug, Default)]
pub struct GraphSession {
    query: GraphQuery,
    picture: Option<Arc<GraphLayout>>,
    /// The picture is of the project and the query as they are.
    is_fresh: bool,
    /// A picture is being laid out.
    is_under_way: bool,
    /// Counts the wishes for a picture; an answer to an earlier one comes too late.
    wishes: u64,
}

impl GraphSession {
    /// What is shown.
    #[must_use]
    pub fn query(&self) -> &GraphQuery {
        &self.query
    }

    /// The latest picture. It may be that of a moment ago, and name what is no longer in the project.
    #[must_use]
    pub fn picture(&self) -> Option<&Arc<GraphLayout>> {
        self.picture.as_ref()
    }

    /// Whether a picture has to be asked for: there is a newer state, and none is being laid out.
    #[must_use]
    pub fn wants_picture(&self) -> bool {
        !self.is_fresh && !self.is_under_way
    }

    /// Whether a picture is being laid out.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.is_under_way
    }

    /// Takes over a change of the project that consists of these edits.
    pub(crate) fn project_changed(&mut self, project: &Project, edits: &[Edit]) {
        let is_other = self.query.follow(project);
        if is_other || edits.iter().any(|edit| self.query.is_changed_by(edit)) {
            self.is_fresh = false;
        }
    }

    /// Another project is open: nothing of the one before is shown, and what is under way for it comes too late.
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

    /// The picture before stays until something changes. Returns whether anybody waits for this one.
    fn failed(&mut self, wish: u64) -> bool {
        let is_awaited = wish == self.wishes;
        if is_awaited {
            self.is_under_way = false;
        }
        is_awaited
    }
}

impl Workbench {
    /// The graph.
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
            self.choose_claim(Some(claim));
        }
        // It may have left the project a moment ago.
        let project = &self.project;
        self.graph.show(|query| {
            query.follow(project);
        });
    }
}
