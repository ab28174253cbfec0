//! Reads Rust sources into the paths that they name, module by module.
//!
//! Paths are found in the tokens rather than in a syntax tree, so that one piece of code covers expressions, types,
//! patterns, attributes and macro bodies. Comments and string literals contain no tokens. `use` items are parsed by
//! `syn`, for their groups and renames.

use std::mem;

use super::{
    sources::{Form, Module, Seen, Segments, Sighting, Sources, Written},
    tokens::{begins_path, is_borrowed_mutably, is_lifetime, is_word, plain, starts_with},
};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{ItemUse, UseTree};

/// Keywords that can precede a path that begins with `::`.
const KEYWORDS: [&str; 23] = [
    "as", "async", "await", "box", "break", "continue", "do", "dyn", "else", "for", "if", "impl",
    "in", "let", "loop", "match", "move", "mut", "ref", "return", "unsafe", "where", "while",
];

pub struct Scan<'a> {
    sources: &'a mut Sources,
    module: Segments,
    is_test: bool,
}

impl<'a> Scan<'a> {
    pub fn new(sources: &'a mut Sources, module: Segments) -> Self {
        Self {
            sources,
            module,
            is_test: false,
        }
    }

    /// Reads the tokens of one group; its first path is an argument of `holder`.
    pub fn tokens(&mut self, tokens: TokenStream, holder: Option<Written>) {
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
                                self.see(ident.span(), Seen::Forbidden("static mut"));
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

    fn see(&mut self, span: Span, seen: Seen) {
        self.sources.sightings.push(Sighting {
            module: self.module.clone(),
            line: span.start().line,
            is_test: self.is_test,
            seen,
        });
    }

    fn see_path(&mut self, span: Span, path: Written, form: Form) {
        let seen = Seen::Path {
            path,
            form,
            is_borrowed_mutably: false,
            is_static: false,
            argument_of: None,
        };
        self.see(span, seen);
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
            first.span(),
            Seen::Path {
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
                self.see_path(first.span(), path.clone(), Form::Glob);
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
            self.see(name.span(), Seen::Method(plain(name)));
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
                self.see(name.span(), Seen::Forbidden("#[path]"));
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
                self.see_path(glob.star_token.spans[0], path, Form::Glob);
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
        self.see_path(name.span(), path, Form::Use);
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
        self.see_path(name.span(), path, Form::Use);
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
