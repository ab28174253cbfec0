mod variants;

use super::*;
use crate::project::{Edit, Speaker, SpeakerEdit, SpeakerId};
use smol_str::SmolStr;

/// Protected names: name, alias and stand-in of each speaker.
fn names(protected: &[(&str, &str, &str)]) -> ProtectedNames {
    let mut project = Project::default();
    for (at, (name, alias, stand_in)) in protected.iter().enumerate() {
        let speaker = Speaker {
            aliases: vec![SmolStr::new(alias)],
            stand_in: Some((*stand_in).to_owned()),
            ..Speaker::new(SpeakerId::new(at as u64 + 1), (*name).to_owned())
        };
        let speaker = Box::new(speaker);
        let add = SpeakerEdit::Add { at, speaker };
        project.apply(Edit::Speaker(add)).unwrap();
    }
    ProtectedNames::new(&project)
}

/// `marked` has «» around each name, and {} around a longer word that contains one.
#[track_caller]
fn check(names: &ProtectedNames, marked: &str) {
    let text = marked.replace(['«', '»', '{', '}'], "");
    let mut again = String::new();
    let mut from = 0;
    for found in names.find(&text, &OtherWords::default()) {
        let word = found.within.unwrap_or(found.span);
        let (open, close) = found.within.map_or(("", ""), |_| ("{", "}"));
        again += &text[from..word.start()];
        again += open;
        again += &text[word.start()..found.span.start()];
        again += &["«", &text[found.span.range()], "»"].concat();
        again += &text[found.span.end()..word.end()];
        again += close;
        from = word.end();
    }
    again += &text[from..];
    assert_eq!(again, marked);
}

#[test]
fn a_part_of_a_text_keeps_no_half_of_a_name() {
    let names = names(&[("Ivan Petrov", "", "Source A")]);
    let text = "the governor, Ivan Petrov, said that Ivan Petrov left";
    for (part, expected) in [
        ("the governor, Ivan", "the governor, Source A"),
        ("Petrov, said that Ivan", "Source A, said that Source A"),
        (", said that", ", said that"),
    ] {
        let start = text.find(part).unwrap();
        let span = Span::new(start, start + part.len()).unwrap();
        assert_eq!(names.concealed_part(text, span), expected);
    }
}

/// An empty text would be found without end.
#[test]
fn words_without_letters_in_a_name_are_not_searched_for() {
    for name in [
        "Nadia Ε\u{640} — —",
        "Nadia — –",
        "Nadia \u{640} \u{640}",
        "Nadia \u{301} \u{301}",
    ] {
        let names = names(&[(name, "", "Source A")]);
        check(&names, "nobody knew");
    }
}

#[test]
fn spellings_are_found_in_any_case_and_with_any_accents() {
    let names = names(&[("Ivan Petrov", "Gładkow", "Source A")]);
    for marked in [
        "said «IVÁN PETROV», who",
        "«Ivan\u{a0}Petrov»\u{2019}s house",
        "«gladkow»: «GŁADKOW»; «Glad\u{ad}kow»",
        "Ivan the «Petrov»",
        "said «Iva n Petrov»",
        "/news/«ivan-petrov»-held, «ivan_petrov», q=«ivan+petrov»&p, «IvanPetrov»!",
        "«ivan%20petrov» «Ivan%2DPetrov» «%49van%2520petrov» «ivan.petrov»@mill.example",
        "«Iv\u{61c}an \u{180e}Petrov» «I\u{e0020}van\u{2800}Pe\u{3164}trov»",
        "{O«ivan_Petrov»a} held, «IvanPetrov88»",
        "{«Gladkow»a} and {de«Gladkow»s}",
        "",
    ] {
        check(&names, marked);
    }
}

#[test]
fn names_are_found_percent_encoded() {
    let names = names(&[("Иван Петров", "أحمد كريم", "Source A")]);
    for marked in [
        "«%D0%98%D0%B2%D0%B0%D0%BD_%D0%9F%D0%B5%D1%82%D1%80%D0%BE%D0%B2»",
        "/«%d0%b8%d0%b2%d0%b0%d0%bd-петров»/ «ИванПетров»",
        "«иван%20петров%D0%B0»",
        "x=«%D8%A3%D8%AD%D9%85%D8%AF%20%D9%83%D8%B1%D9%8A%D9%85»",
        "«أحمد\u{61c}كريم» «احمد کریم» «أحـمد-كريم»",
    ] {
        check(&names, marked);
    }
}

