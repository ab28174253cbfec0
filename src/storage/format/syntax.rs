//! Plain-language messages for RON syntax errors.

use ron::error::{Error, SpannedError};

/// Describes the error at which parsing stopped.
pub(crate) fn words(error: &SpannedError) -> String {
    match &error.code {
        Error::Message(message) | Error::Io(message) => message.clone(),
        code => structure(code)
            .or_else(|| value(code))
            .map(str::to_owned)
            .or_else(|| name(code))
            .unwrap_or_else(|| "the file does not have the form of a project".to_owned()),
    }
}

/// Describes the error with its line.
pub(crate) fn words_with_line(error: &SpannedError) -> String {
    format!("line {}: {}", error.span.start.line, words(error))
}

/// Messages for missing or extra punctuation.
fn structure(code: &Error) -> Option<&'static str> {
    Some(match code {
        Error::Eof => "the file ends here: the rest of it is missing",
        Error::ExpectedComma => "a comma or a closing bracket is missing here",
        Error::ExpectedArray => "expected a list here, which begins with [",
        Error::ExpectedArrayEnd => "a list is not closed with ]",
        Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedDifferentStructName { .. }
        | Error::ExpectedStructName(_) => "expected a record here, which begins with (",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "a closing ) is missing here",
        Error::ExpectedMap | Error::ExpectedMapEnd => "a { or } is missing here",
        Error::ExpectedMapColon => "a colon is missing between a field and its value",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
            "this line beginning with #! is not one that a project has"
        }
        Error::UnclosedBlockComment | Error::UnclosedLineComment => {
            "a comment that begins with /* is not closed"
        }
        Error::TrailingCharacters => "the project ends before this, and nothing may follow it",
        Error::ExceededRecursionLimit => "brackets are nested deeper here than in any project",
        _ => return None,
    })
}

/// Messages for values of the wrong type.
fn value(code: &Error) -> Option<&'static str> {
    Some(match code {
        Error::ExpectedString | Error::ExpectedByteString | Error::ExpectedChar => {
            "expected a text in quotation marks here"
        }
        Error::ExpectedStringEnd => "a text is not closed with a quotation mark",
        Error::InvalidEscape(_) => {
            "a backslash is followed by something that has no meaning after it"
        }
        Error::ExpectedInteger
        | Error::ExpectedFloat
        | Error::ExpectedByteLiteral
        | Error::FloatUnderscore
        | Error::UnderscoreAtBeginning
        | Error::InvalidIntegerDigit { .. } => "expected a whole number here",
        Error::IntegerOutOfBounds => "this number is too large, or below zero",
        Error::ExpectedBoolean => "expected true or false here",
        Error::ExpectedOption => "expected None or Some(\u{2026}) here",
        Error::ExpectedUnit => "expected () here",
        Error::ExpectedIdentifier
        | Error::InvalidIdentifier(_)
        | Error::SuggestRawIdentifier(_) => "expected the name of a field or a value here",
        Error::Utf8Error(_) => "expected UTF-8 here, found other bytes",
        _ => return None,
    })
}

/// Messages that quote a name or character from the file.
fn name(code: &Error) -> Option<String> {
    Some(match code {
        Error::NoSuchStructField {
            found, expected, ..
        } => format!(
            "there is no field \u{201c}{}\u{201d} here; the fields are {}",
            quotable(found),
            expected.join(", ")
        ),
        Error::MissingStructField { field, .. } => {
            format!("the field \u{201c}{field}\u{201d} is missing from the record that ends here")
        }
        Error::DuplicateStructField { field, .. } => {
            format!("the field \u{201c}{field}\u{201d} appears here a second time")
        }
        Error::NoSuchEnumVariant {
            found, expected, ..
        } => format!(
            "\u{201c}{}\u{201d} is not one of {}",
            quotable(found),
            expected.join(", ")
        ),
        Error::UnexpectedChar(character) => format!(
            "the character \u{201c}{}\u{201d} does not belong here",
            character.escape_debug()
        ),
        Error::InvalidValueForType { expected, found } => {
            format!("expected {expected} here, found {}", quotable(found))
        }
        Error::ExpectedDifferentLength { expected, .. } => format!("expected {expected} here"),
        _ => return None,
    })
}

/// Shortens and escapes text from the file, so that invisible or direction-changing characters cannot mislead the reader.
fn quotable(found: &str) -> String {
    found
        .chars()
        .take(40)
        .flat_map(char::escape_debug)
        .collect()
}
