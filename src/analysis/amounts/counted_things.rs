//! The things that amounts count, and the state they are in, in all languages that amounts are read in: "12 civilians
//! were injured" and "zwölf verletzte Zivilisten" count the same.

use super::{
    quantities::MAX_UNIT_WORDS,
    tokens::{fold, is_apostrophe},
    word_rows::WordRows,
};

use std::{collections::HashMap, ops::Range, sync::LazyLock};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Person,
    Object,
    /// A unit of measurement, which is in no state.
    Measure,
}

/// The things that are often counted: name, kind and words.
#[rustfmt::skip] // a row each
const THINGS: [(&str, Kind, &str); 63] = [
    (PEOPLE, Kind::Person, "people, person, persons, individuals, menschen, mensch, personen, leute, leuten, personne, personnes, gens, persona, personas, gente, человек*, люди, людей, людям, людьми, лиц, людина, людини, людину, людям, особа, особи, осіб, чоловік, شخص*, أشخاص, اشخاص"),
    ("civilians", Kind::Person, "civilian*, zivilist*, zivilperson*, civil, civils, civile, civiles, мирн* жител*, мирн* граждан*, мирн* людей, мирн* людям, мирных, мирные, гражданск*, гражданск* лиц*, мирн* мешкан*, мирн* громадян*, цивільн*, цивільн* осіб, مدني*, مدنيا"),
    ("residents", Kind::Person, "resident*, inhabitant*, einwohner*, bewohner*, anwohner*, habitant*, vecino*, vecina*, жител*, мешкан*, سكان, نسمة"),
    ("children", Kind::Person, "child, children, kind, kinder, kindern, kinds, enfant*, niño*, niña*, menores, ребен*, дети, детей, детям, детьми, діти, дітей, дітям, дитин*, طفل*, أطفال"),
    ("women", Kind::Person, "woman, women, frau, frauen, femme*, mujer*, женщин*, жінк*, жінок, امرأة, نساء, سيدة, سيدات"),
    ("men", Kind::Person, "man, men, mann, männer*, homme*, hombre*, мужчин*, чоловіки, чоловіків, чоловікам, رجل*, رجال"),
    ("soldiers", Kind::Person, "soldier*, troops, serviceman, servicemen, servicewom*, soldat*, militaires, soldado*, militares, солдат*, военнослужащ*, военных, военные, військовослужбов*, військових, військові, جندي*, جنود"),
    ("fighters", Kind::Person, "fighter*, militant, militants, kämpfer*, combattant*, combatiente*, miliciano*, боевик*, бойовик*, боец, бойц*, боєць, бійц*, مقاتل*, مسلح*"),
    ("attackers", Kind::Person, "attacker*, assailant*, angreifer*, assaillant*, atacante*, нападавш*, нападник*, مهاجمين, مهاجمون, مهاجما"),
    ("terrorists", Kind::Person, "terrorist*, terroriste*, terrorista*, террорист*, терорист*, إرهابي*"),
    ("police officers", Kind::Person, "police, policem*, policew*, police officer*, polizist*, policier*, policía*, полицейск*, поліцейськ*, شرطي*"),
    ("protesters", Kind::Person, "protester*, protestor*, demonstrator*, demonstrant*, manifestant*, протестующ*, демонстрант*, протестувальник*, متظاهر*, محتج*"),
    ("prisoners", Kind::Person, "prisoner*, gefangene, gefangenen, prisonnier*, prisionero*, пленн*, военнопленн*, полонен*, військовополонен*, أسير*, أسرى"),
    ("refugees", Kind::Person, "refugee*, flüchtling*, réfugié*, refugiad*, беженц*, біженц*, لاجئ*"),
    ("migrants", Kind::Person, "migrant*, мигрант*, мігрант*, مهاجر"),
    ("patients", Kind::Person, "patient*, paciente*, пациент*, пацієнт*, مريض*, مرضى"),
    ("workers", Kind::Person, "worker*, arbeiter*, ouvrier*, travailleur*, trabajador*, рабочих, рабочие, робітник*, عمال, عاملا"),
    ("students", Kind::Person, "student*, pupil*, schüler*, étudiant*, élève*, estudiante*, alumno*, школьник*, учнів, учні, طالب*, طلاب"),
    ("journalists", Kind::Person, "journalist*, reporter*, periodista*, журналист*, журналіст*, صحفي*, صحافي*"),
    ("voters", Kind::Person, "voter*, wähler*, électeur*, électrice*, votantes, электор*, избирател*, виборц*, ناخب*"),
    ("families", Kind::Person, "family, families, familie, familien, famille*, familia*, семья, семьи, семей, родин*, сімей, сім'ї, عائلة, عائلات"),
    ("houses", Kind::Object, "home, homes, house, houses, haus, hauses, häuser*, wohnhäuser*, maison*, casa, casas, vivienda*, дом, дома, домов, домам, домах, будинк*, будинок, منزل*, منازل, بيوت"),
    ("buildings", Kind::Object, "building*, gebäude*, bâtiment*, immeuble*, edificio*, здани*, будівл*, будівель, مبنى, مباني, مبان"),
    ("flats", Kind::Object, "flat, flats, apartment*, wohnung*, appartement*, apartamento*, квартир*, شقة, شقق"),
    ("schools", Kind::Object, "school, schools, schule, schulen, école*, escuela*, школ*, шкіл, مدرسة, مدارس"),
    ("hospitals", Kind::Object, "hospital, hospitals, krankenhaus, krankenhäuser*, hôpital, hôpitaux, hospitales, больниц*, лікарн*, лікарень, مستشفى, مستشفيات"),
    ("villages", Kind::Object, "village, villages, dorf, dörfer*, pueblo*, aldea*, деревень, деревн*, сел, села, село, сіл, قرية, قرى"),
    ("settlements", Kind::Object, "settlement*, siedlung*, населенн* пункт*, населен* пункт*"),
    ("cars", Kind::Object, "car, cars, auto, autos, voiture*, coche*, автомобил*, автомобіл*, машин*, автівк*, авто, سيارة, سيارات"),
    ("vehicles", Kind::Object, "vehicle*, fahrzeug*, véhicule*, vehículo*, транспортн* средств*, транспортн* засоб*, مركبة, مركبات, آليات"),
    ("tanks", Kind::Object, "tank, tanks, panzer*, chars, tanque*, танк, танка, танки, танков, танків, دبابة, دبابات"),
    ("drones", Kind::Object, "drone*, uav*, drohne*, dron, drones, беспилотник*, бпла, дрон*, безпілотник*, طائر* مسير*, مسيرة, مسيرات"),
    ("missiles", Kind::Object, "missile*, rocket*, rakete*, roquette*, misil*, cohete*, ракет*, صاروخ*, صواريخ"),
    ("planes", Kind::Object, "plane, planes, aircraft, aeroplane*, airplane*, flugzeug*, avion, avions, avión, aviones, самолет*, літак*, طائرة, طائرات"),
    ("helicopters", Kind::Object, "helicopter*, hubschrauber*, hélicoptère*, helicóptero*, вертолет*, вертоліт, вертольот*, гелікоптер*, مروحية, مروحيات"),
    ("shells", Kind::Object, "shells, granate*, obus, proyectil*, снаряд*, قذيفة, قذائف"),
    ("bombs", Kind::Object, "bomb, bombs, bombe, bomben, bombes, bomba, bombas, бомб, бомбы, бомби, قنبلة, قنابل"),
    ("ships", Kind::Object, "ship, ships, vessel*, schiff*, navire*, buque*, кораб*, судно, судна, судов, суден, سفينة, سفن"),
    ("boats", Kind::Object, "boat, boats, boot, boote*, bateau*, barca*, barco*, лодк*, катер*, човн*, човен, قارب, قوارب"),
    ("gates", Kind::Object, "gate, gates, tor, tore, toren, vanne, vannes, compuerta*, ворот, ворота, затвор*, بوابة, بوابات"),
    ("attacks", Kind::Object, "attack, attacks, angriff*, attaque*, ataque*, атак, атаки, атака, هجوم, هجوما, هجمات"),
    ("explosions", Kind::Object, "explosion*, blasts, explosione*, взрыв*, вибух*, انفجار*"),
    ("cases", Kind::Object, "case, cases, fälle*, cas, caso, casos, случай, случая, случаев, випадк*, حالة, حالات"),
    ("votes", Kind::Object, "vote, votes, stimme, stimmen, voix, voto, votos, голос*, صوت*, أصوات"),
    ("kilometres", Kind::Measure, "kilomet*, km, kilomèt*, kilómet*, километр*, км, кілометр*, كيلومتر*, كم"),
    ("metres", Kind::Measure, "metre, metres, meter, meters, m, metern, mètre*, metro, metros, метр*, м, متر*, أمتار"),
    ("square kilometres", Kind::Measure, "square kilomet*, quadratkilomet*, kilomètres carrés, kilómetros cuadrados, квадратн* километр*, квадратн* кілометр*"),
    ("tonnes", Kind::Measure, "ton, tons, tonne*, t, tonelada*, тонн*, т, طن, طنا, أطنان"),
    ("kilograms", Kind::Measure, "kg, kilogram*, kilo, kilos, килограмм*, кг, кілограм*, كيلوغرام*, كغ"),
    ("litres", Kind::Measure, "litre*, liter*, l, litro*, литр*, літр*, لتر*"),
    ("hectares", Kind::Measure, "hectare*, ha, hektar*, hectárea*, гектар*, га, هكتار*"),
    ("percent", Kind::Measure, "%, ٪, percent, per cent, prozent*, pour cent, por ciento, процент*, відсот*, بالمئة, بالمائة, في المئة, في المائة"),
    ("dollars", Kind::Measure, "$, us $, usd, dollar*, dólar*, доллар*, долар*, دولار*"),
    ("euros", Kind::Measure, "€, eur, euro, euros, евро, євро, يورو"),
    ("pounds", Kind::Measure, "£, gbp, pound, pounds, pfund, фунт*"),
    ("roubles", Kind::Measure, "₽, rub, rouble*, ruble*, rubel*, rublo*, рубл*, روبل"),
    ("hryvnias", Kind::Measure, "₴, uah, hryvni*, griwna*, hrywnja*, grivna*, гривн*, гривень"),
    ("hours", Kind::Measure, "hour, hours, stunde, stunden, heure*, hora, horas, час, часа, часов, годин*, ساعة, ساعات"),
    ("days", Kind::Measure, "day, days, tag, tage, tagen, jour, jours, día, días, день, дня, дней, дні, днів, يوم, أيام, يوما"),
    ("weeks", Kind::Measure, "week, weeks, woche, wochen, semaine*, semana*, недел*, тижні*, тижнів, тиждень, أسبوع, أسابيع"),
    ("months", Kind::Measure, "month, months, monat*, mois, mes, meses, месяц*, місяц*, شهر, أشهر, شهرا"),
    ("years", Kind::Measure, "year, years, jahr, jahre*, an, ans, année*, año, años, год, года, лет, рік, роки, років, عام, سنة, عاما, سنوات, أعوام"),
    ("times", Kind::Measure, "times, mal, fois, veces, раз, раза, разів, مرة, مرات"),
];

