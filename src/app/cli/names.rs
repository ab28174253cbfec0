//! `crosscheck names`: the names in a text with their spellings, or whether pairs of names may be the same.

use super::{CliError, export::is_output};
use crate::{
    analysis::{compare_names, names_in_text},
    storage::FileError,
};

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::PathBuf,
};

use clap::Args;
use serde_json::json;

#[derive(Debug, Args)]
pub(super) struct NamesArgs {
    /// A text in UTF-8; "-" is standard input
    #[arg(required_unless_present = "pairs")]
    file: Option<PathBuf>,
    /// Compare two names on each line, separated by a tab: same, maybe or different, a tab, and the reason
    #[arg(long)]
    pairs: bool,
}

impl NamesArgs {
    pub(super) fn run(&self) -> Result<(), CliError> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.pairs {
            write_comparisons(self.input()?, &mut out)?;
        } else {
            let mut bytes = Vec::new();
            self.input()?.read_to_end(&mut bytes)?;
            write_names(&String::from_utf8_lossy(&bytes), &mut out)?;
        }
        Ok(out.flush()?)
    }

    fn input(&self) -> Result<Box<dyn BufRead>, CliError> {
        let Some(path) = self.file.as_deref().filter(|path| !is_output(path)) else {
            return Ok(Box::new(io::stdin().lock()));
        };
        let file = File::open(path).map_err(FileError::read(path))?;
        Ok(Box::new(BufReader::new(file)))
    }
}

fn write_comparisons(input: impl BufRead, out: &mut impl Write) -> io::Result<()> {
    for line in input.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        let (one, other) = line
            .trim_end_matches('\r')
            .split_once('\t')
            .unwrap_or((&line, ""));
        let comparison = compare_names(one, other);
        writeln!(out, "{}\t{}", comparison.label(), comparison.reason())?;
    }
    Ok(())
}

fn write_names(text: &str, out: &mut impl Write) -> io::Result<()> {
    let names = names_in_text(text);
    let (mut counted, mut before) = (0, 0);
    for (position, group) in &names.places {
        before += code_points(&text[counted..], position.start - counted);
        counted = position.start;
        let name = &text[position.clone()];
        let object = json!({
            "name": name,
            "start": before,
            "end": before + name.chars().count(),
            "group": group,
        });
        writeln!(out, "{object}")?;
    }
    for (group, spellings) in names.groups.iter().enumerate() {
        let spellings = spellings.iter().map(|spelling| {
            json!({ "name": spelling.name, "count": spelling.count, "reason": spelling.reason })
        });
        let spellings: Vec<_> = spellings.collect();
        writeln!(out, "{}", json!({ "group": group, "spellings": spellings }))?;
    }
    Ok(())
}

/// Number of code points in a text before a byte offset.
pub(super) fn code_points(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count())
}
