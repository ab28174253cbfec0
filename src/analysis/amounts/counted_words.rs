//! The words for things and their states, in all languages that amounts are read in.

use crate::text::WordList;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Object,
    /// A unit of measurement, which is in no state.
    Measure,
}

/// The things that are often counted: name, kind and words.
#[rustfmt::skip] // a row each
pub(super) const THINGS: [(&str, Kind, &str); 64] = [
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
    ("saboteurs", Kind::Person, "saboteur*, saboteador*, диверсант*, مخرب*"),
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

pub(super) const PEOPLE: &str = "people";

/// The states that things are counted in: name, kind of the things, and words.
#[rustfmt::skip] // a row each
pub(super) const STATES: [(&str, Kind, &str); 14] = [
    ("killed", Kind::Person, "kill*, dead, death*, died, dying, slain, fatalit*, victim*, murdered, perished, tot, tote, toten, toter, todesopfer*, getötet*, tötete*, töten, starb, starben, gestorben*, ums leben, umgekommen*, opfer, opfern, mort, morts, morte, mortes, tué, tués, tuée, tuées, tuant, décédé*, décès, péri, victime*, muert*, murió, murieron, fallecid*, falleci*, víctima*, mataron, mató, asesinad*, погиб*, убит*, убил*, убив*, умер, умерл*, скончал*, смерт*, жертв*, летальн*, загин*, загибл*, вбит*, помер, помер*, قتل*, قتيل*, مقتل, مصرع*, ضحية, ضحايا, وفاة, وفيات, توفي*, استشهد*, شهيد*, شهداء"),
    ("injured", Kind::Person, "injur*, wound*, hurt, hurting, verletz*, verwund*, blessé, blessés, blessée, blessées, blessant, blessures, herid*, lesionad*, ранен*, ранил*, пострада*, травмирован*, поранен*, поранил*, постражда*, травмован*, جريح*, جرح*, جرحى, جروح, أصيب*, إصاب*, مصاب*"),
    ("hospitalised", Kind::Person, "hospitali*, to hospital, to a hospital, ins krankenhaus, in krankenhäuser*, eingeliefert*, à l hôpital, госпитализ*, госпіталіз*"),
    ("missing", Kind::Person, "missing, unaccounted, vermisst*, disparu*, desaparecid*, пропал*, пропавш*, без вести, зник, зникл*, безвісти, مفقود*, فقد, فقدان, فقدوا"),
    ("arrested", Kind::Person, "arrest*, custody, detain*, detention*, festgenommen*, verhaft*, festnahme*, interpell*, arrêt*, détenu*, detenid*, detuv*, задерж*, арест*, затрим*, заарешт*, اعتقل*, اعتقال*, معتقل*, احتجز*, محتجز*, توقيف*"),
    ("captured", Kind::Person, "captur*, hostage*, kidnap*, abduct*, taken prisoner*, geisel*, entführ*, gefangen genommen, otage*, enlevé*, enlèvement*, rehen*, secuestr*, заложник*, захвач*, похищ*, в плен, заручник*, викраден*, у полон, в полон, رهينة, رهائن, خطف*, مخطوف*, أسر"),
    ("released", Kind::Person, "released, freed, freigelass*, befreit*, libéré, libérés, libérée, libérées, libération, liberad*, освобо*, отпущ*, звільн*, أفرج, إفراج, تحرير"),
    ("displaced", Kind::Person, "displac*, evacuat*, fled, flee, fleeing, vertrieben*, evakuier*, geflohen*, geflüchtet*, déplacé*, évacu*, desplaz*, huyeron, эвакуир*, эвакуац*, бежали, бежал, бежало, переселен*, перемещен*, евакуй*, евакуац*, втекли, переміщен*, نزح*, نازح*, إجلاء, أجلي, تهجير*, مهجر*, تشريد*, شرد"),
    ("rescued", Kind::Person, "rescued, rescuing, saved, gerettet*, secouru*, sauvé, sauvés, rescatad*, спасен*, спасли, врятован*, врятували, إنقاذ, أنقذ*"),
    ("destroyed", Kind::Object, "destroy*, burnt down, zerstör*, détrui*, destrui*, destruy*, destrucción, уничтож*, разруш*, знищ*, зруйнован*, зруйнува*, دمر*, تدمير*, مدمر*"),
    ("damaged", Kind::Object, "damag*, beschädig*, endommag*, dañad*, dañó, dañaron, поврежд*, пошкодж*, تضرر*, متضرر*, أضرار*"),
    ("flooded", Kind::Object, "flooded, flooding, underwater, überflut*, überschwemm*, inondé*, inundad*, inundó, затоп*, подтопл*, підтопл*, غمر*"),
    ("shot down", Kind::Object, "shot down, shooting down, downed, intercept*, abgeschossen*, abgefangen*, abattu*, derrib*, сбит*, сбил*, перехва*, збит*, збил*, перехоп*, إسقاط*, أسقط*, اعترض*, اعتراض*"),
    ("launched", Kind::Object, "launch*, fired, abgefeuert*, gestartet*, lancé, lancés, lancée, lancées, lanzad*, lanzó, lanzaron, запущ*, запуст*, выпущ*, выпуст*, випущ*, випуст*, أطلق*, إطلاق*"),
];

/// Words that join two amounts or two clauses, without accents.
pub(super) const AND: WordList =
    WordList("and, while, but, und, wahrend, et, tandis, y, e, mientras, и, а, та, і");

/// Nouns before the number of a thing, without accents: "the number of wounded rose to 12".
pub(super) const NUMBER_OF: WordList = WordList(
    "number, count, tally, total, list, zahl, anzahl, liste, nombre, numero, cifra, lista, число, числа, количество, \
    количества, кількість, кількості, عدد",
);
