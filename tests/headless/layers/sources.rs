//! Reads Rust sources into the paths that they name, module by module.
//!
//! Paths are found in the tokens rather than in a syntax tree, so that one piece of code covers expressions, types,
//! patterns, attributes and macro bodies. Comments and string literals contain no tokens. `use` items are parsed by
//! `syn`, for their groups and renames.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use syn::{ItemUse, UseTree, ext::IdentExt};

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
pub enum FileVersion {
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
    pub seen: FileVersion,
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
    tests: BTreeSet<Segments>,
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
        let mut scan = Scan {
            sources: self,
            module,
            is_test: false,
        };
        scan.tokens(tokens, None);
    }

    pub fn is_test(&self, sighting: &Sighting) -> bool {
        let is_in = |test: &Segments| sighting.module.starts_with(test);
        sighting.is_test || self.tests.iter().any(is_in)
    }
}

/// Keywords that can precede a path that begins with `::`.
const KEYWORDS: [&str; 23] = [
    "as", "async", "await", "box", "break", "continue", "do", "dyn", "else", "for", "if", "impl",
    "in", "let", "loop", "match", "move", "mut", "ref", "return", "unsafe", "where", "while",
];

struct Scan<'a> {
    sources: &'a mut Sources,
    module: Segments,
    is_test: bool,
}

