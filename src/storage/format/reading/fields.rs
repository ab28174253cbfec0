use super::{
    Senders,
    field::{ALL, FIELDS, Field},
    records::{Records, hand_on},
};
use crate::{
    project::{
        MAX_ARTICLES, MAX_CLAIMS, MAX_EVIDENCE, MAX_HIGHLIGHTS, MAX_RELATIONS, MAX_SPEAKERS,
    },
    storage::format::v1,
};

use std::{collections::BTreeSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// Reads the fields of a file of that version, one after the other.
pub(crate) struct Fields<'r, 'a> {
    version: u64,
    to: &'r mut Senders<'a>,
    /// Of a head: whether all its fields were there when it broke off.
    ended: Option<&'r mut bool>,
}

impl<'r, 'a> Fields<'r, 'a> {
    /// Those of a whole file.
    pub(crate) fn of(version: u64, to: &'r mut Senders<'a>) -> Self {
        Self {
            version,
            to,
            ended: None,
        }
    }

    /// Those before the long lists. The text breaks off after them, so reading it fails; `ended` tells whether it came so far.
    pub(crate) fn of_head(version: u64, to: &'r mut Senders<'a>, ended: &'r mut bool) -> Self {
        Self {
            version,
            to,
            ended: Some(ended),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Fields<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("File", &FIELDS, self)
    }
}

impl<'de> Visitor<'de> for Fields<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a project")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        loop {
            let field = match fields.next_key::<Field>() {
                Ok(Some(field)) => field,
                Ok(None) => break,
                Err(error) => {
                    if let Some(ended) = self.ended {
                        *ended = missing(self.version, &seen).is_none_or(Field::is_long);
                    }
                    return Err(error);
                }
            };
            field.problem(self.version, &seen)?;
            if field.is_long() && self.ended.is_some() {
                return Err(A::Error::custom("a list that was not found by its line"));
            }
            seen.insert(field);
            self.read_field(field, &mut fields)?;
        }
        match missing(self.version, &seen) {
            Some(missing) => Err(A::Error::missing_field(missing.name())),
            None => Ok(()),
        }
    }
}

/// The first field that is not there and should be.
fn missing(version: u64, seen: &BTreeSet<Field>) -> Option<Field> {
    let is_missing =
        |field: &Field| field.is_of(version) && !field.may_be_left_out() && !seen.contains(field);
    ALL.into_iter().find(is_missing)
}

impl<'de> Fields<'_, 'de> {
    fn read_field<A: MapAccess<'de>>(
        &mut self,
        field: Field,
        fields: &mut A,
    ) -> Result<(), A::Error> {
        let to = &mut *self.to;
        match field {
            // `header` has looked at what these two say.
            Field::Format => drop(fields.next_value::<&str>()?),
            Field::Version => drop(fields.next_value::<u32>()?),
            // It is for whoever looks at the file; whether it is so is told by the speakers.
            Field::HoldsProtectedNames => drop(fields.next_value::<bool>()?),
            Field::Id => hand_on(to.id.take().as_ref(), fields.next_value()?),
            Field::Title => hand_on(to.title.take().as_ref(), fields.next_value()?),
            Field::Scale => hand_on(to.scale.take().as_ref(), fields.next_value()?),
            Field::Rules => hand_on(to.rules.take().as_ref(), fields.next_value()?),
            field => {
                let (version, to) = (self.version, &mut *self.to);
                return fields.next_value_seed(List { field, version, to });
            }
        }
        Ok(())
    }
}

/// Reads the list of one field.
pub(crate) struct List<'r, 'a> {
    pub(crate) field: Field,
    pub(crate) version: u64,
    pub(crate) to: &'r mut Senders<'a>,
}

impl<'de> DeserializeSeed<'de> for List<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        let Self { field, version, to } = self;
        let (is_old, name) = (version < 3, field.name());
        match field {
            Field::Speakers => {
                Records::new(to.speakers.take(), MAX_SPEAKERS, name).deserialize(list)
            }
            Field::Articles => {
                (to.rules, to.speakers) = (None, None);
                let records = Records::new(to.articles.take(), MAX_ARTICLES, name);
                records.read::<v1::Article<'de>, D>(is_old, list)
            }
            Field::Highlights => {
                Records::new(to.highlights.take(), MAX_HIGHLIGHTS, name).deserialize(list)
            }
            Field::Claims => {
                let records = Records::new(to.claims.take(), MAX_CLAIMS, name);
                let records = records.marking(|claim| claim.silent.len());
                records.read::<v1::Claim<'de>, D>(is_old, list)
            }
            Field::Evidence => {
                let records = Records::new(to.evidence.take(), MAX_EVIDENCE, "pieces of evidence");
                records.read::<v1::Evidence<'de>, D>(is_old, list)
            }
            _relations => Records::new(to.relations.take(), MAX_RELATIONS, name).deserialize(list),
        }
    }
}