const PEOPLE: &str = "people";

/// The states that things are counted in: name, kind of the things, and words.
#[rustfmt::skip] // a row each
const STATES: [(&str, Kind, &str); 14] = [
    ("killed", Kind::Person, "kill*, dead, death*, died, dying, slain, fatalit*, victim*, murdered, perished, tot, tote, toten, toter, todesopfer*, getötet*, tötete*, töten, starb, starben, gestorben*, ums leben, umgekommen*, opfer, opfern, mort, morts, morte, mortes, tué, tués, tuée, tuées, tuant, décédé*, décès, péri, victime*, muert*, murió, murieron, fallecid*, falleci*, víctima*, mataron, mató, asesinad*, погиб*, убит*, убил*, убив*, умер, умерл*, скончал*, смерт*, жертв*, летальн*, загин*, загибл*, вбит*, помер, помер*, قتل*, قتيل*, مقتل, مصرع*, ضحية, ضحايا, وفاة, وفيات, توفي*, استشهد*, شهيد*, شهداء"),
    ("injured", Kind::Person, "injur*, wound*, hurt, hurting, verletz*, verwund*, blessé, blessés, blessée, blessées, blessant, blessures, herid*, lesionad*, ранен*, ранил*, пострада*, травмирован*, поранен*, поранил*, постражда*, травмован*, جريح*, جرح*, جرحى, جروح, أصيب*, إصاب*, مصاب*"),
    ("hospitalised", Kind::Person, "hospitali*, to hospital, to a hospital, ins krankenhaus, in krankenhäuser*, eingeliefert*, à l hôpital, госпитализ*, госпіталіз*"),
    ("missing", Kind::Person, "missing, unaccounted, vermisst*, vermißt*, disparu*, desaparecid*, пропал*, пропавш*, без вести, зник, зникл*, безвісти, مفقود*, فقد, فقدان, فقدوا"),
    ("arrested", Kind::Person, "arrest*, custody, detain*, detention*, festgenommen*, verhaft*, festnahme*, interpell*, arrêt*, détenu*, detenid*, detuv*, задерж*, арест*, затрим*, заарешт*, اعتقل*, اعتقال*, معتقل*, احتجز*, محتجز*, توقيف*"),
    ("captured", Kind::Person, "captur*, hostage*, kidnap*, abduct*, taken prisoner*, geisel*, entführ*, gefangen genommen, otage*, enlevé*, enlèvement*, rehen*, secuestr*, заложник*, захвач*, похищ*, в плен, заручник*, викраден*, у полон, в полон, رهينة, رهائن, خطف*, مخطوف*, أسر"),
    ("released", Kind::Person, "released, freed, freigelass*, befreit*, libéré, libérés, libérée, libérées, libération, liberad*, освобо*, отпущ*, звільн*, أفرج, إفراج, تحرير"),
    ("displaced", Kind::Person, "displac*, evacuat*, fled, flee, fleeing, vertrieben*, evakuier*, geflohen*, geflüchtet*, déplacé*, évacu*, desplaz*, evacu*, huyeron, эвакуир*, эвакуац*, бежали, бежал, бежало, переселен*, перемещен*, евакуй*, евакуац*, втекли, переміщен*, نزح*, نازح*, إجلاء, أجلي, تهجير*, مهجر*, تشريد*, شرد"),
    ("rescued", Kind::Person, "rescued, rescuing, saved, gerettet*, secouru*, sauvé, sauvés, rescatad*, спасен*, спасли, врятован*, врятували, إنقاذ, أنقذ*"),
    ("destroyed", Kind::Object, "destroy*, burnt down, zerstör*, détrui*, destrui*, destruy*, destrucción, уничтож*, разруш*, знищ*, зруйнован*, зруйнува*, دمر*, تدمير*, مدمر*"),
    ("damaged", Kind::Object, "damag*, beschädig*, endommag*, dañad*, dañó, dañaron, поврежд*, пошкодж*, تضرر*, متضرر*, أضرار*"),
    ("flooded", Kind::Object, "flooded, flooding, underwater, überflut*, überschwemm*, inondé*, inundad*, inundó, затоп*, подтопл*, підтопл*, غمر*, غمرت"),
    ("shot down", Kind::Object, "shot down, shooting down, downed, intercept*, abgeschossen*, abgefangen*, abattu*, derrib*, сбит*, сбил*, перехва*, збит*, збил*, перехоп*, إسقاط*, أسقط*, اعترض*, اعتراض*"),
    ("launched", Kind::Object, "launch*, fired, abgefeuert*, gestartet*, lancé, lancés, lancée, lancées, lanzad*, lanzó, lanzaron, запущ*, запуст*, выпущ*, выпуст*, випущ*, випуст*, أطلق*, إطلاق*"),
];

