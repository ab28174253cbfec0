//! Dates as people write them: read, compared and written out as precisely as they are known.

mod clock;
mod first_published;
mod names;
mod partial_date;
mod read;

pub use first_published::FirstPublished;
pub(crate) use names::{month_called, month_in, weekday_in};
pub use partial_date::{PartialDate, zone_name};
pub use read::DateError;

/// The first instant that a written date may mean.
pub(crate) fn earliest_instant(written: &str) -> Option<jiff::Timestamp> {
    PartialDate::parse(written)?.earliest()
}
