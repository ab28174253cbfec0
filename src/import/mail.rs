//! Emails, and pages that a browser saved as one file (MHTML), which have the form of an email.

use super::{
    Confidence, ImportedArticle, Part, ReadError, ReadOptions,
    article_builder::ArticleBuilder,
    encodings,
    formats::read_with_options,
    html, one_line,
    recognition::{HEAD, format_of},
};
use crate::project::ParagraphKind;

use mail_parser::{
    Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use std::{borrow::Cow, path::Path};

/// Maximum nesting of emails.
const MAX_NESTING: usize = 20;

/// Words of the sender of a saved page.
const SAVED_BY: &str = "saved by";

/// Beginnings of the names of months in emails.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Header fields that a text which only looks like an email lacks.
const FIELDS: [&str; 5] = [
    "mime-version",
    "received",
    "message-id",
    "content-type",
    "return-path",
];

/// Whether a text begins with the header of an email.
pub(super) fn is_mail(text: &str) -> bool {
    let header = text.lines().take_while(|line| !line.is_empty());
    let mut header = header
        .skip_while(|line| line.starts_with("From "))
        .peekable();
    let is_folded = |line: &str| line.starts_with([' ', '\t']);
    let field = |line: &str| {
        let (name, _) = line.split_once(':')?;
        let is_sign = |sign: char| sign.is_ascii_graphic();
        (!name.is_empty() && name.chars().all(is_sign)).then(|| name.to_ascii_lowercase())
    };
    // The last line may be truncated.
    let mut names = Vec::new();
    while let Some(line) = header.next() {
        match field(line) {
            Some(name) => names.push(name),
            None if is_folded(line) || header.peek().is_none() => {}
            None => return false,
        }
    }
    let has = |field: &str| names.iter().any(|name| name == field);
    has("from") && FIELDS.iter().any(|field| has(field))
}

/// Whether a text begins with the header of a page that a browser saved in the form of an email.
pub(super) fn is_saved_page(text: &str) -> bool {
    let header = text.lines().take_while(|line| !line.is_empty());
    let mut header = header.map(str::to_ascii_lowercase);
    let is_sign = |line: &str| {
        line.starts_with("snapshot-content-location:")
            || line.starts_with("from:") && line.contains(SAVED_BY)
    };
    is_mail(text) && header.any(|line| is_sign(&line))
}

/// Reads a page in the form of an email, or an email without its attachments.
///
/// # Errors
/// [`ReadError`] if there is no text in it.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedArticle, ReadError> {
    let options = ReadOptions {
        skip_attachments: true,
        ..ReadOptions::default()
    };
    let articles = read_with_attachments(bytes, &options)?;
    articles.into_iter().next().ok_or(ReadError::Empty)
}

/// Reads an email, or a page in the form of one. The attachments that are articles follow the email.
///
/// # Errors
/// As for [`read`].
pub(super) fn read_with_attachments(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or(ReadError::Damaged)?;
    let mut articles = match main_page(&message) {
        Some(part) if is_page(&message, part) => vec![read_page(&message, part)?],
        Some(_) | None => read_mail(&message, options)?,
    };
    if is_cut_off(&message)
        && let Some(article) = articles.first_mut()
    {
        let words = "The file is cut off, so the end of the page or mail, or what is attached to it, is missing";
        article.warnings.push(words.to_owned());
    }
    Ok(articles)
}

/// Whether the end of a list of parts is missing, or a part that ends with the file ends within a letter of its encoding.
fn is_cut_off(message: &Message<'_>) -> bool {
    let raw = &message.raw_message[..];
    let is_open = |part: &MessagePart<'_>| {
        let boundary = part.content_type().and_then(|it| it.attribute("boundary"));
        boundary.is_some_and(|name| {
            memchr::memmem::find(raw, format!("--{name}--").as_bytes()).is_none()
        })
    };
    let ends_in_letter = |part: &MessagePart<'_>| {
        let bytes = raw.get(part.offset_body as usize..).unwrap_or_default();
        match part.encoding {
            Encoding::None => false,
            Encoding::QuotedPrintable => {
                matches!(bytes, [.., b'='] | [.., b'=', b'0'..=b'9' | b'A'..=b'F'])
            }
            Encoding::Base64 => {
                let signs = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
                signs.count() % 4 != 0
            }
        }
    };
    let [first, inner @ ..] = &message.parts[..] else {
        return false;
    };
    is_open(first) || inner.iter().any(is_open) || inner.is_empty() && ends_in_letter(first)
}