#[test]
fn names_are_found_with_html_escapes_and_hyphenation() {
    let names = names(&[("Ivan Petrov", "Jörg Lødø", "Source A")]);
    for marked in [
        "said «Ivan&nbsp;Petrov», «I&#118;an Pet&shy;rov»",
        "said «Ivan Pet-\n rov» and «Iv- an-Petrov»",
        "/«joerg-loedoe».jpg, «Jo\u{308}rg Lodo», «JÖRG LØDØ»",
    ] {
        check(&names, marked);
    }
}

#[test]
fn names_are_found_with_html_names_of_apostrophes_and_dashes() {
    let names = names(&[("O'Brien", "Smith-Jones", "Source A")]);
    for marked in [
        "said «O&rsquo;Brien», «O&apos;Brien», «O&#39;Brien», «O&lsquo;Brien»",
        "«O&amp;rsquo;Brien» and «O&amp;amp;#8217;Brien»",
        "«Smith&ndash;Jones», «Smith&hyphen;Jones», «Smith&amp;Jones»; «Smith&ZeroWidthSpace; Jones»",
        "Smith & Sons; Jones",
    ] {
        check(&names, marked);
    }
}

#[test]
fn names_recorded_without_umlauts_are_found_with_them() {
    let names = names(&[("Joerg Krueger", "Kierkegaard", "Source A")]);
    for marked in [
        "«Jörg Krüger», «JORG KRUGER», «joerg-krueger»",
        "«Kierkegård» and «Kierkegaard»",
    ] {
        check(&names, marked);
    }
}

#[test]
fn short_names_are_not_found_in_other_words() {
    let names = names(&[("Joe Doe", "Sue", "Source A")]);
    check(&names, "«Joe Doe» or «Sue», not such a job or Jo Do");
}

#[test]
fn words_written_as_one_are_found_separated() {
    let names = names(&[("McDonald O\u{2019}Neil", "J. Doe", "Source A")]);
    check(
        &names,
        "«mc-donald-o-neil», «mcdonald oneil»; «JDoe», «j_doe»",
    );
}

#[test]
fn an_endless_run_of_letters_is_not_a_word() {
    let names = names(&[("Li", "", "Source A")]);
    let text = "li".repeat(1000);
    let found = names.find(&text, &OtherWords::default());
    assert_eq!(found.len(), 1000);
    assert!(found[500].within.is_none());
}

#[test]
fn scripts_without_spaces_have_no_longer_words() {
    check(&names(&[("田中", "", "Source A")]), "昨日«田中»氏は");
}

#[test]
fn the_longest_of_overlapping_names_counts() {
    let names = names(&[("Anna", "", "Source A"), ("Anna Lee", "", "Source B")]);
    check(&names, "«Anna Lee» and «Anna»");
    assert_eq!(
        names.concealed("Anna Lee and ANNA"),
        "Source B and Source A"
    );
}

#[test]
fn an_unrelated_word_is_kept_and_hides_no_name() {
    let names = names(&[("Anna Lee", "", "Source A"), ("Lee", "", "Source B")]);
    let mut others = OtherWords::default();
    assert_eq!(
        names.concealed_but("Joanna Lee", &others, Certainty::Possibly),
        "Source A"
    );
    others.set("JOANNA Lee", true);
    assert_eq!(
        names.concealed_but("Joanna Lee", &others, Certainty::Possibly),
        "Joanna Source B"
    );
    others.set("joanna lee", false);
    assert_eq!(others, OtherWords::default());
}

#[test]
fn names_of_white_space_are_never_found() {
    let names = names(&[(" ", "\u{200b}", "Source A")]);
    assert!(names.is_empty());
    assert_eq!(names.concealed("a b"), "a b");
}

/// Certainty of the first match of the recorded name; `«` and `»` enclose the match.
#[track_caller]
fn found(recorded: &str, marked: &str) -> Option<Certainty> {
    let names = names(&[(recorded, "", "Source A")]);
    let text = marked.replace(['«', '»'], "");
    let found = names.find(&text, &OtherWords::default());
    assert_ne!(names.are_in(&text), found.is_empty());
    let first = found.first()?;
    if marked.contains('«') {
        let shown = format!(
            "{}«{}»{}",
            &text[..first.span.start()],
            &text[first.span.range()],
            &text[first.span.end()..]
        );
        assert_eq!(shown, marked, "{recorded}");
    }
    Some(first.certainty)
}

