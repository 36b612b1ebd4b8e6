//! Why something is so, as data: a code and what it speaks of.
//!
//! A proof is made of these. The English sentence of each stands in `because/says.rs`; every other
//! language makes its own from the code and the rest, and leaves none of them out.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::event::EventKind;

mod says;

/// Why something is so, is not so, or cannot be told. Which of the three stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "with", rename_all = "kebab-case")]
pub enum Because {
    /// A measure is restricted.
    Restricted {
        /// The measure.
        measure: String,
    },
    /// What the readings of the law say together.
    OverReadings,
    /// What was recorded earlier said less, and a later record burdens only forward.
    EarlierKnowledge,
    /// The instrument is a test.
    Test,
    /// The matter is closed.
    Closed {
        /// What closed it.
        event: EventKind,
        /// When.
        at: Timestamp,
    },
    /// The matter was void from the start.
    VoidFromStart {
        /// What made it so.
        event: EventKind,
        /// When that happened.
        at: Timestamp,
    },
    /// Service came after the date in the summons.
    NothingToObey {
        /// When.
        at: Timestamp,
    },
    /// A version of the law is in force.
    Law,
    /// The person was served.
    Served {
        /// On which channel.
        channel: String,
        /// The event that served.
        event: EventKind,
        /// Since when.
        at: Timestamp,
        /// The day that service bears, where that is not the day of `at`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        day: Option<Date>,
    },
    /// No copy has served.
    NotServed,
    /// A copy did not serve.
    DidNotServe {
        /// On which channel; empty where the event names none.
        channel: String,
        /// What happened.
        event: EventKind,
        /// When it had force.
        at: Timestamp,
        /// Why it did not serve.
        #[serde(flatten)]
        why: NoService,
    },
    /// The matter is in a stage.
    Stage {
        /// The stage.
        stage: String,
    },
    /// How the matter came to a stage.
    Step {
        /// The stage.
        stage: String,
        /// Since when.
        at: Timestamp,
        /// What led there.
        #[serde(flatten)]
        why: StepCause,
    },
    /// A calendar does not say whether a period is over.
    Uncovered {
        /// From when.
        from: Timestamp,
    },
    /// Eligible: of one of the categories that the instrument is for.
    Eligible,
    /// Of a category.
    Category {
        /// The category.
        category: String,
    },
    /// All of the parts hold.
    All,
    /// One of the parts holds.
    Any,
    /// A test of a fact.
    Fact {
        /// What is asked of it.
        test: FactTest,
        /// How it is known.
        known: FactKnown,
        /// Who said so, where there is a record.
        source: Option<String>,
        /// The day on which that was recorded.
        recorded: Option<Date>,
    },
    /// Eligibility was shown at every instant since service, or confirmed anew.
    EligibleThroughout,
    /// Eligibility was not shown from an instant, and not confirmed anew since.
    EligibilityLapsed {
        /// From when.
        from: Timestamp,
    },
    /// The effect's own condition.
    OwnCondition,
    /// A warning was not given.
    NotWarned {
        /// The warning.
        warning: String,
    },
    /// A warning was given.
    Warned {
        /// The warning.
        warning: String,
        /// When.
        at: Timestamp,
        /// Until when there was time to comply; `None`: that time stands still.
        until: Option<Timestamp>,
    },
    /// Nobody has decided for this one person.
    Undecided,
    /// Someone has decided for this one person.
    Decided {
        /// When.
        at: Timestamp,
        /// Who.
        by: String,
    },
    /// A decision came too late to count.
    DecidedTooLate {
        /// When.
        at: Timestamp,
        /// Until when it could have been made.
        until: Timestamp,
    },
    /// No remedy stays it.
    NotStayed,
    /// A remedy stays it.
    Stayed {
        /// The remedy.
        remedy: String,
        /// Since when.
        at: Timestamp,
    },
    /// No undecided claim suspends it.
    NoClaim,
    /// An undecided excuse suspends it.
    ExcuseUndecided {
        /// The excuse.
        excuse: String,
        /// When it was claimed.
        at: Timestamp,
    },
    /// The person says that nothing reached them; until that is judged, nothing holds.
    ReceiptDenied {
        /// When they said so.
        at: Timestamp,
    },
    /// The person says that they came; until that is judged, nothing holds.
    AppearanceClaimed {
        /// When they said so.
        at: Timestamp,
    },
    /// An exception is granted: the effect is off for a time.
    ExceptionGranted {
        /// The exception.
        exception: String,
        /// Since when.
        at: Timestamp,
        /// Until when.
        until: Option<Timestamp>,
    },
    /// An accepted excuse has set a new day, which has not passed.
    NewDay,
    /// Ended for good: it does not return in this matter.
    Ended,
    /// The longest duration has not begun to run.
    LimitNotBegun,
    /// The longest duration, over or not.
    Limit {
        /// When it ends or ended.
        at: Timestamp,
    },
    /// What the law of one version says, where the law before a change and after it both count.
    Version {
        /// The version.
        version: String,
    },
}

