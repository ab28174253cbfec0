//! Chats that Telegram exported as JSON: a paragraph for each message, with its time and address as locator.

use super::{ImportedArticle, ReadError, article_builder::ArticleBuilder, one_line};
use crate::project::ParagraphKind;

use serde::Deserialize;
use serde_json::Value;

/// Whether the beginning of a file is of an exported chat, or of several.
pub(super) fn is_export(head: &str) -> bool {
    let has = |name: &str| head.contains(name);
    head.starts_with('{')
        && (has("\"messages\":") && has("\"type\":") || has("\"chats\":") && has("\"about\":"))
}

#[derive(Deserialize)]
struct Export {
    /// Of an export of the whole account.
    chats: Option<Chats>,
    #[serde(flatten)]
    chat: Chat,
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
    from: Option<String>,
    forwarded_from: Option<String>,
    actor: Option<String>,
    action: String,
    text: Value,
    photo: Option<Value>,
    file: Option<Value>,
    media_type: Option<String>,
}

/// Reads an export. Chats without a text are left out.
///
/// # Errors
/// [`ReadError`] if it is damaged, or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ImportedArticle>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let export: Export = serde_json::from_slice(bytes).map_err(|_cut_off| ReadError::Damaged)?;
    let mut chats = export.chats.map(|chats| chats.list).unwrap_or_default();
    if !export.chat.messages.is_empty() {
        chats.push(export.chat);
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

impl Chat {
    fn article(&self) -> Result<ImportedArticle, ReadError> {
        let mut article = ArticleBuilder::default();
        let name = self.name.as_deref().map(one_line).unwrap_or_default();
        for message in &self.messages {
            self.add(&mut article, message);
        }
        article.details.title = name;
        "Telegram".clone_into(&mut article.details.outlet);
        article.finish()
    }

    fn add(&self, article: &mut ArticleBuilder, message: &Message) {
        let time = message.date.replace('T', " ");
        let address = self.address(message);
        article.locator([time, address].join(" ").trim());
        if message.r#type == "service" {
            let actor = message.actor.as_deref().unwrap_or_default();
            let action = message.action.replace('_', " ");
            article.clutter(&format!("{actor}: {action}"), None);
            return;
        }
        // In a channel, the channel itself speaks.
        let from = message
            .from
            .as_ref()
            .filter(|from| Some(*from) != self.name.as_ref());
        let from = from.map(|from| format!("{from}: ")).unwrap_or_default();
        let forwarded = message.forwarded_from.as_ref();
        let forwarded = forwarded.map(|of| format!("[forwarded from {of}] "));
        let forwarded = forwarded.unwrap_or_default();
        let words = one_line(&words(&message.text));
        if words.is_empty() {
            let media = message.media_type.as_deref().map(|it| it.replace('_', " "));
            let photo = message.photo.as_ref().map(|_| "photo".to_owned());
            let file = message.file.as_ref().map(|_| "file".to_owned());
            if let Some(media) = media.or(photo).or(file) {
                let line = format!("{from}{forwarded}[{media}]");
                article.paragraph(&line, Some(ParagraphKind::Caption));
            }
        } else {
            article.paragraph(&format!("{from}{forwarded}{words}"), None);
        }
    }

    /// The address of a message in a channel or a large group; of others only their number is known.
    fn address(&self, message: &Message) -> String {
        let id = &message.id;
        if self.r#type.contains("channel") || self.r#type.contains("supergroup") {
            format!("https://t.me/c/{}/{id}", self.id)
        } else {
            format!("message {id}")
        }
    }
}

/// A text, which is a string or a list of strings and of objects with a text.
fn words(text: &Value) -> String {
    match text {
        Value::String(words) => words.clone(),
        Value::Array(parts) => parts.iter().map(words).collect(),
        Value::Object(part) => part.get("text").map(words).unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
