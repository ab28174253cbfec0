//! Subtitles (`SRT`, `WebVTT`), and transcripts whose lines begin with a time: "[00:12:31] Name: …". The time becomes
//! the locator.

mod cues;
mod tags;

use super::{
    ImportedArticle, ReadError, article_builder::ArticleBuilder, encodings::DecodedText, text,
};
use cues::{Cue, Subtitles};

use std::time::Duration;

/// Pause after which a new paragraph begins.
const PARAGRAPH_PAUSE: Duration = Duration::from_secs(3);

/// Number of bytes after which a paragraph ends with the sentence.
const LONG_PARAGRAPH_BYTES: usize = 400;

/// Minimum number of lines with a time in a transcript.
const MIN_TIMED_LINES: usize = 2;

/// Whether the start of a file is that of subtitles.
pub(super) fn is_subtitles(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        && lines
            .next()
            .is_some_and(|line| cues::timing(line).is_some())
}

/// Whether the start of a file is that of a transcript: its times never decrease, and the first cannot be a verse or a
/// score, such as "(3:16)".
pub(super) fn is_transcript(head: &str) -> bool {
    let mut lines = head.lines().filter_map(TimedLine::of).peekable();
    let is_clear = lines.peek().is_some_and(|line| line.is_clear);
    let times: Vec<Duration> = lines.map(|line| line.time).collect();
    is_clear && times.len() >= MIN_TIMED_LINES && times.is_sorted()
}

/// Reads subtitles; a file without any is read as text.
///
/// # Errors
/// [`ReadError`] if there is no text in them.
pub(super) fn read_subtitles(reading: &DecodedText) -> Result<ImportedArticle, ReadError> {
    let Subtitles {
        before,
        cues,
        is_cut_off,
    } = Subtitles::read(&reading.text);
    if cues.is_empty() {
        return text::read(reading);
    }
    let is_rolling = cues::are_rolling(&cues);
    let mut article = ArticleBuilder::of(reading);
    if is_cut_off {
        let words = "The subtitles are cut off, so their end is missing";
        article.warnings.push(words.to_owned());
    }
    for line in before {
        article.paragraph(line, None);
    }
    let mut run = String::new();
    let mut last: Option<&Cue> = None;
    for cue in &cues {
        let repeated = last.map_or(0, |last| cue.repeated(last, is_rolling));
        let lines = &cue.lines[repeated..];
        if let (Some(last), Some(first)) = (last, lines.first())
            && begins_paragraph(&run, last, cue, first)
        {
            article.paragraph(&std::mem::take(&mut run), None);
        }
        for line in lines {
            if run.is_empty() {
                article.locator(clock(cue.start));
            } else {
                run.push(' ');
            }
            run.push_str(line);
        }
        last = Some(cue);
    }
    article.paragraph(&run, None);
    article.finish()
}

/// Reads a transcript. A time earlier than the one before is not a time of the recording, so it stays in the text.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub(super) fn read_transcript(reading: &DecodedText) -> Result<ImportedArticle, ReadError> {
    let mut article = ArticleBuilder::of(reading);
    let mut last = Duration::ZERO;
    for line in reading.text.lines() {
        match TimedLine::of(line).filter(|line| line.time >= last) {
            Some(TimedLine { time, words, .. }) => {
                last = time;
                article.locator(clock(time));
                article.paragraph(words, None);
            }
            None => article.paragraph(line, None),
        }
    }
    article.finish()
}

fn begins_paragraph(run: &str, last: &Cue, cue: &Cue, first: &str) -> bool {
    let is_turn = first.starts_with(['-', '\u{2013}', '\u{2014}', '>']);
    let is_other = cue.speaker.is_some() && cue.speaker != last.speaker;
    let is_pause = cue.start.saturating_sub(last.end) >= PARAGRAPH_PAUSE;
    let is_sentence = run.ends_with(['.', '?', '!', '\u{2026}', '\u{3002}', '\u{61f}']);
    is_turn || is_other || is_pause || (run.len() > LONG_PARAGRAPH_BYTES && is_sentence)
}

/// A line that begins with a time in brackets.
struct TimedLine<'t> {
    time: Duration,
    words: &'t str,
    /// Whether the time is in square brackets, or has hours or a leading zero.
    is_clear: bool,
}

