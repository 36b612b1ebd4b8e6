//! Names and times in words, for pages that lay them out themselves.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use writ_law::case::{Fact, FactValue};
use writ_law::event::EventKind;

use crate::catalogue::{Catalogue, capital};
use crate::name::Kind;

/// What kind of thing a pack names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A fact of the register.
    Fact,
    /// What a desk asks about.
    Measure,
    /// Where a matter stands.
    Stage,
    /// A way for a copy to reach a person.
    Channel,
    /// A kind of paper.
    Instrument,
    /// What a person must do.
    Duty,
    /// A good reason for not appearing.
    Excuse,
    /// What a person can do against an effect.
    Remedy,
    /// A punishment that may be imposed.
    Sanction,
    /// Who says something: a source, a desk.
    Who,
    /// What a desk asks for.
    Purpose,
    /// What has to come with an excuse.
    With,
    /// Who may be called.
    Category,
}

impl Thing {
    const fn kind(self) -> Kind<'static> {
        match self {
            Self::Fact => Kind::Fact,
            Self::Measure => Kind::Measure,
            Self::Stage => Kind::Stage,
            Self::Channel => Kind::Channel,
            Self::Instrument => Kind::Instrument,
            Self::Duty => Kind::Duty,
            Self::Excuse => Kind::Excuse,
            Self::Remedy => Kind::Remedy,
            Self::Sanction => Kind::Sanction,
            Self::Who => Kind::Who,
            Self::Purpose => Kind::Purpose,
            Self::With => Kind::With,
            Self::Category => Kind::Category,
        }
    }
}

impl Catalogue {
    /// What something is called, as it stands inside of a sentence: as the pack writes it, without
    /// quotation marks, where there are no words for it.
    ///
    /// ```
    /// use writ_notice::{Catalogue, Language, Thing};
    /// let words = Catalogue::new(Language::German);
    /// assert_eq!(words.called(Thing::Measure, "exit"), "Ausreise aus dem Land");
    /// ```
    #[must_use]
    pub fn called(&self, thing: Thing, name: &str) -> String {
        self.label(thing.kind(), name)
    }

    /// The same with a capital letter, as it stands alone.
    #[must_use]
    pub fn titled(&self, thing: Thing, name: &str) -> String {
        capital(&self.called(thing, name))
    }

    /// A date in words.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        self.date(date)
    }

    /// An instant in words, with its zone.
    #[must_use]
    pub fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.instant(at, zone)
    }

    /// Until when, in words: at midnight, until the end of the day before.
    #[must_use]
    pub fn until_when(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.until(at, zone)
    }

    /// That something happened, as a sentence without its full stop.
    #[must_use]
    pub fn happened(&self, kind: EventKind) -> String {
        capital(self.event(kind).form("done"))
    }

    /// A kind of event as a noun, with a capital letter.
    #[must_use]
    pub fn happening(&self, kind: EventKind) -> String {
        capital(&self.event(kind).plain)
    }

    /// The value of a fact in words.
    #[must_use]
    pub fn fact_value(&self, fact: &Fact) -> String {
        match &fact.value {
            FactValue::Word(word) => match word.parse() {
                Ok(date) => self.date(date),
                Err(_) => self.label(Kind::Value(&fact.fact), word),
            },
            FactValue::Periods(periods) if periods.is_empty() => self.word("nothing"),
            FactValue::Periods(periods) => {
                let days = periods.iter().map(|period| writ_law::tree::Days {
                    from: period.from,
                    until: period.until,
                });
                self.days(&days.collect::<Vec<_>>())
            }
        }
    }
}
