use super::span::Span;

/// A run of text that the same spans cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub span: Span,
    /// Indices into the given spans, ascending; never empty.
    pub covering: Vec<usize>,
}

/// Splits overlapping spans into [`Run`]s, left to right. Text that no span covers is left out.
///
/// O(n log n) in the number of spans, plus the number of spans over each run.
pub fn overlapping_runs(spans: &[Span]) -> Vec<Run> {
    let mut edges: Vec<usize> = spans
        .iter()
        .flat_map(|span| [span.start(), span.end()])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut by_start: Vec<usize> = (0..spans.len()).collect();
    by_start.sort_by_key(|index| spans[*index].start());

    let mut waiting = by_start.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut runs = Vec::new();
    for edge in edges.windows(2) {
        let Some(span) = Span::new(edge[0], edge[1]) else {
            continue;
        };
        open.retain(|index| spans[*index].end() > span.start());
        while let Some(index) = waiting.next_if(|index| spans[*index].start() <= span.start()) {
            open.push(index);
        }
        if !open.is_empty() {
            let mut covering = open.clone();
            covering.sort_unstable();
            runs.push(Run { span, covering });
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spans: &[(usize, usize)], expected: &[(usize, usize, &[usize])]) {
        let spans: Vec<Span> = spans
            .iter()
            .filter_map(|(start, end)| Span::new(*start, *end))
            .collect();
        let got = overlapping_runs(&spans);
        let got: Vec<(usize, usize, &[usize])> = got
            .iter()
            .map(|run| (run.span.start(), run.span.end(), run.covering.as_slice()))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn disjoint_spans_give_a_run_each() {
        check(&[(6, 8), (1, 3)], &[(1, 3, &[1]), (6, 8, &[0])]);
    }

    #[test]
    fn an_overlap_becomes_its_own_run() {
        check(
            &[(0, 5), (3, 9)],
            &[(0, 3, &[0]), (3, 5, &[0, 1]), (5, 9, &[1])],
        );
    }

    #[test]
    fn the_same_span_twice_is_one_run() {
        check(&[(2, 4), (2, 4)], &[(2, 4, &[0, 1])]);
    }

    #[test]
    fn a_span_inside_another_cuts_it_in_three() {
        check(
            &[(0, 9), (3, 5)],
            &[(0, 3, &[0]), (3, 5, &[0, 1]), (5, 9, &[0])],
        );
    }
}
