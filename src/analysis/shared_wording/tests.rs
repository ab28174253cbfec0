use super::*;
use crate::project::{ArticleDetails, ArticleText, Id};

fn article(id: u64, text: &str) -> Article {
    Article::new(
        Id::new(id),
        ArticleText::new(text.to_owned()),
        ArticleDetails::default(),
    )
}

fn shared(texts: &[&str]) -> Vec<SharedPair> {
    let articles: Vec<Article> = texts
        .iter()
        .zip(1..)
        .map(|(text, id)| article(id, text))
        .collect();
    shared_wording(&articles.iter().collect::<Vec<_>>(), &|| false, &|| {}).unwrap()
}

/// Checks the passages that two texts share: their kinds, the text in both, and the differing numbers.
#[track_caller]
fn check(one: &str, other: &str, expected: &[(SharedKind, &str, &str, &[[&str; 2]])]) {
    let pairs = shared(&[one, other]);
    let passages = pairs.iter().flat_map(|pair| &pair.passages);
    let found: Vec<_> = passages
        .map(|it| {
            let [here, there] = it.spans;
            let differing = it.differing.iter();
            let differing: Vec<[&str; 2]> = differing
                .map(|it| [&one[it[0].range()], &other[it[1].range()]])
                .collect();
            (
                it.kind,
                &one[here.range()],
                &other[there.range()],
                differing,
            )
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(kind, one, other, it)| (*kind, *one, *other, it.to_vec()))
        .collect();
    assert_eq!(found, expected);
}

const SLUICE: &str = "The sluice at Vellin gave way on Saturday night and flooded the lower town, where 12 people were injured";

#[test]
fn prose_that_differs_in_a_number_is_shared_and_the_number_reported() {
    let changed = SLUICE.replace("12", "8");
    let one = format!("Vellin (agency). {SLUICE}. More rain is expected.");
    let other = format!("{changed}, the district said");
    check(
        &one,
        &other,
        &[(SharedKind::Prose, SLUICE, &changed, &[["12", "8"]])],
    );
    let longer = format!("{SLUICE} by drifting timber and broken glass in the cellars");
    let in_words = longer.replace("12", "eight");
    let text = |text: &str| format!("{text}.");
    check(
        &text(&longer.replace("12", "twelve")),
        &text(&in_words),
        &[(
            SharedKind::Prose,
            &longer.replace("12", "twelve"),
            &in_words,
            &[["twelve", "eight"]],
        )],
    );
}

#[test]
fn a_quotation_is_found_in_every_style_of_marks() {
    let said = "we opened the gate too late and we are sorry";
    for (open, close) in [
        ("“", "”"),
        ("„", "“"),
        ("«", "»"),
        ("»", "«"),
        ("\"", "\""),
        ("‘", "’"),
        ("「", "」"),
        ("‚", "‘"),
        ("'", "'"),
        ("›", "‹"),
        ("‹", "›"),
        ("『", "』"),
        ("《", "》"),
    ] {
        check(
            &format!("The engineer said: “{said}”."),
            &format!("Then {open}{said}{close}, according to him."),
            &[(SharedKind::Quotation, said, said, &[])],
        );
    }
}

#[test]
fn a_quotation_cut_short_or_in_few_other_words_is_the_same() {
    let said = "we opened the gate too late and we are very sorry for that";
    for other in [
        "we opened the gate too late",
        "we opened the gate too late … sorry for that",
        "We have opened the gate too late, and we're very sorry for that",
    ] {
        check(
            &format!("“{said}”, he said"),
            &format!("“{other}” he said"),
            &[(SharedKind::Quotation, said, other, &[])],
        );
    }
    for (said, other) in [
        (
            "The situation is now under full control",
            "The situation has been brought fully under control",
        ),
        (
            "We opened the gate too late and we are very sorry for that",
            "We're sorry that we opened the gate far too late",
        ),
        (
            "Ситуация полностью находится под контролем властей",
            "Ситуация находится полностью под контролем местных властей",
        ),
    ] {
        check(
            &format!("“{said}”, he said"),
            &format!("He said “{other}”"),
            &[(SharedKind::Quotation, said, other, &[])],
        );
    }
    for (said, other) in [
        (
            "The minister will resign at the end of the month",
            "The minister will speak at the end of the session",
        ),
        (
            "Our thoughts are with the families of the victims",
            "Our thoughts are with the people of the coast",
        ),
    ] {
        check(&format!("“{said}”"), &format!("“{other}”"), &[]);
    }
    let one = "We are holding sixty saboteurs, and the operation goes on";
    let other = "Sixty saboteurs are in our custody and the operation is not over";
    let both = [(SharedKind::Quotation, one, other, [].as_slice())];
    check(&format!("“{one}”, he said"), &format!("“{other}”"), &both);
    check(
        &format!("“{said}”"),
        "“we closed the gate in time and regret nothing”",
        &[],
    );
}

/// Quotations of one statement, in other words.
#[rustfmt::skip] // one pair a line
const ONE_STATEMENT: [[&str; 2]; 22] = [
    ["We will not negotiate with those who attack us", "We won't negotiate with people who attack us"],
    ["The situation is now under full control", "The situation has been brought fully under control"],
    ["Nobody warned us that the water was coming", "No one had warned us that the water was coming"],
    ["We opened the gate too late and we are very sorry for that", "We're sorry that we opened the gate far too late"],
    ["It was the worst night of my life, and I thought the house would fall", "That was the worst night of my life. I thought our house was going to fall"],
    ["Our hospitals are full and the doctors have not slept for three days", "The hospitals are full, our doctors haven't slept in three days"],
    ["The company had been told twice about the cracks in the wall", "The firm was told two times about cracks in the wall"],
    ["There is no evidence that the plant was damaged in the attack", "We have no evidence of damage to the plant from the attack"],
    ["The talks failed because neither side wanted to give up the port", "Talks failed because neither of the sides was ready to give up the port"],
    ["This is an attack on all of us and we will answer it", "It is an attack against us all, and we shall answer"],
    ["Children should never have to learn in a cellar", "Children should not have to study in a cellar"],
    ["The bridge was closed for repairs when the lorry drove onto it", "When the lorry drove onto the bridge, it was closed for repairs"],
    ["I have nothing to hide and I will answer every question", "I've got nothing to hide and will answer all questions"],
    ["Every family in this village has lost somebody", "Each family in the village has lost someone"],
    ["We saw smoke first and then heard two explosions", "First we saw smoke, then we heard two explosions"],
    ["Our soldiers have left the town and taken new positions", "Our troops left the town and took up new positions"],
    ["Мы не будем вести переговоры с теми, кто на нас напал", "Мы не станем вести переговоров с теми, кто напал на нас"],
    ["Ситуация полностью находится под контролем властей", "Ситуация находится полностью под контролем местных властей"],
    ["Wir haben das Tor zu spät geöffnet und es tut uns leid", "Das Tor wurde von uns zu spät geöffnet, es tut uns leid"],
    ["Niemand hat uns vor dem Wasser gewarnt, das in der Nacht kam", "Vor dem Wasser, das in der Nacht kam, hat uns niemand gewarnt"],
    ["Nous n'avons jamais reçu l'ordre de quitter la ville", "Nous n'avons jamais eu l'ordre de quitter la ville"],
    ["No vamos a negociar con los que nos atacan", "No negociaremos con quienes nos atacan"],
];

/// Quotations of different statements that begin alike or share much.
#[rustfmt::skip] // one pair a line
const TWO_STATEMENTS: [[&str; 2]; 15] = [
    ["We will not negotiate with those who attack us", "We will negotiate with everyone who wants peace"],
    ["The situation is now under full control", "The weather is getting worse and we need boats"],
    ["Nobody warned us that the water was coming", "The mayor said that the water is safe to drink"],
    ["We will rebuild the town and the school by spring", "We will close the school and open the market"],
    ["The minister will resign at the end of the month", "The minister will speak at the end of the session"],
    ["I do not know what happened on the bridge that night", "I do not know who was in charge of the town"],
    ["We are working with our partners to bring people home", "We are working with the police to find the driver"],
    ["There is no evidence that the plant was damaged", "There is no evidence that the minister knew of it"],
    ["The government must take responsibility for the deaths", "The government must pay for the new hospital in the capital"],
    ["We condemn this attack in the strongest terms", "We condemn the decision of the court in this case"],
    ["It is too early to say what caused the fire", "It is too early to say how many people will come"],
    ["Our thoughts are with the families of the victims", "Our thoughts are with the people of the coast"],
    ["The investigation is still going on and we cannot comment", "The negotiations are going on and nobody will comment on the price"],
    ["He was a good man who loved his family", "She was a good doctor who loved her work"],
    ["The army has destroyed five tanks and two bridges", "The army has lost control of two villages"],
];

#[test]
fn light_paraphrases_are_found_and_similar_statements_are_not() {
    let found = |pairs: &[[&str; 2]]| {
        let is_found = |pair: &&[&str; 2]| {
            let texts = pair.map(|said| format!("“{said}”, he said"));
            !shared(&texts.each_ref().map(String::as_str)).is_empty()
        };
        pairs.iter().filter(is_found).count()
    };
    let (right, wrong) = (found(&ONE_STATEMENT), found(&TWO_STATEMENTS));
    println!(
        "{right} of {} paraphrases, {wrong} others",
        ONE_STATEMENT.len()
    );
    assert!(right >= 20 && wrong <= 1, "{right} found, {wrong} wrong");
}

#[test]
fn short_runs_and_page_clutter_are_not_shared() {
    check(
        "He works for the Ministry of Public Works of Vellin.",
        "She left the Ministry of Public Works of Vellin.",
        &[],
    );
    let mut articles = [article(1, SLUICE), article(2, SLUICE)];
    articles[1].clutter = [0].into();
    assert_eq!(
        shared_wording(&[&articles[0], &articles[1]], &|| false, &|| {}),
        Some(Vec::new())
    );
}

#[test]
fn a_reprint_shares_all_sentences_and_boilerplate_none() {
    let text = format!(
        "{SLUICE}. The mayor of the town spoke of a failure that nobody had foreseen. “We opened the gate too late.”"
    );
    let pairs = shared(&[
        &text,
        &format!("{text} Our reporter could not reach the operator of the dam."),
    ]);
    assert_eq!(pairs[0].percent, [100, 66]);
    let footer =
        "Subscribe to our letter and read every morning what happened in the town and on the river";
    let texts: Vec<String> = (0..9)
        .map(|nth| format!("Report {} about something.\n{footer}", "x".repeat(nth + 1)))
        .collect();
    assert_eq!(
        shared(&texts.iter().map(String::as_str).collect::<Vec<_>>()),
        []
    );
}

#[test]
fn a_text_that_many_articles_print_is_no_boilerplate() {
    let text = format!(
        "{SLUICE}. The mayor of the town spoke of a failure that nobody had foreseen, and asked all who live by the \
        river to stay in the upper floors until the gates of the sluice can be shut again."
    );
    for count in [9, 30] {
        let texts: Vec<String> = (0..count)
            .map(|nth| format!("{text}\nReport {} about something.", "x".repeat(nth + 1)))
            .collect();
        let pairs = shared(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(pairs.len(), count * (count - 1) / 2);
    }
}

#[test]
fn a_cancelled_search_gives_nothing() {
    let article = article(1, SLUICE);
    assert_eq!(shared_wording(&[&article], &|| true, &|| {}), None);
}

/// Articles of random sentences, some of which reuse a passage of another.
struct Generator(u64);

#[derive(Clone, Copy, Debug)]
enum Reuse {
    Copied,
    Cut,
    Reordered,
    NumbersChanged,
    NamesRespelled,
    QuotationOnly,
}

impl Generator {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// Frequent words are more likely, as in natural language.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ka", "lo", "mi", "ren", "sta", "vel", "or", "un", "ti", "pra", "en", "du", "ish",
            "gor", "al", "be",
        ];
        let most = [12, 200, 4_000][self.below(3)];
        let mut rank = self.below(most);
        let mut word = String::new();
        while word.is_empty() || rank > 0 {
            word += SYLLABLES[rank % SYLLABLES.len()];
            rank /= SYLLABLES.len();
        }
        word
    }

    fn sentence(&mut self) -> String {
        let count = 10 + self.below(14);
        let mut words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words[count / 2] = (2 + self.below(90)).to_string();
        words[count / 3] = "Grabovski".to_owned();
        words.join(" ") + "."
    }

    fn sentences(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.sentence()).collect()
    }

    fn reused(&mut self, reuse: Reuse, source: &[String]) -> String {
        match reuse {
            Reuse::Copied => source.join(" "),
            Reuse::Cut => {
                let text = source.join(" ");
                let words: Vec<&str> = text.split(' ').collect();
                let start = self.below(words.len() - 24);
                words[start..start + 24].join(" ")
            }
            Reuse::Reordered => source.iter().rev().cloned().collect::<Vec<_>>().join(" "),
            Reuse::NumbersChanged => {
                let text = source.join(" ");
                let words = text
                    .split(' ')
                    .map(|it| if it.parse::<u32>().is_ok() { "7" } else { it });
                words.collect::<Vec<_>>().join(" ")
            }
            Reuse::NamesRespelled => source.join(" ").replace("Grabovski", "Hrabowskyj"),
            Reuse::QuotationOnly => format!("“{}”", source[0]),
        }
    }
}