static THING_ROWS: LazyLock<WordRows> =
    LazyLock::new(|| WordRows::new(THINGS.iter().map(|(_, _, words)| *words)));
static STATE_ROWS: LazyLock<WordRows> =
    LazyLock::new(|| WordRows::new(STATES.iter().map(|(_, _, words)| *words)));

/// Words that join two amounts or two clauses.
const AND: [&str; 15] = [
    "and", "while", "but", "und", "während", "et", "y", "e", "tandis", "mientras", "и", "а", "та",
    "й", "і",
];

/// Nouns before the number of a thing: "the number of wounded rose to 12".
const NUMBER_OF: [&str; 21] = [
    "number",
    "count",
    "tally",
    "total",
    "zahl",
    "anzahl",
    "nombre",
    "numero",
    "cifra",
    "total",
    "число",
    "числа",
    "количество",
    "количества",
    "кількість",
    "кількості",
    "عدد",
    "list",
    "liste",
    "lista",
    "toll",
];

/// Maximum number of words between an amount and its state: after it, before it, and in "the number of …".
const MAX_AFTER: usize = 8;
const MAX_BEFORE: usize = 6;
const MAX_NUMBER_OF: usize = 10;

/// What an amount counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// The same in all languages; empty if the text does not say.
    pub thing: String,
    /// "injured"; empty if the text does not say.
    pub state: &'static str,
    kind: Option<Kind>,
}