#[track_caller]
fn surely(recorded: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(
            found(recorded, text),
            Some(Certainty::Surely),
            "{recorded} in {text}"
        );
    }
}

#[track_caller]
fn possibly(recorded: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(
            found(recorded, text),
            Some(Certainty::Possibly),
            "{recorded} in {text}"
        );
    }
}

#[track_caller]
fn never(recorded: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(recorded, text), None, "{recorded} in {text}");
    }
}

#[test]
fn inflected_names_are_found() {
    surely(
        "Иван Петров",
        &[
            "от «Ивана Петрова».",
            "«Ивану Петрову»",
            "с «Иваном Петровым»",
            "об «Иване Петрове»",
        ],
    );
    surely("Мария Соколова", &["«Марии Соколовой»", "«Марию Соколову»"]);
    surely(
        "Андрей Достоевский",
        &["«Андрея Достоевского»", "«Андрею Достоевскому»"],
    );
    surely("Павел Коваль", &["«Павла Коваля»", "«Павлом Ковалем»"]);
    surely(
        "Jan Kowalski",
        &[
            "u «Jana Kowalskiego».",
            "«Janowi Kowalskiemu»",
            "z «Janem Kowalskim»",
        ],
    );
    surely("Anna Kowalska", &["«Anny Kowalskiej»", "«Annę Kowalską»"]);
    surely("Marek Dušek", &["«Marka Duška»", "«Markovi Duškovi»"]);
    surely(
        "Γιώργος Παππάς",
        &["του «Γιώργου Παππά»", "τον «Γιώργο Παππά»"],
    );
    surely("Ahmet Yılmaz", &["«Ahmet Yılmaz»'ın", "«Ahmet Yılmazın»"]);
    surely("Jonas Petraitis", &["«Jono Petraitis»"]);
    surely("Matti Virtala", &["«Matti Virtalan»"]);
    surely("Ana Horvat", &["«Ane Horvata»", "«Ani Horvat»"]);
    surely("Nagy Kovács", &["«Nagy Kovácsnak»"]);
    possibly("Иван Петров", &["дом «Петров»а", "«Петров»у"]);
    possibly("Jan Kowalski", &["«Kowalski»ego", "«Kowalska»"]);
    possibly("김철수", &["«김철수»가 말했다", "«김철수»는"]);
}

#[test]
fn parts_of_a_name_are_found_alone() {
    surely(
        "Ivan Petrov",
        &[
            "said «Petrov».",
            "«PETROV»'s house",
            "/staff/«petrov»/",
            "#«Petrov»",
        ],
    );
    surely("Petrov, Ivan", &["«Petrov»"]);
    surely("Петров Иван Сергеевич", &["«Петров» сказал"]);
    surely("Иван Сергеевич Петров", &["«Петров» сказал"]);
    surely("Dr. Anna van der Berghof", &["Frau «Berghof»"]);
    never(
        "Ivan Petrov",
        &["Ivan said", "Petrova1st", "petrovsk", "pet rock"],
    );
    never("The nurse", &["a nurse", "nurses"]);
}

#[test]
fn half_a_name_does_not_stay_beside_the_stand_in() {
    possibly(
        "Ivan Petrov",
        &[
            "«И.С. Петров» сказал",
            "«И. С. Петрову»",
            "сказал «Петров И. С».",
            "сказал «Петров И.С»., но",
        ],
    );
    surely(
        "Ivan Petrov",
        &[
            "«I.S. Petrov» said",
            "said «I. S. Petrov».",
            "«Petrov I. S». said",
            "«Petrov Ivan Sergeevich»",
            "«Иван Петров»",
            "«Petrov», A. Smith and others",
            "the U.N. and «Petrov». A. Smith",
        ],
    );
}

#[test]
fn a_surname_in_small_letters_within_prose_is_only_possibly_a_name() {
    possibly(
        "Anna Baker",
        &["the «baker» and", "«a baker» and", "her «baker»."],
    );
    surely(
        "Anna Baker",
        &["«A. baker»", "«anna baker»", "/«baker»/", "the «Baker»"],
    );
    surely("გიორგი ბერიძე", &["და «ბერიძე» იყო"]);
}

