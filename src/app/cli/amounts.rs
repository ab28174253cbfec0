//! The command that lists the amounts and dates of a text.

use super::CliError;
use crate::{
    analysis::{
        Amount, AmountOrDate, AmountReader, Bound, FoundAmount, MentionedDate, PartialDate,
    },
    import::{self, DecodeError},
    storage::MAX_ARTICLE_BYTES,
};

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

#[derive(Debug, Args)]
pub(super) struct AmountsArgs {
    /// A text file; "-" is standard input
    file: PathBuf,
    /// The language of the text, such as en or pt-BR; by default, it is detected for each line
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// The publication date, such as 2023-05-23
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
}

impl AmountsArgs {
    /// Prints one JSON object for each amount and date.
    pub(super) fn run(&self) -> Result<(), CliError> {
        let Self { file, lang, date } = self;
        let date = date.as_deref().map(str::parse::<Date>).transpose();
        let date = date.map_err(|_not_iso| CliError::NotADay("--date"))?;
        let text = read(file).map_err(|source| CliError::Text {
            file: file.clone(),
            source,
        })?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        let reader = AmountReader::new(lang.as_deref(), Some(&text), date);
        for (nth, line) in text.lines().enumerate() {
            for found in reader.read(line) {
                writeln!(out, "{}", object(nth, line, &found))?;
            }
        }
        out.flush()?;
        Ok(())
    }
}

/// Why a text could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum TextError {
    #[error(transparent)]
    File(#[from] io::Error),
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

fn read(file: &Path) -> Result<String, TextError> {
    let mut bytes = Vec::new();
    // One more byte shows that it is too long.
    let most = MAX_ARTICLE_BYTES + 1;
    if file.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(import::decoded(&bytes)?)
}

fn object(nth: usize, line: &str, found: &FoundAmount) -> Value {
    let FoundAmount { span, what } = found;
    let code_points = |at: usize| line[..at].chars().count();
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("line", json!(nth));
    put("start", json!(code_points(span.start)));
    put("end", json!(code_points(span.end)));
    put("text", json!(line[span.clone()]));
    match what {
        AmountOrDate::Amount(Amount {
            value,
            to,
            bound,
            unit,
        }) => {
            put("value", number(*value));
            if let Some(to) = to {
                put("value_to", number(*to));
            }
            put("bound", json!(bound.map(Bound::label)));
            put("unit", json!(unit));
        }
        AmountOrDate::Date(MentionedDate { is_relative, days }) => {
            let known = days.as_ref().ok();
            put("date", json!(known.map(|(first, _)| first.to_iso())));
            if let Some((_, last)) = known.filter(|(first, last)| first != last) {
                put("date_to", json!(PartialDate::to_iso(last)));
            }
            put("relative", json!(is_relative));
            if let Err(why) = days {
                put("unresolved", json!(why.to_string()));
            }
        }
    }
    Value::Object(object)
}

/// Whole numbers without a decimal point.
fn number(value: f64) -> Value {
    const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < MAX_EXACT {
        json!(value as i64)
    } else {
        json!(value)
    }
}
