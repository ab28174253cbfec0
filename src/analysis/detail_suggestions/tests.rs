use super::*;

fn found(text: &str) -> DetailSuggestions {
    DetailSuggestions::new(&ArticleText::new(text.to_owned()))
}

#[test]
fn bylines_are_found_in_several_languages() {
    for (line, byline) in [
        ("By Mara Ilven", "Mara Ilven"),
        ("BY MARA ILVEN AND TOM ORR", "MARA ILVEN AND TOM ORR"),
        (
            "By Mara Ilven and Tom van der Orr, The North Courier",
            "Mara Ilven and Tom van der Orr, The North Courier",
        ),
        ("By Mara Ilven, 12 May 2031", "Mara Ilven"),
        ("12 May 2031 | By Mara Ilven | 4 min read", "Mara Ilven"),
        ("Author: Mara Ilven", "Mara Ilven"),
        ("\u{201e}Von Greta Ahlers\u{201c}", "Greta Ahlers"),
        ("Von Greta Ahlers und Jan Bode", "Greta Ahlers und Jan Bode"),
        ("Par Élise Morvan", "Élise Morvan"),
        ("Por Lucía Ferrer y Juan Vidal", "Lucía Ferrer y Juan Vidal"),
        ("Автор: Олена Коваль", "Олена Коваль"),
        ("بقلم سارة منصور", "سارة منصور"),
        ("作者：王小明", "王小明"),
    ] {
        assert_eq!(
            found(&format!("Dam breaks\n{line}\n\nText.")).bylines,
            [byline],
            "{line}"
        );
    }
}

#[test]
fn sentences_are_not_bylines() {
    for line in [
        "By Monday the army had left the town and gone north",
        "Von Orvane nach Kaldria sind es zehn Kilometer",
        "By the river",
        "The report by Mara Ilven was withdrawn",
        "Text",
    ] {
        assert_eq!(found(line).bylines, [""; 0], "{line}");
    }
}

#[test]
fn dates_are_found_to_the_day_with_their_time() {
    for (line, date) in [
        ("Published 12 May 2031, 14:30", "2031-05-12T14:30"),
        (
            "ORVANE, 12 May 2031 (Lanterna) - The gate broke.",
            "2031-05-12",
        ),
        ("Montag, den 12. Mai 2031", "2031-05-12"),
        ("Stand: 12.05.2031, 14:30 Uhr", "2031-05-12T14:30"),
        ("Опубликовано 12 мая 2031 г.", "2031-05-12"),
        ("（2031年5月12日）", "2031-05-12"),
    ] {
        assert_eq!(found(line).dates, [date], "{line}");
    }
    for line in ["In May 2031 the gate broke", "Room 2031", "03/04/2031"] {
        assert_eq!(found(line).dates, [""; 0], "{line}");
    }
}

#[test]
fn agencies_are_found_where_they_are_credited() {
    for (line, credits) in [
        (
            "ORVANE, 12 May (Lanterna) \u{2013} The gate broke.",
            "Lanterna",
        ),
        ("Orvane (dpa/AFP) - Das Tor brach.", "dpa, AFP"),
        ("Nobody was hurt. (AFP)", "AFP"),
        ("dpa/AFP", "dpa, AFP"),
        ("Source: Lanterna, Kaldria News", "Lanterna, Kaldria News"),
        ("Quelle: dpa", "dpa"),
        ("Источник: ТАСС", "ТАСС"),
        ("With material from AFP and Reuters", "AFP, Reuters"),
        ("\u{a9} AFP 2031", "AFP"),
        ("المصدر: رويترز", "رويترز"),
    ] {
        assert_eq!(found(line).agency_credits, [credits], "{line}");
    }
    for line in [
        "He joined the alliance (NATO).",
        "AFP reporters saw it",
        "Source: https://example.org/a",
    ] {
        assert_eq!(found(line).agency_credits, [""; 0], "{line}");
    }
}

#[test]
fn addresses_are_found_without_the_sentence_around_them() {
    let text =
        "Dam breaks\nSource: https://courier.example/dam?id=7.\nsee (http://other.example/a) too";
    assert_eq!(
        found(text).urls,
        ["https://courier.example/dam?id=7", "http://other.example/a"]
    );
    assert_eq!(found("https:// is a beginning").urls, [""; 0]);
}

#[test]
fn details_are_found_at_both_ends_of_a_long_text_and_not_within() {
    let middle = "Words of the story.\n\n".repeat(100);
    let text = format!("Dam\nBy Mara Ilven\n{middle}By Tom Orr\n{middle}(AFP)\n");
    let found = found(&text);
    assert_eq!(found.bylines, ["Mara Ilven"]);
    assert_eq!(found.agency_credits, ["AFP"]);
}

#[test]
fn a_credit_line_is_found_where_the_story_ends_before_the_links_of_its_page() {
    let line = "Words of the story, with an alliance (NATO).\n\n".repeat(50);
    let links = "Another story\n\n".repeat(50);
    let text = format!("Dam\n\n{line}mi/to (AFP, AP, Reuters, dpa)\n\n{links}");
    assert_eq!(found(&text).agency_credits, ["AFP, AP, Reuters, dpa"]);
}
