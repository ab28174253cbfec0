//! Subtitles (`SRT`, `WebVTT`), and transcripts whose lines begin with a time: "[00:12:31] Name: …". The time becomes the locator.

use super::{ImportedArticle, ReadError, article_builder::ArticleBuilder, text};

use std::time::Duration;

/// Silence after which a new paragraph begins.
const PAUSE: Duration = Duration::from_secs(3);

/// Bytes after which a paragraph ends with the sentence.
const LONG: usize = 400;

/// Lines of a transcript that have to begin with a time.
const TIMED_LINES: usize = 2;

/// Whether the beginning of a file is of subtitles.
pub(super) fn is_subtitles(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    is_number && lines.next().is_some_and(|line| Cue::timing(line).is_some())
}

/// Whether the beginning of a file is of a transcript.
pub(super) fn is_transcript(head: &str) -> bool {
    let timed = head.lines().filter(|line| timed_line(line).is_some());
    timed.take(TIMED_LINES).count() == TIMED_LINES
}

/// Reads subtitles; a file without any is text.
///
/// # Errors
/// [`ReadError`] if there is no text in them.
pub(super) fn read_subtitles(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let reading = text::decode(bytes)?;
    let cues = cues(&reading.text);
    if cues.is_empty() {
        return text::read(bytes);
    }
    let mut article = ArticleBuilder::of(&reading);
    let mut run = String::new();
    let mut before: Option<Cue<'_>> = None;
    for cue in cues {
        if begins_paragraph(&run, before.as_ref(), &cue) {
            article.paragraph(&std::mem::take(&mut run), None);
        }
        if run.is_empty() {
            article.locator(clock(cue.start));
        }
        // Captions that roll up repeat the line before.
        let said = before.as_ref().map_or("", |before| before.lines.as_str());
        let new = cue.lines.strip_prefix(said).filter(|_| !said.is_empty());
        let words = new.unwrap_or(&cue.lines).trim();
        if !run.is_empty() && !words.is_empty() {
            run.push(' ');
        }
        run.push_str(words);
        before = Some(cue);
    }
    article.paragraph(&run, None);
    article.finish()
}

/// Reads a transcript.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub(super) fn read_transcript(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let reading = text::decode(bytes)?;
    let mut article = ArticleBuilder::of(&reading);
    for line in reading.text.lines() {
        match timed_line(line) {
            Some((time, words)) => {
                article.locator(clock(time));
                article.paragraph(words, None);
            }
            None => article.paragraph(line, None),
        }
    }
    article.finish()
}

struct Cue<'t> {
    start: Duration,
    end: Duration,
    speaker: Option<&'t str>,
    /// In one line, with the speaker.
    lines: String,
}

impl Cue<'_> {
    fn timing(line: &str) -> Option<(Duration, Duration)> {
        let (start, end) = line.split_once("-->")?;
        let end = end.split_whitespace().next()?;
        Some((time(start.trim())?, time(end)?))
    }
}

fn begins_paragraph(run: &str, before: Option<&Cue<'_>>, cue: &Cue<'_>) -> bool {
    let Some(before) = before else {
        return false;
    };
    let is_turn = cue.lines.starts_with(['-', '\u{2013}', '\u{2014}', '>']);
    let is_other = cue.speaker.is_some() && cue.speaker != before.speaker;
    let is_pause = cue.start.saturating_sub(before.end) >= PAUSE;
    let is_sentence = run.ends_with(['.', '?', '!', '\u{2026}', '\u{3002}', '\u{61f}']);
    is_turn || is_other || is_pause || (run.len() > LONG && is_sentence)
}

fn cues(text: &str) -> Vec<Cue<'_>> {
    let mut cues: Vec<Cue<'_>> = Vec::new();
    let mut is_cue = false;
    for line in text.lines().map(str::trim) {
        if let Some((start, end)) = Cue::timing(line) {
            cues.push(Cue {
                start,
                end,
                speaker: None,
                lines: String::new(),
            });
            is_cue = true;
        } else if line.is_empty() {
            is_cue = false;
        } else if is_cue && let Some(cue) = cues.last_mut() {
            add_line(cue, line);
        }
    }
    cues.retain(|cue| !cue.lines.is_empty());
    cues
}

/// Adds a line without its tags; `<v Name>` and "NAME:" name who speaks.
fn add_line<'t>(cue: &mut Cue<'t>, line: &'t str) {
    let voice = line.strip_prefix("<v").and_then(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (_classes, name) = tag.split_once(' ')?;
        Some((name.trim(), rest))
    });
    let (speaker, words) = match voice {
        Some((name, words)) => (Some(name), words),
        None => (shouted(line), line),
    };
    if !cue.lines.is_empty() {
        cue.lines.push(' ');
    }
    if let Some((name, _)) = voice {
        cue.lines.extend([name, ": "]);
    }
    cue.speaker = speaker.or(cue.speaker);
    cue.lines.push_str(&without_tags(words));
}

