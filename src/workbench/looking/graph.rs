//! The graph view: its focus, its filter and its latest layout.

use crate::{
    analysis::{
        VerdictFilter,
        graph::{GraphFocus, GraphLayout, GraphQuery},
    },
    project::{Edit, Project, Stance},
    workbench::{
        editing::ClaimIntent,
        intent::{Effect, Intent},
        task::Worker,
    },
};

use std::sync::Arc;

#[derive(Debug)]
pub enum GraphIntent {
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
    pub query: GraphQuery,
    /// The latest layout. It may be out of date and refer to records that are no longer in the project.
    pub picture: Option<Arc<GraphLayout>>,
    /// Has asked if the layout matches the current project and query, or is about to.
    pub worker: Worker<()>,
}

impl GraphSession {
    /// Requests a layout if the current one is out of date, and none is running.
    pub(crate) fn follow(&mut self, project: &Arc<Project>) -> Option<Effect> {
        if self.worker.is_running() {
            return None;
        }
        let (project, query) = (Arc::clone(project), self.query.clone());
        self.worker.ask(
            "graph",
            (),
            move |_| Some(Arc::new(GraphLayout::new(&project, &query))),
            |bench| &mut bench.graph.worker,
            |bench, picture| match picture {
                Some(picture) => bench.graph.picture = Some(picture),
                // The previous layout is kept until something changes.
                None => bench.notices.error("The graph could not be drawn because of a bug in Crosscheck. The project is unchanged"),
            },
        )
    }

    /// Updates the view after a change of the project with these edits.
    pub(crate) fn project_changed(&mut self, project: &Project, edits: &[Edit]) {
        let is_other = self.query.drop_missing(project);
        if is_other || edits.iter().any(|edit| self.query.is_changed_by(edit)) {
            self.worker.forget();
        }
    }

    pub(crate) fn handle(&mut self, intent: GraphIntent, project: &Project) -> Vec<Intent> {
        match intent {
            GraphIntent::Focus(focus) => {
                self.show(|query| {
                    query.focus = focus;
                    // The record may have been deleted since the layout was computed.
                    query.drop_missing(project);
                });
                if let GraphFocus::Claim(claim) = focus {
                    return [Intent::Claim(ClaimIntent::Select(Some(claim)))].into();
                }
            }
            GraphIntent::ShowStance(stance, shown) => self.show(|query| {
                query.hidden_stances.retain(|other| *other != stance);
                if !shown {
                    query.hidden_stances.push(stance);
                }
                query.hidden_stances.sort_unstable();
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
        Vec::new()
    }

    fn show(&mut self, change: impl FnOnce(&mut GraphQuery)) {
        let before = self.query.clone();
        change(&mut self.query);
        if self.query != before {
            self.worker.forget();
        }
    }
}