/// The page of a saved page: the part that the header names as the start, or else the one with the address of the page.
/// Otherwise the first page, since frames mostly follow theirs.
fn main_page<'m, 'x>(message: &'m Message<'x>) -> Option<&'m MessagePart<'x>> {
    let is_html = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let pages = || message.parts.iter().filter(is_html);
    let bare = |id: &str| id.trim().trim_matches(['<', '>']).to_owned();
    let kind = message.parts.first().and_then(|it| it.content_type());
    let start = kind.and_then(|it| it.attribute("start")).map(bare);
    let started = pages().find(|it| start.is_some() && it.content_id().map(bare) == start);
    let unfolded = |address: &str| address.split_whitespace().collect::<String>();
    let address = message.header_raw("Snapshot-Content-Location");
    let address = address.map(unfolded);
    let addressed =
        || pages().find(|it| address.is_some() && it.content_location().map(unfolded) == address);
    started.or_else(addressed).or_else(|| pages().next())
}

/// Whether the message is a saved page: browsers record its address, while in an email only pictures have one.
fn is_page(message: &Message<'_>, part: &MessagePart<'_>) -> bool {
    let is_saved = |from: &str| from.to_ascii_lowercase().contains(SAVED_BY);
    message.header_raw("Snapshot-Content-Location").is_some()
        || message.header_raw("From").is_none_or(is_saved)
        || part.content_location().is_some()
}

fn read_page(message: &Message<'_>, part: &MessagePart<'_>) -> Result<ImportedArticle, ReadError> {
    let frames = frames(message, part);
    let mut article = html::read_page(&content(message, part), charset(part), frames)?;
    let details = &mut article.details;
    if details.url.is_empty() {
        let address = message.header_raw("Snapshot-Content-Location");
        let address = address.or(part.content_location()).unwrap_or_default();
        details.url = address.split_whitespace().collect();
    }
    if details.retrieved.is_empty() {
        details.retrieved = date(message);
    }
    Ok(article)
}

/// The pages in the frames of a saved page, by the addresses that it has for them.
fn frames(message: &Message<'_>, page: &MessagePart<'_>) -> html::Frames {
    let mut frames = html::Frames::new();
    for part in &message.parts {
        if !matches!(part.body, PartType::Html(_)) || part.offset_body == page.offset_body {
            continue;
        }
        let id = part.content_id().map(|id| format!("cid:{id}"));
        let address = id.or_else(|| part.content_location().map(str::to_owned));
        let text = html::decoded(&content(message, part), charset(part));
        frames.extend(address.zip(text.ok().map(|it| it.text)));
    }
    frames
}

fn read_mail(
    message: &Message<'_>,
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    let mut article = ArticleBuilder::default();
    let mut attached = Vec::new();
    if !add_mail(&mut article, message, MAX_NESTING, &mut attached)? {
        return Err(ReadError::Empty);
    }
    article.details.byline = people(message.from());
    article.details.published = date(message);
    article.details.title = one_line(message.subject().unwrap_or_default());
    let (mut articles, mut left_out) = (Vec::new(), Vec::new());
    for Attachment { name, bytes } in attached {
        match read_attachment(&name, &bytes, options) {
            Ok(read) => articles.extend(read),
            Err(ReadError::PasswordNeeded) => left_out.push(format!("{name} (it has a password)")),
            Err(_) => left_out.push(name),
        }
    }
    article.warnings.extend(match &left_out[..] {
        [] => None,
        [name] => Some(format!("1 attachment was left out: {name}")),
        names => Some(format!(
            "{} attachments were left out: {}",
            names.len(),
            names.join(", ")
        )),
    });
    articles.insert(0, article.finish()?);
    Ok(articles)
}

