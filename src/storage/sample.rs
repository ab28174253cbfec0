use super::format::from_ron;
use crate::project::Project;

/// The shipped file; never written to.
const SAMPLE: &str = include_str!("../../examples/orvane-barrage.ron");

/// The half-finished sample project for the first start: an invented event in an invented region.
///
/// Embedded in the program, so it needs no file; a test checks that it parses.
#[must_use]
pub fn sample() -> Project {
    from_ron(SAMPLE.as_bytes()).unwrap_or_default()
}