/// The number of planted pairs, of pairs found, and of planted pairs found.
fn score(reuse: Reuse) -> (usize, usize, usize) {
    let mut generator = Generator(reuse as u64 + 5);
    let (mut texts, mut planted) = (Vec::new(), std::collections::BTreeSet::new());
    for nth in 0..40 {
        let source = generator.sentences(3);
        let quoted = matches!(reuse, Reuse::QuotationOnly);
        let original = if quoted {
            format!("“{}” said Grabovski", source[0])
        } else {
            source.join(" ")
        };
        for passage in [original, generator.reused(reuse, &source)] {
            let before = generator.sentences(12).join(" ");
            let after = generator.sentences(12).join(" ");
            texts.push(format!("{before}\n{passage}\n{after}"));
        }
        planted.insert([2 * nth, 2 * nth + 1]);
    }
    let kind = if matches!(reuse, Reuse::QuotationOnly) {
        SharedKind::Quotation
    } else {
        SharedKind::Prose
    };
    let found = shared(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let found = found
        .iter()
        .filter(|pair| pair.of_kind(kind).next().is_some());
    let found: std::collections::BTreeSet<[usize; 2]> = found
        .map(|pair| pair.articles.map(|id| id.number() as usize - 1))
        .collect();
    (
        planted.intersection(&found).count(),
        planted.len(),
        found.len(),
    )
}

#[test]
fn planted_reuse_of_every_kind_is_found_and_nothing_else() {
    for reuse in [
        Reuse::Copied,
        Reuse::Cut,
        Reuse::Reordered,
        Reuse::NumbersChanged,
        Reuse::NamesRespelled,
        Reuse::QuotationOnly,
    ] {
        let (right, planted, found) = score(reuse);
        println!("{reuse:?}: {right} of {planted} pairs found, {found} pairs shown");
        assert!(
            right * 100 >= planted * 95,
            "{reuse:?}: {right} of {planted}"
        );
        assert_eq!(right, found, "{reuse:?}: unrelated articles");
    }
}
