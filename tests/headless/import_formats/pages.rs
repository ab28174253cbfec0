//! Web pages.

use super::{read_or_refused, text};
use crate::support::{isolated, not_kept};
use crosscheck::import::{CopiedPage, Pasted, import_clipboard, read_format};
use crosscheck::project::{ArticleDetails, ParagraphKind};
use crosscheck::storage::Progress;

#[test]
fn no_word_of_a_page_is_missing_from_its_text_and_clutter() {
    let text = text("html", include_bytes!("../../fixtures/import/page.html"));
    for words in "Home,Weather,Photo: Lanterna,under control,Privacy,seven".split(',') {
        assert!(text.contains(words), "{words}");
    }
    for hidden in "free articles,hidden from every,never read,color: black,Skip to".split(',') {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

/// Checks rows `HTML => the paragraphs of a page in which all of it is shown`, with ` | ` between paragraphs.
#[track_caller]
fn check_pages(rows: &str) {
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let (body, paragraphs) = row.split_once(" => ").unwrap();
        let page = format!("<!DOCTYPE html><meta charset=utf-8><body>{body}</body>");
        let expected = paragraphs.replace(" | ", "\n");
        assert_eq!(text("html", page.as_bytes()), expected, "{body}");
    }
}

#[test]
fn words_that_a_browser_shows_are_text() {
    check_pages(
        r#"
        <x-a><template shadowrootmode=open><p>The dam broke.</p></template></x-a><p>At night. => The dam broke. | At night.
        <template><p>Unseen</p></template><p>Seen => Seen
        <p>Deaths</p><svg><title>Unseen</title><path d="M0"/><text x=1>2031</text></svg> => Deaths | 2031
        <p>Look <svg><path d="M0"/></svg>here => Look here
        <textarea>Twelve</textarea> => Twelve
        <p>City: <select><option>Lome<option selected>Ayo</select> => City: Ayo
        <object data=x><p>Twelve hurt</p></object> => Twelve hurt
        <p>He said <q>yes</q>. => He said “yes”.
        <p>He said <q>„yes“</q>. => He said „yes“.
    "#,
    );
}

#[test]
fn elements_that_the_style_sheet_of_a_page_hides_are_left_out() {
    check_pages(
        r#"
        <style>.a{display:none}</style><p class="b a">No</p><p>Seen here => Seen here
        <style>/* a */ #m , B.x { VISIBILITY : Hidden }</style><p id=m>No</p><p>The <b class=x>old</b> dam => The dam
        <style>[data-x]{display:none!important}[lang="de"]{display:none}</style><p data-x style=display:block>No<p lang=de>No<p lang=en>Seen here => Seen here
        <style>@media screen{.a{display:none}}</style><p class=a>No</p><p>Seen here => Seen here
        <style><!-- @import "x"; .md\:a{color:red;display:none} --></style><p class=md:a>No</p><p>Seen here => Seen here
        <style>.a{background:url(data:;}{);content:"}";display:none}</style><p class=a>No</p><p>Seen here => Seen here
        <style>.b{color:red}.a{display:none</style><p class=a>No</p><p>Seen here => Seen here
        <style>.a:hover,.a.b{display:block}.a{display:none}</style><p class=a>No</p><p>Seen here => Seen here
        <style>.a{visibility:hidden}.b{visibility:visible}</style><div class=a>No <p class=b>Seen here</div> => Seen here
        <style>.a{display:none}</style><table><tr><td>One<td class=a>1<td>Two</table> => One	Two
    "#,
    );
}

#[test]
fn an_element_is_shown_if_it_is_not_certain_that_its_page_hides_it() {
    check_pages(
        r#"
        <style>@media print{.a{display:none}}</style><p class=a>Seen => Seen
        <style media=print>.a{display:none}</style><p class=a>Seen => Seen
        <style type=text/x>.a{display:none}</style><p class=a>Seen => Seen
        <noscript><style>.a{display:none}</style></noscript><p class=a>Seen => Seen
        <style>@media (max-width:9px){.a{display:none}}</style><p class=a>Seen => Seen
        <style>.a{display:none}@media (min-width:9px){.a{display:block}}</style><p class=a>Seen => Seen
        <style>.a{display:none}</style><style>.a{display:block}</style><p class=a>Seen => Seen
        <style>p.a{display:block}.a{display:none}</style><p class=a>Seen => Seen
        <style>.a{display:none}.open .a{display:block}</style><p class=a>Seen => Seen
        <style>.a{display:none;&.b{display:block}}</style><p class="a b">Seen => Seen
        <style>.a{display:none;@media (min-width:9px){display:block}}</style><p class=a>Seen => Seen
        <style>.a .b,.c>.b,.b:first-child,.a::before,p:not(.x){display:none}</style><p class="a b">Seen => Seen
        <style>.a{display:none}</style><p class=a style=display:block>Seen => Seen
        <style>.a,:-x-b{display:none}</style><p class=a>Seen => Seen
        <style>@keyframes a{from{visibility:hidden}p{display:none}}</style><p>Seen => Seen
        <style>{display:none}.a,{display:none}display:none;</style><p class=a>Seen => Seen
        <style>.A{display:none}[lang^=d]{display:none}</style><p class=a lang=de>Seen => Seen
    "#,
    );
}

#[test]
fn a_style_sheet_that_hides_most_of_a_page_until_its_scripts_run_is_not_followed() {
    check_pages(
        "<style>#page{display:none}</style><p>Loading</p><div id=page><p>Twelve people were hurt.</div> => \
         Loading | Twelve people were hurt.",
    );
}

#[test]
fn a_sentence_goes_on_through_elements_within_it() {
    check_pages(
        r"
        <p>Press <button>OK</button> to go. => Press OK to go.
        <p>The <x-link>dam</x-link> broke. => The dam broke.
        <x-a>One</x-a><x-a>Two</x-a> => One | Two
        <button>One</button><button>Two</button> => One | Two
        <p>The <picture><source srcset=x><img src=x></picture>dam. => The dam.
        <p>So <math><mi>x</mi><mo>=</mo><mn>2</mn></math> holds. => So x=2 holds.
        <p>大<ruby><rb>坝</rb><rtc><rt>ba</rt></rtc></ruby>毁 => 大坝(ba)毁
        <p>Done: <progress>60 %</progress> <meter>3 of 5</meter>. => Done: 60 % 3 of 5.
    ",
    );
}

#[test]
fn raised_and_lowered_numbers_are_not_part_of_the_number_before_them() {
    check_pages(
        r"
        <p>10<sup>6</sup> people, 10<sup>-6</sup> m, 12<sup>th</sup> => 10⁶ people, 10⁻⁶ m, 12th
        <p>5<sup>1/2</sup> hurt<sup><a href=#1>3</a></sup>, dead<sup>[4]</sup> => 5^1/2 hurt³, dead[4]
        <p>CO<sub>2</sub>, x<sub>1,2</sub>, a<sub>n</sub> => CO₂, x_1,2, an
        <table><tr><td>10<sup>6</sup><td>Two</table> => 10⁶	Two
        <p><math><msup><mn>10</mn><mn>6</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math> => 10⁶+1/2
    ",
    );
}

#[test]
fn the_reading_of_characters_follows_them_in_brackets() {
    check_pages(
        r"
        <p>大<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ => 大東京(とうきょう)へ
        <p><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>だ => 漢字(かんじ)だ
        <p><ruby>漢字</ruby>だ => 漢字だ
    ",
    );
}

#[test]
fn the_page_in_a_frame_is_read_at_its_place() {
    check_pages(
        r#"
        <p>One<iframe srcdoc="&lt;html>&lt;head>&lt;title>No&lt;/title>&lt;style>p{}&lt;/style>&lt;body class=a>&lt;blockquote>70 were killed, &amp;amp; 12 hurt&lt;/blockquote>"></iframe><p>Two => One | 70 were killed, & 12 hurt | Two
        <table><tr><td>One<iframe srcdoc="<table><tr><td>Two<b><i"></iframe><td>Three</table>Four => One | Two | Three | Four
        <iframe srcdoc='<iframe srcdoc="&lt;p>Within"></iframe><plaintext></div>Text'></iframe><p>Two => Within | Text | Two
        <iframe srcdoc="<noscript>&lt;/div></noscript><textarea>One"></iframe><p>Two => One | Two
        <iframe src=https://ads.example>Old browser</iframe><p>Two => Two
    "#,
    );
    let frame = r#"<iframe srcdoc="<p>The ministry counts 70 killed attackers in this post.<meta property=og:title content=Post>"></iframe>"#;
    let other =
        "<iframe srcdoc='<p>Buy a lamp of the season now and save half of its price.'></iframe>";
    let page = |frame: &str| {
        let article = ARTICLE.replacen("<p>The", &format!("{frame}<p>The"), 1);
        let page = format!(
            "<!DOCTYPE html><html><head><title>Dam breaks in Lome</title></head><body><nav>{other}</nav><article><h1>Dam breaks in Lome</h1>{article}</article></body></html>"
        );
        read_format("html", page.as_bytes()).unwrap()
    };
    let article = page(frame);
    let at = |words: &str| {
        let lines = article.text.as_str().split('\n');
        lines
            .enumerate()
            .find_map(|(at, line)| line.contains(words).then_some(at))
            .unwrap()
    };
    assert!(!article.clutter.contains(&at("counts 70")));
    assert!(article.clutter.contains(&at("Buy a lamp")));
    assert_eq!(article.details.title, "Dam breaks in Lome");
    let mut nested = "<p>Deep".to_owned();
    for _ in 0..6 {
        nested = format!(
            "<iframe title=Map srcdoc=\"{}\"></iframe>",
            nested.replace('&', "&amp;").replace('"', "&quot;")
        );
    }
    let warnings = page(&nested).warnings;
    assert_eq!(warnings.len(), 1);
    assert!(
        warnings[0].ends_with("nested too deep: Map"),
        "{warnings:?}"
    );
}

#[test]
fn an_xhtml_page_with_empty_elements_is_read() {
    let page = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'>]><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script/></head><body><p>One</p><p/><p>Two <![CDATA[three]]></p></body></html>";
    assert_eq!(text("html", page.as_bytes()), "One\nTwo three");
}

#[test]
fn a_page_with_a_nul_byte_is_read() {
    let page = "<html><body><p>Twelve people were hurt\0 when the barrage broke at night.</p><p>Thirteen were missing.";
    assert!(text("html", page.as_bytes()).contains("were hurt when"));
}

#[test]
fn the_title_of_a_page_without_one_is_its_headline_and_no_hidden_menu() {
    let page = "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><h1>Dam breaks in Lome</h1>\
        <p>Twelve people were hurt when the old dam of Lome broke on Monday evening, the police said late at night.\
        <p>The mayor had asked for repairs in a letter of the spring, and the ministry had promised to look at the dam.\
        <p>Nobody could say on Tuesday when the road would be open again, or who would pay for a new dam at the lake.";
    let title = |page: &str| read_format("html", page.as_bytes()).unwrap().details.title;
    assert_eq!(title(page), "Dam breaks in Lome");
    let no_headline = page.replace("<h1>Dam breaks in Lome</h1>", "");
    assert_eq!(
        title(&no_headline).split(" on Monday").next().unwrap(),
        "Twelve people were hurt when the old dam of Lome broke"
    );
}

/// The paragraphs of an article.
const ARTICLE: &str = "<p>Twelve people were hurt when the old dam of Lome broke on Monday evening, the police said late at night.\
    <p>The mayor had asked for repairs in a letter of the spring, and the ministry had promised to look at the dam.\
    <p>Nobody could say on Tuesday when the road would be open again, or who would pay for a new dam at the lake.";

/// The details of a page with this in its head, and this above its article.
fn details(head: &str, above: &str) -> ArticleDetails {
    let title = "<title>Dam breaks in Lome - The Post</title>";
    let page = format!(
        "<!DOCTYPE html><html><head>{title}{head}</head><body>{above}<article><h1>Dam breaks in Lome</h1>{ARTICLE}</article></body></html>"
    );
    read_format("html", page.as_bytes()).unwrap().details
}

#[test]
fn structured_data_gives_details_whatever_its_form() {
    let check = |json: &str, expected: [&str; 4]| {
        let head = format!("<script type=\"application/ld+json\">{json}</script>");
        let ArticleDetails {
            title,
            byline,
            outlet,
            published,
            ..
        } = details(&head, "");
        assert_eq!([&*title, &byline, &outlet, &published], expected, "{json}");
    };
    let whole = ["Dam breaks in Lome", "Ina Holt", "The Post", "2031-05-12"];
    let article = |author: &str| {
        format!(
            r##"{{"@type": "NewsArticle", "headline": "Dam breaks in Lome", "datePublished": "2031-05-12", "author": {author}, "publisher": {{"@id": "#post"}}}},
            {{"@type": "Organization", "@id": "#post", "name": "The Post"}}, {{"@type": "Person", "@id": "#ina", "name": "Ina Holt"}}"##
        )
    };
    let graph =
        |inner: &str| format!(r#"{{"@context": "https://schema.org", "@graph": [{inner}]}}"#);
    check(&graph(&article(r##"{"@id": "#ina"}"##)), whole);
    check(&graph(&article(r#""Ina Holt""#)), whole);
    check(
        &format!(
            "[{}]",
            article(r#"{"name": "Ina Holt", "url": "https://post.example/ina"}"#)
        ),
        whole,
    );
    let several = r##"["https://post.example/tom", "Tom Fox", {"@id": "#ina"}, "Tom Fox"]"##;
    check(
        &graph(&article(several)),
        [whole[0], "Tom Fox, Ina Holt", whole[2], whole[3]],
    );
    check(
        r#"{"@type": "WebPage", "mainEntity": {"@type": ["Article", "NewsArticle"], "datePublished": "2031-05-12", "author": ["Ina Holt"], "publisher": "The Post"}}"#,
        [
            "Dam breaks in Lome - The Post",
            "Ina Holt",
            "The Post",
            "2031-05-12",
        ],
    );
    // A page may list other articles.
    let other = r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "author": "Tom Fox", "datePublished": "2019-01-01"}]}"#;
    check(other, ["Dam breaks in Lome - The Post", "", "", ""]);
}

#[test]
fn the_byline_may_be_a_link_to_the_author() {
    let byline = |above: &str| details("", above).byline;
    assert_eq!(
        byline("<p>By <a rel='author nofollow' href=/ina>Ina Holt</a>"),
        "Ina Holt"
    );
    assert_eq!(
        byline("<p>By <a rel=author href=https://post.example>https://post.example</a>"),
        ""
    );
}

#[test]
fn the_date_of_publication_is_that_of_the_article() {
    let check = |head: &str, above: &str, expected: &str| {
        assert_eq!(details(head, above).published, expected, "{head} {above}");
    };
    for name in [
        "date",
        "pubdate",
        "DC.date.issued",
        "article:published_time",
    ] {
        check(
            &format!("<meta name='{name}' content='2031-05-12'>"),
            "",
            "2031-05-12",
        );
    }
    let time = |day: &str| format!("<time datetime={day}>Some day</time>");
    let shown = time("2031-05-12");
    check("", &format!("<header>{shown}</header>"), "2031-05-12");
    let older = time("2019-01-01");
    for other in [
        format!("<aside>{older}</aside>"),
        format!("<ul><li>{older} <a href=x>Older story</a></ul>"),
        format!("<div class='box related-stories'><p>{older}</div>"),
        format!("<article><h2>Older story</h2>{older}</article>"),
        format!("<p>Last updated: {older}"),
        older.replace("<time", "<time class=updated"),
    ] {
        check("", &other, "");
        check("", &format!("{other}<p>{shown}"), "2031-05-12");
    }
    check(
        "<meta property=article:published_time content=2031-05-12>",
        &format!("<p>Updated {}", time("2031-05-13")),
        "2031-05-12",
    );
    check(
        "",
        "<p>Published <time datetime=2031-05-12>12</time>, updated <time datetime=2031-05-13>13</time>",
        "2031-05-12",
    );
    for impossible in [
        "0001-01-01T00:00:00Z",
        "2031-13-01",
        "2031-02-31",
        "1957824000",
    ] {
        check(
            &format!("<meta name=date content='{impossible}'>"),
            &time(impossible),
            "",
        );
        check(
            &format!("<meta name=date content='{impossible}'>"),
            &shown,
            "2031-05-12",
        );
    }
}

#[test]
fn the_headline_is_shown_even_if_a_picture_is_described_by_it() {
    let page = format!(
        "<!DOCTYPE html><html><head><title>Dam breaks in Lome - The Post</title><meta property=og:title content='Dam breaks in Lome'></head>\
        <body><ul><li><a href=/>Home</a></ul><div><h1>Dam breaks in Lome</h1><p>Ina Holt<div><img src=x alt='Dam breaks in Lome'></div>{ARTICLE}</div>"
    );
    let article = read_format("html", page.as_bytes()).unwrap();
    let lines: Vec<&str> = article.text.as_str().split('\n').collect();
    let headline = lines
        .iter()
        .position(|line| *line == "Dam breaks in Lome")
        .unwrap();
    assert_eq!(
        article.structure.kind(headline),
        Some(ParagraphKind::Heading)
    );
    assert!(!article.clutter.contains(&headline));
}

fn page(head: &[u8], body: &[u8]) -> Vec<u8> {
    let body = [b"<p>", body, b"</p>"].concat();
    [b"<!DOCTYPE html><head>", head, b"</head><body>", &body].concat()
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_names() {
    let (koi8, _, _) = encoding_rs::KOI8_R.encode("Плотину прорвало ночью");
    let named = page(b"<meta charset=koi8-r>", &koi8);
    let article = read_format("html", &named).unwrap();
    assert_eq!(article.text.as_str(), "Плотину прорвало ночью");
    assert_eq!(article.encoding.name, "KOI8-R");
    // SingleFile writes UTF-8 whatever the page declares.
    let wrong = page(
        b"<meta charset=windows-1252>",
        "Плотину прорвало ночью".as_bytes(),
    );
    assert_eq!(text("html", &wrong), "Плотину прорвало ночью");
}

#[test]
fn the_address_of_a_copied_page_goes_into_the_details() {
    let read = |html: &str, address: &str| {
        let page = CopiedPage {
            html: html.to_owned(),
            address: address.to_owned(),
        };
        let pasted = Pasted {
            text: "Twelve were hurt.".to_owned(),
            page: Some(page),
        };
        let originals = not_kept();
        let progress = Progress::default();
        import_clipboard(&pasted, &isolated(), &originals, &progress).unwrap()
    };
    let address = "https://lome.example/dam";
    let file = read("<p>Twelve were hurt.", address);
    assert_eq!(file.article.details.url, address);
    assert_eq!(read("<p>Twelve were hurt.", "").article.details.url, "");
    // By now, something else is on the clipboard.
    let file = read("<p>Nobody died.", address);
    assert_eq!((file.format, &*file.article.details.url), ("Text", ""));
}

/// Pages that overflow the stack of parsers or make them take quadratic time.
fn hostile_pages() -> [String; 20] {
    let many = |what: &str| what.repeat(20_000);
    let attributes: Vec<String> = (0..20_000).map(|n| format!("a{n}=1 ")).collect();
    let attributes = attributes.concat();
    [
        many("<div>") + "deep",
        many("<span>") + "deep",
        many("<b><i><p>x"),
        many("<a href=x><p>x"),
        many("<table><tr><td>") + "deep",
        format!("<p {attributes}>text"),
        format!("<p title=\"{}\">text", "x".repeat(1_000_000)),
        many("<p></p><br>") + "text",
        many("<p title='x") + "text",
        many("<!-- x ") + "text",
        format!(
            "<!DOCTYPE a [<!ENTITY x \"y\">]><p>{}text",
            many("&x;&amp;")
        ),
        many("<select><option>x"),
        many("<svg><g>") + "text",
        many("<iframe srcdoc='<p>x<table><td>'></iframe>"),
        "<div><iframe srcdoc=\"<div><b><iframe srcdoc='<i>&amp;&amp;'>\"></iframe>".repeat(2000)
            + "text",
        format!("<style>{}{{display:none}}</style>text", many("a,")),
        format!("<style>{}</style>text", many("a{@media x{display:none;")),
        format!("<style>{}</style>text", many("@x{")),
        format!("<style>{}", many("a:not((/*'[\\\n")),
        format!(
            "<style>{}</style>{}",
            many(".a.b.c.d{display:none}"),
            many("<p class='a b c e'>x")
        ),
    ]
}

#[test]
fn hostile_pages_are_read_or_refused_in_a_separate_process() {
    read_or_refused("html", hostile_pages().map(|page| format!("<html>{page}")));
}

#[test]
fn a_page_cut_anywhere_is_read_or_refused() {
    let page = include_bytes!("../../fixtures/import/page.html");
    for end in (0..page.len()).step_by(100) {
        if let Err(error) = read_format("html", &page[..end]) {
            assert_eq!(error.to_string(), "it contains no text");
        }
    }
}
