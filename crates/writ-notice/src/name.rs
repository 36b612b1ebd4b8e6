//! What things are called: in words that packs share, in words that a pack brings, or, where there
//! are none, as the pack writes them.

use writ_law::event::EventKind;

use crate::catalogue::{Catalogue, Phrase, vars};

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    Fact,
    /// A value of this fact.
    Value(&'a str),
    Measure,
    Stage,
    Channel,
    Category,
    Instrument,
    Duty,
    Excuse,
    Remedy,
    Warning,
    Exception,
    Sanction,
    Judgement,
    Window,
    Period,
    PublicEvent,
    Who,
    Purpose,
    Place,
    Mention,
    With,
    Reason,
    /// What kind of source.
    Source,
    ReadingStatus,
    Outcome,
    Node,
}

impl Kind<'_> {
    fn prefix(self) -> String {
        let word = match self {
            Self::Value(fact) => return format!("value-{}", slug(fact)),
            Self::Fact => "fact",
            Self::Measure => "measure",
            Self::Stage => "stage",
            Self::Channel => "channel",
            Self::Category => "category",
            Self::Instrument => "instrument",
            Self::Duty => "duty",
            Self::Excuse => "excuse",
            Self::Remedy => "remedy",
            Self::Warning => "warning",
            Self::Exception => "exception",
            Self::Sanction => "sanction",
            Self::Judgement => "judgement",
            Self::Window => "window",
            Self::Period => "period",
            Self::PublicEvent => "public-event",
            Self::Who => "who",
            Self::Purpose => "purpose",
            Self::Place => "place",
            Self::Mention => "mention",
            Self::With => "with",
            Self::Reason => "reason",
            Self::Source => "source-kind",
            Self::ReadingStatus => "reading-status",
            Self::Outcome => "outcome",
            Self::Node => "node",
        };
        word.to_owned()
    }
}

/// A name as part of a message's name: small letters, digits and hyphens.
fn slug(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'a'..='z' | '0'..='9' => letter,
            'A'..='Z' => letter.to_ascii_lowercase(),
            _ => '-',
        })
        .collect()
}

impl Catalogue {
    fn known(&self, kind: Kind<'_>, name: &str) -> Option<Phrase> {
        let own = format!("name-{}-{}", kind.prefix(), slug(name));
        // Some values say the same of whatever fact.
        let shared = match kind {
            Kind::Value(_) => Some(format!("name-value-any-{}", slug(name))),
            _ => None,
        };
        let id = std::iter::once(own).chain(shared).find(|id| self.has(id))?;
        Some(self.phrase(&id, &vars![]))
    }

    /// What something is called, in quotation marks if in the pack's own word.
    pub(crate) fn name(&self, kind: Kind<'_>, name: &str) -> Phrase {
        if let Some(known) = self.known(kind, name) {
            return known;
        }
        let quoted = self.quoted(name);
        match kind {
            Kind::Channel => self.phrase("channel-unnamed", &vars!["name" => quoted]),
            _ => Phrase::plain(quoted),
        }
    }

    /// What something is called, where the sentence itself puts it in quotation marks.
    pub(crate) fn label(&self, kind: Kind<'_>, name: &str) -> String {
        self.known(kind, name)
            .map_or_else(|| name.to_owned(), |known| known.plain)
    }

    /// What several things are called, joined.
    pub(crate) fn names<'n>(
        &self,
        kind: Kind<'_>,
        names: impl IntoIterator<Item = &'n str>,
        join: &str,
    ) -> String {
        let names = names.into_iter().map(|name| self.name(kind, name).plain);
        self.join(join, names)
    }

    /// A kind of event.
    pub(crate) fn event(&self, kind: EventKind) -> Phrase {
        self.phrase(&format!("event-{}", kind.word()), &vars![])
    }

    /// Kinds of events, joined.
    pub(crate) fn events(&self, kinds: &[EventKind], join: &str) -> String {
        self.join(join, kinds.iter().map(|kind| self.event(*kind).plain))
    }
}
