//! A project file, taken in parts while the rest of it is still being read.
//!
//! Reading a big file and verifying it take about as long as each other, so they go on at the same time, on two threads.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fmt,
    marker::PhantomData,
    sync::mpsc::{Receiver, Sender, channel},
};

use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor},
};

use super::{
    limits::{
        MAX_ARTICLES, MAX_CLAIMANTS, MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_NESTING,
        MAX_RELATIONS, MAX_SILENT,
    },
    spelled::HouseRules,
    v1,
    v3::{Article, Claim, Claimant, Evidence, Highlight, Relation, Scale},
};

/// Records that are handed on at once: enough that handing on costs nothing beside reading.
const BATCH: usize = 256;

/// The parts of a file, as version 3 has them. They may be taken in this order, and each ends when it was read to its end.
/// Articles and claims are in the analyst's order, evidence in that of its claim.
pub(super) struct Parts<'a> {
    /// Of the project; version 1 has none.
    pub(super) id: Receiver<&'a str>,
    pub(super) title: Receiver<Cow<'a, str>>,
    pub(super) scale: Receiver<Scale<'a>>,
    pub(super) rules: Receiver<HouseRules>,
    pub(super) claimants: Receiver<Vec<Claimant<'a>>>,
    pub(super) articles: Receiver<Vec<Article<'a>>>,
    pub(super) highlights: Receiver<Vec<Highlight<'a>>>,
    pub(super) claims: Receiver<Vec<Claim<'a>>>,
    pub(super) evidence: Receiver<Vec<Evidence<'a>>>,
    pub(super) relations: Receiver<Vec<Relation<'a>>>,
}

/// The other ends of [`Parts`]; each goes with the field that it is for.
struct Senders<'a> {
    id: Option<Sender<&'a str>>,
    title: Option<Sender<Cow<'a, str>>>,
    scale: Option<Sender<Scale<'a>>>,
    rules: Option<Sender<HouseRules>>,
    claimants: Option<Sender<Vec<Claimant<'a>>>>,
    articles: Option<Sender<Vec<Article<'a>>>>,
    highlights: Option<Sender<Vec<Highlight<'a>>>>,
    claims: Option<Sender<Vec<Claim<'a>>>>,
    evidence: Option<Sender<Vec<Evidence<'a>>>>,
    relations: Option<Sender<Vec<Relation<'a>>>>,
}

/// Reads the text of a project file.
pub(super) struct Reader<'a> {
    version: u64,
    to: Senders<'a>,
}

impl<'a> Reader<'a> {
    /// A reader of files of that version, and the parts that it reads.
    pub(super) fn new(version: u64) -> (Self, Parts<'a>) {
        let (to_id, id) = part();
        let (to_title, title) = part();
        let (to_scale, scale) = part();
        let (to_rules, rules) = part();
        let (to_claimants, claimants) = part();
        let (to_articles, articles) = part();
        let (to_highlights, highlights) = part();
        let (to_claims, claims) = part();
        let (to_evidence, evidence) = part();
        let (to_relations, relations) = part();
        let to = Senders {
            id: to_id.filter(|_| Field::Id.is_of(version)),
            title: to_title,
            scale: to_scale,
            rules: to_rules,
            claimants: to_claimants,
            articles: to_articles,
            highlights: to_highlights,
            claims: to_claims,
            evidence: to_evidence,
            relations: to_relations,
        };
        let parts = Parts {
            id,
            title,
            scale,
            rules,
            claimants,
            articles,
            highlights,
            claims,
            evidence,
            relations,
        };
        (Self { version, to }, parts)
    }

    /// Reads `text` to its end. The parts that came before an error have been handed on.
    ///
    /// # Errors
    /// Where it is not RON, or a field is missing, there twice, unknown or of another kind.
    pub(super) fn read(self, text: &'a str) -> ron::error::SpannedResult<()> {
        ron::Options::default()
            .with_recursion_limit(MAX_NESTING)
            .from_str_seed(text, self)
    }
}

