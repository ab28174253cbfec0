//! Chats exported by Telegram as JSON: a paragraph for each message, with its time and address as locator.

use super::{ImportedArticle, ReadError, article_builder::ArticleBuilder, one_line};
use crate::project::ParagraphKind;

use jiff::{civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Deserializer, de::IgnoredAny};
use serde_json::Value;

/// Whether the start of a file is that of one or several exported chats.
pub(super) fn is_export(head: &str) -> bool {
    let has = |name: &str| head.contains(name);
    head.starts_with('{')
        && (has("\"messages\":") && has("\"type\":") || has("\"chats\":") && has("\"about\":"))
}

/// One chat, or those of a whole account. A flattened [`Chat`] would be kept twice while it is read.
#[derive(Deserialize)]
struct Export {
    chats: Option<Chats>,
    left_chats: Option<Chats>,
    name: Option<String>,
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    id: Value,
    #[serde(default)]
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Chats {
    list: Vec<Chat>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chat {
    name: Option<String>,
    r#type: String,
    id: Value,
    messages: Vec<Message>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Message {
    id: Value,
    r#type: String,
    date: String,
    /// Seconds since 1970, as a text.
    date_unixtime: Option<String>,
    edited: Option<String>,
    from: Option<String>,
    forwarded_from: Option<String>,
    actor: Option<String>,
    action: String,
    #[serde(deserialize_with = "text")]
    text: String,
    photo: Option<IgnoredAny>,
    file: Option<IgnoredAny>,
    media_type: Option<String>,
    title: Option<String>,
    members: Vec<Option<String>>,
    poll: Option<Poll>,
    contact_information: Option<Contact>,
    location_information: Option<Location>,
    place_name: Option<String>,
    address: Option<String>,
    inline_bot_buttons: Vec<Vec<Button>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Poll {
    #[serde(deserialize_with = "text")]
    question: String,
    answers: Vec<Answer>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    #[serde(deserialize_with = "text")]
    text: String,
    voters: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Contact {
    first_name: Option<String>,
    last_name: Option<String>,
    phone_number: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    latitude: Value,
    longitude: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Button {
    text: Option<String>,
}

/// Reads an export. Chats without a text are left out.
///
/// # Errors
/// [`ReadError`] if it is damaged, or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ImportedArticle>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let export: Export = serde_json::from_slice(bytes).map_err(|_cut_off| refusal(bytes))?;
    let Export {
        chats,
        left_chats,
        name,
        r#type,
        id,
        messages,
    } = export;
    if chats.is_none() && left_chats.is_none() && messages.is_empty() {
        return Err(refusal(bytes));
    }
    let lists = [chats, left_chats].into_iter().flatten();
    let mut chats: Vec<Chat> = lists.flat_map(|chats| chats.list).collect();
    if !messages.is_empty() {
        chats.push(Chat {
            name,
            r#type,
            id,
            messages,
        });
    }
    let articles = chats.iter().map(Chat::article);
    let mut read = Vec::new();
    for article in articles {
        match article {
            Err(ReadError::Empty) => {}
            article => read.push(article?),
        }
    }
    if read.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(read)
}

/// Other programs write JSON too.
fn refusal(bytes: &[u8]) -> ReadError {
    if memchr::memmem::find(bytes, b"\"messages\"").is_some() {
        return ReadError::Damaged;
    }
    let reason = "it is not a chat that Telegram exported, the only JSON that can be read. Copy the text and use Paste article\u{2026}";
    ReadError::Reason(reason.to_owned())
}

impl Chat {
    fn article(&self) -> Result<ImportedArticle, ReadError> {
        let mut article = ArticleBuilder::default();
        if self.messages.iter().all(Message::is_empty) {
            return Err(ReadError::Empty);
        }
        let name = self.name.as_deref().map(one_line).unwrap_or_default();
        for message in &self.messages {
            self.add(&mut article, message);
        }
        article.details.title = name;
        "Telegram".clone_into(&mut article.details.outlet);
        article.finish()
    }

    fn add(&self, article: &mut ArticleBuilder, message: &Message) {
        let time = message.time();
        let address = self.address(message);
        article.locator([time, address].join(" ").trim());
        if message.r#type == "service" {
            article.clutter(&message.event(), None);
            return;
        }
        // In a channel, the sender is the channel itself.
        let from = message
            .from
            .as_ref()
            .filter(|from| Some(*from) != self.name.as_ref());
        let from = from.map(|from| format!("{from}: ")).unwrap_or_default();
        let forwarded = message.forwarded_from.as_ref();
        let forwarded = forwarded.map(|original| format!("[forwarded from {original}] "));
        let forwarded = forwarded.unwrap_or_default();
        let said = one_line(&message.text);
        if !said.is_empty() {
            article.paragraph(&format!("{from}{forwarded}{said}"), None);
        }
        let attached = message.attached();
        if !attached.is_empty() {
            let line = format!("{from}{forwarded}{attached}");
            article.paragraph(&line, Some(ParagraphKind::Caption));
        } else if said.is_empty() && message.r#type == "message" {
            let media = message.media();
            let media = media.unwrap_or_else(|| "message without text".to_owned());
            let line = format!("{from}{forwarded}[{media}]");
            article.paragraph(&line, Some(ParagraphKind::Caption));
        }
        let buttons = message.inline_bot_buttons.iter().flatten();
        for text in buttons.filter_map(|button| button.text.as_deref()) {
            article.clutter(text, None);
        }
    }

    /// The address of a message in a channel or a large group; elsewhere only the number is known.
    fn address(&self, message: &Message) -> String {
        let id = &message.id;
        if self.r#type.contains("channel") || self.r#type.contains("supergroup") {
            format!("https://t.me/c/{}/{id}", self.id)
        } else {
            format!("message {id}")
        }
    }
}

impl Message {
    /// "2031-05-12 00:14:09 UTC+02:00, edited 2031-05-12 00:20:00", with what is known of it.
    fn time(&self) -> String {
        let mut time = self.date.replace('T', " ");
        if let Some(zone) = self.zone() {
            time.extend([" ", &zone]);
        }
        if let Some(edited) = &self.edited {
            time.extend([", edited ", &edited.replace('T', " ")]);
        }
        time
    }

    /// The time zone of the exporting device, by the difference of its clock from the world's.
    fn zone(&self) -> Option<String> {
        let local: DateTime = self.date.parse().ok()?;
        let seconds: i64 = self.date_unixtime.as_ref()?.parse().ok()?;
        let minutes = (local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second() - seconds) / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        match minutes {
            0 => Some("UTC".to_owned()),
            -720..=840 => Some(format!("UTC{sign}{hours:02}:{rest:02}")),
            _ => None,
        }
    }

    /// A service message: "Ina: invite members: Bo".
    fn event(&self) -> String {
        let actor = self.actor.as_deref().unwrap_or_default();
        let members = self.members.iter().flatten().map(String::as_str);
        let named: Vec<&str> = self.title.as_deref().into_iter().chain(members).collect();
        let mut line = format!("{actor}: {}", self.action.replace('_', " "));
        if !named.is_empty() {
            line.extend([": ", &named.join(", ")]);
        }
        one_line(&line)
    }

    fn is_empty(&self) -> bool {
        let has_words = !self.text.trim().is_empty() || !self.attached().is_empty();
        !has_words && self.media().is_none() && self.r#type != "service"
    }

    /// The kind of picture or file that a message has in place of text, if any.
    fn media(&self) -> Option<String> {
        let media = self.media_type.as_deref().map(|it| it.replace('_', " "));
        let photo = self.photo.as_ref().map(|_| "photo".to_owned());
        let file = self.file.as_ref().map(|_| "file".to_owned());
        media.or(photo).or(file)
    }

    /// The text of a poll, a contact or a location; empty if it has none of these.
    fn attached(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(Poll { question, answers }) = &self.poll {
            let mut poll = format!("[poll] {question}");
            for Answer { text, voters } in answers {
                poll.extend([" \u{2013} ", text]);
                if let Some(voters) = voters {
                    poll.extend([" (", &voters.to_string(), ")"]);
                }
            }
            parts.push(poll);
        }
        if let Some(contact) = &self.contact_information {
            let Contact {
                first_name,
                last_name,
                phone_number,
            } = contact;
            let known = [first_name, last_name, phone_number].into_iter().flatten();
            let known: Vec<&str> = known.map(String::as_str).collect();
            parts.push(format!("[contact] {}", known.join(" ")));
        }
        if let Some(Location {
            latitude,
            longitude,
        }) = &self.location_information
        {
            let named = [&self.place_name, &self.address].into_iter().flatten();
            let mut place: Vec<String> = named.cloned().collect();
            place.extend([latitude.to_string(), longitude.to_string()]);
            parts.push(format!("[location] {}", place.join(", ")));
        }
        one_line(&parts.join(" "))
    }
}

fn text<'de, D: Deserializer<'de>>(text: D) -> Result<String, D::Error> {
    Value::deserialize(text).map(|text| joined_text(&text))
}

/// Joins a text, which is a string or a list of strings and of objects with a text.
fn joined_text(text: &Value) -> String {
    match text {
        Value::String(words) => words.clone(),
        Value::Array(parts) => parts.iter().map(joined_text).collect(),
        Value::Object(part) => part.get("text").map(joined_text).unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_zone_of_its_time_and_the_time_of_its_change() {
        let message = |date: &str, seconds: &str| Message {
            date: date.to_owned(),
            date_unixtime: Some(seconds.to_owned()),
            ..Message::default()
        };
        for (date, seconds, expected) in [
            (
                "2031-05-12T00:14:09",
                "1936311249",
                "2031-05-12 00:14:09 UTC",
            ),
            (
                "2031-05-12T02:14:09",
                "1936311249",
                "2031-05-12 02:14:09 UTC+02:00",
            ),
            ("2031-05-12T02:14:09", "no number", "2031-05-12 02:14:09"),
        ] {
            assert_eq!(message(date, seconds).time(), expected);
        }
        let edited = Message {
            edited: Some("2031-05-12T00:20:00".to_owned()),
            ..message("2031-05-12T00:14:09", "1936311249")
        };
        assert_eq!(
            edited.time(),
            "2031-05-12 00:14:09 UTC, edited 2031-05-12 00:20:00"
        );
    }

    #[test]
    fn a_message_is_a_paragraph_with_its_time_and_address() {
        let export = r#"{"name":"Orvane Watch","type":"public_channel","id":99,"messages":[
            {"id":1,"type":"service","date":"2031-05-12T09:00:00","actor":"Orvane Watch","action":"create_channel","text":""},
            {"id":2,"type":"message","date":"2031-05-12T09:14:00","from":"Orvane Watch","text":["The dam ",{"type":"bold","text":"broke"},"\nat night."]},
            {"id":3,"type":"message","date":"2031-05-12T09:20:00","from":"Ina","forwarded_from":"Bo","text":"Twelve hurt"},
            {"id":4,"type":"message","date":"2031-05-12T09:21:00","from":"Ina","photo":"a.jpg","text":""}]}"#;
        assert!(is_export(export));
        let read = read(export.as_bytes()).unwrap();
        let article = &read[0];
        assert_eq!(article.details.title, "Orvane Watch");
        let lines: Vec<&str> = article.text.as_str().split('\n').collect();
        assert_eq!(
            lines,
            [
                "Orvane Watch: create channel",
                "The dam broke at night.",
                "Ina: [forwarded from Bo] Twelve hurt",
                "Ina: [photo]"
            ]
        );
        assert!(article.clutter.contains(&0));
        assert_eq!(
            article.structure.locator(2),
            "2031-05-12 09:20:00 https://t.me/c/99/3"
        );
    }

    #[test]
    fn chats_of_a_whole_account_are_articles_of_their_own() {
        let chat = |name: &str, text: &str| {
            format!(
                r#"{{"name":"{name}","type":"personal_chat","id":1,"messages":[{{"id":1,"type":"message","date":"","from":"A","text":"{text}"}}]}}"#
            )
        };
        let export = format!(
            r#"{{"about":"x","chats":{{"list":[{},{},{}]}}}}"#,
            chat("A", "one"),
            chat("B", ""),
            chat("C", "two")
        );
        let titles: Vec<String> = read(export.as_bytes())
            .unwrap()
            .into_iter()
            .map(|article| article.details.title)
            .collect();
        assert_eq!(titles, ["A", "C"]);
        assert!(matches!(read(b"{\"messages\":["), Err(ReadError::Damaged)));
    }
}
