use crate::reader::{layout::Typeset, style::ReadingFamily};

use egui::{Color32, Sense};

/// How a short text is set.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelStyle {
    /// The typeface; sans-serif unless it is a quote that shall look like the article.
    pub family: ReadingFamily,
    /// Size of the letters in points.
    pub size: f32,
    /// 400 is regular, 600 half bold.
    pub weight: f32,
    /// The colour.
    pub color: Color32,
    /// Where it is cut with an ellipsis; `usize::MAX` for never.
    pub max_lines: usize,
    /// Which part of it gives way to the ellipsis.
    pub cut: Cut,
    /// What it reacts to.
    pub sense: Sense,
}

/// Which part of a text that is too long is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cut {
    /// The end.
    #[default]
    End,
    /// The middle: what tells file names from one another is often at their end, and so is what they are.
    Middle,
}

impl LabelStyle {
    /// Regular sans-serif text that is never cut.
    #[must_use]
    pub fn new(size: f32, color: Color32) -> Self {
        Self {
            family: ReadingFamily::Sans,
            size,
            weight: 400.0,
            color,
            max_lines: usize::MAX,
            cut: Cut::End,
            sense: Sense::hover(),
        }
    }

    /// The same for the name or path of a file, cut in its middle after `lines` lines.
    #[must_use]
    pub fn file(self, lines: usize) -> Self {
        Self {
            cut: Cut::Middle,
            ..self.lines(lines)
        }
    }

    /// The same, cut with an ellipsis after `lines` lines.
    #[must_use]
    pub fn lines(mut self, lines: usize) -> Self {
        self.max_lines = lines;
        self
    }

    /// The same in half bold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.weight = 600.0;
        self
    }

    pub(crate) fn typeset(&self, scale: f32) -> Typeset {
        let size = self.size * scale;
        Typeset {
            family: self.family.clone(),
            size,
            line: (size * 1.35).round(),
            weight: self.weight,
            quiet_isolates: true,
        }
    }
}