/// The name in capitals before a colon.
fn shouted(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = name.chars().any(char::is_uppercase)
        && !name.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    is_name.then_some(name.trim_start_matches(['-', '>', ' ']))
}

fn without_tags(line: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some((before, tag)) = rest.split_once('<') {
        kept.push_str(before);
        if let Some((_, after)) = tag.split_once('>') {
            rest = after;
        } else {
            kept.push('<');
            rest = tag;
        }
    }
    kept.push_str(rest);
    let escapes = [
        ("&nbsp;", "\u{a0}"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let unescaped = escapes
        .iter()
        .fold(kept, |text, (escape, sign)| text.replace(escape, sign));
    unescaped.trim().to_owned()
}

/// A line that begins with a time in brackets, and the rest of it.
fn timed_line(line: &str) -> Option<(Duration, &str)> {
    let line = line.trim_start();
    let (open, close) = if line.starts_with('(') {
        ('(', ')')
    } else {
        ('[', ']')
    };
    let (inner, rest) = line.strip_prefix(open)?.split_once(close)?;
    Some((time(inner.trim())?, rest.trim()))
}

/// "00:12:31", "12:31", "00:12:31,500".
fn time(written: &str) -> Option<Duration> {
    let (clock, fraction) = match written.split_once([',', '.']) {
        Some((clock, fraction)) => (clock, fraction),
        None => (written, "0"),
    };
    let parts = clock.split(':').collect::<Vec<_>>();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut seconds = 0;
    for (nth, part) in parts.iter().enumerate() {
        let number: u64 = number(part, 4)?;
        if nth > 0 && number > 59 {
            return None;
        }
        seconds = seconds * 60 + number;
    }
    let thousandths = number(fraction, 3)? * 10_u64.pow(3 - fraction.len() as u32);
    Some(Duration::from_millis(seconds * 1000 + thousandths))
}

fn number(written: &str, most: usize) -> Option<u64> {
    let is_number =
        (1..=most).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| written.parse().ok()).flatten()
}

fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: Result<ImportedArticle, ReadError>, expected: &[(&str, &str)]) {
        let article = read.unwrap();
        let text = article.text.as_str().split('\n').enumerate();
        let found: Vec<_> = text
            .map(|(at, line)| (article.structure.locator(at), line))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cues_that_follow_each_other_are_one_paragraph_with_its_time() {
        let srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\nThe dam broke\r\n\r\n2\r\n00:00:02,600 --> 00:00:04,000\r\n<i>on Saturday</i> night.\r\n\r\n3\r\n00:01:10,000 --> 00:01:12,000\r\n- How many were hurt?\r\n\r\n4\r\n00:01:12,100 --> 00:01:13,000\r\n- Twelve.\r\n";
        assert!(is_subtitles(srt));
        check(
            read_subtitles(srt.as_bytes()),
            &[
                ("00:00:01", "The dam broke on Saturday night."),
                ("00:01:10", "- How many were hurt?"),
                ("00:01:12", "- Twelve."),
            ],
        );
    }

    #[test]
    fn voices_of_webvtt_are_kept_and_notes_are_not() {
        let vtt = "WEBVTT\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:05.000 --> 00:07.000 align:start\n<v Denna Corvast>Sixty &amp; more\n\n00:07.100 --> 00:08.000\n<v.loud Host>Really?\n";
        check(
            read_subtitles(vtt.as_bytes()),
            &[
                ("00:00:05", "Denna Corvast: Sixty & more"),
                ("00:00:07", "Host: Really?"),
            ],
        );
    }

    #[test]
    fn rolling_captions_are_not_repeated() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nthe dam\n\n00:02.000 --> 00:03.000\nthe dam\nbroke at night\n";
        check(
            read_subtitles(vtt.as_bytes()),
            &[("00:00:01", "the dam broke at night")],
        );
    }

    #[test]
    fn times_in_brackets_are_the_places_of_a_transcript() {
        let transcript = "Interview with Dr. Smith\n\n[00:12:31] Smith: Twelve people came in.\nEight of them stayed.\n[1:02:03] Host: Thank you.\n";
        assert!(is_transcript(transcript));
        assert!(!is_transcript("[1] A note\n[2] Another\n[00:10] once"));
        check(
            read_transcript(transcript.as_bytes()),
            &[
                ("", "Interview with Dr. Smith"),
                ("00:12:31", "Smith: Twelve people came in."),
                ("00:12:31", "Eight of them stayed."),
                ("01:02:03", "Host: Thank you."),
            ],
        );
    }
}
