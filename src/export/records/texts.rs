//! Visits the texts of the records, for the protected-name gate.

use super::{
    ArticleRecord, ClaimRecord, EvidenceRecord, HighlightRecord, Records, SearchRecord,
    SpeakerRecord, WaiverRecord,
};
use crate::export::protected_names::{ExportPart, VisitText};

impl Records {
    /// Visits every text that may contain names.
    pub fn each_text(&mut self, visit: &mut VisitText<'_>) {
        let head = [
            &mut self.title,
            &mut self.report_title,
            &mut self.report_lead,
            &mut self.scale.name,
        ];
        for text in head {
            visit(ExportPart::Project, &mut [text]);
        }
        for verdict in &mut self.scale.verdicts {
            visit(ExportPart::Project, &mut [&mut verdict.label]);
        }
        self.claims.iter_mut().for_each(|it| it.each_text(visit));
        self.articles.iter_mut().for_each(|it| it.each_text(visit));
        self.speakers.iter_mut().for_each(|it| it.each_text(visit));
    }
}

impl ClaimRecord {
    fn each_text(&mut self, visit: &mut VisitText<'_>) {
        let Self {
            key,
            id: _,
            number: _,
            statement,
            verdict,
            rank: _,
            status: _,
            justification,
            kind: _,
            made,
            speaker: _,
            first_appearance,
            tags,
            credibility: _,
            sources_for: _,
            sources_against: _,
            one_source_only: _,
            searches,
            reply,
            waivers,
            relations: _,
            notes,
            evidence,
            silent: _,
            color: _,
        } = self;
        let part = ExportPart::Claim(*key);
        let texts = [
            statement,
            justification,
            made,
            first_appearance,
            reply,
            notes,
        ];
        let mut see = |text: &mut String| visit(part, &mut [text]);
        texts
            .into_iter()
            .chain(verdict)
            .chain(tags)
            .for_each(&mut see);
        for SearchRecord {
            sought,
            place,
            date,
        } in searches
        {
            [sought, place, date].into_iter().for_each(&mut see);
        }
        for WaiverRecord {
            rule: _,
            by,
            reason,
        } in waivers
        {
            [by, reason].into_iter().for_each(&mut see);
        }
        for piece in evidence {
            let EvidenceRecord {
                id: _,
                article: _,
                highlight: _,
                at: _,
                stance: _,
                speaker: _,
                relayed_by: _,
                wording,
                quotation: _,
                first_hand: _,
                primary_or_secondary: _,
                naming: _,
                set: _,
                excluded: _,
                value,
                value_number: _,
                value_to: _,
                value_bound: _,
                value_unit,
                note,
            } = piece;
            [wording, value, value_unit, note]
                .into_iter()
                .for_each(&mut see);
        }
    }
}

impl ArticleRecord {
    fn each_text(&mut self, visit: &mut VisitText<'_>) {
        let Self {
            key,
            id: _,
            number: _,
            title,
            outlet,
            byline,
            published,
            retrieved,
            url,
            language,
            agency_credits,
            reliability: _,
            provenance: _,
            derived_from: _,
            excluded: _,
            sha256: _,
            clutter: _,
            highlights,
            pieces,
        } = self;
        let part = ExportPart::Source(*key);
        let details = [
            title,
            outlet,
            byline,
            published,
            retrieved,
            url,
            language,
            agency_credits,
        ];
        for text in details {
            visit(part, &mut [text]);
        }
        for highlight in highlights {
            let HighlightRecord {
                id: _,
                start: _,
                end: _,
                quote,
                prefix,
                suffix,
                locator,
                note,
                is_linked: _,
                pieces: _,
            } = highlight;
            visit(part, &mut [prefix, quote, suffix]);
            visit(part, &mut [locator]);
            visit(part, &mut [note]);
        }
        visit(part, &mut pieces.iter_mut().collect::<Vec<_>>());
    }
}

impl SpeakerRecord {
    fn each_text(&mut self, visit: &mut VisitText<'_>) {
        let Self {
            key,
            id: _,
            name,
            aliases,
            role,
            notes,
            excluded: _,
            protected: _,
        } = self;
        let part = ExportPart::Speaker(*key);
        let texts = [name, role, notes].into_iter().chain(aliases);
        texts.for_each(|text| visit(part, &mut [text]));
    }
}
