//! The fields of a record in a project file that are left out where they say nothing.

use super::quoted::Quoted;
use crate::project::{Attribution, Claim, Evidence, HouseRules, Project, Search, Speaker, Waiver};

use std::fmt::{self, Debug, Display, Write as _};

/// Writes fields of one record, each only where it says something.
pub(crate) struct Parts<'a> {
    out: &'a mut String,
    is_first: bool,
}

impl<'a> Parts<'a> {
    /// For fields that follow others.
    pub(crate) fn after_others(out: &'a mut String) -> Self {
        let is_first = false;
        Self { out, is_first }
    }

    /// For fields that a record begins with.
    pub(crate) fn first(out: &'a mut String) -> Self {
        let is_first = true;
        Self { out, is_first }
    }

    fn field(&mut self, name: &str, value: impl Display) -> fmt::Result {
        let separator = if self.is_first { "" } else { ", " };
        self.is_first = false;
        write!(self.out, "{separator}{name}: {value}")
    }

    fn text(&mut self, name: &str, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        self.field(name, Quoted(text))
    }

    fn option(&mut self, name: &str, value: Option<impl Display>) -> fmt::Result {
        match value {
            Some(value) => self.field(name, format_args!("Some({value})")),
            None => Ok(()),
        }
    }

    /// An enum, which is written as its variant is called.
    fn variant(&mut self, name: &str, variant: Option<impl Debug>) -> fmt::Result {
        match variant {
            Some(variant) => self.field(name, format_args!("Some({variant:?})")),
            None => Ok(()),
        }
    }

    fn list<T: Display>(&mut self, name: &str, items: impl Iterator<Item = T>) -> fmt::Result {
        let mut items = items.peekable();
        if items.peek().is_none() {
            return Ok(());
        }
        self.field(name, "[")?;
        for (place, item) in items.enumerate() {
            let separator = if place == 0 { "" } else { ", " };
            write!(self.out, "{separator}{item}")?;
        }
        self.out.write_str("]")
    }
}

/// An id in quotation marks.
struct Name<T>(T);

impl<T: Display> Display for Name<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

pub(crate) fn write_rules(to: &mut Parts<'_>, rules: &HouseRules) -> fmt::Result {
    to.option("independent_origins", rules.independent_sources)?;
    to.option("secondary_sources", rules.secondary_sources)?;
    to.option("first_hand", rules.first_hand)?;
    if rules.no_single_anonymous {
        to.field("no_single_anonymous", true)?;
    }
    Ok(())
}

pub(crate) fn write_speaker(to: &mut Parts<'_>, speaker: &Speaker) -> fmt::Result {
    to.option("stand_in", speaker.stand_in.as_deref().map(Quoted))?;
    to.variant("excluded", speaker.excluded)
}

pub(crate) fn write_claim(to: &mut Parts<'_>, project: &Project, claim: &Claim) -> fmt::Result {
    to.variant("kind", claim.kind)?;
    to.text("made", &claim.made)?;
    to.option("speaker", claim.speaker.map(Name))?;
    to.text("first_appearance", &claim.first_appearance)?;
    to.list("tags", claim.tags.iter().map(|tag| Quoted(tag)))?;
    to.variant("credibility", claim.credibility)?;
    to.list("searches", claim.searches.iter().map(Sought))?;
    to.text("reply", &claim.reply)?;
    to.list("waivers", claim.waivers.iter().map(Waived))?;
    to.list("silent", project.silent_articles(claim.id).map(Name))
}

pub(crate) fn write_evidence(to: &mut Parts<'_>, evidence: &Evidence) -> fmt::Result {
    if !evidence.attribution.is_empty() {
        to.field("attribution", "(")?;
        write_attribution(&mut Parts::first(to.out), &evidence.attribution)?;
        to.out.write_str(")")?;
    }
    to.option("set", evidence.set.map(|set| set.0))
}

fn write_attribution(to: &mut Parts<'_>, attribution: &Attribution) -> fmt::Result {
    to.option("speaker", attribution.speaker.map(Name))?;
    to.list("via", attribution.relayed_by.iter().map(Name))?;
    to.text("wording", &attribution.wording)?;
    to.variant("quotation", attribution.quotation)?;
    to.variant("knowledge", attribution.knowledge)?;
    to.variant("usage", attribution.usage)?;
    to.variant("naming", attribution.naming)
}

struct Sought<'a>(&'a Search);

impl Display for Sought<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Search {
            sought,
            place,
            date,
        } = self.0;
        let (sought, place, date) = (Quoted(sought), Quoted(place), Quoted(date));
        write!(f, "(sought: {sought}, place: {place}, date: {date})")
    }
}

struct Waived<'a>(&'a Waiver);

impl Display for Waived<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Waiver { rule, by, reason } = self.0;
        let (by, reason) = (Quoted(by), Quoted(reason));
        write!(f, "(rule: {rule:?}, by: {by}, reason: {reason})")
    }
}
