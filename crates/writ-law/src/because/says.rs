//! The English sentence of each reason. Each has one; none is left out.

use jiff::Timestamp;

use super::{Because, FactKnown, FactTest, NoService, StepCause, Told};
use crate::truth::Truth;

impl Told<'_> {
    fn local(&self, at: Timestamp) -> String {
        self.0
            .to_datetime(at)
            .strftime("%-d %B %Y %H:%M")
            .to_string()
    }
}

impl Because {
    /// The sentence, in English.
    pub(crate) fn says(&self, truth: Truth, told: Told<'_>) -> String {
        match self {
            Self::Restricted { measure } => restricted(measure, truth),
            Self::OverReadings => over_readings(truth).to_owned(),
            Self::EarlierKnowledge => {
                "what was recorded at that time did not show it, and a later \
                                       record burdens only forward"
                    .to_owned()
            }
            Self::Test => "the instrument is a test: it has no force".to_owned(),
            Self::Closed { event, at } => {
                format!("the matter closed on {}: {}", told.local(*at), event.word())
            }
            Self::VoidFromStart { event, at } => format!(
                "the matter was void from the start: {} on {}",
                event.word(),
                told.local(*at)
            ),
            Self::NothingToObey { .. } => {
                "service came after the date in the summons and leaves nothing to obey".to_owned()
            }
            Self::Law => in_force(truth).to_owned(),
            Self::Version { version } => format!("by the law of version `{version}`: {truth}"),
            Self::Served {
                channel,
                event,
                at,
                day,
            } => {
                let day = day.map_or(String::new(), |day| {
                    format!("; the day of service is {day}")
                });
                let (at, event) = (told.local(*at), event.word());
                format!("served on {at} through `{channel}`: {event}{day}")
            }
            Self::NotServed => "no copy has served".to_owned(),
            Self::DidNotServe { .. } => self.did_not_serve(told),
            Self::Stage { stage } => format!("the matter is in stage `{stage}`, {}", in_it(truth)),
            Self::Step { stage, at, why } => {
                format!("stage `{stage}` since {}: {}", told.local(*at), step(why))
            }
            Self::Uncovered { from } => format!(
                "from {} the calendar does not say whether the period is over",
                told.local(*from)
            ),
            Self::Eligible => format!("eligible: {truth}"),
            Self::Category { category } => format!("is a `{category}`: {truth}"),
            Self::All => format!("all of these hold: {truth}"),
            Self::Any => format!("one of these holds: {truth}"),
            Self::Fact { .. } => self.fact(truth),
            Self::OwnCondition => format!("the effect's own condition holds: {truth}"),
            Self::EligibleThroughout
            | Self::EligibilityLapsed { .. }
            | Self::NotWarned { .. }
            | Self::Warned { .. }
            | Self::Undecided
            | Self::Decided { .. }
            | Self::DecidedTooLate { .. }
            | Self::NotStayed
            | Self::Stayed { .. }
            | Self::NoClaim
            | Self::ExcuseUndecided { .. }
            | Self::ReceiptDenied { .. }
            | Self::AppearanceClaimed { .. }
            | Self::ExceptionGranted { .. }
            | Self::NewDay
            | Self::Ended
            | Self::LimitNotBegun
            | Self::Limit { .. } => self.safeguard(truth, told),
        }
    }

    fn did_not_serve(&self, told: Told<'_>) -> String {
        let Self::DidNotServe {
            channel,
            event,
            at,
            why,
        } = self
        else {
            return String::new();
        };
        format!(
            "{} on {} through `{channel}` did not serve: {}",
            event.word(),
            told.local(*at),
            no_service(why, told)
        )
    }

    fn fact(&self, truth: Truth) -> String {
        let Self::Fact {
            test,
            known,
            source,
            recorded,
        } = self
        else {
            return String::new();
        };
        let why = match known {
            FactKnown::Known => "",
            FactKnown::Missing => ": the fact is missing",
            FactKnown::Stale => ": the fact is stale",
            FactKnown::Conflict => ": sources are at odds",
            FactKnown::OtherSource => ": the regime does not take it from that source",
            FactKnown::Unproved => ": nobody else has signed yet that it was recorded",
        };
        let from = match (source, recorded) {
            (Some(source), Some(on)) => {
                format!(" ({source}, recorded {})", on.strftime("%-d %B %Y"))
            }
            _ => String::new(),
        };
        format!("{test}: {truth}{why}{from}")
    }