fn part<T>() -> (Option<Sender<T>>, Receiver<T>) {
    let (sender, receiver) = channel();
    (Some(sender), receiver)
}

/// In the order of the file.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Format,
    Version,
    HoldsProtectedNames,
    Id,
    Title,
    Scale,
    Rules,
    Claimants,
    Articles,
    Highlights,
    Claims,
    Evidence,
    Relations,
}

/// In the order of [`Field`].
const FIELDS: [&str; 13] = [
    "format",
    "version",
    "holds_protected_names",
    "id",
    "title",
    "scale",
    "rules",
    "claimants",
    "articles",
    "highlights",
    "claims",
    "evidence",
    "relations",
];

const ALL: [Field; 13] = [
    Field::Format,
    Field::Version,
    Field::HoldsProtectedNames,
    Field::Id,
    Field::Title,
    Field::Scale,
    Field::Rules,
    Field::Claimants,
    Field::Articles,
    Field::Highlights,
    Field::Claims,
    Field::Evidence,
    Field::Relations,
];

impl Field {
    fn name(self) -> &'static str {
        FIELDS[self as usize]
    }

    /// The first version whose files have it.
    fn since(self) -> u64 {
        match self {
            Self::Id => 2,
            field if field.may_be_left_out() => 3,
            _ => 1,
        }
    }

    /// Whether files of that version have it.
    fn is_of(self, version: u64) -> bool {
        self.since() <= version
    }

    /// Whether a file is whole without it.
    fn may_be_left_out(self) -> bool {
        matches!(
            self,
            Self::HoldsProtectedNames | Self::Rules | Self::Claimants | Self::Relations
        )
    }

    /// What is wrong with it where it stands, after those that were seen.
    fn problem<E: Error>(self, version: u64, seen: &BTreeSet<Self>) -> Result<(), E> {
        let name = self.name();
        if !self.is_of(version) {
            let since = self.since();
            let words = format!(
                "the field \u{201c}{name}\u{201d} came with version {since}, and this file is of version {version}"
            );
            return Err(E::custom(words));
        }
        if seen.contains(&self) {
            return Err(E::duplicate_field(name));
        }
        // What is built of the articles does not wait to the end of the file for what may never come.
        let is_late = seen.contains(&Self::Articles);
        if is_late && matches!(self, Self::Rules | Self::Claimants) {
            let words =
                format!("the field \u{201c}{name}\u{201d} belongs before \u{201c}articles\u{201d}");
            return Err(E::custom(words));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("File", &FIELDS, self)
    }
}

impl<'de> Visitor<'de> for Reader<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a project")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(field) = fields.next_key::<Field>()? {
            field.problem(self.version, &seen)?;
            seen.insert(field);
            self.read_field(field, &mut fields)?;
        }
        let is_missing = |field: &&Field| {
            field.is_of(self.version) && !field.may_be_left_out() && !seen.contains(field)
        };
        match ALL.iter().find(is_missing) {
            Some(missing) => Err(A::Error::missing_field(missing.name())),
            None => Ok(()),
        }
    }
}

