//! The words in a subtitle line, without the tags of SRT, `WebVTT` and Advanced `SubStation` Alpha. Other angle
//! brackets stay.

use super::time;

const TAGS: [&str; 14] = [
    "b", "i", "u", "s", "c", "v", "em", "strong", "font", "span", "lang", "ruby", "rt", "br",
];

/// Maximum length of an entity name in bytes: "&CounterClockwiseContourIntegral;".
const MAX_ENTITY_BYTES: usize = 31;

pub(super) struct Words<'t> {
    /// With each speaker's name before the words.
    pub text: String,
    /// The last voice.
    pub speaker: Option<&'t str>,
    /// Whether words have times of their own.
    pub has_times: bool,
}

impl<'t> Words<'t> {
    pub fn of(line: &'t str) -> Self {
        let mut words = Self {
            text: String::new(),
            speaker: None,
            has_times: false,
        };
        let mut parts = line.split('<');
        words.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            match part.split_once('>') {
                Some((tag, after)) if words.is_tag(tag) => words.text.push_str(after),
                Some(_) | None => words.text.extend(["<", part]),
            }
        }
        words.text = without_entities(&without_overrides(&words.text));
        words.text.truncate(words.text.trim_end().len());
        words
            .text
            .drain(..words.text.len() - words.text.trim_start().len());
        words
    }

    /// Applies a known tag. Returns whether the tag is known.
    fn is_tag(&mut self, tag: &'t str) -> bool {
        if time(tag).is_some() {
            self.has_times = true;
            return true;
        }
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let end = name.find(|c: char| !c.is_ascii_alphabetic());
        let (name, rest) = name.split_at(end.unwrap_or(name.len()));
        if rest.starts_with(|c: char| !" \t./=".contains(c))
            || !TAGS.iter().any(|known| known.eq_ignore_ascii_case(name))
        {
            return false;
        }
        match name {
            "v" => {
                // Classes may come before the name.
                let voice = rest.split_once(' ').map(|(_, voice)| voice.trim());
                if let Some(voice) = voice.filter(|voice| !voice.is_empty()) {
                    self.text.extend([voice, ": "]);
                    self.speaker = Some(voice);
                }
            }
            "br" => self.text.push(' '),
            _ => {}
        }
        true
    }
}

/// Removes positioning such as `{\an8}`.
fn without_overrides(text: &str) -> String {
    let mut parts = text.split("{\\");
    let mut visible = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((_, after)) => visible.push_str(after),
            None => visible.extend(["{\\", part]),
        }
    }
    visible
}

/// Decodes entities, only those that end with a semicolon: "R&D" has none.
fn without_entities(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let entity = part.split_once(';');
        let read = entity.and_then(|(name, after)| Some((signs(name)?, after)));
        match read {
            Some((signs, after)) => plain.extend([&signs, after]),
            None => plain.extend(["&", part]),
        }
    }
    plain
}

/// The characters that an entity stands for: "nbsp", "#39", "#x2019".
fn signs(name: &str) -> Option<String> {
    if name.len() > MAX_ENTITY_BYTES {
        return None;
    }
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).map(String::from);
    }
    let signs = htmlize::ENTITIES.get(format!("&{name};").as_bytes())?;
    std::str::from_utf8(signs).ok().map(str::to_owned)
}
