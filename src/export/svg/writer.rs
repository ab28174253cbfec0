use super::{
    escape::escaped,
    lines::lines,
    node::kind,
    palette::{GraphPalette, Rgb},
};
use crate::{
    analysis::{
        ClaimRow, ProtectedNames, Roots,
        graph::{
            Curve, Dash, EdgeKind, GraphColumn, GraphLayout, LayoutPoint, Node, NodeRect, NodeText,
            RoutedEdge, edge_words, text_without_names,
        },
    },
    project::Project,
};

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

/// Around the picture.
const MARGIN: f32 = 24.0;
/// Above the nodes: the title and the columns' headings.
const HEAD: f32 = 84.0;
/// The heights of letters.
const TITLE: f32 = 18.0;
pub(crate) const BODY: f32 = 13.0;
pub(crate) const SMALL: f32 = 11.5;
/// What is installed on most machines, then whatever the viewer has for a script.
const FONTS: &str =
    "system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// Writes a picture. Every word of the project goes through [`escaped`].
pub(crate) struct GraphWriter<'a> {
    pub(crate) project: &'a Project,
    picture: &'a GraphLayout,
    pub(crate) palette: &'a GraphPalette,
    /// Protected names never get into a picture.
    names: ProtectedNames,
    pub(crate) svg: String,
}

/// A line of words and how it looks.
pub(crate) struct Words<'a> {
    pub(crate) at: LayoutPoint,
    pub(crate) size: f32,
    pub(crate) color: Rgb,
    pub(crate) bold: bool,
    pub(crate) struck: bool,
    pub(crate) text: &'a str,
}

impl<'a> GraphWriter<'a> {
    pub(crate) fn new(
        project: &'a Project,
        picture: &'a GraphLayout,
        palette: &'a GraphPalette,
    ) -> Self {
        Self {
            project,
            picture,
            palette,
            names: ProtectedNames::of(project),
            svg: String::new(),
        }
    }

    pub(crate) fn write(mut self) -> String {
        let title = match self.project.title() {
            "" => "Claims and what they rest on".to_owned(),
            title => text_without_names(&self.names, title),
        };
        self.begin(&title);
        self.clips();
        self.headings(&title);
        let moved = format!("<g transform=\"translate({MARGIN} {})\">\n", MARGIN + HEAD);
        self.svg += &moved;
        let picture = self.picture;
        for edge in picture.edges() {
            self.edge(edge);
        }
        let mut roots = Roots::new(self.project);
        for placed in picture.nodes() {
            let row = self.row(placed.node, &mut roots);
            let words = NodeText::without(
                &self.names,
                self.project,
                &mut roots,
                placed.node,
                row.as_ref(),
            );
            if let Some(words) = words {
                self.node(placed, &words);
            }
        }
        for edge in picture.edges() {
            self.sign(edge);
        }
        self.svg += "</g>\n</svg>\n";
        self.svg
    }

    /// A claim's figures.
    fn row(&self, node: Node, roots: &mut Roots<'_>) -> Option<ClaimRow> {
        let Node::Claim(id) = node else { return None };
        let claim = self.project.claim(id)?;
        Some(ClaimRow::with_roots(self.project, claim, roots))
    }

    /// Appends a piece. Writing to a string cannot fail.
    pub(crate) fn put(&mut self, piece: fmt::Arguments<'_>) {
        let _cannot_fail = self.svg.write_fmt(piece);
    }

