//! Operators that pdf-extract does not know: `'` and `"`, which move to the next line and show a text there.

use pdf_extract::{
    Document, Object,
    content::{Content, Operation},
};

use crate::storage::catch_fault;

/// Replaces the operators in all pages and forms by simpler ones.
pub(super) fn spell_out(document: &mut Document) {
    for id in document.get_pages().into_values() {
        let content = catch_fault(|| document.get_page_content(id).ok()).flatten();
        if let Some(content) = content.and_then(|it| spelled_out(&it)) {
            // A page that cannot be changed is read as it is.
            let _ = document.change_page_content(id, content);
        }
    }
    for object in document.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && let Ok(b"Form") = stream.dict.get(b"Subtype").and_then(Object::as_name)
            && let Some(Ok(content)) = catch_fault(|| stream.decompressed_content())
            && let Some(content) = spelled_out(&content)
        {
            stream.set_plain_content(content);
        }
    }
}

/// The drawing commands without these operators; `None` if there are none, or the commands contain a picture.
fn spelled_out(content: &[u8]) -> Option<Vec<u8>> {
    let ends_text = |at: usize| {
        content[..at].trim_ascii_end().ends_with(b")")
            || content[..at].trim_ascii_end().ends_with(b">")
    };
    if !memchr::memchr2_iter(b'\'', b'"', content).any(ends_text) {
        return None;
    }
    let mut operations = catch_fault(|| Content::decode(content).ok())
        .flatten()?
        .operations;
    if operations.iter().any(|it| it.operator == "BI") {
        return None;
    }
    operations = operations.into_iter().flat_map(simple).collect();
    Content { operations }.encode().ok()
}

fn simple(operation: Operation) -> Vec<Operation> {
    let next_line = || Operation::new("T*", Vec::new());
    match (operation.operator.as_str(), operation.operands.as_slice()) {
        ("'", [text]) => vec![next_line(), Operation::new("Tj", vec![text.clone()])],
        ("\"", [words, letters, text]) => vec![
            Operation::new("Tw", vec![words.clone()]),
            Operation::new("Tc", vec![letters.clone()]),
            next_line(),
            Operation::new("Tj", vec![text.clone()]),
        ],
        _ => vec![operation],
    }
}