impl Counted {
    /// Whether the text says nothing.
    pub fn is_unnamed(&self) -> bool {
        self.thing.is_empty() && self.state.is_empty()
    }

    /// Whether both may count the same things in the same state, since one of them does not say.
    pub fn may_be(&self, other: &Self) -> bool {
        let are_persons = [self, other].iter().all(|it| it.kind == Some(Kind::Person));
        let is_measure = [self, other]
            .iter()
            .any(|it| it.kind == Some(Kind::Measure));
        let is_open = |one: &Self| one.thing.is_empty() || (are_persons && one.thing == PEOPLE);
        let is_same_thing =
            self.thing == other.thing || (!is_measure && (is_open(self) || is_open(other)));
        let is_same_state =
            self.state == other.state || self.state.is_empty() || other.state.is_empty();
        is_same_thing && is_same_state
    }

    /// Takes the state of the words around, if the thing can be in it.
    fn with_state(mut self, state: Option<usize>) -> Self {
        let Some(state) = state.filter(|state| self.can_be(*state) && self.state.is_empty()) else {
            return self;
        };
        let (name, kind, _) = STATES[state];
        self.state = name;
        if self.thing.is_empty() && kind == Kind::Person {
            PEOPLE.clone_into(&mut self.thing);
            self.kind = Some(kind);
        }
        self
    }

