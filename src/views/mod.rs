//! Every panel of the window except the reading pane. A view reads the workbench and returns intents; it never changes a
//! project or touches a file. Its own state, such as half-typed text or a scroll offset, is its scratch.
//!
//! | folder | what it paints |
//! | --- | --- |
//! | `theme` | every colour and size |
//! | `widgets` | controls that several views share |
//! | `shell` | the window: menu bar, status bar, notices, overlays, and the scratch of every view |
//! | `articles` | the article list, the columns, article details, the selected highlight |
//! | `claims` | the claim list and the claim panel |
//! | `table`, `matrix`, `graph`, `timeline` | the views beside reading |
//! | `find` | the Find panel and its tabs |
//! | `speakers`, `project` | the speakers; the project's title, verdict scale and house rules |
//! | `dialogs`, `repair` | command palette, settings, export, recovery, backups …; repair of a damaged file |

mod articles;
mod claims;
mod dialogs;
mod find;
mod graph;
mod matrix;
mod project;
mod repair;
mod shell;
mod speakers;
mod table;
pub mod theme;
mod timeline;
mod widgets;

use crate::{
    project::Project,
    reader::{LabelStyle, TextEngine},
    workbench::{Command, FocusOn, Intent, Workbench},
};
pub(crate) use claims::takes_letter;
pub use shell::{Scratch, show};
use theme::Theme;
pub use theme::install;

use egui::{Response, Ui};

/// Everything a view paints with, and where it puts its intents.
pub struct Paint<'a> {
    pub workbench: &'a Workbench,
    pub theme: &'a Theme,
    pub engine: &'a mut TextEngine,
    /// In the order in which the views returned them.
    pub intents: &'a mut Vec<Intent>,
    /// Widget that gets the keyboard focus when it is next painted.
    pub focus: &'a mut Option<FocusOn>,
    /// A text field lost the focus in this frame. Becomes [`Intent::TypingEnded`] after all other intents.
    pub typing_ended: bool,
}

impl<'a> Paint<'a> {
    pub fn project(&self) -> &'a Project {
        self.workbench.project()
    }

    /// A label in any script.
    pub fn label(&mut self, ui: &mut Ui, text: &str, style: &LabelStyle) -> Response {
        self.engine.label(ui, text, style)
    }

    pub fn ask(&mut self, intent: Intent) {
        self.intents.push(intent);
    }

    /// Asks for a change that is an undo step of its own, not joined to the typing before or after it.
    pub fn ask_as_step(&mut self, intent: Intent) {
        self.ask(Intent::TypingEnded);
        self.ask(intent);
        self.typing_ended = true;
    }

    pub fn command(&mut self, command: Command) {
        self.ask(Intent::Command(command));
    }

    /// Whether the keyboard focus goes to this widget. If so, this consumes the request.
    pub fn takes_focus(&mut self, on: FocusOn) -> bool {
        self.focus.take_if(|focus| *focus == on).is_some()
    }
}
