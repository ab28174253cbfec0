use super::format::from_ron;
use crate::project::Project;

/// The shipped file, which is never written to.
const SAMPLE: &str = include_str!("../../examples/orvane-barrage.ron");

/// The project that the program opens on its first start, half worked out: an invented event in an invented region.
///
/// It is part of the program, so it needs no file; a test says that it can be read.
#[must_use]
pub fn sample() -> Project {
    from_ron(SAMPLE.as_bytes()).unwrap_or_default()
}
