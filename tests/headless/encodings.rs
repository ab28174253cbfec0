//! Encodings: the encoding of a file is recognised, or the guess is marked as doubtful and can be changed.

use std::fs;

use crate::support::{import_file, isolated, not_kept};
use crosscheck::{
    import::{
        Confidence, DecodeError, ImportedArticle, ReadOptions, TextEncoding, encodings, import_all,
        import_bytes, read_in_encoding,
    },
    project::{Article, ArticleId},
    storage::{Progress, Settings},
    text::TextSelection,
    workbench::{ArticleIntent, Command, DocumentIntent, Effect, Intent, PassageIntent, Workbench},
};

fn named(name: &str) -> &'static TextEncoding {
    encodings().find(|encoding| encoding.name == name).unwrap()
}

/// The bytes of a text in a single-byte encoding.
fn encoded(text: &str, encoding: &'static TextEncoding) -> Vec<u8> {
    let character = |byte: u8| {
        let read =
            read_in_encoding("Text", &[b'x', byte], encoding, &ReadOptions::default()).unwrap();
        read.text.as_str().chars().nth(1)
    };
    let high: Vec<Option<char>> = (0x80..=0xFF).map(character).collect();
    let byte = |c: char| match u8::try_from(c) {
        Ok(byte) if byte < 0x80 => byte,
        _ => {
            0x80 + high
                .iter()
                .position(|it| *it == Some(c))
                .unwrap_or_else(|| panic!("{c}")) as u8
        }
    };
    text.chars().map(byte).collect()
}

/// Texts in the languages that an encoding is for.
const WRITTEN: [(&str, &[&str]); 21] = [
    (
        "Le moulin de Lorvène a brûlé\n\nTrois pompiers ont été blessés, a précisé le préfet. « C’était très dur », raconte-t-il à la presse.",
        &["Windows-1252", "Mac Roman"],
    ),
    (
        "Le moulin de Lorvène a brûlé\n\nTrois pompiers ont été blessés, a précisé le préfet. L'hôpital les soigne à l'étage.",
        &["DOS 850", "DOS 437", "DOS 863"],
    ),
    (
        "Mühle in Lorwen abgebrannt\n\nDrei Feuerwehrleute wurden verletzt, sagte der Bürgermeister. Die Löscharbeiten dauerten bis spät in die Nacht, große Schäden blieben.",
        &["Windows-1252", "Mac Roman", "DOS 850"],
    ),
    (
        "El molino se quemó\n\nTres bomberos están heridos, según el alcalde. ¿Quién lo hizo? Mañana habrá más información para los niños.",
        &["Windows-1252", "Mac Roman", "DOS 850"],
    ),
    (
        "Møllen brændte\n\nTre brandfolk blev såret, siger borgmesteren. Der er ikke længere røg over byen, og børnene må gå ud igen.",
        &["Windows-1252", "Mac Roman", "DOS 850", "DOS 865"],
    ),
    (
        "Młyn spłonął\n\nTrzej strażacy zostali ranni, powiedział burmistrz. Ogień gaszono przez całą noc, a mieszkańcy musieli opuścić swoje domy. Są też zniszczone łodzie.",
        &[
            "Windows-1250",
            "ISO-8859-2",
            "DOS 852",
            "Mac Central European",
        ],
    ),
    (
        "Mlýn vyhořel\n\nTři hasiči byli zraněni, řekl starosta. Oheň hasili celou noc a obyvatelé museli opustit své domy. Škoda ještě není známa.",
        &[
            "Windows-1250",
            "ISO-8859-2",
            "DOS 852",
            "Mac Central European",
        ],
    ),
    (
        "Leégett a malom\n\nHárom tűzoltó megsérült, mondta a polgármester. A tüzet egész éjjel oltották, és a lakóknak el kellett hagyniuk a házukat. Több ló is elpusztult.",
        &["Windows-1250", "DOS 852", "Mac Central European"],
    ),
    (
        "Değirmen yandı\n\nÜç itfaiyeci yaralandı, dedi belediye başkanı. Yangın bütün gece söndürülmeye çalışıldı ve köylüler evlerini boşaltmak için bekledi.",
        &["Windows-1254", "DOS 857", "Mac Turkish"],
    ),
    (
        "Sudegė malūnas\n\nTrys ugniagesiai buvo sužeisti, sakė meras. Gaisras gesintas visą naktį, o gyventojai turėjo palikti savo namus. Žala dar nežinoma.",
        &["Windows-1257", "DOS 775"],
    ),
    (
        "Nodegušas dzirnavas\n\nTrīs ugunsdzēsēji tika ievainoti, sacīja mērs. Uguni dzēsa visu nakti, un iedzīvotājiem bija jāatstāj savas mājas. Zaudējumi vēl nav zināmi.",
        &["Windows-1257", "DOS 775"],
    ),
    (
        "Сгорела мельница\n\nТрое пожарных получили ожоги, сказал мэр. Огонь тушили всю ночь, и жителям пришлось покинуть дома.",
        &[
            "Windows-1251",
            "KOI8-R",
            "DOS 866",
            "DOS 855",
            "Mac Cyrillic",
            "ISO-8859-5",
        ],
    ),
    (
        "Згорів млин\n\nТроє пожежників дістали опіки, сказав міський голова. Вогонь гасили всю ніч, і жителі мусили залишити свої домівки, їх прийняла школа.",
        &["Windows-1251", "KOI8-U"],
    ),
    (
        "Κάηκε ο μύλος\n\nΤρεις πυροσβέστες τραυματίστηκαν, είπε ο δήμαρχος. Η φωτιά έσβησε το πρωί και οι κάτοικοι έφυγαν από τα σπίτια τους.",
        &["Windows-1253", "DOS 737", "DOS 869", "Mac Greek"],
    ),
    (
        "הטחנה נשרפה\n\nשלושה כבאים נפצעו, אמר ראש העיר. האש כובתה רק בבוקר והתושבים עזבו את בתיהם.",
        &["Windows-1255", "DOS 862"],
    ),
    (
        "احترقت الطاحونة\n\nأصيب ثلاثة من رجال الإطفاء، كما قال رئيس البلدية. وأخمدت النار في الصباح وترك السكان بيوتهم.",
        &["Windows-1256", "ISO-8859-6"],
    ),
    (
        "โรงสีไฟไหม้\n\nนักดับเพลิงสามคนได้รับบาดเจ็บ นายกเทศมนตรีกล่าว ไฟดับลงในตอนเช้าและชาวบ้านต้องออกจากบ้าน",
        &["Windows-874"],
    ),
    (
        "“The mill is gone,” the mayor said — and nobody knows why. It wasn’t insured, and it isn’t clear who’s to pay. “We’d like to know,” the owner said.",
        &["Windows-1252", "Mac Roman"],
    ),
    (
        "Mylnan brann\n\nÞrír slökkviliðsmenn særðust, sagði bæjarstjórinn. Það var ekki hægt að bjarga húsinu og íbúarnir urðu að fara.",
        &["Windows-1252", "DOS 861"],
    ),
    (
        "O moinho ardeu\n\nTrês bombeiros ficaram feridos, disse o presidente da câmara. Não há informações sobre a razão; as crianças já estão em casa.",
        &["Windows-1252", "Mac Roman", "DOS 860"],
    ),
    (
        "Mlin je izgorio\n\nTri vatrogasca su ozlijeđena, rekao je gradonačelnik. Vatra je gašena cijelu noć, a stanovnici su morali napustiti kuće. Šteta još nije poznata, kažu čelnici.",
        &["Windows-1250", "DOS 852"],
    ),
];