#[test]
fn short_parts_are_only_possibly_names() {
    possibly("Na Li", &["said «Li»", "-«li»-", "Mr. «Li»"]);
    possibly("Sue", &["«Sue» said"]);
    possibly("田中 太郎", &["昨日«田中»氏は"]);
    possibly("Theresa May", &["said «May»."]);
    never("Theresa May", &["it may be", "dismay"]);
}

#[test]
fn initials_and_middle_names_are_found() {
    surely(
        "Ivan Petrov",
        &[
            "«I. Petrov»",
            "«Petrov I».",
            "«I.Petrov»",
            "«Ivan S. Petrov»",
            "«Ivan Sergeyevich Petrov»",
        ],
    );
    surely(
        "Иван Сергеевич Петров",
        &[
            "«Петров И. С».",
            "«И. С. Петров»",
            "«И.С. Петров»",
            "«Иван Петров»",
            "«Иван Сергеевич»",
            "«Ивану Сергеевичу»",
        ],
    );
    possibly(
        "Ivan Petrov",
        &["«ipetrov»@mill.example", "said «I. P.» then", "(«I.P.»)"],
    );
    never("Ivan Petrov", &["I.P.A.", "V.I.P.", "i.p.", "IP"]);
    possibly("Na Li", &["«N. Li»"]);
    possibly("Ivan Petrov", &["«Ivan P».", "«ivan_p»"]);
}

#[test]
fn names_in_reverse_order_are_found() {
    surely(
        "Ivan Petrov",
        &[
            "«Petrov, Ivan»",
            "«PETROV Ivan»",
            "«petrov_ivan».pdf",
            "«Petrov Ivan Sergeyevich»",
        ],
    );
    surely("Иван Петров", &["«Петров, Иван»", "«Петрова Ивана»"]);
    surely("Kim Minsu", &["«Minsu Kim»"]);
}

#[test]
fn names_of_one_word_are_found_as_two_and_the_reverse() {
    for text in ["«田中　太郎»", "«田中\n太郎»", "«田中・太郎»"] {
        assert!(found("田中太郎", text).is_some(), "{text}");
    }
    for text in ["«田中太郎»", "«田中　太郎»", "「«田中\n太郎»」"] {
        assert!(found("田中 太郎", text).is_some(), "{text}");
    }
    for text in [
        "«迈克尔·乔丹»",
        "«迈克尔乔丹»",
        "«迈克尔 乔丹»",
        "«迈克尔・乔丹»",
        "«乔丹»",
    ] {
        assert!(found("迈克尔·乔丹", text).is_some(), "{text}");
    }
    for text in ["«عبد الله»", "«عبدالله»", "«عبد\nالله»", "«عَبْدُ الله»"]
    {
        assert!(found("عبد الله", text).is_some(), "{text}");
        assert!(found("عبدالله", text).is_some(), "{text}");
    }
    surely("Ivan Petrov", &["«IvanPetrov»", "@«ivanpetrov»"]);
    surely("MacDonald", &["«Mac Donald»", "«Mac-Donald»"]);
    surely("Mac Donald", &["«MacDonald»"]);
}

#[test]
fn names_are_found_broken_and_spaced() {
    surely(
        "Ivan Petrov",
        &[
            "«Ivan\nPetrov»",
            "«Ivan Pet-\nrov»",
            "«Ivan Pet\u{2010}\n  rov»",
            "«Ivan Pet\u{AD}\nrov»",
            "«I v a n P e t r o v»",
            "«I-v-a-n_P-e-t-r-o-v»",
            "«I.v.a.n P.e.t.r.o.v»",
            "«Iv\u{2014}\nan Petrov»",
        ],
    );
    possibly(
        "Ivan Petrov",
        &["«Pet-\nrov» said", "«P e t r o v»", "«Pet\nrov»"],
    );
    surely(
        "Иван Петров",
        &["«Иван Пет-\nров»", "«И в а н П е т р о в»"],
    );
    surely("Παύλος Παππάς", &["«Παύλος Παπ-\nπάς»"]);
    surely("محمد الحسيني", &["«محمد\nالحسيني»"]);
    surely("स्वाति मेनन", &["«स्वाति\nमेनन»"]);
    assert!(found("สมชาย ใจดี", "«สมชาย\nใจดี»").is_some());
}

