//! Texts in any script as parts of egui's own buttons, menus and combo boxes.

use super::{aligned, style::LabelStyle};
use crate::reader::layout::TextEngine;

use egui::{Atom, RichText, Ui};

impl TextEngine {
    /// A text for a button or a combo box, laid out for a width in points and cut as `style` says. egui takes no name for
    /// a screen reader from it: the widget has to be given one.
    ///
    /// Plain ASCII stays egui's own text, which it sets as well, and in the colour of the widget's state.
    pub fn atom(&mut self, ui: &Ui, text: &str, style: &LabelStyle, width: f32) -> Atom<'static> {
        if text.is_ascii() {
            return RichText::new(text).size(style.size).into();
        }
        self.tidy(ui.ctx());
        let block = self.layout_block(text, style, width, ui.pixels_per_point());
        let picture = self.picture(ui.ctx(), &block, style.color);
        Atom::paint(block.size(), move |ui, args| {
            picture.paint(ui.painter(), aligned(&block, args.rect));
        })
    }
}
