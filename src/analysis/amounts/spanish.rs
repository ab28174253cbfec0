#[allow(clippy::enum_glob_use, reason = "the table has nothing but these")]
use super::{
    Bound::*,
    lexicon::{Meaning::*, Table, Unit},
};

#[rustfmt::skip] // laid out by hand
pub(super) const TABLE: Table = &[
    (Number(0.0), "cero"), (One, "un uno una"), (Number(2.0), "dos"), (Number(3.0), "tres"), (Number(4.0), "cuatro"), (Number(5.0), "cinco"),
    (Number(6.0), "seis"), (Number(7.0), "siete"), (Number(8.0), "ocho"), (Number(9.0), "nueve"), (Number(10.0), "diez"), (Number(11.0), "once"),
    (Number(12.0), "doce"), (Number(13.0), "trece"), (Number(14.0), "catorce"), (Number(15.0), "quince"), (Number(16.0), "dieciséis"),
    (Number(17.0), "diecisiete"), (Number(18.0), "dieciocho"), (Number(19.0), "diecinueve"), (Number(20.0), "veinte"),
    (Number(21.0), "veintiuno veintiún veintiuna"), (Number(22.0), "veintidós"), (Number(23.0), "veintitrés"), (Number(24.0), "veinticuatro"),
    (Number(25.0), "veinticinco"), (Number(26.0), "veintiséis"), (Number(27.0), "veintisiete"), (Number(28.0), "veintiocho"),
    (Number(29.0), "veintinueve"), (Number(30.0), "treinta"), (Number(40.0), "cuarenta"), (Number(50.0), "cincuenta"),
    (Number(60.0), "sesenta"), (Number(70.0), "setenta"), (Number(80.0), "ochenta"), (Number(90.0), "noventa"),
    (Number(100.0), "cien ciento"), (Number(200.0), "doscient(os|as)"), (Number(300.0), "trescient(os|as)"), (Number(400.0), "cuatrocient(os|as)"),
    (Number(500.0), "quinient(os|as)"), (Number(600.0), "seiscient(os|as)"), (Number(700.0), "setecient(os|as)"),
    (Number(800.0), "ochocient(os|as)"), (Number(900.0), "novecient(os|as)"),
    (And, "y e"), (Point, "coma punto"), (Minus, "menos"),
    (Scale(1e3), "mil k"), (Scales(1e3), "miles"), (Scale(1e6), "millón m"), (Scales(1e6), "millones"), (Scale(1e9), "millardo"),
    (Scale(1e12), "billón"), (Scales(1e12), "billones"), (Group(1e3), "millar"), (Groups(1e3), "millares"), (Group(100.0), "centenar centena"),
    (Groups(100.0), "centenares cientos centenas"), (Group(10.0), "decena"), (Groups(10.0), "decenas"), (Group(12.0), "docena"),
    (Groups(12.0), "docenas"), (Group(15.0), "quincena"), (Group(20.0), "veintena"), (Group(30.0), "treintena"), (Group(40.0), "cuarentena"),
    (Group(50.0), "cincuentena"), (Group(2.0), "par"),
    (Part(0.5), "medio media mitad"), (Part(1.0 / 3.0), "tercio tercios"), (Share(1.0 / 3.0), "tercera"), (Share(0.25), "cuarto cuarta"), (Shares(0.25), "cuartos cuartas"),
    (Share(0.2), "quinto quinta"), (Shares(0.2), "quintos quintas"), (Share(1.0 / 6.0), "sexto sexta"), (Shares(1.0 / 6.0), "sextos sextas"),
    (Share(1.0 / 7.0), "séptimo séptima"), (Shares(1.0 / 7.0), "séptimos"), (Share(0.125), "octavo octava"), (Shares(0.125), "octavos octavas"),
    (Share(1.0 / 9.0), "noveno"), (Shares(1.0 / 9.0), "novenos"), (Share(0.1), "décimo décima"), (Shares(0.1), "décimos décimas"),
    (Share(0.01), "centésimo centésima"), (Shares(0.01), "centésimos centésimas"), (Shares(0.001), "milésimos milésimas"),
    (Before(About), "más_o_menos unos unas alrededor_de alrededor_del cerca_de cerca_del aproximadamente en_torno_a en_torno_al aproximados como_unos aproximadas ronda_los rondan_los ronda_las rondan_las"),
    (Before(Almost), "casi"), (Before(MoreThan), "más_de más_del más_que por_encima_de por_encima_del superior_a superior_al mayor_que mayor_de mayores_de sobre supera superan"),
    (Before(AtLeast), "al_menos por_lo_menos como_mínimo a_partir_de mínimo no_menos_de cuando_menos cuanto_menos varios varias algunos"),
    (Before(UpTo), "no_supera no_superan no_superó hasta como_máximo como_mucho a_lo_sumo máximo no_más_de un_máximo_de"), (Before(FewerThan), "menos_de menos_del menos_que por_debajo_de por_debajo_del inferior_a inferior_al menores_de menor_de menor_que"),
    (After(AtLeast), "o_más y_más como_mínimo al_menos"), (After(UpTo), "o_menos como_máximo a_lo_sumo"), (After(About), "aproximadamente más_o_menos y_pico"),
    (Between, "entre entre_los_años"), (ShareNoun, "parte"), (Street, "calle avenida avda. plaza paseo"), (Per, "de_cada por_cada"), (BelowZero, "bajo_cero"), (To, "a hasta"), (Or, "o u ó"), (Percent, "por_ciento por_cien"), (Of, "de del la los las el sus su parte partes"),
    (Stop, "el la los las lo un una unos unas de del al a ante con contra desde durante en entre hacia hasta para por según sin sobre tras y e o u \
        que quien cuyo donde como cuando si pero mas sino es son era eran fue fueron ser sido está están estaba ha han había habían hay se \
        le les su sus no ni más menos muy también ya ese esa esos este esta estos estas dijo murieron resultaron aún así además cada otro \
        otra otros otras ellos ellas nos me todo todos todas después antes ayer hoy luego tiene tienen"),
    (Phone, "teléfono tel tel. llame_al llamar_al número"), (Label, "siglo salida sector zona campamento habitación edificio autobús tren puesto puerta calle artículo artículos capítulo página páginas sala vuelo ruta autopista número núm núm. n no. línea fase etapa nivel tabla temporada \
        episodio sección párrafo resolución canal boeing airbus covid fórmula tipo puerta carretera"),
    (Ordinal, "primero segundo tercero cuarto"), (OrdinalEnding, "o a er ro ra do da to ta"),
    (Day(-2, -2), "anteayer antes_de_ayer antier"), (Day(-1, -1), "ayer anoche"), (Day(-1, 0), "esta_madrugada durante_la_noche de_madrugada"),
    (Day(0, 0), "hoy esta_mañana esta_noche esta_tarde"), (Day(1, 1), "mañana"), (Day(2, 2), "pasado_mañana"),
    (OtherDay, "al_día_siguiente el_día_anterior la_víspera ese_día aquel_día el_mismo_día el_día_después la_semana_anterior el_mes_anterior el_año_anterior la_semana_siguiente el_mes_siguiente el_año_siguiente"),
    (SomeDays, "últimos_días últimas_semanas últimos_meses próximos_días"),
    (Unit(Unit::Hour), "hora"), (Units(Unit::Hour), "horas"), (Unit(Unit::Day), "día"), (Units(Unit::Day), "días"), (Unit(Unit::Week), "semana"),
    (Units(Unit::Week), "semanas"), (Unit(Unit::Weekend), "fin_de_semana"), (Unit(Unit::Month), "mes"), (Units(Unit::Month), "meses"),
    (Unit(Unit::Year), "año"), (Units(Unit::Year), "años"), (Unit(Unit::Decade), "década"), (Units(Unit::Decade), "décadas"), (AgoBefore, "hace"), (AgoAfter, "atrás"), (AheadBefore, "dentro_de"),
    (LaterAfter, "después más_tarde antes"), (BeforeLast, "antepasado antepasada penúltimo"), (Last, "pasado pasada último última"), (This, "este esta"),
    (Next, "próximo próxima que_viene"), (Following, "siguiente"), (PartOfYear(3), "trimestre"), (PartOfYear(6), "semestre"),
    (BeforeDecade, "años mediados_de_los principios_de_los finales_de_los años_de_los década_de década_de_los"), (Season, "primavera verano otoño invierno"),
    (BeforeMonth, "en desde hasta de finales principios"), (BeforeYear, "en desde año hasta"), (AfterYear, "d.c."),
    (BeforeHour, "hacia_las sobre_las a_las a_la desde_las hasta_las"), (AfterHour, "horas hora h de_la_madrugada de_la_mañana de_la_tarde de_la_noche del_mediodía"), (PartOfDay, "por_la_noche por_la_mañana por_la_tarde noche"),
    (Nth(1), "primero primer primera"), (Nth(2), "segundo segunda"), (Nth(3), "tercer tercero"), (Nth(4), "cuarto"),
];
