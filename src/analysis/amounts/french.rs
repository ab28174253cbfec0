#[allow(clippy::enum_glob_use, reason = "the table has nothing but these")]
use super::{
    Bound::*,
    lexicon::{Meaning::*, Table, Unit},
};

#[rustfmt::skip] // laid out by hand
pub(super) const TABLE: Table = &[
    (Number(0.0), "zéro"), (One, "un une"), (Number(2.0), "deux"), (Number(3.0), "trois"), (Number(4.0), "quatre"), (Number(5.0), "cinq"),
    (Number(6.0), "six"), (Number(7.0), "sept"), (Number(8.0), "huit"), (Number(9.0), "neuf"), (Number(10.0), "dix"), (Number(11.0), "onze"),
    (Number(12.0), "douze"), (Number(13.0), "treize"), (Number(14.0), "quatorze"), (Number(15.0), "quinze"), (Number(16.0), "seize"),
    (Number(20.0), "vingt vingts"), (Number(30.0), "trente"), (Number(40.0), "quarante"), (Number(50.0), "cinquante"),
    (Number(60.0), "soixante"), (Number(70.0), "septante"), (Number(80.0), "octante huitante"), (Number(90.0), "nonante"),
    (And, "et"), (Point, "virgule"), (Minus, "moins"),
    (Scale(100.0), "cent cents"), (Scale(1e3), "mille mil k"), (Scale(1e6), "million m"), (Scales(1e6), "millions"), (Scale(1e9), "milliard md mds"),
    (Scales(1e9), "milliards"), (Scale(1e12), "billion"), (Scales(1e12), "billions"), (Group(1e3), "millier"), (Groups(1e3), "milliers"),
    (Group(100.0), "centaine"), (Groups(100.0), "centaines"), (Group(10.0), "dizaine"), (Groups(10.0), "dizaines"), (Group(12.0), "douzaine"),
    (Groups(12.0), "douzaines"), (Group(8.0), "huitaine"), (Group(15.0), "quinzaine"), (Group(20.0), "vingtaine"), (Group(30.0), "trentaine"),
    (Group(40.0), "quarantaine"), (Group(50.0), "cinquantaine"), (Group(60.0), "soixantaine"),
    (Part(0.5), "moitié demi demie"), (Part(1.0 / 3.0), "tiers"), (Share(0.25), "quart"), (Shares(0.25), "quarts"),
    (Share(0.2), "cinquième"), (Shares(0.2), "cinquièmes"), (Share(1.0 / 6.0), "sixième"), (Shares(1.0 / 6.0), "sixièmes"),
    (Share(1.0 / 7.0), "septième"), (Shares(1.0 / 7.0), "septièmes"), (Share(0.125), "huitième"), (Shares(0.125), "huitièmes"),
    (Share(1.0 / 9.0), "neuvième"), (Shares(1.0 / 9.0), "neuvièmes"), (Share(0.1), "dixième"), (Shares(0.1), "dixièmes"),
    (Share(0.01), "centième"), (Shares(0.01), "centièmes"), (Share(0.001), "millième"), (Shares(0.001), "millièmes"),
    (Before(About), "plus_ou_moins aux_environs_de environ quelque à_peu_près autour_de autour_d' autour_du aux_alentours_du près_d'environ approximativement aux_alentours_de de_l'ordre_de une_estimation_de"),
    (Before(Almost), "presque près_de près_d' près_du près_des pas_loin_de quasiment"),
    (Before(MoreThan), "plus_de plus_d' plus_que au-delà_de plus_du plus_des supérieur_à supérieure_à dépassant dépasse"),
    (Before(AtLeast), "au_moins au_minimum au_bas_mot à_partir_de minimum pas_moins_de pas_moins_d' à_tout_le_moins plusieurs quelques"),
    (Before(UpTo), "dépasse_pas dépassent_pas dépassé_pas jusqu'à au_plus au_maximum tout_au_plus maximum pas_plus_de un_maximum_de"),
    (Before(FewerThan), "moins_de moins_d' moins_du moins_des moins_que en_dessous_de sous inférieur_à inférieure_à"),
    (After(AtLeast), "ou_plus et_plus au_moins au_minimum"), (After(UpTo), "ou_moins au_plus au_maximum"), (After(About), "environ à_peu_près"),
    (Between, "entre entre_les_années"), (Per, "sur"), (BelowZero, "sous_zéro sous_le_zéro en_dessous_de_zéro au-dessous_de_zéro"),
    (Street, "rue avenue boulevard place quai impasse allée chemin"), (To, "à"), (Or, "ou"), (Percent, "pour_cent pourcent"), (Of, "de d des du la les l ' ’ leur leurs ses"),
    (Stop, "le la les un une des du de d et ou mais que qui dont où en dans sur sous par pour avec sans au aux à ce cette ces cet son sa ses leur \
        leurs il elle ils elles on nous vous je se s est sont était étaient a ont avait avaient été être ne pas plus moins très selon après \
        avant depuis pendant entre vers chez contre lors y sera seront fait ainsi aussi comme puis déjà encore n qu c j dit afin mort \
        près environ devant face derrière malgré eux elles"),
    (Phone, "téléphone tél tél. appelez_le appeler_le numéro"), (Label, "sortie secteur zone camp chambre bureau bâtiment immeuble bus train tram lot poste art. article articles chapitre page pages salle vol route autoroute numéro n no no. ligne quai phase étape niveau tableau saison épisode \
        section paragraphe alinéa résolution chaîne boeing airbus covid formule type psaume porte"),
    (Ordinal, "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième unième"), (OrdinalEnding, "er re ère e ème eme nd nde es"),
    (Day(-2, -2), "avant-hier"), (Day(-1, -1), "hier hier_soir"), (Day(-1, 0), "cette_nuit dans_la_nuit la_nuit_dernière"),
    (Day(0, 0), "aujourd'hui ce_matin ce_soir cet_après-midi"), (Day(1, 1), "demain"), (Day(2, 2), "après-demain"),
    (OtherDay, "le_lendemain la_veille le_jour_même le_jour_suivant l'avant-veille ce_jour-là le_surlendemain"),
    (SomeDays, "derniers_jours dernières_semaines derniers_mois prochains_jours jours_derniers"),
    (Unit(Unit::Hour), "heure"), (Units(Unit::Hour), "heures"), (Unit(Unit::Day), "jour"), (Units(Unit::Day), "jours"), (Unit(Unit::Week), "semaine"),
    (Units(Unit::Week), "semaines"), (Unit(Unit::Weekend), "week-end weekend"), (Unit(Unit::Month), "mois"), (Unit(Unit::Year), "an année"),
    (Units(Unit::Year), "ans années"), (Unit(Unit::Decade), "décennie"), (Units(Unit::Decade), "décennies"), (AgoBefore, "il_y_a voici voilà"), (AheadBefore, "dans d'ici"), (LaterAfter, "plus_tard plus_tôt auparavant après"),
    (BeforeLast, "avant-dernier avant-dernière"), (Last, "dernier dernière passé passée"), (This, "ce cet cette"), (Next, "prochain prochaine"), (Following, "suivant suivante"), (PartOfYear(3), "trimestre"), (PartOfYear(6), "semestre"), (BeforeDecade, "années"),
    (Season, "printemps été automne hiver"), (BeforeMonth, "en depuis fin début mi dès de d' jusqu'en courant"),
    (BeforeYear, "en depuis année an l'an fin début été automne hiver printemps"), (AfterYear, "ap"),
    (BeforeHour, "à vers dès jusqu'à"), (AfterHour, "heures heure h heures_du_matin heures_du_soir heure_du_matin heures_de_l'après-midi"), (PartOfDay, "soir matin après-midi midi"),
    (Nth(1), "premier première"), (Nth(2), "deuxième second seconde"), (Nth(3), "troisième"), (Nth(4), "quatrième"),
];
