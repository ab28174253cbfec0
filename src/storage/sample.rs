use super::format::from_ron;
use crate::project::{Project, ProjectId};

/// Id of the sample, which its saved copies keep.
const SAMPLE_ID: &str = "5x0kq7v2m9rtd";

/// The shipped file; never written to.
const SAMPLE: &str = include_str!("../../examples/orvane-barrage.ron");

/// The half-finished sample project for the first start: an invented event in an invented region.
///
/// Embedded in the program, so it needs no file; a test checks that it parses.
pub fn sample() -> Project {
    from_ron(SAMPLE.as_bytes()).unwrap_or_default()
}

/// Whether the project is the sample or a saved copy of it.
pub fn is_sample(project: ProjectId) -> bool {
    project.to_string() == SAMPLE_ID
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_recognised() {
        assert!(is_sample(sample().id()));
        assert!(!is_sample(Project::default().id()));
    }
}
