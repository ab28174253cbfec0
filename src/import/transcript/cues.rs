//! Subtitle cues: their times and lines, and which lines repeat those of the cue before.

use super::{tags::Words, time};

use std::time::Duration;

/// Maximum duration of a cue that only moves captions up.
const MAX_FLASH: Duration = Duration::from_millis(50);

/// A text that is shown for a time.
pub(super) struct Cue {
    pub start: Duration,
    pub end: Duration,
    pub speaker: Option<String>,
    /// Without tags, and with the speaker.
    pub lines: Vec<String>,
    /// Whether each word has a time, as in automatic captions.
    has_word_times: bool,
}

/// The content of a file of subtitles.
pub(super) struct Subtitles<'t> {
    /// Lines before the first cue.
    pub before: Vec<&'t str>,
    pub cues: Vec<Cue>,
    /// The file ends within the number or the times of a cue, which are left out.
    pub is_cut_off: bool,
}

/// The times in a line such as "00:00:01,000 --> 00:00:02,500".
pub(super) fn timing(line: &str) -> Option<(Duration, Duration)> {
    let (start, end) = line.split_once("-->")?;
    let end = end.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

impl<'t> Subtitles<'t> {
    /// Reads a cue, which lasts until the next one begins and includes its empty lines: not every program ends a cue
    /// with one.
    pub fn read(text: &'t str) -> Self {
        let is_vtt = text.starts_with("WEBVTT");
        let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
        let cut_off = cut_off_lines(&lines);
        lines.truncate(lines.len() - cut_off);
        let mut read = Self {
            before: Vec::new(),
            cues: Vec::new(),
            is_cut_off: cut_off > 0,
        };
        // The header and the notes of WebVTT end at an empty line.
        let mut is_note = is_vtt;
        let mut was_blank = true;
        let mut count = 0;
        for (at, line) in lines.iter().enumerate() {
            if let Some((start, end)) = timing(line) {
                read.cues.push(Cue::new(start, end));
                (is_note, was_blank) = (false, false);
                continue;
            }
            is_note |= is_vtt && was_blank && begins_note(line);
            let begins_cue = lines.get(at + 1).is_some_and(|next| timing(next).is_some());
            let number: Option<usize> = line.parse().ok();
            let is_next = number.is_some_and(|number| number == count + 1);
            if line.is_empty() {
                is_note = false;
            } else if begins_cue && (was_blank || is_next) {
                count = number.unwrap_or(count);
            } else if !is_note {
                read.add(line);
            }
            was_blank = line.is_empty();
        }
        read.cues.retain(|cue| !cue.lines.is_empty());
        read
    }

    fn add(&mut self, line: &'t str) {
        match self.cues.last_mut() {
            Some(cue) => cue.add(line),
            None => self.before.push(line),
        }
    }
}

/// The number of lines at the end that begin a cue and do not reach its words.
fn cut_off_lines(lines: &[&str]) -> usize {
    let start = lines.iter().rposition(|line| line.is_empty()).unwrap_or(0);
    let is_last = |at: &usize| timing(lines[at + 1]).is_some();
    let number = |line: &str| line.parse::<usize>().ok();
    let last = (0..start)
        .rev()
        .find(is_last)
        .and_then(|at| number(lines[at]));
    let is_next = |line: &str| last.is_some_and(|last| number(line) == Some(last + 1));
    let is_half_time = |line: &str| {
        let is_sign = |byte: u8| byte.is_ascii_digit() || b":,.-> ".contains(&byte);
        let is_whole = |(start, end): (&str, &str)| end.trim().len() >= start.trim().len();
        line.bytes().all(is_sign) && !line.split_once("-->").is_some_and(is_whole)
    };
    match lines[start..] {
        ["", next] if is_next(next) => 1,
        ["", next, time] if is_next(next) && is_half_time(time) => 2,
        ["", time] if is_half_time(time) && time.contains("--") => 1,
        _ => 0,
    }
}

/// Whether a block of `WebVTT` with this first line is hidden.
fn begins_note(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first == "NOTE" || ["STYLE", "REGION"].contains(&line)
}

impl Cue {
    fn new(start: Duration, end: Duration) -> Self {
        Self {
            start,
            end,
            speaker: None,
            lines: Vec::new(),
            has_word_times: false,
        }
    }

    fn add(&mut self, line: &str) {
        let Words {
            text,
            speaker,
            has_times,
        } = Words::of(line);
        self.has_word_times |= has_times;
        let speaker = speaker.or_else(|| shouted(line)).map(str::to_owned);
        self.speaker = speaker.or(self.speaker.take());
        if !text.is_empty() {
            self.lines.push(text);
        }
    }

    /// The number of its first lines that repeat the last lines of the cue directly before.
    fn overlap(&self, last: &Self) -> usize {
        if self.start > last.end {
            return 0;
        }
        let most = self.lines.len().min(last.lines.len());
        let mut counts = (1..=most).rev();
        let is_same = |count: &usize| last.lines.ends_with(&self.lines[..*count]);
        counts.find(is_same).unwrap_or(0)
    }

    /// The number of its first lines that repeat earlier ones. People also repeat themselves, so only rolling captions
    /// count: those of a file that rolls throughout, and automatic ones.
    pub fn repeated(&self, last: &Self, is_rolling: bool) -> usize {
        let is_flash = last.end.saturating_sub(last.start) < MAX_FLASH;
        if is_rolling || is_flash || last.has_word_times {
            self.overlap(last)
        } else {
            0
        }
    }
}

/// Whether at least half of the cues repeat lines of the one before and add others.
pub(super) fn are_rolling(cues: &[Cue]) -> bool {
    let rolls = |pair: &&[Cue]| {
        let overlap = pair[1].overlap(&pair[0]);
        overlap > 0 && overlap < pair[1].lines.len()
    };
    let rolling = cues.windows(2).filter(rolls).count();
    rolling > 0 && rolling * 2 >= cues.len() - 1
}

/// The name in capitals before a colon.
fn shouted(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = name.chars().any(char::is_uppercase)
        && !name.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    is_name.then_some(name.trim_start_matches(['-', '>', ' ']))
}
