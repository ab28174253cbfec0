//! Resolves a written path to everything that it names, through aliases and re-exports.

use super::sources::{Form, Module, Segments, Sources, Written};

/// Maximum number of aliases followed; ends circular ones.
const MAX_STEPS: usize = 12;

impl Sources {
    /// The path from its crate on, and the paths that it re-exports, if it is a re-export.
    pub fn full_paths(&self, module: &[String], path: &Written, form: Form) -> Vec<Segments> {
        let mut found = Vec::new();
        let full = self.absolute(module, path, None);
        // A single name that is not imported is a variable, a field or a primitive type.
        let is_local =
            |full: &Segments| full.len() == 1 && full[0] != "crate" && form == Form::Inline;
        if let Some(full) = full.filter(|full| !is_local(full)) {
            self.follow(&full, &mut found, MAX_STEPS);
        }
        found
    }

    /// The path from its crate on. `alias` is the name that an import gives to it, if any.
    fn absolute(&self, module: &[String], path: &Written, alias: Option<&str>) -> Option<Segments> {
        let segments = match path.segments.as_slice() {
            [first, rest @ ..]
                if first == "self" && rest.first().is_some_and(|next| next == "super") =>
            {
                rest
            }
            segments => segments,
        };
        let (first, rest) = segments.split_first()?;
        let mut full = match first.as_str() {
            _ if path.rooted => extern_crate(first),
            "crate" => vec![first.clone()],
            "self" => module.to_vec(),
            "super" => {
                let supers = 1 + rest.iter().take_while(|name| *name == "super").count();
                let outer = module.len().checked_sub(supers)?;
                return Some([&module[..outer], &segments[supers..]].concat());
            }
            "Self" => return None,
            name if self.knows(module, name, alias != Some(name), MAX_STEPS) => {
                [module, std::slice::from_ref(first)].concat()
            }
            _ => extern_crate(first),
        };
        full.extend_from_slice(rest);
        Some(full)
    }

    fn follow(&self, path: &Segments, found: &mut Vec<Segments>, steps: usize) {
        if steps == 0 || found.contains(path) {
            return;
        }
        found.push(path.clone());
        for at in 1..path.len() {
            let (module, name) = (&path[..at], &path[at]);
            let Some(names) = self.modules.get(module) else {
                return;
            };
            // A function may share the name of its module; a longer path means the module.
            if at + 1 < path.len() && self.modules.contains_key(&path[..=at]) {
                continue;
            }
            let targets = names.uses.iter().filter(|(alias, _)| alias == name);
            let of_aliases =
                targets.filter_map(|(alias, target)| self.absolute(module, target, Some(alias)));
            let of_globs = self.globs_with(module, names, name, steps);
            for mut target in of_aliases.chain(of_globs) {
                target.extend_from_slice(&path[at + 1..]);
                self.follow(&target, found, steps - 1);
            }
        }
    }

    /// The paths of a name in the modules that glob imports bring in.
    fn globs_with(
        &self,
        module: &[String],
        names: &Module,
        name: &str,
        steps: usize,
    ) -> Vec<Segments> {
        names
            .globs
            .iter()
            .filter_map(|glob| {
                self.absolute(module, glob, glob.segments.first().map(String::as_str))
            })
            .flat_map(|glob| {
                let mut targets = Vec::new();
                self.follow(&glob, &mut targets, steps - 1);
                targets
            })
            .filter(|target| self.knows(target, name, true, steps - 1))
            .map(|mut target| {
                target.push(name.to_owned());
                target
            })
            .collect()
    }

    /// Whether a module defines or imports a name.
    fn knows(&self, module: &[String], name: &str, with_imports: bool, steps: usize) -> bool {
        let Some(names) = self.modules.get(module).filter(|_| steps > 0) else {
            return false;
        };
        let is_imported = || {
            names.uses.iter().any(|(alias, _)| alias == name)
                || !self.globs_with(module, names, name, steps).is_empty()
        };
        names.items.contains(name) || (with_imports && is_imported())
    }
}

fn extern_crate(name: &str) -> Segments {
    let name = match name {
        // Re-exported by `std` under the same paths.
        "core" | "alloc" => "std",
        "crosscheck" => "crate",
        name => name,
    };
    vec![name.to_owned()]
}