    /// What protects the person.
    fn safeguard(&self, truth: Truth, told: Told<'_>) -> String {
        match self {
            Self::EligibleThroughout => {
                "eligibility was shown at every instant since service, or confirmed anew".to_owned()
            }
            Self::EligibilityLapsed { from } => format!(
                "eligibility was not shown from {} and was not confirmed anew since",
                told.local(*from)
            ),
            Self::NotWarned { warning } => format!("the warning `{warning}` was not given"),
            Self::Warned { at, until, .. } => {
                let until = until.map_or_else(
                    || "stands still".to_owned(),
                    |until| format!("runs until {}", told.local(until)),
                );
                format!("warned on {}; the time to comply {until}", told.local(*at))
            }
            Self::Undecided => "nobody has decided it for this person".to_owned(),
            Self::Decided { at, by } => {
                format!("decided for this person on {} by {by}", told.local(*at))
            }
            Self::DecidedTooLate { at, until } => format!(
                "the decision of {} came after the time for it had ended on {}",
                told.local(*at),
                told.local(*until)
            ),
            Self::NotStayed => "no remedy stays it".to_owned(),
            Self::Stayed { at, .. } => format!("stayed since {}", told.local(*at)),
            Self::NoClaim => "no undecided claim suspends it".to_owned(),
            Self::ExcuseUndecided { at, .. } => format!(
                "an excuse claimed on {} is undecided and suspends it",
                told.local(*at)
            ),
            Self::ReceiptDenied { at } => format!(
                "a claim of {} that nothing was received is undecided and suspends it",
                told.local(*at)
            ),
            Self::AppearanceClaimed { at } => format!(
                "a claim of {} to have appeared is undecided and suspends it",
                told.local(*at)
            ),
            Self::ExceptionGranted {
                exception,
                at,
                until,
            } => {
                let until = until.map_or(String::new(), |it| format!(" until {}", told.local(it)));
                format!(
                    "the exception `{exception}` is granted from {}{until}",
                    told.local(*at)
                )
            }
            Self::NewDay => "an accepted excuse has set a new day, which has not passed".to_owned(),
            Self::Ended => "it was ended, or the authority was silent on a remedy: it does not \
                            return in this matter"
                .to_owned(),
            Self::LimitNotBegun => "its longest duration has not begun to run".to_owned(),
            Self::Limit { at } if truth == Truth::Yes => {
                format!("it can last until {} at the longest", told.local(*at))
            }
            Self::Limit { at } => format!("its longest duration ended on {}", told.local(*at)),
            // `says` has a sentence for everything else.
            _ => self.code(),
        }
    }
}

fn restricted(measure: &str, truth: Truth) -> String {
    match truth {
        Truth::Yes => format!("`{measure}` is restricted"),
        Truth::No => format!("`{measure}` is not restricted"),
        Truth::Unknown => {
            format!("whether `{measure}` is restricted cannot be told, so it is not asserted")
        }
    }
}

fn in_force(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "the law is in force",
        Truth::No | Truth::Unknown => "no version of the law is in force",
    }
}

fn over_readings(answer: Truth) -> &'static str {
    match answer {
        Truth::Yes => "every reading of the law says so",
        Truth::No => "no reading of the law says so",
        Truth::Unknown => "it cannot be told, or readings of the law differ: nothing is asserted",
    }
}

fn in_it(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "in which the effect holds",
        Truth::No => "in which the effect does not hold",
        Truth::Unknown => "and whether the effect holds cannot be told",
    }
}

fn step(why: &StepCause) -> String {
    match why {
        StepCause::Begun => "the matter began".to_owned(),
        StepCause::Event { event } => event.word().to_owned(),
        StepCause::Excuse => "an excuse was accepted".to_owned(),
        StepCause::Period { period } => format!("the period `{period}` was over"),
        StepCause::Missed { duty } => format!("the duty `{duty}` was missed"),
        StepCause::Clock => "a clock struck".to_owned(),
    }
}

fn no_service(why: &NoService, told: Told<'_>) -> String {
    let plain = match why {
        NoService::Courtesy => "the channel is a courtesy",
        NoService::NoLaw => "no version of the law was in force",
        NoService::Region => "the channel was not open in that region then",
        NoService::By => "it was not handed over by someone who may",
        NoService::To => "it was not handed to someone who may take it",
        NoService::Place => "it was not handed over at a place where that may be done",
        NoService::Copy => "the person had been served before; a copy restarts nothing",
        NoService::Window => "it was posted outside the time of the year for that",
        NoService::FirstContact => "the channel that must come first had not been used",
        NoService::Alerts => "too few alerts had been sent without failing",
        NoService::Attempts => "too few attempts had been made",
        NoService::Mark => "it does not bear the mark, or is not the attempt, that serves",
        NoService::Need { test } => {
            return format!("the channel needs this to be shown: {test}");
        }
        NoService::Rebutted { on } => return format!("it was rebutted on {}", told.local(*on)),
        NoService::NotJudged { judgement } => {
            return format!("it was not judged that `{judgement}`");
        }
        NoService::NotTried { other } => {
            return format!("no copy was posted on `{other}` before, or it is a courtesy");
        }
        NoService::Returned { on } => return format!("it came back on {}", told.local(*on)),
        NoService::PublicEvent { proclaimed } => {
            return format!("it is tied to the public event `{proclaimed}`");
        }
        NoService::NotReceived { on } => {
            return format!("it was found on {} not to have arrived", told.local(*on));
        }
        NoService::Waiting { until } => {
            return format!("the wait lasts until {}", told.local(*until));
        }
    };
    plain.to_owned()
}

impl std::fmt::Display for FactTest {
    /// A short name of a test.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value { fact, value } => write!(f, "{fact} is {value}"),
            Self::NotValue { fact, value } => write!(f, "{fact} is not {value}"),
            Self::Age { fact, from, below } => {
                write!(f, "age by {fact} is {}", years(*from, *below))
            }
            Self::NotAge { fact, from, below } => {
                write!(f, "age by {fact} is not {}", years(*from, *below))
            }
            Self::Holds { fact } => write!(f, "{fact} holds"),
            Self::HoldsNot { fact } => write!(f, "no {fact} holds"),
        }
    }
}

fn years(from: Option<u16>, below: Option<u16>) -> String {
    match (from, below) {
        (Some(from), Some(below)) => format!("from {from} and below {below} years"),
        (Some(from), None) => format!("from {from} years"),
        (None, Some(below)) => format!("below {below} years"),
        (None, None) => "any age".to_owned(),
    }
}