impl<'t> TimedLine<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let line = line.trim_start();
        let (open, close) = if line.starts_with('(') {
            ('(', ')')
        } else {
            ('[', ']')
        };
        let (inner, rest) = line.strip_prefix(open)?.split_once(close)?;
        let inner = inner.trim();
        Some(Self {
            time: time(inner)?,
            words: rest.trim(),
            is_clear: open == '[' || inner.starts_with('0') || inner.matches(':').count() == 2,
        })
    }
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

    use std::fmt::Write as _;

    #[track_caller]
    fn check(
        read: fn(&DecodedText) -> Result<ImportedArticle, ReadError>,
        text: &str,
        expected: &[(&str, &str)],
    ) {
        let article = read(&text::decode(text.as_bytes()).unwrap()).unwrap();
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
            read_subtitles,
            srt,
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
            read_subtitles,
            vtt,
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
            read_subtitles,
            vtt,
            &[("00:00:01", "the dam broke at night")],
        );
    }

    #[test]
    fn times_in_brackets_are_the_locators_of_a_transcript() {
        let transcript = "Interview with Dr. Smith\n\n[00:12:31] Smith: Twelve people came in.\nEight of them stayed.\n[1:02:03] Host: Thank you.\n";
        assert!(is_transcript(transcript));
        assert!(!is_transcript("[1] A note\n[2] Another\n[00:10] once"));
        check(
            read_transcript,
            transcript,
            &[
                ("", "Interview with Dr. Smith"),
                ("00:12:31", "Smith: Twelve people came in."),
                ("00:12:31", "Eight of them stayed."),
                ("01:02:03", "Host: Thank you."),
            ],
        );
    }

    #[test]
    fn no_word_of_a_subtitle_is_cut_or_lost() {
        let said = [
            "I",
            "It was dark.",
            "No",
            "Nobody died.",
            "Twelve",
            "Twelve hundred people.",
            "Help!",
            "Help!",
        ];
        let mut srt = String::new();
        for (at, words) in said.iter().enumerate() {
            let number = at + 1;
            write!(
                srt,
                "{number}\n00:00:0{at},000 --> 00:00:0{number},000\n{words}\n\n"
            )
            .unwrap();
        }
        check(read_subtitles, &srt, &[("00:00:00", &said.join(" "))]);
        check(
            read_subtitles,
            "Translated by Ina\n\n1\n00:00:01,000 --> 00:00:02,000\n{\\an8}It fell to <5 degrees but rose to > 3.\nA line\n\nafter a blank one\n\n\n2\n00:00:02,000 --> 00:00:03,000\nEight {sic} <b>hurt</b>\n3\n00:00:03,000 --> 00:00:04,000\nin a & b\n12\n",
            &[
                ("", "Translated by Ina"),
                (
                    "00:00:01",
                    "It fell to <5 degrees but rose to > 3. A line after a blank one Eight {sic} hurt in a & b 12",
                ),
            ],
        );
    }

    #[test]
    fn captions_of_youtube_are_not_repeated() {
        let vtt = "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000 align:start\n \nthe<00:00:00.500><c> dam</c><00:00:01.000><c> broke</c>\n\n00:00:02.000 --> 00:00:02.010\nthe dam broke\n \n\n00:00:02.010 --> 00:00:04.000\nthe dam broke\nat<00:00:02.500><c> night</c>\n\n00:00:04.000 --> 00:00:04.010\nat night\n \n\n00:00:04.010 --> 00:00:06.000\nat night\ntwelve<00:00:04.500><c> hurt</c>\n\n00:00:06.000 --> 00:00:06.010\ntwelve hurt\n \n";
        check(
            read_subtitles,
            vtt,
            &[("00:00:00", "the dam broke at night twelve hurt")],
        );
    }

    #[test]
    fn notes_between_captions_stay_out_and_every_voice_is_named() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ina>Twelve. <v Bo>No, I said &quot;eight&quot; in R&D.\n\nNOTE not\nshown\n\n00:02.000 --> 00:03.000\n<c.yellow>Why?</c>\n";
        check(
            read_subtitles,
            vtt,
            &[(
                "00:00:01",
                "Ina: Twelve. Bo: No, I said \"eight\" in R&D. Why?",
            )],
        );
    }

    #[test]
    fn open_brackets_do_not_take_quadratic_time() {
        let many = "<".repeat(1_000_000) + &"{\\".repeat(1_000_000) + &"&".repeat(1_000_000);
        let vtt = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{many}\n");
        check(read_subtitles, &vtt, &[("00:00:01", &many)]);
    }

    #[test]
    fn verses_and_scores_are_not_times() {
        assert!(!is_transcript("(3:16) For so it was.\n(3:17) And so on."));
        assert!(!is_transcript("[10:02] Later.\n[9:58] Before."));
        assert!(is_transcript("(00:58) Ina: Yes.\n(10:02) Bo: No."));
        check(
            read_transcript,
            "[00:10] One\n[00:20] Two\n[0:05] of three",
            &[
                ("00:00:10", "One"),
                ("00:00:20", "Two"),
                ("00:00:20", "[0:05] of three"),
            ],
        );
    }
}
