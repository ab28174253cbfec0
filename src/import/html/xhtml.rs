//! XHTML, whose empty elements and CDATA sections mean something else in HTML: all that follows `<title/>` would be the
//! title.

use super::VOID;

use std::borrow::Cow;

const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

/// Converts the source to HTML if it declares XHTML.
pub(super) fn as_html_if_xhtml(source: &str) -> Cow<'_, str> {
    if is_xhtml(source) {
        as_html(source).into()
    } else {
        source.into()
    }
}

fn is_xhtml(source: &str) -> bool {
    let root = || {
        let html = source.find("<html").or_else(|| source.find("<HTML"))?;
        source[html..].split('>').next()
    };
    let source = source.trim_start_matches('\u{feff}').trim_start();
    source.starts_with("<?xml") || root().is_some_and(|tag| tag.contains(NAMESPACE))
}

/// Converts XHTML to HTML: adds an end tag to each empty element, and turns CDATA sections into text.
pub(in crate::import) fn as_html(xhtml: &str) -> String {
    let xhtml = without_cdata(without_entities(xhtml));
    let mut html = String::with_capacity(xhtml.len());
    let mut rest = &*xhtml;
    while let Some(end) = rest.find("/>") {
        let (before, after) = (&rest[..end], &rest[end + 2..]);
        html.push_str(before);
        rest = after;
        let tag = before.rsplit_once('<').map_or("", |(_, tag)| tag);
        let tag = if tag.contains('>') { "" } else { tag };
        let is_name = |sign: char| sign.is_alphanumeric() || sign == '-';
        let name = tag.split(|sign| !is_name(sign)).next();
        match name.unwrap_or_default() {
            "" => html.push_str("/>"),
            name if VOID.contains(&name) => html.push('>'),
            name => html.extend(["></", name, ">"]),
        }
    }
    html.push_str(rest);
    html
}

/// Removes the declarations within the doctype, whose end HTML would show.
fn without_entities(xhtml: &str) -> Cow<'_, str> {
    let range = || {
        let doctype = xhtml.find("<!DOCTYPE")?;
        let start = doctype + xhtml[doctype..].find(['[', '>'])?;
        let end = start + xhtml[start..].strip_prefix('[')?.find(']')? + 2;
        Some(start..end)
    };
    match range() {
        Some(range) => [&xhtml[..range.start], &xhtml[range.end..]].concat().into(),
        None => xhtml.into(),
    }
}

/// Turns CDATA sections into text, except those of scripts.
fn without_cdata(xhtml: Cow<'_, str>) -> Cow<'_, str> {
    if !xhtml.contains(CDATA.0) {
        return xhtml;
    }
    let mut text = String::with_capacity(xhtml.len());
    let mut rest = &*xhtml;
    while let Some((before, after)) = rest.split_once(CDATA.0) {
        text.push_str(before);
        let (section, after) = after.split_once(CDATA.1).unwrap_or((after, ""));
        let tag = before.rsplit('<').next().unwrap_or_default();
        if tag.starts_with("script") || tag.starts_with("style") {
            text.extend([CDATA.0, section, CDATA.1]);
        } else {
            text.push_str(&section.replace('&', "&amp;").replace('<', "&lt;"));
        }
        rest = after;
    }
    text.push_str(rest);
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_and_sections_of_xhtml_are_read() {
        let xhtml = "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY a \"b\">]><html><title/><script>//<![CDATA[\na<b//]]></script><p>a<br/><x-a b=\"c\"/><![CDATA[d < e]]></p>";
        let html = "<?xml version=\"1.0\"?><!DOCTYPE html ><html><title></title><script>//<![CDATA[\na<b//]]></script><p>a<br><x-a b=\"c\"></x-a>d &lt; e</p>";
        assert_eq!(as_html_if_xhtml(xhtml), html);
        let page = "<!DOCTYPE html><html><title/>";
        assert_eq!(as_html_if_xhtml(page), page);
    }
}
