//! What the Rust sources name, module by module.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::Scan;
use proc_macro2::TokenStream;

/// Segments of a path or of a module, such as `["crate", "text", "span"]`.
pub type Segments = Vec<String>;

/// A path as written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    pub segments: Segments,
    /// Whether it begins with `::`, and so with the name of a crate.
    pub rooted: bool,
}

/// The role of a path in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An imported name.
    Use,
    /// An import of everything in the path, or a path that ends in a macro variable: `crate::$layer`.
    Glob,
    /// The name of a macro that is called.
    Macro,
    /// Anywhere else.
    Inline,
}

#[derive(Debug)]
pub enum Seen {
    Path {
        path: Written,
        form: Form,
        /// Whether it follows `&mut`.
        is_borrowed_mutably: bool,
        /// Whether it is in the type of a `static`.
        is_static: bool,
        /// The path of which it is the first argument: `Rc` for `RefCell` in `Rc<RefCell<…>>`.
        argument_of: Option<Written>,
    },
    /// The name of a method that is called.
    Method(String),
    /// Code that is forbidden in every layer.
    Forbidden(&'static str),
}

/// Code that a rule may forbid, and its location.
#[derive(Debug)]
pub struct Sighting {
    pub module: Segments,
    pub line: usize,
    /// Whether it is within `#[cfg(test)]`.
    pub is_test: bool,
    pub seen: Seen,
}

/// The names of a module.
#[derive(Debug, Default)]
pub struct Module {
    /// Imported names and their paths, including imports inside functions.
    pub uses: Vec<(String, Written)>,
    pub globs: Vec<Written>,
    /// Names of its items, and of its modules.
    pub items: BTreeSet<String>,
}

/// All modules of a crate.
#[derive(Debug, Default)]
pub struct Sources {
    pub modules: BTreeMap<Segments, Module>,
    pub sightings: Vec<Sighting>,
    /// Modules in files of their own that are declared under `#[cfg(test)]`.
    pub(super) tests: BTreeSet<Segments>,
}

impl Sources {
    /// Adds a file: its path below `src`, and its text.
    pub fn add(&mut self, file: &str, code: &str) {
        let mut module = vec!["crate".to_owned()];
        let stem = file.trim_end_matches(".rs");
        let names = stem
            .split('/')
            .filter(|name| !matches!(*name, "mod" | "lib"));
        for name in names {
            let items = &mut self.modules.entry(module.clone()).or_default().items;
            items.insert(name.to_owned());
            module.push(name.to_owned());
        }
        self.modules.entry(module.clone()).or_default();
        let parsed = code.parse::<TokenStream>();
        let tokens = parsed.unwrap_or_else(|error| panic!("{file} is not Rust: {error}"));
        Scan::new(self, module).tokens(tokens, None);
    }

    pub fn is_test(&self, sighting: &Sighting) -> bool {
        let is_in = |test: &Segments| sighting.module.starts_with(test);
        sighting.is_test || self.tests.iter().any(is_in)
    }
}
