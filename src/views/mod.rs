//! Every panel of the window but the reading pane. A view reads the workbench and asks for changes by intents; it never
//! changes a project and never touches a file. What it keeps for itself, a half-typed text or a scroll offset, is scratch.
//!
//! | file | what it paints |
//! | --- | --- |
//! | `theme` | every colour and size |
//! | `window` | where the panels lie |
//! | `menu_bar`, `status_bar`, `find_bar`, `file_bar` | the edges of the window |
//! | `article_list`, `columns`, `panes`, `passages` | the articles, by name and side by side |
//! | `claim_list`, `claim_row`, `claim_filter`, `claim_drop`, `claim_panel`, `independent sources`, `claim_record`, `relations`, `searches`, `evidence_list`, `attribution`, `highlight_panel` | the claims, and the chosen one |
//! | `table` | the claims as a table |
//! | `matrix` | claims by articles |
//! | `graph` | claims, what they rest on, and who said it |
//! | `timeline` | what was claimed and published when |
//! | `widgets`, `choice`, `name_field`, `picker`, `pick_menu` | what several views are made of |
//! | `overlays` and below | palette, verdict and status by keys, shortcuts, paste, export, article details, address of a page, settings, repair, recovery, backups |
//! | `speakers`, `speaker_list`, `speaker_record`, `provenance`, `excluded` | who said things, what articles derive from, and what rests on whom |
//! | `project_record`, `scale_form`, `scale_draft`, `house_rules` | the project's title, verdict scale and house rules |
//! | `notices`, `question` | what the person should know, and what must be answered |

mod articles;
mod claims;
mod dialogs;
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
    reader::TextEngine,
    workbench::{Command, FocusOn, Intent, Workbench},
};
pub use shell::{Scratch, show};
use theme::Theme;
pub use theme::install;

/// What every view paints with: what it may read, the colours, the letters, and where its wishes go.
pub struct Paint<'a> {
    /// The session.
    pub workbench: &'a Workbench,
    /// The colours.
    pub theme: &'a Theme,
    /// Draws text in any script.
    pub engine: &'a mut TextEngine,
    /// What views ask for, in order.
    pub intents: &'a mut Vec<Intent>,
    /// Where the keyboard focus goes as soon as it is painted.
    pub focus: &'a mut Option<FocusOn>,
    /// A text field was left in this frame; told after all that was typed in it.
    pub typing_ended: bool,
}

impl<'a> Paint<'a> {
    /// The open project.
    #[must_use]
    pub fn project(&self) -> &'a Project {
        self.workbench.project()
    }

    /// Asks for something.
    pub fn ask(&mut self, intent: Intent) {
        self.intents.push(intent);
    }

    /// Whether the keyboard focus goes there; if so, the request is used up.
    pub fn takes_focus(&mut self, on: FocusOn) -> bool {
        self.focus.take_if(|focus| *focus == on).is_some()
    }

    /// Asks for a command.
    pub fn command(&mut self, command: Command) {
        self.ask(Intent::Command(command));
    }
}
