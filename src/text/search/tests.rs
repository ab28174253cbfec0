use super::*;

#[track_caller]
fn check(needle: &str, text: &str, expected: &[&str]) {
    let needle = Needle::new(needle).unwrap();
    let found: Vec<&str> = find_all(text, &needle)
        .map(|span| &text[span.range()])
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn whole_words_are_found_by_spaces_or_by_dictionary() {
    for (needle, text, expected) in [
        ("gate", "The gates, a gate; floodgate, Gate's gate", 3),
        ("eau", "l’eau, eaux, bureau", 1),
        ("мост", "мост, моста, «Мост»", 2),
        ("ما", "ما كان، كما", 1),
        ("कल", "कल, कलम", 1),
        // 京都 in 東京都 is not a word.
        ("京都", "東京都に住む。京都に行く。", 1),
        ("ไป", "ฉันไปโรงเรียน", 1),
    ] {
        let needle = Needle::new(needle).unwrap();
        assert!(find_all(text, &needle).count() >= expected, "{text}");
        let words = needle.with_whole_words(true);
        let found: Vec<_> = find_all(text, &words).map(Span::range).collect();
        assert_eq!(found.len(), expected, "{text}: {found:?}");
    }
}

/// For each script, spellings that match and others that do not: (term, text that contains it, text that does not).
const SCRIPTS: &[(&str, &str, &str)] = &[
    // Latin: case, accents, letters that Unicode does not decompose, ligatures, full width.
    ("strasse", "die Straße", "die Strafe"),
    ("STRAẞE", "strasse", "strase"),
    ("muller", "Mu\u{308}ller", "Miller"),
    ("Müller", "MULLER", "Mueller"),
    ("oresund", "Øresund", "Aresund"),
    ("lodz", "Łódź", "Łóg"),
    ("dokovic", "Đoković", "Ɖjokovic"),
    ("thor gudmundsson", "Þór Guðmundsson", "Dór Guðmundsson"),
    ("eliyev", "Əliyev", "Oliyev"),
    ("istanbul", "İSTANBUL, ıstanbul", "ystanbul"),
    ("nguyen", "Nguyễn", "Nguyan"),
    ("office", "o\u{FB03}ce", "oface"),
    ("2030", "２０３０", "2031"),
    ("aether", "Æther", "Ather"),
    ("hamza", "Ħamza", "Xamza"),
    // Greek: tonos and dialytika, the two sigmas, polytonic.
    ("οδοσ", "Οδός", "Οδού"),
    ("αθηνα", "ΑΘΉΝΑ, Ἀθῆνᾳ", "ΑΘΗΝΏΝ"),
    ("ευρωπη", "Εὐρώπη", "Εύρωση"),
    // Cyrillic: ё is е, nothing else is dropped.
    ("елка", "Ёлка", "йлка"),
    ("ёж", "еж", "ож"),
    ("иод", "ИОД", "йод"),
    ("киев", "Киев", "Київ"),
    ("мои", "мои", "мої, мой"),
    ("у", "У", "ў"),
    ("г", "Г", "ѓ, ґ"),
    // Armenian, Georgian, Cherokee: case, ligatures.
    ("երեւան", "ԵՐԵՒԱՆ, երևան", "երան"),
    ("თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ", "თბილისა"),
    ("ꮳꮃꭹ", "ᏣᎳᎩ", "ᏣᎳᎪ"),
    // Hebrew: points, maqaf, presentation forms.
    ("שלום", "שָׁל\u{5B9}ום", "שלים"),
    ("בן-גוריון", "בן־גוריון", "בן גורין"),
    ("שלום", "\u{FB2A}לום", "סלום"),
    // Arabic, Persian, Urdu: points, tatweel, hamza on alef, keyboards, joiners, presentation forms, digits.
    ("محمد", "مُحَمَّد, محـــمد", "محمود"),
    ("احمد", "أحمد", "حمد"),
    ("كريم", "کریم", "کرم"),
    ("علي", "علی, على", "علم"),
    ("میخواهم", "می\u{200C}خواهم", "می\u{200C}خواهد"),
    ("سلام", "\u{FEB3}\u{FEFC}\u{FEE1}", "سلم"),
    ("12", "۱۲ ١٢", "۱۳"),
    // Syriac, Thaana and N'Ko keep their vowels.
    ("ދިވެހި", "ދިވެހި", "ދުވެހި"),
    ("ߒߞߏ", "ߒߞߏ", "ߒߞߐ"),
    ("ܫܠܡܐ", "ܫܠܡܐ", "ܫܠܝܐ"),
    // Indic: vowels and a nukta are letters, joiners are not.
    ("दिन", "दिन में", "दान, दुन"),
    ("लोग", "लोगों", "लाग"),
    ("क्षमा", "क्\u{200D}षमा", "क्षामा"),
    ("ज", "जल", "ज़मीन"),
    ("বাংলা", "বাংলা", "বংলা"),
    ("ਦਿਨ", "ਦਿਨ", "ਦਾਨ"),
    ("દિન", "દિન", "દાન"),
    ("தமிழ்", "தமிழ்", "தமாழ்"),
    ("తెలుగు", "తెలుగు", "తెలిగు"),
    ("ಕನ್ನಡ", "ಕನ್ನಡ", "ಕನ್ನಾಡ"),
    ("മലയാളം", "മലയാളം", "മലയളം"),
    ("සිංහල", "සිංහල", "සංහල"),
    // Thai, Lao, Khmer, Burmese, Tibetan.
    ("ปี", "ปี 2574", "ปู, ปา"),
    ("น้ำ", "น้ำท่วม", "นำ"),
    ("ປີ", "ປີ", "ປູ"),
    ("ភ្នំពេញ", "ភ្នំពេញ", "ភ្នំពាញ"),
    ("မြန်မာ", "မြန်မာ", "မြန်မီ"),
    ("བོད", "བོད", "བུད"),
    // Kana: voicing marks are letters; half width is the same.
    ("か", "かな", "がな"),
    ("は", "はな", "ばな, ぱな"),
    ("ガス", "ｶﾞｽ", "ｶｽ"),
    ("グ", "ク\u{3099}", "ク"),
    // Hangul: syllables are whole.
    ("가", "가다", "각, 간"),
    (
        "한국",
        "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}",
        "하국",
    ),
    ("한", "한국", "하ㄴ, 핞"),
    // Han: compatibility forms.
    ("東京", "東京都", "東都"),
    ("豈", "\u{F900}", "岂"),
    // Ethiopic, Mongolian, Tifinagh.
    ("አዲስ", "አዲስ", "ኡዲስ"),
    ("ᠮᠣᠩᠭᠣᠯ", "ᠮᠣᠩ\u{180B}ᠭᠣᠯ", "ᠮᠢᠩᠭᠣᠯ"),
    ("ⵜⵉⴼ", "ⵜⵉⴼ", "ⵜⵓⴼ"),
];

#[test]
fn each_script_matches_equal_spellings_and_nothing_else() {
    for (needle, same, other) in SCRIPTS {
        let typed = Needle::new(needle).unwrap();
        for same in same.split(", ") {
            assert!(typed.is_in(same), "{needle} is in {same}");
        }
        for other in other.split(", ") {
            assert!(!typed.is_in(other), "{needle} is not in {other}");
        }
    }
}

#[test]
fn matches_are_whole_graphemes() {
    for (needle, same, _) in SCRIPTS {
        let typed = Needle::new(needle).unwrap();
        for span in find_all(same, &typed) {
            assert!(crate::text::is_grapheme_boundary(same, span.start()));
            assert!(crate::text::is_grapheme_boundary(same, span.end()));
        }
    }
    check("emoji", "e\u{301}moji 👩\u{200D}🚒", &["e\u{301}moji"]);
    check("👩", "👩\u{200D}🚒", &["👩\u{200D}🚒"]);
    check("k", "क k\u{20DD}", &["k\u{20DD}"]);
}

#[test]
fn case_and_accents_are_ignored() {
    check(
        "cafe",
        "Café, CAFE, cafe\u{301}s",
        &["Café", "CAFE", "cafe\u{301}"],
    );
    check("ÉTÉ", "un été", &["été"]);
}

#[test]
fn quotes_dashes_and_spaces_of_every_kind_match() {
    check(
        "didn't",
        "didn\u{2019}t didn`t didn\u{2BC}t",
        &["didn\u{2019}t", "didn`t", "didn\u{2BC}t"],
    );
    check(
        "\"safe\"",
        "“safe” „safe“ «safe» ״safe״",
        &["“safe”", "„safe“", "«safe»", "״safe״"],
    );
    check("‘no’", "'no'", &["'no'"]);
    check(
        "2020-2021",
        "2020–2021, 2020\u{2011}2021, 2020—2021, 2020−2021",
        &["2020–2021", "2020\u{2011}2021", "2020—2021", "2020−2021"],
    );
    check("co‑op", "co-op co\u{AD}op", &["co-op"]);
    check(
        "12 000",
        "12\u{A0}000 12\u{202F}000 12\u{3000}\t000",
        &["12\u{A0}000", "12\u{202F}000", "12\u{3000}\t000"],
    );
    check("wait...", "wait…", &["wait…"]);
}

#[test]
fn invisible_characters_are_ignored() {
    check(
        "harbour",
        "har\u{AD}bour har\u{200B}bour h\u{2060}ar\u{FEFF}bo\u{E0041}ur\u{61C} ha\u{34F}rbour",
        &[
            "har\u{AD}bour",
            "har\u{200B}bour",
            "h\u{2060}ar\u{FEFF}bo\u{E0041}ur",
            "ha\u{34F}rbour",
        ],
    );
    check("har\u{200B}bour", "harbour", &["harbour"]);
}

#[test]
fn a_phrase_is_found_across_line_breaks() {
    check(
        "the old bridge",
        "the old\nbridge, the\r\n  old\u{2028}bridge",
        &["the old\nbridge", "the\r\n  old\u{2028}bridge"],
    );
    check("the \n old", "the old", &["the old"]);
}

#[test]
fn a_ligature_is_found_by_its_letters() {
    check("fi", "o\u{FB01}ce", &["\u{FB01}"]);
    check("f", "o\u{FB01}ce", &["\u{FB01}"]);
}

#[test]
fn hits_do_not_overlap() {
    check("aa", "aaaaa", &["aa", "aa"]);
}

#[test]
fn searching_in_pieces_finds_the_same_matches() {
    let text = "Été, ete\u{301}, ÉTÉ: l\u{2019}été de l\u{2019}e\u{301}te\u{301} o\u{FB01}ce";
    for typed in ["ete", "e", "fi", "\u{2019}"] {
        let needle = Needle::new(typed).unwrap();
        let whole: Vec<Span> = find_all(text, &needle).collect();
        assert!(!whole.is_empty());
        for piece in 1..text.len() {
            let mut found: Vec<Span> = Vec::new();
            let mut from = 0;
            while from < text.len() {
                let end = text.ceil_char_boundary((from + piece).min(text.len()));
                found.extend(find_within(text, &needle, from..end));
                from = found.last().map_or(end, |last| last.end().max(end));
            }
            assert_eq!(found, whole, "{typed:?} in pieces of {piece}");
        }
    }
}

#[test]
fn a_search_term_of_white_space_is_rejected() {
    assert_eq!(Needle::new("  "), None);
}

#[test]
fn a_mark_after_a_ligature_changes_only_its_last_letter() {
    check("1", "½\u{3099}", &["½\u{3099}"]);
    check("1\u{2044}2", "½\u{3099}", &[]);
}
