use super::{
    lines::lines,
    writer::{BODY, GraphWriter, SMALL, TextStyle},
};
use crate::{
    analysis::graph::{LayoutPoint, Node, NodeText, PlacedNode},
    export::escape::escaped,
};

/// Width of the widest sans-serif fonts, relative to the average.
const WIDE: f32 = 1.1;
const WIDE_BOLD: f32 = 1.06 * WIDE;
const LINE_HEIGHT: f32 = 17.0;
const PADDING: f32 = 10.0;

impl GraphWriter<'_> {
    pub(super) fn node(&mut self, placed: &PlacedNode, words: &NodeText) {
        let area = placed.area;
        let (panel, line) = (self.palette.panel, self.palette.line);
        let title = escaped(&words.spoken(placed.node)).into_owned();
        self.put(format_args!(
            "<g transform=\"translate({} {})\" clip-path=\"url(#{})\"><title>{title}</title>",
            area.left,
            area.top,
            clip_id(placed.node)
        ));
        let radius = match placed.node {
            Node::Speaker(_) => 0.5 * area.height,
            Node::Article(_) | Node::Passage(_) | Node::Claim(_) => 6.0,
        };
        self.put(format_args!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius:.1}\" fill=\"{panel}\" stroke=\"{line}\"/>",
            area.width - 1.0, area.height - 1.0
        ));
        let width = area.width - 2.0 * PADDING;
        match placed.node {
            Node::Article(_) => {
                self.bold_line(PADDING, width, words, &words.title);
                self.small_line(PADDING, 36.0, width, &detail(words));
            }
            Node::Speaker(_) => {
                let title = match detail(words) {
                    detail if detail.is_empty() => words.title.clone(),
                    detail => format!("{} ({detail})", words.title),
                };
                self.bold_line(PADDING + 4.0, width - 4.0, words, &title);
            }
            // The icons of stances are at the right edge.
            Node::Passage(_) => {
                self.two_lines(PADDING, PADDING + 11.0, width - 6.0, words, &words.title);
            }
            Node::Claim(id) => {
                let color = self.project.claim(id).map_or(0, |claim| claim.color);
                let color = self.palette.claim(color);
                self.put(format_args!(
                    "<rect x=\"0.5\" y=\"6\" width=\"4\" height=\"{:.1}\" rx=\"2\" fill=\"{color}\"/>",
                    area.height - 12.0
                ));
                let number = words.number.map(|number| format!("{number}  "));
                let title = number.unwrap_or_default() + &words.title;
                let (left, width) = (PADDING + 4.0, width - 4.0);
                self.two_lines(left, 19.0, width, words, &title);
                let figures = format!("{}   {}", words.counted(), words.detail);
                self.small_line(left, area.height - 10.0, width, figures.trim());
            }
        }
        self.svg += "</g>\n";
    }

    fn two_lines(&mut self, x: f32, y: f32, width: f32, words: &NodeText, text: &str) {
        let style = TextStyle {
            size: BODY,
            color: self.palette.text,
            bold: false,
            struck: words.excluded.is_some(),
        };
        let lines = lines(text, WIDE * BODY, width, 2);
        let centred = if lines.len() == 1 {
            0.5 * LINE_HEIGHT
        } else {
            0.0
        };
        for (nth, line) in lines.iter().enumerate() {
            let y = y + centred + LINE_HEIGHT * nth as f32;
            self.text(LayoutPoint { x, y }, style, line);
        }
    }

    fn bold_line(&mut self, x: f32, width: f32, words: &NodeText, text: &str) {
        let style = TextStyle {
            size: BODY,
            color: self.palette.text,
            bold: true,
            struck: words.excluded.is_some(),
        };
        self.line(
            LayoutPoint { x, y: 19.0 },
            style,
            WIDE_BOLD * BODY,
            width,
            text,
        );
    }

    fn small_line(&mut self, x: f32, y: f32, width: f32, text: &str) {
        let style = TextStyle {
            size: SMALL,
            color: self.palette.faint,
            bold: false,
            struck: false,
        };
        self.line(LayoutPoint { x, y }, style, WIDE * SMALL, width, text);
    }
}

/// The clip path that all nodes of a kind share.
pub(super) fn clip_id(node: Node) -> &'static str {
    match node {
        Node::Article(_) => "article",
        Node::Speaker(_) => "speaker",
        Node::Passage(_) => "passage",
        Node::Claim(_) => "claim",
    }
}

/// The detail of a node, after "retracted" or "unreliable" if it is excluded.
fn detail(words: &NodeText) -> String {
    match (words.excluded, words.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(excluded), "") => excluded.label().to_owned(),
        (Some(excluded), detail) => format!("{}, {detail}", excluded.label()),
    }
}