impl Scan<'_> {
    /// Reads the tokens of one group; its first path is an argument of `holder`.
    fn tokens(&mut self, tokens: TokenStream, holder: Option<Written>) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut holder = holder.map(|holder| (0, holder));
        // The next item is under #[cfg(test)].
        let mut is_test_next = false;
        let mut is_static = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = &tokens[at..];
            let before = &tokens[..at];
            match token {
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), None);
                    at += 1;
                }
                TokenTree::Punct(_) if starts_with(rest, "::") && begins_path(before) => {
                    at += 2;
                    if let Some(TokenTree::Ident(_)) = tokens.get(at) {
                        at += self.path(&tokens, at, true, &mut holder, is_static);
                    }
                }
                TokenTree::Punct(_) if starts_with(rest, "::") => {
                    // Continues after `<T as Trait>` or `Vec::<T>`, so it names no module.
                    at += 2;
                    while let Some(TokenTree::Ident(_)) = tokens.get(at) {
                        at += 1;
                        at += if starts_with(&tokens[at..], "::") {
                            2
                        } else {
                            0
                        };
                    }
                }
                TokenTree::Punct(_) if starts_with(rest, "..") => at += 2,
                TokenTree::Punct(punct) => {
                    at += 1;
                    match punct.as_char() {
                        '.' => at += self.member(&tokens, at),
                        '=' | ';' => is_static = false,
                        '#' => at += self.attribute(&tokens, at, &mut is_test_next),
                        _ => {}
                    }
                }
                TokenTree::Literal(_) => at += 1,
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    let is_test = mem::take(&mut is_test_next);
                    if is_lifetime(before) {
                        at += 1;
                        is_test_next = is_test;
                        continue;
                    }
                    match name.as_str() {
                        "pub" => {
                            is_test_next = is_test;
                            at += 1;
                        }
                        "use" => at += self.import(rest),
                        "extern" => at += self.extern_crate(rest),
                        "mod" => at += self.inner_module(rest, is_test),
                        "static" => {
                            if rest.get(1).is_some_and(|next| is_word(next, "mut")) {
                                self.see(ident, FileVersion::Forbidden("static mut"));
                            }
                            is_static = true;
                            at += self.item(rest);
                        }
                        "struct" | "enum" | "union" | "trait" | "type" | "fn" | "const" => {
                            at += self.item(rest);
                        }
                        word if KEYWORDS.contains(&word) => at += 1,
                        _ => at += self.path(&tokens, at, false, &mut holder, is_static),
                    }
                }
            }
        }
    }

    fn see(&mut self, ident: &Ident, seen: FileVersion) {
        self.sources.sightings.push(Sighting {
            module: self.module.clone(),
            line: ident.span().start().line,
            is_test: self.is_test,
            seen,
        });
    }

    fn see_path(&mut self, ident: &Ident, path: Written, form: Form) {
        let seen = FileVersion::Path {
            path,
            form,
            is_borrowed_mutably: false,
            is_static: false,
            argument_of: None,
        };
        self.see(ident, seen);
    }

    fn names(&mut self) -> &mut Module {
        let module = self.module.clone();
        self.sources.modules.entry(module).or_default()
    }

    /// Reads a path that begins with the name at `start`, and returns how many tokens it has.
    fn path(
        &mut self,
        tokens: &[TokenTree],
        start: usize,
        rooted: bool,
        holder: &mut Option<(usize, Written)>,
        is_static: bool,
    ) -> usize {
        let Some(TokenTree::Ident(first)) = tokens.get(start) else {
            return 0;
        };
        let begin = if rooted { start - 2 } else { start };
        let mut path = Written {
            segments: vec![plain(first)],
            rooted,
        };
        let mut end = start + 1;
        let mut form = Form::Inline;
        while starts_with(&tokens[end..], "::") {
            match tokens.get(end + 2) {
                Some(TokenTree::Ident(next)) => path.segments.push(plain(next)),
                // A `use` in the body of a macro, with variables, is not parsed as an item.
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.group(first, group, &path);
                    return end + 3 - start;
                }
                Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '*' | '$') => {
                    form = Form::Glob;
                    break;
                }
                _ => break,
            }
            end += 3;
        }
        // The value of `$name` is seen where the macro is called; `$crate` is `crate`.
        let is_variable = begin > 0 && starts_with(&tokens[begin - 1..], "$");
        if is_variable && path.segments[0] != "crate" {
            return end - start;
        }
        let is_call = starts_with(&tokens[end..], "!") && !starts_with(&tokens[end..], "!=");
        if is_call {
            form = Form::Macro;
        }
        let before = &tokens[..begin];
        let argument_of = holder.take().filter(|(index, _)| *index == begin);
        self.see(
            first,
            FileVersion::Path {
                path: path.clone(),
                form,
                is_borrowed_mutably: is_borrowed_mutably(before),
                is_static,
                argument_of: argument_of.map(|(_, holder)| holder),
            },
        );
        let after = &tokens[end..];
        match after.first() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                self.tokens(group.stream(), Some(path));
                end += 1;
            }
            _ if starts_with(after, "<") => *holder = Some((end + 1, path)),
            _ if starts_with(after, "::") => *holder = Some((end + 3, path)),
            _ => {}
        }
        end - start
    }

    /// Reads `path::{…}` that is not a complete `use` item.
    fn group(&mut self, first: &Ident, group: &Group, path: &Written) {
        let tokens: Vec<_> = group.stream().into_iter().collect();
        let is_comma =
            |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
        for tree in tokens.split(is_comma).filter(|tree| !tree.is_empty()) {
            let names: TokenStream = tree.iter().cloned().collect();
            if let Ok(tree) = syn::parse2::<UseTree>(names) {
                self.tree(&tree, path.clone());
            } else {
                // It contains a macro variable.
                self.see_path(first, path.clone(), Form::Glob);
            }
        }
    }

    /// Reads `name` or `name(…)` after a dot.
    fn member(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let Some(TokenTree::Ident(name)) = tokens.get(at) else {
            return 0;
        };
        let is_call = match tokens.get(at + 1) {
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            _ => false,
        };
        if is_call {
            self.see(name, FileVersion::Method(plain(name)));
        }
        1
    }

    /// Reads the `[…]` of an attribute.
    fn attribute(&mut self, tokens: &[TokenTree], at: usize, is_test_next: &mut bool) -> usize {
        let is_inner = starts_with(&tokens[at..], "!");
        let at = if is_inner { at + 1 } else { at };
        let Some(TokenTree::Group(group)) = tokens.get(at) else {
            return 0;
        };
        let written = group.stream().to_string().replace(char::is_whitespace, "");
        match written.as_str() {
            "cfg(test)" if is_inner => self.is_test = true,
            "cfg(test)" => *is_test_next = true,
            _ => {}
        }
        if let Some(TokenTree::Ident(name)) = group.stream().into_iter().next() {
            let is_conditional = name == "cfg_attr";
            if name == "path" || is_conditional && written.contains(",path=") {
                self.see(&name, FileVersion::Forbidden("#[path]"));
            }
            // Serde takes paths as strings.
            if name == "serde" || is_conditional && written.contains("serde(") {
                self.quoted_paths(group.stream());
            }
        }
        usize::from(is_inner)
    }

    fn quoted_paths(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.quoted_paths(group.stream()),
                TokenTree::Literal(literal) => {
                    let words = literal.to_string();
                    if let Ok(path) = words.trim_matches('"').parse::<TokenStream>() {
                        self.tokens(path, None);
                    }
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }

    fn import(&mut self, rest: &[TokenTree]) -> usize {
        let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ';');
        let Some(end) = rest.iter().position(is_end) else {
            return 1;
        };
        let tokens: TokenStream = rest[..=end].iter().cloned().collect();
        let Ok(item) = syn::parse2::<ItemUse>(tokens) else {
            return 1;
        };
        let path = Written {
            segments: Segments::new(),
            rooted: item.leading_colon.is_some(),
        };
        self.tree(&item.tree, path);
        end + 1
    }

    fn tree(&mut self, tree: &UseTree, mut path: Written) {
        let (name, alias) = match tree {
            UseTree::Path(tree) => {
                path.segments.push(plain(&tree.ident));
                return self.tree(&tree.tree, path);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, path.clone());
                }
                return;
            }
            UseTree::Glob(glob) => {
                self.names().globs.push(path.clone());
                self.sources.sightings.push(Sighting {
                    module: self.module.clone(),
                    line: glob.star_token.spans[0].start().line,
                    is_test: self.is_test,
                    seen: FileVersion::Path {
                        path,
                        form: Form::Glob,
                        is_borrowed_mutably: false,
                        is_static: false,
                        argument_of: None,
                    },
                });
                return;
            }
            UseTree::Name(tree) => (&tree.ident, &tree.ident),
            UseTree::Rename(tree) => (&tree.ident, &tree.rename),
        };
        let is_group_itself = name == "self" && !path.segments.is_empty();
        if !is_group_itself {
            path.segments.push(plain(name));
        }
        let known_as = if alias == "self" {
            path.segments.last().cloned().unwrap_or_default()
        } else {
            plain(alias)
        };
        self.names().uses.push((known_as, path.clone()));
        self.see_path(name, path, Form::Use);
    }

    fn extern_crate(&mut self, rest: &[TokenTree]) -> usize {
        let [
            _,
            TokenTree::Ident(word),
            TokenTree::Ident(name),
            after @ ..,
        ] = rest
        else {
            return 1;
        };
        if word != "crate" {
            return 1;
        }
        let path = Written {
            // `extern crate self` is this crate.
            segments: vec![if name == "self" {
                "crate".to_owned()
            } else {
                plain(name)
            }],
            rooted: name != "self",
        };
        let known_as = match after {
            [TokenTree::Ident(word), TokenTree::Ident(alias), ..] if word == "as" => alias,
            _ => name,
        };
        self.names().uses.push((plain(known_as), path.clone()));
        self.see_path(name, path, Form::Use);
        3
    }

    fn inner_module(&mut self, rest: &[TokenTree], is_test: bool) -> usize {
        let Some(TokenTree::Ident(name)) = rest.get(1) else {
            return 1;
        };
        self.names().items.insert(plain(name));
        self.module.push(plain(name));
        let read = match rest.get(2) {
            Some(TokenTree::Group(group)) => {
                let was_test = self.is_test;
                self.is_test |= is_test;
                let module = self.module.clone();
                self.sources.modules.entry(module).or_default();
                self.tokens(group.stream(), None);
                self.is_test = was_test;
                3
            }
            _ => 2,
        };
        if read == 2 && is_test {
            self.sources.tests.insert(self.module.clone());
        }
        self.module.pop();
        read
    }

    /// Records the name of an item, and skips only the keyword, since `const` and `fn` begin types as well.
    fn item(&mut self, rest: &[TokenTree]) -> usize {
        if let Some(TokenTree::Ident(name)) = rest.get(1) {
            self.names().items.insert(plain(name));
        }
        1
    }
}

fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether the tokens begin with these characters, without space between.
fn starts_with(tokens: &[TokenTree], signs: &str) -> bool {
    signs.chars().enumerate().all(|(index, sign)| {
        let is_last = index + 1 == signs.len();
        matches!(tokens.get(index), Some(TokenTree::Punct(punct))
            if punct.as_char() == sign && (is_last || punct.spacing() == Spacing::Joint))
    })
}

/// Whether `::` begins a path after these tokens and does not continue `Vec<T>`.
fn begins_path(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(dash), TokenTree::Punct(last)]
            if dash.spacing() == Spacing::Joint && matches!(dash.as_char(), '-' | '=') =>
        {
            last.as_char() == '>'
        }
        [.., TokenTree::Punct(last)] => last.as_char() != '>' || last.spacing() == Spacing::Alone,
        _ => true,
    }
}

fn is_lifetime(before: &[TokenTree]) -> bool {
    matches!(before.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '\'')
}

fn is_borrowed_mutably(before: &[TokenTree]) -> bool {
    let Some((word, before)) = before.split_last() else {
        return false;
    };
    let before = match before {
        [before @ .., quote, TokenTree::Ident(_)] if is_lifetime(std::slice::from_ref(quote)) => {
            before
        }
        _ => before,
    };
    let is_reference =
        matches!(before.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '&');
    is_word(word, "mut") && is_reference
}
