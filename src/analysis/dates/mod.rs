//! Dates as people write them: parsed, compared and formatted as precisely as they are known.

mod clock;
mod first_published;
mod names;
mod partial_date;
mod read;

pub use first_published::FirstPublished;
pub(crate) use names::{month_called, month_in, weekday_in};
pub use partial_date::{PartialDate, zone_name};
pub use read::DateError;

/// The earliest possible instant of a written date.
pub(crate) fn earliest_instant(written: &str) -> Option<jiff::Timestamp> {
    PartialDate::parse(written)?.earliest()
}