#[test]
fn names_are_found_in_markup_and_escapes() {
    surely(
        "Ivan Petrov",
        &[
            "«Iv<b>an</b> Petrov»",
            "«Ivan</td><td>Petrov»",
            "«Iv**an** _Petrov»_",
            "«Ivan&nbspPetrov»",
            "«I&#118;an Pe&shy;trov»",
            "<a href=\"/«ivan-petrov»\">",
            "«Ivan\\nPetrov»",
            "«\\u0049van Petrov»",
            "«Ivan%20Petrov»",
            "«Ivan%252520Petrov»",
            "«Iv&lt;i&gt;an&lt;/i&gt; Petrov»",
            "«Iv<!-- x -->an Petrov»",
            "«%49&#118;an Pet-\nrov»",
        ],
    );
    surely(
        "Иван Петров",
        &[
            "«%C8%E2%E0%ED%20%CF%E5%F2%F0%EE%E2»",
            "«%E9%D7%C1%CE+%F0%C5%D4%D2%CF%D7»",
            "«\\u0418\\u0432\\u0430\\u043d Петров»",
            "«&#1048;&#x432;&#1072;&#1085; Петров»",
            "«%u0418%u0432%u0430%u043d Петров»",
            "«\\xd0\\x98ван Петров»",
            "«\\320\\230ван Петров»",
        ],
    );
    surely(
        "Jörg Lødø",
        &["«J%F6rg L%F8d%F8»", "«J&oumlrg L&oslash;d&oslash»"],
    );
}

#[test]
fn look_alikes_and_other_shapes_are_found() {
    surely(
        "Ivan Petrov",
        &[
            "«Iv\u{430}n P\u{435}tr\u{43e}v»",
            "«lvan Petrov»",
            "«1van Petr0v»",
            "«ɪᴠᴀɴ ᴘᴇᴛʀᴏᴠ»",
            "«𝓘𝓿𝓪𝓷 𝓟𝓮𝓽𝓻𝓸𝓿»",
            "«Ⓘⓥⓐⓝ Ⓟⓔⓣⓡⓞⓥ»",
            "«Ｉｖａｎ Ｐｅｔｒｏｖ»",
            "«🅸🆅🅰🅽 🅿🅴🆃🆁🅾🆅»",
            "«Iva\u{301}n Pe\u{336}trov»",
        ],
    );
    surely("Tim Brenner", &["«Tirn Brenner»", "«Тim Вrenner»"]);
    surely(
        "Иван Петров",
        &["«Ивaн Пeтpoв»", "«Ива\u{301}н Петро\u{301}в»"],
    );
    surely(
        "Witness 12",
        &["«Witness １２»", "«witness ١٢»", "«Witness 12»"],
    );
    surely("Šárka Łęcka", &["«Sarka Lecka»", "«ŠÁRKA ŁĘCKA»"]);
}

#[test]
fn names_are_found_in_other_alphabets() {
    surely(
        "Иван Петров",
        &[
            "said «Ivan Petrov»",
            "«Petrov, Ivan»",
            "/«ivan-petrov».jpg",
            "«Iwan Petrow»",
        ],
    );
    surely(
        "Ivan Petrov",
        &["сказал «Иван Петров».", "قال «إيفان بيتروف»"],
    );
    possibly("Ivan Petrov", &["дом «Ивана Петровым»", "сказал «Петров»"]);
    possibly("Иван Петров", &["said «Petrov»", "said «Petrow»"]);
    possibly("محمد الحسيني", &["«Mohamed al-Husseini» said"]);
    never(
        "Иван Петров",
        &["Ivan said", "a petrov", "Peter Ivanov", "pet rock"],
    );
    never(
        "Ivan Petrov",
        &["сказал Иван", "петровский парк", "Пётр Иванов"],
    );
}