struct Attachment {
    name: String,
    bytes: Vec<u8>,
}

/// The articles of an attachment, by the table of formats.
fn read_attachment(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Vec<ImportedArticle>, ReadError> {
    if options.skip_attachments {
        return Err(ReadError::Empty);
    }
    let head = &bytes[..bytes.len().min(HEAD as usize)];
    let format = format_of(Path::new(name), head);
    let within = ReadOptions {
        skip_attachments: true,
        ..options.clone()
    };
    let mut articles = read_with_options(format.extension(), bytes, &within)?;
    let has_several = articles.len() > 1;
    for article in &mut articles {
        let name = if has_several {
            format!("{name}: {}", article.details.title)
        } else {
            name.to_owned()
        };
        let format = format.name.to_owned();
        article.part = Some(Part::Attachment { name, format });
    }
    Ok(articles)
}

/// Adds an email and those that it forwards, and collects its other attachments. Returns whether it has text.
fn add_mail(
    article: &mut ArticleBuilder,
    message: &Message<'_>,
    nested: usize,
    attached: &mut Vec<Attachment>,
) -> Result<bool, ReadError> {
    for (field, value) in [
        ("From", people(message.from())),
        ("To", people(message.to())),
        ("Cc", people(message.cc())),
        ("Date", date(message)),
        ("Subject", message.subject().unwrap_or_default().to_owned()),
    ] {
        if !value.is_empty() {
            article.clutter(&format!("{field}: {value}"), None);
        }
    }
    let mut has_text = false;
    for part in message.html_bodies() {
        has_text |= add_body(article, message, part)?;
    }
    if !has_text {
        // Pictures are HTML bodies too; only the words are text.
        for part in message.text_bodies() {
            has_text |= add_body(article, message, part)?;
        }
    }
    let attachment = |part: &MessagePart<'_>| Attachment {
        name: name_of(part),
        bytes: content(message, part).into_owned(),
    };
    for id in &message.attachments {
        let is_body = message.html_body.contains(id) || message.text_body.contains(id);
        let part = message.parts.get(*id as usize);
        match part.map(|part| (part, &part.body)) {
            Some((_, PartType::Message(forwarded))) if nested > 0 => {
                let subject = one_line(forwarded.subject().unwrap_or_default());
                article.locator(format!("forwarded: {subject}").trim_end_matches([':', ' ']));
                has_text |= add_mail(article, forwarded, nested - 1, attached)?;
            }
            Some((part, PartType::Text(_) | PartType::Html(_))) if !is_body => {
                attached.push(attachment(part));
            }
            Some((part, PartType::Binary(_) | PartType::InlineBinary(_)))
                if is_picture_in_text(part) => {}
            Some((
                part,
                PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_),
            )) => attached.push(attachment(part)),
            Some((_, PartType::Text(_) | PartType::Html(_) | PartType::Multipart(_))) | None => {}
        }
    }
    Ok(has_text)
}

/// Whether a part is a picture shown within the text, such as a logo.
fn is_picture_in_text(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type();
    let is_picture = kind.is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    let placed = part.content_disposition();
    let is_attached = placed.is_some_and(mail_parser::ContentType::is_attachment);
    is_picture && part.content_id().is_some() && !is_attached
}

/// The name of an attachment, or else its type.
fn name_of(part: &MessagePart<'_>) -> String {
    let kind = || {
        let kind = part.content_type()?;
        let kind = [kind.ctype(), kind.subtype().unwrap_or_default()].join("/");
        Some(format!("without a name ({kind})"))
    };
    let name = part.attachment_name().map(one_line);
    name.or_else(kind)
        .unwrap_or_else(|| "without a name".to_owned())
}

