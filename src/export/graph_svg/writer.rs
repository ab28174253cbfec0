use super::{
    lines::lines,
    node::clip_id,
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
    export::escape::escaped,
    project::Project,
};

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

/// Margin around the picture.
const MARGIN: f32 = 24.0;
/// Height of the title and the column headings.
const HEAD: f32 = 84.0;
/// Font sizes.
const TITLE: f32 = 18.0;
pub(super) const BODY: f32 = 13.0;
pub(super) const SMALL: f32 = 11.5;
/// Common fonts, then whatever the viewer has for a script.
const FONTS: &str =
    "system-ui, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// Writes a picture. All text of the project goes through [`escaped`].
pub(super) struct GraphWriter<'a> {
    pub project: &'a Project,
    picture: &'a GraphLayout,
    pub palette: &'a GraphPalette,
    names: ProtectedNames,
    pub svg: String,
}

#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub size: f32,
    pub color: Rgb,
    pub bold: bool,
    pub struck: bool,
}

impl<'a> GraphWriter<'a> {
    pub(super) fn new(
        project: &'a Project,
        picture: &'a GraphLayout,
        palette: &'a GraphPalette,
    ) -> Self {
        Self {
            project,
            picture,
            palette,
            names: ProtectedNames::new(project),
            svg: String::new(),
        }
    }

    pub(super) fn write(mut self) -> String {
        let title = match self.project.title() {
            "" => "Claims and what they rest on".to_owned(),
            title => text_without_names(&self.names, title),
        };
        self.begin(&title);
        self.clips();
        self.headings(&title);
        self.put(format_args!(
            "<g transform=\"translate({MARGIN} {})\">\n",
            MARGIN + HEAD
        ));
        let picture = self.picture;
        for edge in picture.edges() {
            self.edge(edge);
        }
        let mut roots = Roots::new(self.project);
        for placed in picture.nodes() {
            let row = self.claim_row(placed.node, &mut roots);
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

    fn claim_row(&self, node: Node, roots: &mut Roots<'_>) -> Option<ClaimRow> {
        let Node::Claim(id) = node else { return None };
        let claim = self.project.claim(id)?;
        Some(ClaimRow::with_roots(self.project, claim, roots))
    }

    pub(super) fn put(&mut self, piece: fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.svg.write_fmt(piece);
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
        let (left, _) = GraphColumn::Articles.left_and_width();
        let (width, _) = self.picture.size();
        let style = TextStyle {
            size: TITLE,
            color: self.palette.text,
            bold: true,
            struck: false,
        };
        let at = LayoutPoint {
            x: MARGIN + left,
            y: MARGIN + TITLE,
        };
        self.line(at, style, TITLE, width - left, title);
        for column in GraphColumn::ALL {
            let (left, _) = column.left_and_width();
            let style = TextStyle {
                size: BODY,
                color: self.palette.faint,
                ..style
            };
            let at = LayoutPoint {
                x: MARGIN + left,
                y: MARGIN + HEAD - 18.0,
            };
            self.text(at, style, column.heading());
        }
    }

    fn edge(&mut self, edge: &RoutedEdge) {
        let look = edge.kind.style();
        let color = self.palette.tone(look.color);
        let width = if look.strong { 1.6 } else { 1.1 };
        let Curve([from, one, other, to]) = edge.curve;
        let dash = dash_attribute(look.dash);
        // Edges from passages to their articles are faint.
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

    /// Draws an arrow at the end of a curve, which is always horizontal there.
    fn arrow(&mut self, curve: Curve, color: Rgb) {
        let Curve([_, _, before, end]) = curve;
        let back = if before.x > end.x { 7.0 } else { -7.0 };
        self.put(format_args!(
            "<path d=\"M{:.1} {:.1}l{back} -4v8z\" fill=\"{color}\"/>\n",
            end.x, end.y
        ));
    }

    /// Draws the icon of a stance where its edge leaves the passage, or the name of a relation or derivation halfway.
    fn sign(&mut self, edge: &RoutedEdge) {
        let color = self.palette.tone(edge.kind.style().color);
        match edge.kind {
            EdgeKind::Bears(_, stance) => self.disc(edge.curve.at(0.0), color, stance.sign()),
            EdgeKind::Relates(..) | EdgeKind::DerivesFrom(_) => {
                self.label(edge.curve.at(0.5), color, edge_words(edge.kind));
            }
            EdgeKind::Holds | EdgeKind::Said | EdgeKind::PassedOn | EdgeKind::Made => {}
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

    /// Defines a clip path for each kind of node, for text that does not fit.
    fn clips(&mut self) {
        let nodes = self.picture.nodes().iter();
        let areas: BTreeMap<&str, NodeRect> = nodes
            .map(|placed| (clip_id(placed.node), placed.area))
            .collect();
        self.svg += "<defs>";
        for (id, NodeRect { width, height, .. }) in areas {
            self.put(format_args!(
                "<clipPath id=\"{id}\"><rect width=\"{width}\" height=\"{height}\"/></clipPath>"
            ));
        }
        self.svg += "</defs>\n";
    }

    /// Writes one line, cut with an ellipsis at `width`. Widths are estimated at the font size `measured`.
    pub(super) fn line(
        &mut self,
        at: LayoutPoint,
        style: TextStyle,
        measured: f32,
        width: f32,
        text: &str,
    ) {
        for line in lines(text, measured, width, 1) {
            self.text(at, style, &line);
        }
    }

    pub(super) fn text(&mut self, at: LayoutPoint, style: TextStyle, text: &str) {
        if text.is_empty() {
            return;
        }
        let TextStyle {
            size,
            color,
            bold,
            struck,
        } = style;
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let decoration = if struck {
            " text-decoration=\"line-through\""
        } else {
            ""
        };
        self.put(format_args!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" fill=\"{color}\"{weight}{decoration}>{}</text>",
            at.x,
            at.y,
            escaped(text)
        ));
    }
}

fn dash_attribute(dash: Dash) -> String {
    dash.lengths().map_or_else(String::new, |(dash, gap)| {
        format!(" stroke-dasharray=\"{dash} {gap}\" stroke-linecap=\"round\"")
    })
}
