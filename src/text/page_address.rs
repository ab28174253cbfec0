use url::Url;

/// Reason for refusing a typed address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("this is not a web address; web addresses begin with https:// or http://")]
    NotOne,
    /// A scheme other than http or https.
    #[error("only http and https addresses can be opened, not {0}:")]
    Scheme(String),
}

/// A web address as shown and passed to the browser: in ASCII, so that look-alike letters cannot deceive.
/// Internationalised hosts are in punycode (`xn--…`), and everything else outside ASCII is percent-encoded.
///
/// ```
/// use crosscheck::text::PageAddress;
///
/// let address = PageAddress::of("https://bücher.example/\u{202e}gnp.exe").unwrap();
/// assert_eq!(address.as_str(), "https://xn--bcher-kva.example/%E2%80%AEgnp.exe");
/// assert_eq!(address.host(), "xn--bcher-kva.example");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress(Url);

impl PageAddress {
    /// Parses a typed address, ignoring white space around it.
    ///
    /// # Errors
    /// [`AddressError`] for anything but an http or https address.
    pub fn of(typed: &str) -> Result<Self, AddressError> {
        let url = Url::parse(typed.trim()).map_err(|_no_url| AddressError::NotOne)?;
        match (url.scheme(), url.host_str()) {
            ("http" | "https", Some(_)) => Ok(Self(url)),
            ("http" | "https", None) => Err(AddressError::NotOne),
            (scheme, _) => Err(AddressError::Scheme(scheme.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether a user name precedes the host, a trick that makes an address look like another site's.
    pub fn names_a_user(&self) -> bool {
        !self.0.username().is_empty() || self.0.password().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_and_https_are_opened() {
        let refused = |typed: &str| PageAddress::of(typed).unwrap_err();
        for typed in [
            "",
            "example.org",
            "C:\\page.html ",
            "//example.org",
            "https://",
            "http:///",
        ] {
            let refused = refused(typed);
            assert!(
                matches!(refused, AddressError::NotOne | AddressError::Scheme(_)),
                "{typed}"
            );
        }
        for scheme in [
            "javascript",
            "file",
            "data",
            "ftp",
            "mailto",
            "vbscript",
            "ms-msdt",
        ] {
            let refused = refused(&format!("{scheme}:alert(1)"));
            assert_eq!(refused, AddressError::Scheme(scheme.to_owned()));
        }
        // Schemes ignore case, and browsers skip white space within them.
        assert_eq!(
            refused("JavaScript:alert(1)"),
            AddressError::Scheme("javascript".to_owned())
        );
        assert_eq!(
            refused("java\nscript:alert(1)"),
            AddressError::Scheme("javascript".to_owned())
        );
    }

    #[test]
    fn look_alike_and_invisible_letters_are_spelled_out() {
        let shown = |typed: &str| PageAddress::of(typed).unwrap().as_str().to_owned();
        assert_eq!(
            shown(" HTTPS://Example.org/a b "),
            "https://example.org/a%20b"
        );
        assert_eq!(shown("https://аpple.com"), "https://xn--pple-43d.com/");
        assert_eq!(
            shown("https://a.example/\u{202e}\u{200b}x?\u{feff}#é"),
            "https://a.example/%E2%80%AE%E2%80%8Bx?%EF%BB%BF#%C3%A9"
        );
        let user = PageAddress::of("https://bank.example@evil.example/").unwrap();
        assert_eq!((user.host(), user.names_a_user()), ("evil.example", true));
        assert!(
            !PageAddress::of("https://a.example/@b")
                .unwrap()
                .names_a_user()
        );
    }
}