impl<'de> Reader<'de> {
    fn read_field<A: MapAccess<'de>>(
        &mut self,
        field: Field,
        fields: &mut A,
    ) -> Result<(), A::Error> {
        let to = &mut self.to;
        match field {
            // `header` has looked at what these two say.
            Field::Format => drop(fields.next_value::<&str>()?),
            Field::Version => drop(fields.next_value::<u32>()?),
            // It is for whoever looks at the file; whether it is so is told by the claimants.
            Field::HoldsProtectedNames => drop(fields.next_value::<bool>()?),
            Field::Id => hand_on(to.id.take().as_ref(), fields.next_value()?),
            Field::Title => hand_on(to.title.take().as_ref(), fields.next_value()?),
            Field::Scale => hand_on(to.scale.take().as_ref(), fields.next_value()?),
            Field::Rules => hand_on(to.rules.take().as_ref(), fields.next_value()?),
            lists => return self.read_list(lists, fields),
        }
        Ok(())
    }

    fn read_list<A: MapAccess<'de>>(
        &mut self,
        field: Field,
        fields: &mut A,
    ) -> Result<(), A::Error> {
        let is_old = self.version < 3;
        let to = &mut self.to;
        let name = field.name();
        match field {
            Field::Claimants => {
                let list = Records::new(to.claimants.take(), MAX_CLAIMANTS, name);
                fields.next_value_seed(list)
            }
            Field::Articles => {
                (to.rules, to.claimants) = (None, None);
                let list = Records::new(to.articles.take(), MAX_ARTICLES, name);
                list.read::<v1::Article<'de>, A>(is_old, fields)
            }
            Field::Highlights => {
                let list = Records::new(to.highlights.take(), MAX_HIGHLIGHTS, name);
                fields.next_value_seed(list)
            }
            Field::Claims => {
                let list = Records {
                    marks: |claim: &Claim<'de>| claim.silent.len(),
                    ..Records::new(to.claims.take(), MAX_CLAIMS, name)
                };
                list.read::<v1::Claim<'de>, A>(is_old, fields)
            }
            Field::Evidence => {
                let list = Records::new(to.evidence.take(), MAX_EVIDENCE, "pieces of evidence");
                list.read::<v1::Evidence<'de>, A>(is_old, fields)
            }
            _relations => {
                let list = Records::new(to.relations.take(), MAX_RELATIONS, name);
                fields.next_value_seed(list)
            }
        }
    }
}

/// Reads a list of records `T` and hands them on in batches. In the file they are spelled as `W`.
struct Records<T, W = T> {
    to: Option<Sender<Vec<T>>>,
    most: usize,
    what: &'static str,
    /// How many silent articles a record names.
    marks: fn(&T) -> usize,
    written: PhantomData<fn() -> W>,
}

impl<T> Records<T> {
    fn new(to: Option<Sender<Vec<T>>>, most: usize, what: &'static str) -> Self {
        Self {
            to,
            most,
            what,
            marks: |_| 0,
            written: PhantomData,
        }
    }

    /// Reads the list, of a file that spells its records as `W` where it is old.
    fn read<'de, W, A>(self, is_old: bool, fields: &mut A) -> Result<(), A::Error>
    where
        T: Deserialize<'de>,
        W: Deserialize<'de> + Into<T>,
        A: MapAccess<'de>,
    {
        if !is_old {
            return fields.next_value_seed(self);
        }
        fields.next_value_seed(Records::<T, W> {
            to: self.to,
            most: self.most,
            what: self.what,
            marks: self.marks,
            written: PhantomData,
        })
    }
}

impl<'de, T, W: Deserialize<'de> + Into<T>> DeserializeSeed<'de> for Records<T, W> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, W: Deserialize<'de> + Into<T>> Visitor<'de> for Records<T, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        let mut batch = Vec::with_capacity(BATCH);
        let (mut count, mut marks) = (0, 0);
        while let Some(record) = records.next_element::<W>()? {
            let record = record.into();
            count += 1;
            marks += (self.marks)(&record);
            if count > self.most {
                return Err(too_many(self.most, self.what));
            }
            if marks > MAX_SILENT {
                return Err(too_many(MAX_SILENT, "marks of articles as silent"));
            }
            batch.push(record);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                hand_on(self.to.as_ref(), full);
            }
        }
        hand_on(self.to.as_ref(), batch);
        Ok(())
    }
}

fn too_many<E: Error>(most: usize, what: &str) -> E {
    E::custom(format!(
        "there are more than {most} {what}, which is the most that a project holds"
    ))
}

/// Where nobody takes it any more, nobody asks for the outcome either.
fn hand_on<T>(to: Option<&Sender<T>>, value: T) {
    drop(to.map(|to| to.send(value)));
}