#[test]
fn names_are_possibly_found_with_what_alphabets_add_to_them() {
    for (recorded, text) in [
        ("Giorgi Beridze", "თქვა «გიორგი ბერიძე»"),
        ("Ivan Petrov", "თქვა «ივან პეტროვი»"),
        ("Урсула фон дер Ляйен", "said «Ursula von der Leyen»"),
        ("Ursula von der Leyen", "сказала «Урсула фон дер Ляйен»"),
        ("Jean Dupont", "сказал «Жан Дюпон»"),
        ("Abdullah Saleh", "قال «عبد الله صالح»"),
        ("عبد الله", "said «Abdullah» yesterday"),
        ("Hassan Nasrallah", "قال «حسن نصر الله»"),
        ("Mohammed al-Hassan", "قال «لمحمد الحسن»"),
        ("יוסי כהן", "said «Yossi Cohen»"),
        ("משה לוי", "said «Moshe Levi»"),
        ("Fatima Zahra", "قالت «فاطمة الزهراء»"),
        ("Ivan Petrov", "дом «Петрова»"),
        ("Ivan Petrov", "дом «Петрову»"),
        ("Мария Иванова", "сказала «Марія Іванова»"),
        ("Наталья Григорьева", "«Наталія Григор'єва»"),
    ] {
        assert!(found(recorded, text).is_some(), "{recorded}: {text}");
    }
}

#[test]
fn a_surname_with_a_small_letter_is_found_alone() {
    for (recorded, text) in [
        ("Ahmed al-Harbi", "«al-Harbi» spoke"),
        ("Ahmed al-Harbi", "«Al-Harbi» spoke"),
        ("Ahmed al-Harbi", "Mr «Harbi» spoke"),
        ("Omar el-Bashir", "President «el-Bashir» spoke"),
        ("Omar el-Bashir", "President «Elbashir» spoke"),
        ("Omar el-Bashir", "President «al-Bashir» spoke"),
        ("Moqtada as-Sadr", "«as-Sadr» and others"),
        ("Moqtada al-Sadr", "«as-Sadr» and others"),
        ("Jean d'Arcy", "Mr «d’Arcy» spoke"),
        ("Jean-Pierre d’Ormesson", "Mr «d'Ormesson» spoke"),
        ("Filipe d'Ávila", "senhor «D'Avila»"),
        ("Sara deVries", "Ms «deVries» spoke"),
        ("Leonardo diCaprini", "Mr «diCaprini» spoke"),
        ("Luis dela Cruzado", "Mr «dela Cruzado» spoke"),
        ("Giovanni degli Albertini", "said «Albertini»"),
        ("Peter in 't Veldman", "said «Veldman»"),
        ("Tim te Wieriken", "said «Wieriken»"),
        ("Jo aan de Wielen", "said «Wielen»"),
        ("Petra op den Kampen", "said «Kampen»"),
        ("Vincent van’t Hoffmann", "said «Hoffmann»"),
        ("Karl v. Steinfeld", "said «Steinfeld»"),
        ("Sean mac Cumhaill", "said «Cumhaill»"),
        ("Niamh ní Bhriain", "said «Bhriain»"),
        ("Yusuf oğlu Demirtas", "said «Demirtas»"),
        ("Jan z Rokycany", "said «Rokycany»"),
        ("Anna Lindqvist née Halvorsen", "said «Lindqvist»"),
        ("Anna Lindqvist née Halvorsen", "said «Halvorsen»"),
        ("Anna Lindqvist née Halvorsen", "said «Anna Halvorsen»"),
        ("Anna Lindqvist, nurse", "said «Lindqvist»"),
        ("Anna Lindqvist junior", "said «Lindqvist»"),
        ("Max Mustermann jun.", "said «Mustermann»"),
        ("Dr. Petrov", "said «Petrov»"),
        ("Anna_Lindqvist", "said «Lindqvist»"),
    ] {
        let found = found_in(recorded, text);
        assert!(found, "{recorded}: {text}");
    }
}

/// Whether the name at the marks is found: all of it, perhaps with what is before and after it.
fn found_in(recorded: &str, marked: &str) -> bool {
    let names = names(&[(recorded, "", "Source A")]);
    let start = marked.find('«').unwrap();
    let end = marked.find('»').unwrap() - '«'.len_utf8();
    let text = marked.replace(['«', '»'], "");
    let found = names.find(&text, &OtherWords::default());
    found.iter().any(|it| {
        let letters = &text[start..end];
        let last = letters.rsplit([' ', '-']).next().unwrap();
        it.replaced().start() <= end - last.len() && it.replaced().end() >= end
    })
}

