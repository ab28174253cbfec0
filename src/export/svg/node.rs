use super::{
    escape::escaped,
    lines::lines,
    writer::{BODY, GraphWriter, SMALL, Words},
};
use crate::analysis::graph::{LayoutPoint, Node, NodeRect, NodeText, PlacedNode};

/// Some sans-serifs are so much wider than the usual one.
const WIDE: f32 = 1.1;
/// From one line to the next.
const LINE: f32 = 17.0;
/// Between the edge of a node and its words.
const PAD: f32 = 10.0;

impl GraphWriter<'_> {
    pub(crate) fn node(&mut self, placed: &PlacedNode, words: &NodeText) {
        let NodeRect {
            left,
            top,
            width,
            height,
        } = placed.area;
        let (panel, line) = (self.palette.panel, self.palette.line);
        let said = escaped(&words.spoken(placed.node)).into_owned();
        self.put(format_args!(
            "<g transform=\"translate({left} {top})\" clip-path=\"url(#{})\"><title>{said}</title>",
            kind(placed.node)
        ));
        let round = match placed.node {
            Node::Speaker(_) => 0.5 * height,
            _ => 6.0,
        };
        self.put(format_args!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{round:.1}\" fill=\"{panel}\" stroke=\"{line}\"/>",
            width - 1.0, height - 1.0
        ));
        match placed.node {
            Node::Article(_) => self.article(placed.area, words),
            Node::Speaker(_) => self.speaker(placed.area, words),
            // Its signs stand on its right edge.
            Node::Passage(_) => self.lines(PAD, PAD + 11.0, width - 2.0 * PAD - 6.0, words),
            Node::Claim(_) => self.claim(placed, words),
        }
        self.svg += "</g>\n";
    }

    fn article(&mut self, area: NodeRect, words: &NodeText) {
        let room = area.width - 2.0 * PAD;
        self.title(LayoutPoint { x: PAD, y: 19.0 }, room, words);
        self.detail(
            LayoutPoint { x: PAD, y: 36.0 },
            room,
            &told_with_excluded(words),
        );
    }

    fn speaker(&mut self, area: NodeRect, words: &NodeText) {
        let room = area.width - 2.0 * PAD - 4.0;
        let said = NodeText {
            title: match told_with_excluded(words) {
                detail if detail.is_empty() => words.title.clone(),
                detail => format!("{} ({detail})", words.title),
            },
            ..words.clone()
        };
        self.title(
            LayoutPoint {
                x: PAD + 4.0,
                y: 19.0,
            },
            room,
            &said,
        );
    }

    fn claim(&mut self, placed: &PlacedNode, words: &NodeText) {
        let Node::Claim(id) = placed.node else { return };
        let color = self.project.claim(id).map_or(0, |claim| claim.color);
        let color = self.palette.claim(color);
        let area = placed.area;
        self.put(format_args!(
            "<rect x=\"0.5\" y=\"6\" width=\"4\" height=\"{:.1}\" rx=\"2\" fill=\"{color}\"/>",
            area.height - 12.0
        ));
        let number = words.number.map(|number| format!("{number}  "));
        let statement = number.unwrap_or_default() + &words.title;
        let said = NodeText {
            title: statement,
            ..words.clone()
        };
        self.lines(PAD + 4.0, 19.0, area.width - 2.0 * PAD - 4.0, &said);
        let foot = [words.counted(), words.detail.clone()];
        let foot: Vec<&str> = foot.iter().map(String::as_str).collect();
        let foot = foot.join("   ");
        self.detail(
            LayoutPoint {
                x: PAD + 4.0,
                y: area.height - 10.0,
            },
            area.width - 2.0 * PAD - 4.0,
            foot.trim(),
        );
    }

    /// The title in two lines.
    fn lines(&mut self, x: f32, y: f32, room: f32, words: &NodeText) {
        let color = self.palette.text;
        let lines = lines(&words.title, WIDE * BODY, room, 2);
        let alone = if lines.len() == 1 { 0.5 * LINE } else { 0.0 };
        for (nth, line) in lines.iter().enumerate() {
            self.words(&Words {
                at: LayoutPoint {
                    x,
                    y: y + alone + LINE * nth as f32,
                },
                size: BODY,
                color,
                bold: false,
                struck: words.excluded.is_some(),
                text: line,
            });
        }
    }

    fn title(&mut self, at: LayoutPoint, room: f32, words: &NodeText) {
        let color = self.palette.text;
        for line in lines(&words.title, 1.06 * WIDE * BODY, room, 1) {
            self.words(&Words {
                at,
                size: BODY,
                color,
                bold: true,
                struck: words.excluded.is_some(),
                text: &line,
            });
        }
    }

    fn detail(&mut self, at: LayoutPoint, room: f32, text: &str) {
        let color = self.palette.faint;
        for line in lines(text, WIDE * SMALL, room, 1) {
            self.words(&Words {
                at,
                size: SMALL,
                color,
                bold: false,
                struck: false,
                text: &line,
            });
        }
    }
}

/// Names what nodes of one kind have in common.
pub(crate) fn kind(node: Node) -> &'static str {
    match node {
        Node::Article(_) => "article",
        Node::Speaker(_) => "speaker",
        Node::Passage(_) => "passage",
        Node::Claim(_) => "claim",
    }
}

/// The detail, and why it counts no more.
fn told_with_excluded(words: &NodeText) -> String {
    match (words.excluded, words.detail.as_str()) {
        (None, detail) => detail.to_owned(),
        (Some(excluded), "") => excluded.label().to_owned(),
        (Some(excluded), detail) => format!("{}, {detail}", excluded.label()),
    }
}