    fn can_be(&self, state: usize) -> bool {
        self.kind.is_none_or(|kind| kind == STATES[state].1)
    }
}

/// The thing and its state that these words name.
fn named(words: &[&str]) -> Counted {
    let mut names: Vec<&str> = Vec::new();
    let (mut kind, mut state) = (None, None);
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        if let Some((row, count)) = THING_ROWS.row_at(rest) {
            let (name, kind_of_row, _) = THINGS[row];
            names.push(name);
            kind = Some(kind_of_row);
            at += count;
        } else if let Some((row, count)) = STATE_ROWS.row_at(rest) {
            state = Some(row);
            at += count;
        } else {
            names.push(singular(words[at]));
            at += 1;
        }
    }
    let thing = names.join(" ");
    Counted {
        thing,
        kind,
        state: "",
    }
    .with_state(state)
}

/// Whether a unit names the state of what it counts.
pub(super) fn names_state(unit: &str) -> bool {
    !counted_thing(unit).state.is_empty()
}

/// Whether a folded word names a thing of the table.
pub(super) fn names_thing(word: &str) -> bool {
    THING_ROWS.row_at(&[word]).is_some() || STATE_ROWS.row_at(&[word]).is_some()
}

/// The thing that a unit names, without its context.
fn counted_thing(unit: &str) -> Counted {
    let words = words_of(unit);
    named(
        &words
            .iter()
            .map(|word| word.folded.as_str())
            .collect::<Vec<_>>(),
    )
}

/// An amount in its sentence: its bytes, and its unit.
pub(super) type AmountInSentence = (Range<usize>, String);

/// What each amount of a sentence counts. The state is in the unit ("12 injured"), after it ("12 people were
/// injured"), or before ("the blast injured 12 people"); amounts joined by "and" may share it.
pub(super) fn counted_in(sentence: &str, amounts: &[AmountInSentence]) -> Vec<Counted> {
    let words = words_of(sentence);
    let clauses = Clauses {
        words: &words,
        amounts,
    };
    let mut all: Vec<Counted> = Vec::new();
    for (nth, (_, unit)) in amounts.iter().enumerate() {
        let unit = words_of(unit);
        let unit: Vec<&str> = unit.iter().map(|word| word.folded.as_str()).collect();
        let mut counted = named(&unit);
        if counted.kind != Some(Kind::Measure) && counted.state.is_empty() {
            let state = clauses.state_of(nth, &counted);
            counted = counted.with_state(state);
        }
        if counted.thing.is_empty() || (unit.is_empty() && counted.state.is_empty()) {
            counted = clauses.number_of(nth).unwrap_or(counted);
        }
        all.push(counted);
    }
    all
}

