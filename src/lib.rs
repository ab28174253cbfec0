//! Crosscheck: a workbench for people who check facts. Articles stand side by side, passages are highlighted by hand and
//! linked into claims, and the claim graph is saved as a project file.
//!
//! | module | what it holds | what it never does |
//! | --- | --- | --- |
//! | [`text`] | pure functions over `&str` | know a project |
//! | [`project`] | what is saved, and the edits that change it | know a file, a clock or a window |
//! | [`analysis`] | what is derived from a project | save anything |
//! | [`storage`] | the disk, the project file, journal, backups, locks, settings | know a window |
//! | [`import`] | articles in | know a window |
//! | [`export`] | tables and pictures out, and the gate for protected names | know a window |
//! | [`workbench`] | the session: [`Intent`](workbench::Intent) in, [`Effect`](workbench::Effect) out | touch a file, know egui |
//! | [`reader`] | the reading pane, and all other text that may be in any script | change a project |
//! | [`views`] | every other panel | change a project, read or write a file |
//! | [`app`] | the window and the command line | decide anything |
//!
//! One action, end to end: a drag over text becomes a byte span in `reader`, an intent in `views`, a selection in
//! `workbench`. A key finds its command in [`workbench::COMMAND_GROUPS`]; the workbench composes a
//! [`Change`](project::Change) of a few [`Edit`](project::Edit)s; [`Project::apply`](project::Project::apply) carries out
//! each and returns its inverse for the history. The next frame paints the result. ARCHITECTURE.md has the whole map.

pub mod analysis;
pub mod app;
pub mod export;
pub mod import;
pub mod project;
pub mod reader;
pub mod storage;
pub mod text;
pub mod views;
pub mod workbench;
