//! The tokens of RTF: braces, control words, control symbols, escaped bytes and text.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\par`, `\fs24`: the name, and the number if there is one.
    Control(&'a str, Option<i32>),
    /// `\*`, `\~`: a control symbol.
    Symbol(u8),
    /// `\'e9`.
    Byte(u8),
    Text(&'a [u8]),
}

pub(super) struct Tokens<'a>(pub &'a [u8]);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            match first {
                b'{' | b'}' => {
                    self.0 = rest;
                    let open = *first == b'{';
                    return Some(if open { Token::Open } else { Token::Close });
                }
                b'\r' | b'\n' | 0 => self.0 = rest,
                b'\\' => {
                    if let Some(token) = self.control(rest) {
                        return Some(token);
                    }
                }
                _ => {
                    let is_end =
                        |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let end = self.0.iter().position(is_end).unwrap_or(self.0.len());
                    return Some(Token::Text(self.take(end)));
                }
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// The token after a backslash; `None` for binary data and incomplete escapes, which are skipped.
    fn control(&mut self, rest: &'a [u8]) -> Option<Token<'a>> {
        self.0 = rest;
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic());
        let letters = letters.count();
        if letters == 0 {
            let symbol = *self.take(1).first()?;
            return match symbol {
                b'\'' => self.escaped_byte(),
                b'\r' | b'\n' => Some(Token::Control("par", None)),
                symbol => Some(Token::Symbol(symbol)),
            };
        }
        let name = std::str::from_utf8(self.take(letters)).ok()?;
        let minus = usize::from(self.0.first() == Some(&b'-'));
        let digits = self.0[minus..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit());
        let digits = digits.count();
        let number = std::str::from_utf8(&self.0[..minus + digits]).ok()?;
        let number = number.parse().ok();
        if digits > 0 {
            self.take(minus + digits);
        }
        if self.0.first() == Some(&b' ') {
            self.take(1);
        }
        if name == "bin" {
            self.take(number.and_then(|number| usize::try_from(number).ok())?);
            return None;
        }
        Some(Token::Control(name, number))
    }

    fn escaped_byte(&mut self) -> Option<Token<'a>> {
        let is_digit = |byte: &&u8| byte.is_ascii_hexdigit();
        let length = self.0.iter().take(2).take_while(is_digit).count();
        let digits = std::str::from_utf8(self.take(length)).ok()?;
        // A broken escape may be right before the brace that ends its group.
        (length == 2).then(|| u8::from_str_radix(digits, 16).ok().map(Token::Byte))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_that_ends_a_control_word_is_part_of_it() {
        let tokens: Vec<Token<'_>> = Tokens(b"{\\b0\\par  a\\u-4\\'e9\\~\\bin3 }}}x\\'z").collect();
        let expected = [
            Token::Open,
            Token::Control("b", Some(0)),
            Token::Control("par", None),
            Token::Text(b" a"),
            Token::Control("u", Some(-4)),
            Token::Byte(0xE9),
            Token::Symbol(b'~'),
            Token::Text(b"x"),
            Token::Text(b"z"),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn a_broken_escape_leaves_the_end_of_its_group() {
        let tokens: Vec<Token<'_>> = Tokens(b"{\\'4}a\\'+9").collect();
        let expected = [
            Token::Open,
            Token::Close,
            Token::Text(b"a"),
            Token::Text(b"+9"),
        ];
        assert_eq!(tokens, expected);
    }
}
