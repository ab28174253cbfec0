//! Questions about the tokens before or after a place.

use proc_macro2::{Ident, Spacing, TokenTree};
use syn::ext::IdentExt;

pub fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

pub fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether the tokens begin with these characters, without space between.
pub fn starts_with(tokens: &[TokenTree], signs: &str) -> bool {
    signs.chars().enumerate().all(|(index, sign)| {
        let is_last = index + 1 == signs.len();
        matches!(tokens.get(index), Some(TokenTree::Punct(punct))
            if punct.as_char() == sign && (is_last || punct.spacing() == Spacing::Joint))
    })
}

/// Whether `::` begins a path after these tokens and does not continue `Vec<T>`.
pub fn begins_path(before: &[TokenTree]) -> bool {
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

pub fn is_lifetime(before: &[TokenTree]) -> bool {
    matches!(before.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '\'')
}

pub fn is_borrowed_mutably(before: &[TokenTree]) -> bool {
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