#[test]
fn text_in_windows_mac_and_dos_encodings_is_decoded_correctly() {
    let mut wrong = Vec::new();
    for (text, names) in WRITTEN {
        for name in names {
            let read = import_bytes(&encoded(text, named(name))).unwrap();
            println!("{name}: {:?}", read.reading());
            let is_guess = read
                .reading()
                .is_some_and(|reading| reading.contains("guessed"));
            if read.text.as_str() != text || !is_guess || read.confidence == Confidence::Doubtful {
                wrong.push((name, read.encoding.name, read.text.as_str().to_owned()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// With too few letters, the guess may be wrong, but never silently.
#[test]
fn a_headline_is_decoded_correctly_or_doubted() {
    for (text, names) in WRITTEN {
        let headline = text.lines().next().unwrap();
        for name in names {
            let read = import_bytes(&encoded(headline, named(name))).unwrap();
            let is_right = read.text.as_str() == headline;
            assert!(
                is_right || read.confidence == Confidence::Doubtful,
                "{name}: {} {}",
                read.encoding.name,
                read.text.as_str()
            );
        }
    }
}

/// A few words tell little, so a wrong guess of them says that it is one.
#[test]
fn a_few_words_are_decoded_correctly_or_marked_as_guessed() {
    let mut wrong = Vec::new();
    for (text, names) in WRITTEN {
        for name in names {
            let words: Vec<&str> = text.split_whitespace().collect();
            for run in words.chunks(1).chain(words.chunks(3)) {
                let run = run.join(" ");
                let read = import_bytes(&encoded(&run, named(name))).unwrap();
                let is_certain = read.confidence == Confidence::Certain;
                if read.text.as_str() != run && is_certain {
                    wrong.push((name, run, read.text.as_str().to_owned()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn bytes_that_are_utf_8_by_chance_are_doubted() {
    let doubted: [&[u8]; 5] = [
        // "oběť" in DOS 852, "屋頂倒塌" in UTF-7, "είναι" and "ότι η" in DOS 737, "여섯" in Windows-949.
        b"ob\xD8\x9C",
        b"+XEuYAlASWEw-",
        b"\x9C\xE5\xA4\x98\xA0",
        b"\xE6\xAB\xA0 \x9E",
        b"\xBF\xA9\xBC\xB8",
    ];
    for bytes in doubted {
        let read = import_bytes(bytes).unwrap();
        assert_eq!(
            read.confidence,
            Confidence::Doubtful,
            "{}",
            read.text.as_str()
        );
    }
    for text in [
        "naïve 5 µm",
        "the Ω point",
        "C++ and 1+1",
        "— И.",
        "٣ places",
        "K-α",
    ] {
        let read = import_bytes(text.as_bytes()).unwrap();
        assert_eq!(read.confidence, Confidence::Certain, "{text}");
    }
}

#[track_caller]
fn check(bytes: &[u8], expected: &str, encoding: &str, unreadable: usize) -> ImportedArticle {
    let read = import_bytes(bytes).unwrap();
    assert_eq!(read.text.as_str(), expected);
    assert_eq!(
        (read.encoding.name, read.unreadable),
        (encoding, unreadable)
    );
    read
}

#[test]
fn valid_utf_8_is_utf_8_whatever_else_is_in_it() {
    for text in [
        "Сгорела\u{b}мельница",
        "Κάηκε\u{b}ο μύλος",
        "Сгорела\u{2}мельница\u{1f}!",
        "дом\u{7f}\u{8}ик",
        "粉挽き小屋が燃えた\u{c}",
    ] {
        for end in ["", " "] {
            let text = format!("{text}{end}");
            let read = import_bytes(text.as_bytes()).unwrap();
            assert_eq!(read.encoding.name, "UTF-8", "{text:?}");
            assert_eq!(read.reading(), None);
        }
    }
}

#[test]
fn utf_8_with_bad_bytes_is_still_utf_8_and_reported() {
    for (text, _) in WRITTEN {
        let bytes = text.as_bytes();
        let last = (0..bytes.len()).rfind(|at| bytes[*at] >= 0xC0).unwrap();
        let cut = &bytes[..=last];
        let shown = format!("{}\u{FFFD}", &text[..last]);
        let read = check(cut, &shown, "UTF-8", 1);
        assert!(
            read.reading()
                .is_some_and(|reading| reading.contains("1 place could not be read"))
        );
        let mut odd = bytes.to_vec();
        odd.insert(3, 0xE4);
        odd.insert(9, 0xFF);
        let read = import_bytes(&odd).unwrap();
        assert_eq!(read.encoding.name, "UTF-8", "{text}");
        assert!(read.unreadable >= 2);
    }
}

#[test]
fn other_encodings_with_control_characters_are_not_taken_for_utf_16() {
    let russian = "Сгорела мельница, сказал мэр, и жителям пришлось покинуть дома";
    for name in ["KOI8-R", "Windows-1251", "DOS 866"] {
        for control in ["\u{b}", "\u{1f}", "\u{1}"] {
            for end in ["", " "] {
                let text = russian.replacen(' ', control, 1) + end;
                let read = import_bytes(&encoded(&text, named(name))).unwrap();
                assert_eq!(read.encoding.name, name);
            }
        }
    }
    let nul = encoded(&russian.replacen(' ', "\0", 1), named("KOI8-R"));
    assert_eq!(import_bytes(&nul).unwrap_err(), DecodeError::Nul);
}

#[test]
fn byte_order_marks_decide_the_encoding_and_are_removed() {
    let text = "Mühle";
    check(
        b"\xEF\xBB\xBF\xEF\xBB\xBF\xEF\xBB\xBFM\xC3\xBChle",
        text,
        "UTF-8",
        0,
    );
    check(b"\xFF\xFE\xFF\xFEM\0\xFC\0h\0l\0e\0", text, "UTF-16LE", 0);
    check(b"\x84\x31\x95\x33\xC4\xA5\xB7\xBB", "磨坊", "GB18030", 0);
    let units = |write: fn(u32) -> [u8; 4]| -> Vec<u8> {
        "\u{FEFF}Mühle"
            .chars()
            .flat_map(|c| write(u32::from(c)))
            .collect()
    };
    check(&units(u32::to_le_bytes), text, "UTF-32LE", 0);
    check(&units(u32::to_be_bytes), text, "UTF-32BE", 0);
    // A byte order mark does not make the rest valid.
    check(
        b"\xEF\xBB\xBFM\xC3\xBChle \xFF brennt",
        "Mühle \u{FFFD} brennt",
        "UTF-8",
        1,
    );
    check(
        b"\xFF\xFEM\0\xFC\0h\0l\0e\0n",
        "Mühle\u{FFFD}",
        "UTF-16LE",
        1,
    );
    assert_eq!(
        import_bytes(b"\xEF\xBB\xBF\xFF").unwrap_err(),
        DecodeError::Broken("UTF-8")
    );
}

#[test]
fn ascii_with_escapes_to_other_scripts_is_decoded() {
    check(b"~{D%7;~} 12", "磨坊 12", "HZ", 0);
    check(b"\x1B$)C\x0E90\x0F 12", "물 12", "ISO-2022-KR", 0);
    check(b"Die M+APw-hle", "Die Mühle", "UTF-7", 0);
    check(b"1 + 1 is 2~", "1 + 1 is 2~", "UTF-8", 0);
}

/// The guess is based on parts of the file with non-ASCII bytes.
#[test]
fn a_long_file_is_guessed_like_a_short_one() {
    let (text, _) = WRITTEN[5];
    let mut bytes = b"The mill burned down, says the agency.\n".repeat(50_000);
    bytes.extend(encoded(text, named("DOS 852")));
    let read = import_bytes(&bytes).unwrap();
    assert_eq!(read.encoding.name, "DOS 852");
    assert!(read.text.as_str().ends_with(text));
}

#[test]
fn binary_files_are_refused() {
    let noise: Vec<u8> = (0..4000_u32).map(|at| (at * at % 251 + 1) as u8).collect();
    assert_eq!(import_bytes(&noise).unwrap_err(), DecodeError::Controls);
}

#[test]
fn every_encoding_of_the_table_reads_any_bytes() {
    let bytes: Vec<u8> = (1..=255).chain(1..=255).collect();
    for encoding in encodings() {
        let read = read_in_encoding("Text", &bytes, encoding, &ReadOptions::default()).unwrap();
        assert!(!read.text.as_str().is_empty(), "{}", encoding.name);
    }
    let mut names: Vec<&str> = encodings().map(|encoding| encoding.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn a_cancelled_folder_gives_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "text").unwrap();
    let progress = Progress::default();
    progress.cancel();
    assert!(
        import_all(
            &[folder.path().to_owned()],
            &isolated(),
            &not_kept(),
            &progress
        )
        .is_none()
    );
}

/// A session with the file added.
fn session(name: &str, bytes: &[u8]) -> Workbench {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let mut workbench = Workbench::new(Settings::default());
    let add = DocumentIntent::AddArticles(vec![path.clone()]);
    let effects = workbench.handle(Intent::Document(add));
    let progress = effects.into_iter().find_map(|effect| match effect {
        Effect::ReadArticles(_, _, progress) => Some(progress),
        _ => None,
    });
    let read = Some(vec![import_file(&path)].into());
    workbench.handle(Intent::Document(DocumentIntent::ArticlesRead(
        progress.unwrap(),
        read,
    )));
    workbench
}

fn first(workbench: &Workbench) -> &Article {
    workbench.project().articles().next().unwrap()
}

fn read_as(workbench: &mut Workbench, id: ArticleId, name: &str) {
    workbench.handle(Intent::Article(ArticleIntent::ReadAs(id, named(name))));
}

#[test]
fn a_guessed_encoding_is_shown_and_can_be_changed_until_the_first_highlight() {
    let german = "Mühle\n\nGroße Schäden";
    let mut workbench = session("mill.txt", &encoded(german, named("Windows-1252")));
    let notice = &workbench.notices()[0].text;
    assert!(
        notice.contains("mill.txt: Windows-1252, guessed"),
        "{notice}"
    );
    let before = first(&workbench).clone();
    assert_eq!(before.text.as_str(), german);

    read_as(&mut workbench, before.id, "Windows-1251");
    let after = first(&workbench).clone();
    assert_eq!(after.text.as_str(), "Mьhle\n\nGroЯe Schдden");
    assert_eq!(after.details.title, "Mьhle");
    assert_eq!(workbench.columns.focused(), Some(after.id));
    workbench.handle(Intent::Command(Command::Undo));
    assert_eq!(*first(&workbench), before);
    workbench.handle(Intent::Command(Command::Redo));
    read_as(&mut workbench, after.id, "Windows-1252");
    let again = first(&workbench).clone();
    assert_eq!(
        (again.text.as_str(), &again.details),
        (german, &before.details)
    );

    let selection = TextSelection { anchor: 0, head: 6 };
    let select = PassageIntent::SelectText(again.id, Some(selection));
    workbench.handle(Intent::Passage(select));
    workbench.handle(Intent::Command(Command::HighlightSelection));
    read_as(&mut workbench, again.id, "Windows-1251");
    assert_eq!(*first(&workbench), again);
}
