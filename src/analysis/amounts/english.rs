#[allow(clippy::enum_glob_use, reason = "the table has nothing but these")]
use super::{
    Bound::*,
    lexicon::{Meaning::*, Table, Unit},
};

#[rustfmt::skip] // laid out by hand
pub(super) const TABLE: Table = &[
    (Number(0.0), "zero nought naught nil"), (One, "one"), (Number(2.0), "two"), (Number(3.0), "three"), (Number(4.0), "four"),
    (Number(5.0), "five"), (Number(6.0), "six"), (Number(7.0), "seven"), (Number(8.0), "eight"), (Number(9.0), "nine"),
    (Number(10.0), "ten"), (Number(11.0), "eleven"), (Number(12.0), "twelve"), (Number(13.0), "thirteen"),
    (Number(14.0), "fourteen"), (Number(15.0), "fifteen"), (Number(16.0), "sixteen"), (Number(17.0), "seventeen"),
    (Number(18.0), "eighteen"), (Number(19.0), "nineteen"), (Number(20.0), "twenty"), (Number(30.0), "thirty"),
    (Number(40.0), "forty fourty"), (Number(50.0), "fifty"), (Number(60.0), "sixty"), (Number(70.0), "seventy"),
    (Number(80.0), "eighty"), (Number(90.0), "ninety"),
    (Article, "a an"), (And, "and"), (Point, "point"), (Minus, "minus negative"),
    (Scale(100.0), "hundred"), (Scales(100.0), "hundreds"), (Scale(1e3), "thousand k"), (Scales(1e3), "thousands"),
    (Scale(1e6), "million mn mln m"), (Scales(1e6), "millions"), (Scale(1e9), "billion bn b milliard"), (Scales(1e9), "billions milliards"),
    (Scale(1e12), "trillion tn trn"), (Scales(1e12), "trillions"), (Scale(1e15), "quadrillion"), (Scales(1e15), "quadrillions"),
    (Scale(1e5), "lakh lac lkh"), (Scales(1e5), "lakhs lacs lkhs"), (Scale(1e7), "crore krore koti cr"), (Scales(1e7), "crores krores"), (Group(2.0), "couple pair"), (Groups(10.0), "tens"), (Group(12.0), "dozen"), (Groups(12.0), "dozens"),
    (Group(20.0), "score"), (Groups(20.0), "scores"),
    (Part(0.5), "half"), (Shares(0.5), "halves"), (Share(1.0 / 3.0), "third"), (Shares(1.0 / 3.0), "thirds"),
    (Share(0.25), "quarter fourth"), (Shares(0.25), "quarters fourths"), (Share(0.2), "fifth"), (Shares(0.2), "fifths"),
    (Share(1.0 / 6.0), "sixth"), (Shares(1.0 / 6.0), "sixths"), (Share(1.0 / 7.0), "seventh"), (Shares(1.0 / 7.0), "sevenths"),
    (Share(0.125), "eighth"), (Shares(0.125), "eighths"), (Share(1.0 / 9.0), "ninth"), (Shares(1.0 / 9.0), "ninths"),
    (Share(0.1), "tenth"), (Shares(0.1), "tenths"), (Share(0.05), "twentieth"), (Shares(0.05), "twentieths"),
    (Share(0.01), "hundredth"), (Shares(0.01), "hundredths"), (Share(0.001), "thousandth"), (Shares(0.001), "thousandths"),
    (Share(1e-6), "millionth"), (Shares(1e-6), "millionths"), (Share(1e-9), "billionth"), (Shares(1e-9), "billionths"),
    (Share(1e-12), "trillionth"), (Shares(1e-12), "trillionths"),
    (Before(About), "about around approximately approx approx. roughly some circa ca ca. estimated in_the_region_of in_the_order_of something_like plus_or_minus more_or_less c."),
    (Before(Almost), "almost nearly close_to approaching"),
    (Before(MoreThan), "more_than over above exceeding upwards_of greater_than higher_than larger_than bigger_than in_excess_of upward_of exceeds exceeded"),
    (Before(AtLeast), "at_least at_the_very_least no_fewer_than no_less_than not_less_than not_fewer_than minimum_of several few more_than_or_equal_to"),
    (Before(UpTo), "not_exceeding not_exceed not_exceeded never_exceeded as_high_as up_to at_most no_more_than not_more_than as_many_as as_much_as maximum_of less_than_or_equal_to"),
    (Before(FewerThan), "fewer_than less_than under below lower_than smaller_than just_under"),
    (After(About), "or_so odd"), (After(AtLeast), "or_more and_more and_above or_greater and_over plus or_over"),
    (After(UpTo), "or_less or_fewer or_under and_under at_most"), (After(AtLeast), "at_least"),
    (Between, "between"), (Per, "in -in- out_of of_every in_every out_of_every"), (Every, "every"), (BelowZero, "below_zero"),
    (Street, "street st avenue ave road rd lane ln drive boulevard blvd square terrace crescent way court close row"), (To, "to through to_the"), (Or, "or"), (Percent, "percent per_cent pc pct"), (Of, "of the his her their its our"),
    (Stop, "a an the of to in on at by for from with and or but as was were is are be been being have has had do does did will would can \
        could may might shall should must not no that this these those which who whom whose it its they their them he his she her we \
        our you your i my me than then when where while if because so such also just only very more most less least after before \
        during since until between among about around over under above below into onto out up down off through across against near \
        via said say says according including died left came went got took made gave told reported ago each every all both other \
        another fewer remain remained remains now still later earlier away what how why yet or nor even there here without within"),
    (Phone, "call phone tel tel. telephone dial hotline number"), (Label, "psalm flat apartment suite o_._box po_box exit sector zone category camp building bus train tram pier ward district line terminal exhibit article section chapter page pages paragraph room flight route highway interstate number no no. nr level phase stage figure \
        fig fig. table version resolution channel gate platform volume vol vol. season episode verse reactor grade formula covid boeing \
        airbus apollo windows iphone type step file"),
    (Ordinal, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth \
        seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth"),
    (OrdinalEnding, "st nd rd th"),
    (Day(-2, -2), "the_day_before_yesterday day_before_yesterday"), (Day(-1, -1), "yesterday last_night last_evening"),
    (Day(-1, 0), "overnight"), (Day(0, 0), "today tonight this_morning this_afternoon this_evening"), (Day(1, 1), "tomorrow"),
    (Day(2, 2), "the_day_after_tomorrow"),
    (OtherDay, "the_next_day the_following_day the_previous_day the_day_before the_day_after that_day the_same_day a_day_earlier a_day_later \
        the_next_morning the_following_morning the_previous_night the_previous_week the_following_week the_previous_month \
        the_following_month the_previous_year the_following_year that_week that_month that_year"),
    (SomeDays, "recent_hours recent_days recent_weeks recent_months past_few_days last_few_days past_few_weeks last_few_weeks coming_days"), (NightTo, "overnight_into overnight_to night_into night_to"),
    (Unit(Unit::Hour), "hour"), (Units(Unit::Hour), "hours"), (Unit(Unit::Day), "day"), (Units(Unit::Day), "days"),
    (Unit(Unit::Week), "week"), (Units(Unit::Week), "weeks"), (Unit(Unit::Weekend), "weekend"), (Unit(Unit::Month), "month"),
    (Units(Unit::Month), "months"), (Unit(Unit::Year), "year"), (Units(Unit::Year), "years"),
    (Pair(Unit::Week), "fortnight"), (AgoAfter, "ago"), (AheadAfter, "from_now"), (Unit(Unit::Decade), "decade"), (Units(Unit::Decade), "decades"), (LaterAfter, "later earlier"), (BeforeLast, "before_last"), (Last, "last past"), (This, "this current"), (Next, "next coming"), (Following, "following"), (PartOfYear(3), "quarter"), (PartOfYear(6), "half"), (Season, "spring summer autumn winter"),
    (DecadeOf(20), "twenties"), (DecadeOf(30), "thirties"), (DecadeOf(40), "forties"), (DecadeOf(50), "fifties"), (DecadeOf(60), "sixties"),
    (DecadeOf(70), "seventies"), (DecadeOf(80), "eighties"), (DecadeOf(90), "nineties"), (DecadeOf(2000), "noughties"),
    (BeforeMonth, "in since until by from of during through late early mid before after"),
    (BeforeYear, "in since until till during"), (AfterYear, "ad ce bc bce"),
    (BeforeHour, "at by from until before after since around about"), (AfterHour, "am pm a_._m p_._m gmt utc est edt cet cest msk bst local_time o'clock"),
    (PartOfDay, "morning afternoon evening night"),
    (Nth(1), "first"), (Nth(2), "second"), (Nth(3), "third"), (Nth(4), "fourth"), (Nth(5), "fifth"), (Nth(6), "sixth"),
    (Nth(7), "seventh"), (Nth(8), "eighth"), (Nth(9), "ninth"), (Nth(10), "tenth"), (Nth(11), "eleventh"), (Nth(12), "twelfth"),
    (Nth(13), "thirteenth"), (Nth(14), "fourteenth"), (Nth(15), "fifteenth"), (Nth(16), "sixteenth"), (Nth(17), "seventeenth"),
    (Nth(18), "eighteenth"), (Nth(19), "nineteenth"), (Nth(20), "twentieth"), (Nth(30), "thirtieth"),
];
