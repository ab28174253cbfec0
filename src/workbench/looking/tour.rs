//! The five-minute tour of the sample: its steps, and whether the user has done them.

use crate::{
    project::Project,
    storage::{View, is_sample},
    workbench::Workbench,
};

use std::sync::Arc;

pub struct TourStep {
    pub title: &'static str,
    /// The instruction, in one or two sentences.
    pub text: &'static str,
    /// Whether the step is done, given the project at its beginning.
    is_done: fn(&Project, &Workbench) -> bool,
}

/// The steps of the tour, as in the README.
#[rustfmt::skip] // a row is a step
pub const TOUR: [TourStep; 8] = [
    step("Follow a number", "Click claim 1, “Sixty saboteurs were detained”, on the right. Highlights of other claims fade, and each article scrolls to its passage.", |_, bench| has_selected_claim(bench, 0)),
    step("Count the sources", "Four passages support it, but “1 source” says that all four have the figure from one officer. Click a quote below to go to it in its article.", |_, bench| bench.selection.evidence.is_some()),
    step("Link a passage", "Select claim 10, drag over any words of an article, and press 1 for supports, 2 for refutes or 3 for context. Ctrl+Z undoes it.", |before, bench| bench.project.all_evidence().len() > before.all_evidence().len()),
    step("Make a claim", "Select any passage and press N. The quote becomes the statement, ready for you to type over.", |before, bench| bench.project.claims().len() > before.claims().len()),
    step("Record who said it", "Select claim 2, click a quote without a speaker and press A. Type a name and press Enter.", |before, bench| attributed(&bench.project) > attributed(before)),
    step("Reach a verdict", "Select claim 8 and press V. Crosscheck asks for your reasons and never decides for you.", |before, bench| verdicts(&bench.project) != verdicts(before)),
    step("See it in other views", "Alt+2 shows the table, Alt+3 the matrix of claims and articles, Alt+4 the graph, and Alt+5 the timeline.", |_, bench| bench.view == View::Timeline),
    step("Save and export", "Alt+1 returns to the articles. Ctrl+S saves your copy, and Ctrl+E exports the claim table for a spreadsheet.", |_, bench| bench.path().is_some() && !bench.is_dirty()),
];

const fn step(
    title: &'static str,
    text: &'static str,
    is_done: fn(&Project, &Workbench) -> bool,
) -> TourStep {
    TourStep {
        title,
        text,
        is_done,
    }
}

fn has_selected_claim(bench: &Workbench, index: usize) -> bool {
    let claim = bench.project.claim_at(index).map(|claim| claim.id);
    claim.is_some() && bench.selection.claim == claim
}

fn attributed(project: &Project) -> usize {
    let pieces = project.all_evidence();
    pieces
        .filter(|piece| piece.attribution.speaker.is_some())
        .count()
}

fn verdicts(project: &Project) -> Vec<Option<&str>> {
    let claims = project.claims();
    claims.map(|claim| claim.verdict.as_deref()).collect()
}

#[derive(Debug, Default)]
pub(crate) struct Tour {
    /// The current step, and the project when the step began.
    step: Option<(usize, Arc<Project>)>,
}

impl Workbench {
    /// Index of the current step of the tour, `TOUR.len()` at its end; `None` unless the sample and the tour are open.
    pub fn tour_step(&self) -> Option<usize> {
        let step = self.settings.tour?;
        is_sample(self.project.id()).then_some(step)
    }

    /// Continues with the next step when the current one is done.
    pub(crate) fn follow_tour(&mut self) {
        let Some(current) = self.tour_step() else {
            self.tour.step = None;
            self.end_tour();
            return;
        };
        let begun = self.tour.step.take_if(|(step, _)| *step == current);
        let (_, before) = begun.unwrap_or_else(|| (current, Arc::clone(&self.project)));
        let is_done = TOUR
            .get(current)
            .is_some_and(|step| (step.is_done)(&before, self));
        if is_done {
            self.settings.tour = Some(current + 1);
        } else {
            self.tour.step = Some((current, before));
        }
    }

    /// Closes the tour if it is at its end, which is shown only once: for a sample opened later, there was no tour.
    pub(crate) fn end_tour(&mut self) {
        self.settings.tour.take_if(|step| *step >= TOUR.len());
    }

    /// Starts the tour from the beginning, in the sample.
    pub(crate) fn begin_tour(&mut self) {
        self.settings.tour = Some(0);
        self.tour.step = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        project::ClaimId,
        storage::Settings,
        workbench::{ClaimIntent, Command, EvidenceIntent, Intent},
    };

    fn in_sample() -> Workbench {
        let mut bench = Workbench::new(Settings::default());
        bench.handle(Intent::Command(Command::OpenSample));
        bench
    }

    fn select_claim(bench: &mut Workbench, index: usize) -> ClaimId {
        let claim = bench.project.claim_at(index).unwrap().id;
        bench.handle(Intent::Claim(ClaimIntent::Select(Some(claim))));
        claim
    }

    #[test]
    fn the_tour_continues_only_when_the_current_step_is_done() {
        let mut bench = in_sample();
        select_claim(&mut bench, 1);
        bench.handle(Intent::Command(Command::View(View::Matrix)));
        bench.handle(Intent::Command(Command::View(View::Read)));
        assert_eq!(bench.tour_step(), Some(0));
        let claim = select_claim(&mut bench, 0);
        assert_eq!(bench.tour_step(), Some(1));
        let piece = bench.project.evidence_of(claim).next().unwrap().id;
        bench.handle(Intent::Evidence(EvidenceIntent::Show(piece)));
        assert_eq!(bench.tour_step(), Some(2));
        bench.handle(Intent::Tour(Some(3)));
        bench.handle(Intent::Command(Command::NewClaim));
        assert_eq!(bench.tour_step(), Some(4));
        bench.handle(Intent::Tour(Some(6)));
        bench.handle(Intent::Command(Command::View(View::Graph)));
        assert_eq!(bench.tour_step(), Some(6));
        bench.handle(Intent::Command(Command::View(View::Timeline)));
        assert_eq!(bench.tour_step(), Some(7));
    }

    #[test]
    fn the_tour_is_shown_only_in_the_sample_and_stays_closed() {
        let mut bench = Workbench::new(Settings::default());
        assert_eq!(bench.tour_step(), None);
        bench.handle(Intent::Command(Command::OpenSample));
        bench.handle(Intent::Tour(None));
        assert_eq!((bench.tour_step(), bench.settings.tour), (None, None));
        bench.handle(Intent::Command(Command::Tour));
        assert_eq!(bench.tour_step(), Some(0));
    }

    #[test]
    fn the_end_of_the_tour_is_not_shown_again_when_the_sample_is_opened_later() {
        let mut bench = in_sample();
        bench.handle(Intent::Tour(Some(TOUR.len())));
        assert_eq!(bench.tour_step(), Some(TOUR.len()));
        bench.handle(Intent::Command(Command::OpenSample));
        assert_eq!(bench.tour_step(), None);
        bench.handle(Intent::Command(Command::Tour));
        assert_eq!(bench.tour_step(), Some(0));
    }
}
