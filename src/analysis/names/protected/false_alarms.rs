//! Cells without a protected name: hardly one in a thousand is taken for one.

use super::tests::names;

/// Common words of a language, and words that are like parts of the names below.
const WORDS: [(&str, &str); 6] = [
    (
        "English",
        "the minister said that twelve people were injured near harbour may march markets marble order odour today industry \
         martial petrol petrified ivy van janitor January kilowatt U.S. A.M. p.m. Marta's Ministry of Defence in Karveth Ivanhoe on \
         Monday I.D. overall will carry bill Smithsonian Carterton johns hassle garlic Garner miller Kowloon cobalt",
    ),
    (
        "German",
        "die Ministerin sagte dass zwölf Menschen in der Nacht am Hafen verletzt wurden Müller Mühle Krüge krügerisch Kriege Annahme \
         Anna-Viertel Schmiede geschmiedet Jan. Januar Januskopf z.B. d.h. Dr. Martha Marter Order Petersilie petrochemisch Iwanow \
         Ivanhoe Na und Lied Liebe Karren Kartoffel Garten Gras Johannisbeere Kohle Kohlen Hass Hasen will Wille Bild Billett und \
         nicht mit auf Bürgermeister Stadt Wasser Damm brach Samstag Feuerwehr Hilfe Krankenhaus GmbH A.G.",
    ),
    (
        "Russian",
        "министр сказал что двенадцать человек были ранены ночью возле порта марта марте мартовский Иваново ивовый петровский петь \
         Петербург петля день ковалось ковать Анна анналы анна крюк круг Крым г. т.е. и т.д. США А.С. И.П. на ли лист \
         лицо Дамба прорвана в субботу пожарные больница город вода помощь мэр смит смета Джон кузнец карта картер хасан хозяин \
         гарсия гарь дождь река не они как но из за от до по для это уже ещё Ян январь янтарь",
    ),
    (
        "Ukrainian",
        "міністр сказав що дванадцятеро людей поранено вночі біля порту березень березня Іванків іванівський Петрівка петля \
         кувати ковальський Анна аннали круг Крим р. т.д. США А.С. І.П. на лі ліс лице дамбу прорвало в суботу пожежники лікарня \
         місто вода допомога мер сміт Джон картка картер хата гарно дощ річка не вони як але із за від до по для це вже ще січень Ян",
    ),
    (
        "Arabic",
        "قال الوزير إن اثني عشر شخصا أصيبوا بجروح ليلا قرب الميناء محمد محمود أحمد حسن حسين الحسنة حسنا خلال خليج جمال \
         جميل عبد عباد السيد السيدة سادة مارس مارتا إيفان بترول بطرس جون جنوب سميث سماء كارتر كرة غارسيا غاز آنا أنا كروغر كرو \
         مدينة ماء السد انهار يوم السبت رجال الإطفاء المستشفى مساعدة رئيس البلدية في من على إلى عن مع هذا هذه التي الذي لم لن كان",
    ),
    (
        "Spanish",
        "la ministra dijo que doce personas resultaron heridas de noche cerca del puerto marta Marte martes marzo orden olor ivan \
         Iván Ivanhoe petróleo Pedro pétreo Juan Jan. enero kilo Kowalska D.F. EE.UU. S.A. p.ej. Ana Anaya cruje Krugman García \
         garcilla gracia José jose Josefa herrero Smithson carta cartera hasta Hasán no na ni li lino Lima agua presa sábado rota \
         bomberos hospital ayuda alcalde ciudad con por para una los las se su al como más pero sus le ya o este sí porque",
    ),
];

const NAMES: [&str; 17] = [
    "Ivan Petrov",
    "Marta Oduya",
    "Jan Kowalski",
    "Anna Krüger",
    "Na Li",
    "Иван Петров",
    "Van Morris",
    "John Smith",
    "William Carter",
    "Олена Коваль",
    "حسن خليل",
    "محمد الحسيني",
    "Hassan Khalil",
    "José Garrido",
    "Peter Kohl",
    "Лев Толстых",
    "Péter Kovács",
];

#[test]
fn cells_without_a_name_raise_no_alarm() {
    let mut state = 7_u64;
    let mut next = |count: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % count
    };
    let mut over = Vec::new();
    for (language, words) in WORDS {
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut cell = || {
            let words: Vec<&str> = (0..20).map(|_| words[next(words.len())]).collect();
            words.join(" ")
        };
        let cells: Vec<String> = (0..1_000).map(|_| cell()).collect();
        for recorded in NAMES {
            let names = names(&[(recorded, "", "Source A")]);
            let alarms: Vec<&String> = cells.iter().filter(|cell| names.are_in(cell)).collect();
            if alarms.len() > 1 {
                over.push((
                    language,
                    recorded,
                    alarms.len(),
                    names.concealed(alarms[0]).into_owned(),
                ));
            }
        }
    }
    assert_eq!(over, []);
}