/// Numbers the sentences: those with a run of words in common have one number, those without have none.
pub(super) fn wording_groups(sentences: &[&str]) -> Vec<Option<usize>> {
    const RUN: usize = 5;
    let mut first_with: HashMap<Vec<String>, usize> = HashMap::new();
    let mut groups: Vec<Option<usize>> = Vec::new();
    for (nth, sentence) in sentences.iter().enumerate() {
        groups.push(None);
        let words = words_of(sentence).into_iter().map(|word| word.folded);
        let words: Vec<String> = words.collect();
        for run in words.windows(RUN) {
            let first = *first_with.entry(run.to_vec()).or_insert(nth);
            if first == nth {
                continue;
            }
            let new = *groups[first].get_or_insert(first);
            let old = groups[nth].replace(new).filter(|old| *old != new);
            for group in groups.iter_mut().filter(|it| old.is_some() && **it == old) {
                *group = Some(new);
            }
        }
    }
    groups
}

struct Clauses<'a> {
    words: &'a [Word],
    amounts: &'a [AmountInSentence],
}

impl Clauses<'_> {
    fn state_of(&self, nth: usize, counted: &Counted) -> Option<usize> {
        self.state_after(nth, counted)
            .or_else(|| self.state_before(nth, counted))
            .or_else(|| self.state_of_next(nth, counted))
            .or_else(|| self.state_of_previous(nth, counted))
    }

    /// The words from a byte to another.
    fn between(&self, from: usize, to: usize) -> &[Word] {
        let start = self.words.partition_point(|word| word.start < from);
        let end = self.words.partition_point(|word| word.start < to);
        &self.words[start..end.max(start)]
    }

    fn after(&self, nth: usize) -> &[Word] {
        let end = self
            .amounts
            .get(nth + 1)
            .map_or(usize::MAX, |(next, _)| next.start);
        self.between(self.amounts[nth].0.end, end)
    }

    fn before(&self, nth: usize) -> &[Word] {
        let previous = nth
            .checked_sub(1)
            .map_or(0, |previous| self.amounts[previous].0.end);
        self.between(previous, self.amounts[nth].0.start)
    }

    /// The state of the first word after an amount within its clause.
    fn state_after(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let words = self.after(nth);
        let clause = words.iter().enumerate().take(MAX_AFTER);
        let clause = clause.take_while(|(at, word)| !word.begins_clause(*at));
        let mut states = clause.filter_map(|(at, _)| state_at(&words[at..]));
        states.find(|state| counted.can_be(*state))
    }

    /// The state of the last word before an amount within its clause.
    fn state_before(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let words = self.before(nth);
        for at in (words.len().saturating_sub(MAX_BEFORE)..words.len()).rev() {
            if let Some(state) = state_at(&words[at..]).filter(|state| counted.can_be(*state)) {
                return Some(state);
            }
            if words[at].is_and()
                || words[at].follows_mark
                || words.get(at + 1).is_some_and(|it| it.follows_mark)
            {
                return None;
            }
        }
        None
    }

    /// The state of the next amount, if "and" alone joins both: "12 civilians and 3 soldiers were killed".
    fn state_of_next(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let is_joined = nth + 1 < self.amounts.len() && are_joined_by(self.after(nth));
        is_joined.then(|| self.state_after(nth + 1, counted))?
    }

    /// The state of the previous amount, if "and" alone joins both: "killed 12 civilians and 3 soldiers".
    fn state_of_previous(&self, nth: usize, counted: &Counted) -> Option<usize> {
        let previous = nth.checked_sub(1)?;
        let is_joined = are_joined_by(self.before(nth));
        is_joined.then(|| self.state_before(previous, counted))?
    }

    /// The thing of "the number of flooded homes was put at 340", of which `nth` is the number.
    fn number_of(&self, nth: usize) -> Option<Counted> {
        let words = self.before(nth);
        let near = words.len().saturating_sub(MAX_NUMBER_OF);
        let begins = |at: &usize| NUMBER_OF.contains(&words[*at].folded.as_str());
        let noun = (near..words.len()).rev().find(begins)?;
        let of: Vec<&str> = words[noun + 1..]
            .iter()
            .map(|word| word.folded.as_str())
            .collect();
        let thing = (0..of.len()).find_map(|at| {
            let (row, _) = THING_ROWS.row_at(&of[at..])?;
            (THINGS[row].1 != Kind::Measure).then_some(row)
        });
        let state = (0..of.len()).find_map(|at| Some(STATE_ROWS.row_at(&of[at..])?.0));
        let named = match thing.map(|row| THINGS[row]) {
            Some((name, kind, _)) => Counted {
                thing: name.to_owned(),
                kind: Some(kind),
                state: "",
            },
            None => Counted::default(),
        };
        Some(named.with_state(state)).filter(|named| !named.is_unnamed())
    }
}