/// Adds a part of the email's text. Returns whether it has text.
fn add_body(
    article: &mut ArticleBuilder,
    message: &Message<'_>,
    part: &MessagePart<'_>,
) -> Result<bool, ReadError> {
    match &part.body {
        PartType::Html(_) => match html::read_whole(&content(message, part), charset(part)) {
            Ok(body) => {
                article.append(&body);
                article.warnings.extend(body.warnings);
            }
            Err(ReadError::Empty) => return Ok(false),
            Err(error) => return Err(error),
        },
        PartType::Text(text) => {
            let text = text_of(message, part).unwrap_or_else(|| text.to_string());
            let is = |name, value: &str| {
                let kind = part.content_type().and_then(|kind| kind.attribute(name));
                kind.is_some_and(|kind| kind.eq_ignore_ascii_case(value))
            };
            let text = if is("format", "flowed") {
                unfolded(&text, is("delsp", "yes"))
            } else {
                text
            };
            for line in text.lines() {
                let is_quoted = line.starts_with('>');
                article.paragraph(line, is_quoted.then_some(ParagraphKind::Quotation));
            }
            return Ok(!text.trim().is_empty());
        }
        PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => return Ok(false),
    }
    Ok(true)
}

/// The text of a part whose encoding is certain or not named. `None` if it should be decoded as it declares.
fn text_of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let bytes = content(message, part);
    if bytes.is_ascii() {
        return None;
    }
    let reading = encodings::read(&bytes).ok()?;
    let is_sure = reading.confidence == Confidence::Certain;
    (is_sure || charset(part).is_none()).then_some(reading.text)
}

/// The bytes of a part. The text decoded by the crate would lose the encoding that a page declares itself.
fn content<'m>(message: &'m Message<'_>, part: &MessagePart<'_>) -> Cow<'m, [u8]> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let raw = message.raw_message.get(range).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => None,
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    decoded.map_or(Cow::Borrowed(raw), Cow::Owned)
}

fn charset<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    part.content_type()?.attribute("charset")
}

fn people(address: Option<&Address<'_>>) -> String {
    let named = address.into_iter().flat_map(Address::iter).map(|one| {
        let name = one.name.as_deref().unwrap_or_default();
        match one.address.as_deref() {
            Some(address) if name.is_empty() => address.to_owned(),
            Some(address) => format!("{name} <{address}>"),
            None => name.to_owned(),
        }
    });
    one_line(&named.collect::<Vec<_>>().join(", "))
}

/// The date in RFC 3339, or as written if it is not in the form of emails: with the name of a month in another language.
fn date(message: &Message<'_>) -> String {
    let written = one_line(message.header_raw("Date").unwrap_or_default());
    let date = message.date().filter(|date| date.is_valid());
    let date = date.filter(|date| {
        let month = MONTHS.get(usize::from(date.month) - 1);
        month.is_some_and(|month| written.to_ascii_lowercase().contains(month))
    });
    date.map_or(written, mail_parser::DateTime::to_rfc3339)
}

/// The paragraphs of a text whose lines go on in the next one if they end with a space (RFC 3676), each on a line.
fn unfolded(text: &str, deletes_spaces: bool) -> String {
    let mut paragraphs = String::new();
    // Number of quotation marks of the paragraph that goes on.
    let mut open = None;
    for line in text.lines() {
        let rest = line.trim_start_matches('>');
        let marks = line.len() - rest.len();
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let is_signature = rest == "-- ";
        if open != Some(marks) || is_signature {
            paragraphs.push('\n');
            paragraphs.push_str(&line[..marks]);
            paragraphs.push_str(if marks > 0 { " " } else { "" });
        }
        let goes_on = rest.ends_with(' ') && !is_signature;
        let last = usize::from(goes_on && deletes_spaces);
        paragraphs.push_str(&rest[..rest.len() - last]);
        open = goes_on.then_some(marks);
    }
    paragraphs
}