#[test]
fn arabic_names_are_found_with_any_article_and_none() {
    for (recorded, text) in [
        ("محمد القحطاني", "said «Mohammed Alqahtani»"),
        ("محمد القحطاني", "said «Alqahtani»"),
        ("محمد القحطاني", "said «al-Qahtani»"),
        ("محمد القحطاني", "said «Mohamed Elkahtani»"),
        ("محمد القحطاني", "قال «للقحطاني»"),
        ("عبد الله الحربي", "said «Abdullah Alharbi»"),
        ("عبد الله الحربي", "said «AlHarbi»"),
        ("عبد الله الحربي", "said «Abdullah Elharbi»"),
        ("عبد الله الحربي", "said «el Harbi»"),
        ("عبد الله الحربي", "قال «للحربي»"),
        ("عبد الله الحربي", "قال «عبد الله حربي»"),
        ("أحمد الشرع", "said «Ahmed ash-Sharaa»"),
        ("أحمد الشرع", "said «Ahmad Alsharaa»"),
        ("أحمد الشرع", "сказал «Ахмед аш-Шараа»"),
        ("أحمد الشرع", "قال «أحمد شرع»"),
        ("Mohammed Alqahtani", "قال «محمد القحطاني»"),
        ("Abu Bakr al-Baghdadi", "قال «أبو بكر البغدادي»"),
        ("Ahmed Alharbi", "said «al-Harbi»"),
    ] {
        assert!(found_in(recorded, text), "{recorded}: {text}");
    }
}

#[test]
fn a_double_surname_that_comes_first_is_found_by_halves() {
    for text in [
        "«Kovács»",
        "«Nagy»",
        "«Éva Kovács»",
        "«Kovács Éva»",
        "«Nagy Éva»",
        "«Kovács»-Nagyot",
        "«Kovácsné»",
    ] {
        assert!(found_in("Kovács-Nagy Éva", text), "{text}");
    }
    assert!(found_in("Szabó Éva", "«Szabóné»"));
}

#[test]
fn user_names_are_found() {
    for (recorded, text) in [
        ("Jan Kowalski", "«jkowalski77»"),
        ("Jan Kowalski", "«kowalski77»"),
        ("Jan Kowalski", "«j.kowalski77»"),
        ("Ivan Petrov", "«ipetrov77»"),
        ("José García Márquez", "«jgarcia»"),
        ("José García Márquez", "«josegarcia»"),
        ("José García Márquez", "«garciamarquez»"),
        ("José García Márquez", "«jgarciamarquez»"),
        ("Ana Ruiz de la Prada", "«Ruizdelaprada»"),
    ] {
        assert!(found_in(recorded, text), "{recorded}: {text}");
    }
}

#[test]
fn no_part_of_a_name_stays_at_the_stand_in() {
    for (recorded, text, expected) in [
        (
            "יוסי לוי-ברק",
            "We met Yossi Levi-Barak there",
            "We met Source A there",
        ),
        (
            "Anna L.",
            "Anna Lindqvist and Anna Lopez; Anna left",
            "Anna Lindqvist and Anna Lopez; Anna left",
        ),
        ("Anna L.", "said Anna L. there", "said Source A. there"),
        ("A. Lindqvist", "said Anna Lindqvist", "said Anna Source A"),
        (
            "Nguyễn Văn An",
            "said An, Nguyen Van there",
            "said Source A there",
        ),
        (
            "Sean O'Connor",
            "said Seán Ó Conchobhair there",
            "said Source A there",
        ),
        ("迈克尔·乔丹", "他是迈克尔·杰弗里·乔丹。", "他是Source A。"),
        (
            "Ivan Petrov",
            "IvanPetrov88 and Petrovым",
            "Source A and Source A",
        ),
    ] {
        let names = names(&[(recorded, "", "Source A")]);
        assert_eq!(names.concealed(text), expected, "{recorded}");
    }
}