/// Whether the words between two amounts are a unit and "and".
fn are_joined_by(words: &[Word]) -> bool {
    words.last().is_some_and(Word::is_and) && words.len() <= 1 + MAX_UNIT_WORDS
}

/// The state that words begin with.
fn state_at(words: &[Word]) -> Option<usize> {
    const MAX_WORDS: usize = 3;
    let words = &words[..words.len().min(MAX_WORDS)];
    let words: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    Some(STATE_ROWS.row_at(&words)?.0)
}

/// A word of a sentence.
struct Word {
    start: usize,
    folded: String,
    /// Whether a comma or the like precedes it.
    follows_mark: bool,
}

impl Word {
    fn is_and(&self) -> bool {
        AND.contains(&self.folded.as_str())
    }

    /// Whether the word at this index after an amount begins another clause. In Arabic, "and" is a prefix of the verb.
    fn begins_clause(&self, at: usize) -> bool {
        let is_arabic_and = at > 0
            && self
                .folded
                .strip_prefix('و')
                .is_some_and(|rest| STATE_ROWS.row_at(&[rest]).is_some());
        self.is_and() || self.follows_mark || is_arabic_and
    }
}

fn words_of(text: &str) -> Vec<Word> {
    const SYMBOLS: &str = "%٪$€£₽₴";
    let is_in_word = |letter: char| {
        letter.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(letter)
            || is_apostrophe(letter)
    };
    let mut words: Vec<Word> = Vec::new();
    let mut follows_mark = false;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if is_in_word(first) {
            rest.find(|letter| !is_in_word(letter))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if is_in_word(first) || SYMBOLS.contains(first) {
            let folded = fold(&rest[..length]);
            words.push(Word {
                start: at,
                folded,
                follows_mark,
            });
            follows_mark = false;
        } else {
            follows_mark |= ",;:.!?()—–،؛؟\n".contains(first);
        }
        at += length;
    }
    words.retain(|word| !word.folded.is_empty());
    words
}

