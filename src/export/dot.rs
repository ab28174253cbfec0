//! The graph in DOT, the language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use super::{
    escape::is_shown,
    evidence_graph::{Node, edges, nodes},
    records::Records,
};

/// Maximum length of a line of a label, in characters; a longer word has a line of its own.
const LINE_CHARACTERS: usize = 36;

pub(super) fn write(records: &Records) -> (Vec<u8>, Vec<String>) {
    let mut dot =
        String::from("digraph crosscheck {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    let title = escaped_label(&records.title);
    dot += &["  label=\"", &title, "\";\n"].concat();
    for node in nodes(records) {
        dot += &line(&node);
    }
    for edge in edges(records) {
        let style = match edge.label {
            "supports" => ", color=\"#1c6b3c\"",
            "refutes" => ", color=\"#a3261f\", style=dashed",
            _ => "",
        };
        let line = format!(
            "  \"{}\" -> \"{}\" [label=\"{}\", kind=\"{}\"{style}];\n",
            edge.from, edge.to, edge.label, edge.kind
        );
        dot += &line;
    }
    dot += "}\n";
    (dot.into_bytes(), Vec::new())
}

fn line(node: &Node) -> String {
    let shape = match node.kind {
        "claim" => "box",
        "article" => "note",
        "speaker" => "ellipse",
        _ => "plain",
    };
    let label = escaped_label(&wrapped(&node.label));
    let details = node.details.iter();
    let details: Vec<String> = details
        .map(|(name, value)| format!(", {name}=\"{}\"", escaped(value)))
        .collect();
    let details = details.concat();
    format!(
        "  \"{}\" [label=\"{label}\", shape={shape}, kind=\"{}\"{details}];\n",
        node.id, node.kind
    )
}

/// Breaks a label into lines between words.
fn wrapped(text: &str) -> String {
    let mut wrapped = String::with_capacity(text.len() + 8);
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            let is_full = length + word.chars().count() >= LINE_CHARACTERS;
            wrapped.push(if is_full { '\n' } else { ' ' });
            length = if is_full { 0 } else { length + 1 };
        }
        wrapped += word;
        length += word.chars().count();
    }
    wrapped
}

/// Escapes a label. Graphviz decodes HTML entities in labels, but not in other attributes.
fn escaped_label(text: &str) -> String {
    escaped(text).replace('&', "&amp;")
}

/// Escapes a text for a quoted string. Graphviz reads a backslash as the start of an escape.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '"' => escaped += "\\\"",
            '\\' => escaped += "\\\\",
            '\n' => escaped += "\\n",
            character if is_shown(character) => escaped.push(character),
            _ => escaped.push('\u{fffd}'),
        }
    }
    escaped
}
