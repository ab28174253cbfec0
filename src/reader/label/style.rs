use crate::reader::{layout::FontSpec, style::ReadingFamily};

use egui::{Color32, Sense};

/// Font, colour and truncation of a label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelStyle {
    /// Sans-serif, except for quotes that look like the article.
    pub family: ReadingFamily,
    /// Font size in points.
    pub size: f32,
    /// 400 is regular, 600 semibold.
    pub weight: f32,
    pub color: Color32,
    /// Maximum number of lines, after which the text is truncated; `usize::MAX` for no limit.
    pub max_lines: usize,
    pub truncation: Truncation,
    pub sense: Sense,
}

/// The part of a long text that an ellipsis replaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Truncation {
    #[default]
    End,
    /// Whole words, for names that would be unclear if a word were cut.
    Words,
    /// The middle, for file names, which often differ only at their end, and have their extension there.
    Middle,
}

impl LabelStyle {
    /// Regular sans-serif text that is never truncated.
    pub fn new(size: f32, color: Color32) -> Self {
        Self {
            family: ReadingFamily::Sans,
            size,
            weight: 400.0,
            color,
            max_lines: usize::MAX,
            truncation: Truncation::End,
            sense: Sense::hover(),
        }
    }

    /// For the name or path of a file: truncated in the middle after `lines` lines.
    pub fn file(self, lines: usize) -> Self {
        Self {
            truncation: Truncation::Middle,
            ..self.lines(lines)
        }
    }

    /// Truncated after a whole word, on a single line.
    pub fn words(self) -> Self {
        Self {
            truncation: Truncation::Words,
            ..self.lines(1)
        }
    }

    /// Truncated at the end after `lines` lines.
    pub fn lines(mut self, lines: usize) -> Self {
        self.max_lines = lines;
        self
    }

    /// Semibold.
    pub fn strong(mut self) -> Self {
        self.weight = 600.0;
        self
    }

    pub(crate) fn font_spec(&self, scale: f32) -> FontSpec {
        let size = self.size * scale;
        FontSpec {
            weight: self.weight,
            hide_isolate_marks: true,
            ..FontSpec::regular(self.family.clone(), size, (size * 1.35).round())
        }
    }
}