/// Strips plural endings of English, French, Spanish and German: "gates" and "gate" both become "gat".
fn singular(word: &str) -> &str {
    const MIN_LENGTH: usize = 3;
    let mut stem = word;
    while stem.chars().count() > MIN_LENGTH
        && let Some(shorter) = stem.strip_suffix(['s', 'e', 'n'])
    {
        stem = shorter;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::amounts::{AmountOrDate, amounts_and_dates};

    fn check(one: &str, other: &str, is_same: bool) {
        let found = counted_thing(one) == counted_thing(other);
        assert_eq!(found, is_same, "{one} and {other}");
    }

    #[test]
    fn units_match_across_number_and_language() {
        check("gate", "gates", true);
        check("small power stations", "small power station", true);
        check("Sprengladung", "Sprengladungen", true);
        check("TERRORISTS", "terrorists", true);
        check("kilometres", "kilometers", true);
        check("%", "per cent", true);
        check("injured civilians", "verletzte Zivilisten", true);
        check("injured", "injured people", true);
        for row in [
            "civilians civils Zivilisten мирных_жителей цивільних civiles مدنيا",
            "people personnes Menschen человек людей personas شخصًا",
            "children enfants Kinder детей дітей niños أطفال",
            "soldiers soldats Soldaten военнослужащих військових soldados جنود",
            "homes maisons Häuser домов будинків casas منازل",
            "killed tués getötet погибших загиблих muertos قتيلا",
            "wounded blessés Verletzte раненых поранених heridos جريحا",
            "missing disparus Vermisste пропавших зниклих desaparecidos مفقودين",
            "drones drones Drohnen беспилотников безпілотників drones مسيرات",
        ] {
            let units: Vec<String> = row.split(' ').map(|unit| unit.replace('_', " ")).collect();
            for unit in &units {
                check(&units[0], unit, true);
            }
        }
    }

    #[test]
    fn different_units_do_not_match() {
        check("people", "injured", false);
        check("civilians", "people", false);
        check("gates", "stations", false);
        check("us", "u", false);
        check("highland districts", "districts", false);
        check("killed", "injured", false);
        check("police", "people", false);
    }

    /// What each amount of a sentence counts: "people injured; houses".
    fn counted(language: &str, sentence: &str) -> String {
        let found = amounts_and_dates(sentence, Some(language), None);
        let amounts = found.iter().filter_map(|found| match &found.what {
            AmountOrDate::Amount(amount) => Some((found.span.clone(), amount.unit.clone())),
            AmountOrDate::Date(_) => None,
        });
        let amounts: Vec<_> = amounts.collect();
        let counted = counted_in(sentence, &amounts).into_iter();
        let named = counted.map(|it| format!("{} {}", it.thing, it.state).trim().to_owned());
        named.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_state_is_in_the_unit_or_in_the_words_around() {
        for (language, sentence, expected) in [
            ("en", "12 injured", "people injured"),
            (
                "en",
                "At least 12 civilians were injured and two people killed.",
                "civilians injured; people killed",
            ),
            (
                "en",
                "The blast killed 14 people and wounded more than 60.",
                "people killed; people injured",
            ),
            (
                "en",
                "Twelve civilians and three soldiers were killed.",
                "civilians killed; soldiers killed",
            ),
            (
                "en",
                "It killed 12 civilians and 3 soldiers.",
                "civilians killed; soldiers killed",
            ),
            (
                "en",
                "One person is missing, 13 were injured.",
                "people missing; people injured",
            ),
            (
                "en",
                "The strike destroyed 340 houses; 17 houses were damaged.",
                "houses destroyed; houses damaged",
            ),
            ("en", "12 people slept in the destroyed hall.", "people"),
            ("en", "A 12 km road was destroyed.", "kilometres"),
            ("en", "The death toll rose to 12.", "people killed"),
            (
                "en",
                "It put the number of flooded homes at 340.",
                "houses flooded",
            ),
            ("en", "Police arrested 14 men.", "men arrested"),
            (
                "de",
                "Es wurden mindestens zwölf Menschen verletzt.",
                "people injured",
            ),
            ("de", "Rund 340 Häuser wurden überflutet.", "houses flooded"),
            ("de", "Die Verwaltung zählt zwölf, die dort erscheint.", ""),
            ("de", "Die Zahl der Toten stieg auf 12.", "people killed"),
            (
                "fr",
                "Douze civils ont été blessés mardi.",
                "civilians injured",
            ),
            (
                "fr",
                "Deux personnes sont portées disparues.",
                "people missing",
            ),
            (
                "es",
                "Al menos 12 personas murieron y 30 resultaron heridas.",
                "people killed; people injured",
            ),
            (
                "ru",
                "Погибли 2 человека, 12 ранены.",
                "people killed; people injured",
            ),
            (
                "ru",
                "Тринадцать мирных жителей получили ранения.",
                "civilians injured",
            ),
            ("ru", "Число погибших выросло до 12.", "people killed"),
            (
                "uk",
                "Поранено 12 людей, 3 загинули.",
                "people injured; people killed",
            ),
            ("ar", "أصيب ١٣ مدنيا في هجوم.", "civilians injured"),
            (
                "ar",
                "قتل 13 شخصا وأصيب 25 بجروح.",
                "people killed; people injured",
            ),
        ] {
            assert_eq!(counted(language, sentence), expected, "{sentence}");
        }
    }
}
