//! Pages on the Windows clipboard: "HTML Format" has a header that says where the page is in it, and where it was
//! copied.

use super::pasted::CopiedPage;
use crate::text::PageAddress;

/// Parses "HTML Format". `None` if the bytes are not in this format.
///
/// The page is the copied fragment. Only web addresses are kept: the path of a file names its owner.
pub fn read_html_format(bytes: &[u8]) -> Option<CopiedPage> {
    let mut header = Header::default();
    let mut rest = bytes;
    while !rest.trim_ascii_start().starts_with(b"<") {
        let end = memchr::memchr(b'\n', rest)?;
        header.line(std::str::from_utf8(&rest[..end]).ok()?);
        rest = &rest[end + 1..];
    }
    let between = |part: &Part| bytes.get(part.0?..part.1?);
    let html = between(&header.fragment).or_else(|| between(&header.html))?;
    // The system may append bytes, or insert them.
    let html = String::from_utf8_lossy(html).replace('\0', "");
    let address = PageAddress::of(&header.address);
    Some(CopiedPage {
        html,
        address: address.map_or_else(|_| String::new(), |it| it.as_str().to_owned()),
    })
}

/// Start and end of a part, in bytes from the start of the header.
#[derive(Default)]
struct Part(Option<usize>, Option<usize>);

#[derive(Default)]
struct Header {
    html: Part,
    fragment: Part,
    address: String,
}

impl Header {
    fn line(&mut self, line: &str) {
        let Some((name, value)) = line.trim().split_once(':') else {
            return;
        };
        // "-1" if there is no such part.
        let offset = value.trim().parse().ok();
        match name {
            "StartHTML" => self.html.0 = offset,
            "EndHTML" => self.html.1 = offset,
            "StartFragment" => self.fragment.0 = offset,
            "EndFragment" => self.fragment.1 = offset,
            "SourceURL" => value.trim().clone_into(&mut self.address),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds the format as browsers write it.
    fn format(fragment: &str, source: &str) -> Vec<u8> {
        let before = "<html>\r\n<body>\r\n<!--StartFragment-->";
        let after = "<!--EndFragment-->\r\n</body>\r\n</html>";
        let header = |start: usize| {
            let first = start + before.len();
            let last = first + fragment.len();
            let end = last + after.len();
            format!(
                "Version:0.9\r\nStartHTML:{start:010}\r\nEndHTML:{end:010}\r\nStartFragment:{first:010}\r\nEndFragment:{last:010}\r\n{source}"
            )
        };
        let length = header(0).len();
        [&header(length), before, fragment, after]
            .concat()
            .into_bytes()
    }

    #[track_caller]
    fn check(bytes: &[u8], html: &str, address: &str) {
        let page = read_html_format(bytes).unwrap();
        assert_eq!((page.html.as_str(), page.address.as_str()), (html, address));
    }

    #[test]
    fn the_fragment_and_its_address_are_read() {
        let fragment = "<p>Señora – 大坝</p>";
        let source = "SourceURL:https://lome.example/dam?a=b:c\r\n";
        let address = "https://lome.example/dam?a=b:c";
        check(&format(fragment, source), fragment, address);
        let mut ended = format(fragment, source);
        ended.extend(b"\0\0");
        check(&ended, fragment, address);
        check(&format(fragment, ""), fragment, "");
    }

    #[test]
    fn only_web_addresses_are_kept() {
        for source in [
            "file:///C:/Users/ina/dam.html",
            "about:blank",
            "javascript:alert(1)",
        ] {
            let source = format!("SourceURL:{source}\r\n");
            check(&format("<p>x", &source), "<p>x", "");
        }
    }

    #[test]
    fn a_header_that_leads_nowhere_gives_no_page_and_no_panic() {
        let whole = format("<p>Señora", "SourceURL:https://lome.example/\r\n");
        for end in 0..whole.len() {
            drop(read_html_format(&whole[..end]));
        }
        for bytes in [
            &b"<p>x"[..],
            b"StartHTML:5\r\nEndHTML:2\r\n<p>",
            b"StartFragment:0\r\nEndFragment:99999999999999999999\r\n<p>",
            b"StartFragment:-1\r\nEndFragment:-1\r\n<p>",
            b"",
            b"\xFF\xFE\r\n<p>",
        ] {
            assert!(read_html_format(bytes).is_none(), "{bytes:?}");
        }
        let page =
            read_html_format(b"StartFragment:-1\r\nStartHTML:51\r\nEndHTML:54\r\n<p>....<p>");
        assert_eq!(page.map(|it| it.html).as_deref(), Some("<p>"));
    }
}
