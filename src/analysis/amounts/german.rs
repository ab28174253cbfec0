#[allow(clippy::enum_glob_use, reason = "the table has nothing but these")]
use super::{
    Bound::*,
    lexicon::{Meaning::*, Table, Unit},
};

#[rustfmt::skip] // a meaning is a line
pub(super) const TABLE: Table = &[
    (Number(0.0), "null"), (One, "ein eine einen einem einer eines"), (Number(1.0), "eins"), (Number(2.0), "zwei zwo zweien zweier"),
    (Number(3.0), "drei dreien dreier"), (Number(4.0), "vier vieren"), (Number(5.0), "fünf fuenf"), (Number(6.0), "sechs"),
    (Number(7.0), "sieben"), (Number(8.0), "acht"), (Number(9.0), "neun"), (Number(10.0), "zehn"), (Number(11.0), "elf"),
    (Number(12.0), "zwölf zwoelf"), (Number(13.0), "dreizehn"), (Number(14.0), "vierzehn"), (Number(15.0), "fünfzehn fuenfzehn"),
    (Number(16.0), "sechzehn"), (Number(17.0), "siebzehn"), (Number(18.0), "achtzehn"), (Number(19.0), "neunzehn"),
    (Number(20.0), "zwanzig"), (Number(30.0), "dreißig dreissig"), (Number(40.0), "vierzig"), (Number(50.0), "fünfzig fuenfzig"),
    (Number(60.0), "sechzig"), (Number(70.0), "siebzig"), (Number(80.0), "achtzig"), (Number(90.0), "neunzig"),
    (And, "und"), (Point, "komma"), (Minus, "minus"), (Number(1.5), "anderthalb"),
    (Scale(100.0), "hundert"), (Scales(100.0), "hunderte hunderten"), (Scale(1e3), "tausend tsd tsd."), (Scales(1e3), "tausende tausenden"),
    (Scale(1e6), "million mio mio."), (Scales(1e6), "millionen"), (Scale(1e9), "milliarde mrd mrd."), (Scales(1e9), "milliarden"),
    (Scale(1e12), "billion"), (Scales(1e12), "billionen"), (Group(12.0), "dutzend"), (Groups(12.0), "dutzende dutzenden"),
    (Group(2.0), "paar"), (Plus(0.5), "einhalb"), (Part(0.5), "halb halbe halben halber halbes hälfte"), (Part(1.0 / 3.0), "drittel dritteln"),
    (Part(0.25), "viertel vierteln"), (Part(0.75), "dreiviertel"), (Part(0.2), "fünftel"), (Part(1.0 / 6.0), "sechstel"),
    (Part(1.0 / 7.0), "siebtel"), (Part(0.125), "achtel"), (Part(1.0 / 9.0), "neuntel"), (Part(0.1), "zehntel"), (Part(0.05), "zwanzigstel"),
    (Part(0.01), "hundertstel"), (Part(0.001), "tausendstel"),
    (Before(About), "etwa rund ungefähr circa ca ca. zirka um_die schätzungsweise an_die gegen in_etwa"),
    (Before(Almost), "fast beinahe nahezu knapp"),
    (Before(MoreThan), "mehr_als über gut mehr_als_rund größer_als höher_als"),
    (Before(AtLeast), "mindestens wenigstens zumindest nicht_weniger_als minimal ab mehrere einige"),
    (Before(UpTo), "bis_zu maximal höchstens nicht_mehr_als bis_zu_rund"),
    (Before(FewerThan), "weniger_als unter kleiner_als"),
    (After(AtLeast), "oder_mehr und_mehr oder_darüber aufwärts"), (After(UpTo), "oder_weniger und_weniger"), (After(About), "oder_so"),
    (Between, "zwischen"), (To, "bis"), (Or, "oder"), (Percent, "prozent prozentpunkte prozentpunkten"), (Of, "von der des vom den dem seiner ihrer die"),
    (Stop, "der die das den dem des ein eine einen einem einer eines und oder aber auch als an am auf aus bei bis für im in ins ist sind war waren \
        wird werden wurde wurden hat haben hatte hatten mit nach nicht noch nur von vom vor zu zum zur dass daß sich sie er es wir ihr ihre \
        seine durch gegen ohne um unter über zwischen wie wenn weil kann können soll sollen starben kamen sei seien mehr weniger sagte so \
        dann schon dort hier seit während davon darunter beim man worden diese dieser dieses jeder ins heute pro je"),
    (Label, "die_90er gebäude block zug bus tram terminal saal büro artikel paragraf paragraph kapitel seite zimmer flug linie nummer nr nr. gleis stufe phase abschnitt bundesstraße halle haus \
        platz kanal band folge staffel absatz abs abs. tor formel typ covid boeing airbus"),
    (Ordinal, "erste ersten zweite zweiten dritte dritten vierte vierten"), (OrdinalEnding, "te ten ter tes er ern"),
    (Day(-2, -2), "vorgestern"), (Day(-1, -1), "gestern"), (Day(-1, 0), "über_nacht in_der_nacht letzte_nacht vergangene_nacht in_der_vergangenen_nacht heute_nacht"),
    (Day(0, 0), "heute"), (Day(1, 1), "morgen"), (Day(2, 2), "übermorgen"),
    (OtherDay, "am_nächsten_tag am_folgenden_tag am_vortag tags_darauf am_tag_darauf am_selben_tag am_tag_zuvor am_nächsten_morgen"),
    (Unit(Unit::Hour), "stunde"), (Units(Unit::Hour), "stunden"), (Unit(Unit::Day), "tag"), (Units(Unit::Day), "tagen tage"),
    (Unit(Unit::Week), "woche"), (Units(Unit::Week), "wochen"), (Unit(Unit::Weekend), "wochenende"), (Unit(Unit::Month), "monat monats"),
    (Units(Unit::Month), "monaten monate"), (Unit(Unit::Year), "jahr jahres"), (Units(Unit::Year), "jahren jahre"),
    (AgoBefore, "vor"), (LaterAfter, "später zuvor danach darauf früher"),
    (Last, "letzte letzten letzter letztes letztem vergangene vergangenen vergangenes vergangener vorige vorigen voriges vorletzten"),
    (This, "diese diesen diesem dieses dieser"), (Next, "nächste nächsten nächster nächstes nächstem kommende kommenden kommendes kommender"),
    (ShortMonth, "mai jan feb mär apr jun jul aug sep okt nov dez"),
    (BeforeMonth, "im seit bis anfang mitte ende ab vom"), (BeforeYear, "jahr jahre jahres seit bis in im ende anfang mitte sommer herbst winter frühjahr"),
    (AfterYear, "n.chr."), (BeforeHour, "um gegen ab bis von nach vor seit zwischen"), (AfterHour, "uhr"),
    (PartOfDay, "abend morgen früh nacht mittag nachmittag vormittag"),
];