/// Why a copy did not serve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum NoService {
    /// The channel is a courtesy.
    Courtesy,
    /// No version of the law was in force.
    NoLaw,
    /// The channel was not open in that region then.
    Region,
    /// It was not handed over by someone who may.
    By,
    /// It was not handed to someone who may take it.
    To,
    /// It was not handed over at a place where that may be done.
    Place,
    /// The channel needs a fact that was not shown.
    Need {
        /// What it needs.
        test: FactTest,
    },
    /// It was rebutted.
    Rebutted {
        /// When.
        on: Timestamp,
    },
    /// The person had been served before.
    Copy,
    /// It was posted outside the time of the year in which that may be done.
    Window,
    /// No copy had been posted before on the channel that must come first.
    FirstContact,
    /// It was not judged that this was so.
    NotJudged {
        /// The question of judgement.
        judgement: String,
    },
    /// Too few alerts had been sent without failing.
    Alerts,
    /// Too few attempts had been made.
    Attempts,
    /// No copy had been posted before on another channel.
    NotTried {
        /// That channel.
        other: String,
    },
    /// It came back before the wait was over.
    Returned {
        /// When.
        on: Timestamp,
    },
    /// A public event came too late, or too early, for this to serve.
    PublicEvent {
        /// The public event.
        proclaimed: String,
    },
    /// The carrier's mark, or the number of the attempt, is not the one asked for.
    Mark,
    /// It was found that it did not reach the person.
    NotReceived {
        /// When.
        on: Timestamp,
    },
    /// It would serve only later: a wait is not over.
    Waiting {
        /// Until when.
        until: Timestamp,
    },
}

/// What led a matter to a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum StepCause {
    /// The matter began there.
    Begun,
    /// Something happened.
    Event {
        /// What.
        event: EventKind,
    },
    /// An excuse was accepted.
    Excuse,
    /// A period was over.
    Period {
        /// Its name, or its length as a pack writes it.
        period: String,
    },
    /// A duty was missed.
    Missed {
        /// The duty.
        duty: String,
    },
    /// Time passed.
    Clock,
}

/// What is asked of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum FactTest {
    /// It has this value.
    Value {
        /// The fact.
        fact: String,
        /// The value.
        value: String,
    },
    /// It has another value.
    NotValue {
        /// The fact.
        fact: String,
        /// The value.
        value: String,
    },
    /// Whole years since the date lie between.
    Age {
        /// The fact.
        fact: String,
        /// At least.
        from: Option<u16>,
        /// Less than.
        below: Option<u16>,
    },
    /// Whole years since the date do not lie between.
    NotAge {
        /// The fact.
        fact: String,
        /// At least.
        from: Option<u16>,
        /// Less than.
        below: Option<u16>,
    },
    /// A period of it holds.
    Holds {
        /// The fact.
        fact: String,
    },
    /// No period of it holds.
    HoldsNot {
        /// The fact.
        fact: String,
    },
}

/// How well a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKnown {
    /// From a record that may be relied on.
    Known,
    /// There is no record.
    Missing,
    /// The record is too old.
    Stale,
    /// Sources are at odds.
    Conflict,
    /// The record is from a source that the regime does not take it from.
    OtherSource,
    /// The record is not proved yet: nobody else has signed that it was made.
    Unproved,
}

impl Because {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(map)) => match map.get("code") {
                Some(serde_json::Value::String(code)) => code.clone(),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    /// What it speaks of, as JSON; `None` for a reason that speaks of nothing more.
    #[must_use]
    pub fn with(&self) -> Option<serde_json::Value> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(mut map)) => map.remove("with"),
            _ => None,
        }
    }
}

/// The zone in which the sentences of a position tell the time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'z>(pub(crate) &'z TimeZone);