#[test]
fn short_words_with_other_tones_and_vowels_are_no_names() {
    for (recorded, texts) in [
        (
            "Phạm Thị Thu",
            ["Không thể thêm các gói.", "việc thu hồi"].as_slice(),
        ),
        ("Trần Thị Hoa", &["thì hoạt động", "cũ hơn thời", "có thể"]),
        (
            "Nguyễn Văn An",
            &["tài nguyên", "nguyên nhân", "hogy vannak"],
        ),
    ] {
        never(recorded, texts);
    }
    for text in ["Groß-/Kleinschreibung", "zwei GRÖßE Bytes", "die Größe"] {
        let found = found("Karl Groß", text);
        assert_ne!(found, Some(Certainty::Surely), "{text}");
    }
    surely("Phạm Thị Thu", &["chị «Phạm Thị Thu»", "«Pham Thi Thu»"]);
    possibly("Phạm Thị Thu", &["«Thị Thu» nói"]);
    possibly("Nguyễn Văn An", &["ông «Nguyễn» nói", "ông «An» nói"]);
}

#[test]
fn the_search_says_how_many_spellings_have_no_surname() {
    let mut project = Project::default();
    for (at, name) in ["Ahmed al-Harbi", "The nurse"].into_iter().enumerate() {
        let speaker = Speaker {
            stand_in: Some("Source A".to_owned()),
            ..Speaker::new(SpeakerId::new(at as u64 + 1), name.to_owned())
        };
        let speaker = Box::new(speaker);
        project
            .apply(Edit::Speaker(SpeakerEdit::Add { at, speaker }))
            .unwrap();
    }
    let said = searched_for(&project);
    assert!(
        said.contains("by surname alone (but for 1 spelling that reads like a description)"),
        "{said}"
    );
}

/// The names and texts in the tables of docs/protected-sources.md, under a heading.
fn manual_rows(heading: &str) -> Vec<(&'static str, &'static str)> {
    const PAGE: &str = include_str!("../../../../docs/protected-sources.md");
    let (_, page) = PAGE.split_once(heading).unwrap();
    let page = page.split("\n## ").next().unwrap();
    let rows = page.lines().filter_map(|line| {
        let cells = line.strip_prefix('|')?.strip_suffix('|')?;
        let [_, recorded, text] = cells.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            return None;
        };
        let is_heading = recorded == "recorded" || recorded.starts_with("---");
        (!is_heading).then_some((recorded, text))
    });
    rows.collect()
}

#[test]
fn the_manual_says_what_is_found() {
    let rows = manual_rows("\n## Exports");
    assert!(rows.len() > 20);
    for (recorded, text) in rows {
        assert!(found(recorded, text).is_some(), "{recorded}: {text}");
    }
}

#[test]
fn the_manual_says_what_is_not_found() {
    let rows = manual_rows("\n## What the search does not find");
    assert!(rows.len() > 15);
    for (recorded, text) in rows {
        never(recorded, &[text]);
    }
}

/// Sentences without the names, of words that resemble parts of them.
#[test]
fn cells_without_a_name_raise_no_alarm() {
    const WORDS: [&str; 40] = [
        "the",
        "minister",
        "said",
        "that",
        "twelve",
        "people",
        "were",
        "injured",
        "near",
        "harbour",
        "may",
        "march",
        "markets",
        "marble",
        "order",
        "odour",
        "today",
        "industry",
        "martial",
        "petrol",
        "petrified",
        "ivy",
        "van",
        "janitor",
        "January",
        "kilowatt",
        "U.S.",
        "A.M.",
        "p.m.",
        "Marta's",
        "Ministry",
        "of",
        "Defence",
        "in",
        "Karveth",
        "Ivanhoe",
        "on",
        "Monday",
        "I.D.",
        "overall",
    ];
    let mut state = 7_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 33) as usize % WORDS.len()]
    };
    let cells: Vec<String> = (0..1_000)
        .map(|_| (0..20).map(|_| next()).collect::<Vec<_>>().join(" "))
        .collect();
    for recorded in [
        "Ivan Petrov",
        "Marta Oduya",
        "Jan Kowalski",
        "Anna Krüger",
        "Na Li",
        "Иван Петров",
        "Van Morris",
    ] {
        let names = names(&[(recorded, "", "Source A")]);
        let alarms = cells.iter().filter(|cell| names.are_in(cell)).count();
        assert!(alarms <= 1, "{alarms} alarms for {recorded}");
    }
}

#[test]
fn a_possible_name_hides_no_certain_one() {
    let names = names(&[("Karl Lee", "", "Source A"), ("Lee Wong", "", "Source B")]);
    let text = "On Monday K Lee Wong said so.";
    let shown = names.concealed_but(text, &OtherWords::default(), Certainty::Surely);
    assert_eq!(shown, "On Monday K Source B said so.");
}