    fn begin(&mut self, title: &str) {
        let (width, height) = self.picture.size();
        let (width, height) = (width + 2.0 * MARGIN, height + HEAD + 2.0 * MARGIN);
        let page = self.palette.page;
        self.svg += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\" style=\"unicode-bidi:plaintext\">\n"
        ));
        self.put(format_args!("<title>{}</title>\n", escaped(title)));
        self.put(format_args!(
            "<rect width=\"{width}\" height=\"{height}\" fill=\"{page}\"/>\n"
        ));
    }

    fn headings(&mut self, title: &str) {
        let (text, faint) = (self.palette.text, self.palette.faint);
        let (left, _) = GraphColumn::Articles.extent();
        let (width, _) = self.picture.size();
        for line in lines(title, TITLE, width - left, 1) {
            self.words(&Words {
                at: LayoutPoint {
                    x: MARGIN + left,
                    y: MARGIN + TITLE,
                },
                size: TITLE,
                color: text,
                bold: true,
                struck: false,
                text: &line,
            });
        }
        for column in GraphColumn::ALL {
            let (left, _) = column.extent();
            self.words(&Words {
                at: LayoutPoint {
                    x: MARGIN + left,
                    y: MARGIN + HEAD - 18.0,
                },
                size: BODY,
                color: faint,
                bold: true,
                struck: false,
                text: column.heading(),
            });
        }
    }

    fn edge(&mut self, edge: &RoutedEdge) {
        let look = edge.kind.look();
        let color = self.palette.tone(look.tone);
        let width = if look.strong { 1.6 } else { 1.1 };
        let Curve([from, one, other, to]) = edge.curve;
        let dash = dash_attribute(look.dash);
        // What only says where a passage stands is there when it is looked for.
        let opacity = if look.strong || look.arrow {
            ""
        } else {
            " stroke-opacity=\"0.6\""
        };
        self.put(format_args!(
            "<path d=\"M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{opacity}{dash}/>\n",
            from.x, from.y, one.x, one.y, other.x, other.y, to.x, to.y
        ));
        if look.arrow {
            self.arrow(edge.curve, color);
        }
    }

    /// At the end of a curve, which always arrives level.
    fn arrow(&mut self, curve: Curve, color: Rgb) {
        let Curve([_, _, before, end]) = curve;
        let back = if before.x > end.x { 7.0 } else { -7.0 };
        self.put(format_args!(
            "<path d=\"M{:.1} {:.1}l{back} -4v8z\" fill=\"{color}\"/>\n",
            end.x, end.y
        ));
    }

    /// What stands on an edge: the sign of a stance where it leaves the passage, the word of a relation or a derivation half way.
    fn sign(&mut self, edge: &RoutedEdge) {
        let color = self.palette.tone(edge.kind.look().tone);
        match edge.kind {
            EdgeKind::Bears(_, stance) => self.disc(edge.curve.at(0.0), color, stance.sign()),
            EdgeKind::Relates(..) | EdgeKind::DerivesFrom(_) => {
                self.label(edge.curve.at(0.5), color, edge_words(edge.kind));
            }
            _ => {}
        }
    }

    fn disc(&mut self, at: LayoutPoint, color: Rgb, sign: char) {
        let page = self.palette.page;
        self.put(format_args!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"7\" fill=\"{page}\" stroke=\"{color}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"12\" font-weight=\"600\" fill=\"{color}\">{sign}</text>\n",
            at.x, at.y, at.x, at.y + 4.2
        ));
    }

    fn label(&mut self, at: LayoutPoint, color: Rgb, words: &str) {
        let page = self.palette.page;
        let half = 3.0 * words.len() as f32 + 4.0;
        self.put(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"16\" rx=\"4\" fill=\"{page}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"{SMALL}\" fill=\"{color}\">{words}</text>\n",
            at.x - half, at.y - 8.0, 2.0 * half, at.x, at.y + 4.0
        ));
    }

    /// What nodes of each kind cut off: words that do not fit into them.
    fn clips(&mut self) {
        let sizes = self.picture.nodes().iter();
        let sizes = sizes.map(|placed| (kind(placed.node), placed.area));
        let sizes: BTreeMap<&str, NodeRect> = sizes.collect();
        self.svg += "<defs>";
        for (kind, NodeRect { width, height, .. }) in sizes {
            self.put(format_args!(
                "<clipPath id=\"{kind}\"><rect width=\"{width}\" height=\"{height}\"/></clipPath>"
            ));
        }
        self.svg += "</defs>\n";
    }

    pub(crate) fn words(&mut self, words: &Words<'_>) {
        if words.text.is_empty() {
            return;
        }
        let weight = if words.bold {
            " font-weight=\"600\""
        } else {
            ""
        };
        let struck = if words.struck {
            " text-decoration=\"line-through\""
        } else {
            ""
        };
        self.put(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{}\" fill=\"{}\"{weight}{struck}>{}</text>",
            words.at.x,
            words.at.y,
            words.size,
            words.color,
            escaped(words.text)
        ));
    }
}

fn dash_attribute(dash: Dash) -> String {
    dash.lengths().map_or_else(String::new, |(dash, gap)| {
        format!(" stroke-dasharray=\"{dash} {gap}\" stroke-linecap=\"round\"")
    })
}
