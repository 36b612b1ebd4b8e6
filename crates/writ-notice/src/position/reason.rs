//! The sentence of each reason. The law's own types are matched without a rest, so that a reason
//! without a sentence does not compile.

use jiff::Timestamp;
use writ_law::because::{Because, FactKnown, NoService, StepCause};
use writ_law::event::EventKind;

use super::Account;
use super::told::Node;
use crate::catalogue::{Vars, vars};
use crate::name::Kind;

impl Account<'_> {
    /// The sentence of a node.
    pub(super) fn reason(&self, node: &Node) -> String {
        let truth = vars!["truth" => node.truth.word()];
        let vars = self.fill(&node.because, truth);
        self.catalogue.say(message(&node.because), &vars)
    }

    /// What fills the gaps of a reason's sentence.
    fn fill(&self, because: &Because, vars: Vars) -> Vars {
        use Because as B;
        let told = self.catalogue;
        let named = |vars: Vars, gap, kind, name: &str| vars.with(gap, told.name(kind, name));
        let timed = |vars: Vars, gap, at: &Timestamp| vars.with(gap, self.instant(*at));
        match because {
            B::OverReadings | B::EarlierKnowledge | B::Test | B::Law | B::NotServed => vars,
            B::Eligible | B::All | B::Any | B::EligibleThroughout | B::OwnCondition => vars,
            B::Undecided | B::NotStayed | B::NoClaim | B::NewDay | B::Ended => vars,
            B::LimitNotBegun => vars,
            B::Restricted { measure } => named(vars, "measure", Kind::Measure, measure),
            B::Category { category } => named(vars, "category", Kind::Category, category),
            B::NotWarned { warning } => named(vars, "warning", Kind::Warning, warning),
            B::Version { version } => vars.with("version", told.quoted(version)),
            B::Closed { event, at } | B::VoidFromStart { event, at } => {
                self.happened(vars, *event, *at)
            }
            B::NothingToObey { at } | B::ReceiptDenied { at } => timed(vars, "at", at),
            B::AppearanceClaimed { at } | B::Limit { at } => timed(vars, "at", at),
            B::Served { .. } => self.served(vars, because),
            B::DidNotServe {
                channel,
                event,
                at,
                why,
            } => {
                let vars = named(vars, "channel", Kind::Channel, channel);
                self.happened(vars, *event, *at)
                    .with("why", self.no_service(why))
            }
            B::Stage { stage } => vars.with("stage", self.stage(stage)),
            B::Step { stage, at, why } => {
                let vars = vars.with("stage", self.stage(stage));
                timed(vars, "at", at).with("why", self.step(why))
            }
            B::Uncovered { from } | B::EligibilityLapsed { from } => timed(vars, "from", from),
            B::Fact { test, .. } => {
                let known = self.known(because);
                vars.with("test", told.test(test)).with("known", known)
            }
            B::Warned {
                at, until: None, ..
            } => timed(vars, "at", at),
            B::Warned {
                at,
                until: Some(until),
                ..
            }
            | B::DecidedTooLate { at, until } => timed(timed(vars, "at", at), "until", until),
            B::Decided { at, by } => timed(named(vars, "who", Kind::Who, by), "at", at),
            B::Stayed { remedy, at } => {
                timed(named(vars, "remedy", Kind::Remedy, remedy), "at", at)
            }
            B::ExcuseUndecided { excuse, at } => {
                timed(named(vars, "excuse", Kind::Excuse, excuse), "at", at)
            }
            B::ExceptionGranted {
                exception,
                at,
                until,
            } => {
                let vars = named(vars, "exception", Kind::Exception, exception);
                let vars = timed(vars, "at", at);
                until.map_or(vars.clone(), |until| timed(vars, "until", &until))
            }
        }
    }

    fn served(&self, vars: Vars, because: &Because) -> Vars {
        let Because::Served {
            channel,
            event,
            at,
            day,
        } = because
        else {
            return vars;
        };
        let told = self.catalogue;
        let vars = vars.with("channel", told.name(Kind::Channel, channel));
        let vars = self.happened(vars, *event, *at);
        day.map_or(vars.clone(), |day| vars.with("day", told.date(day)))
    }

    fn happened(&self, vars: Vars, event: EventKind, at: Timestamp) -> Vars {
        vars.with("event", self.catalogue.event(event))
            .with("at", self.instant(at))
    }

    fn no_service(&self, why: &NoService) -> String {
        let told = self.catalogue;
        match why {
            NoService::Courtesy => told.word("no-service-courtesy"),
            NoService::NoLaw => told.word("no-service-no-law"),
            NoService::Region => told.word("no-service-region"),
            NoService::By => told.word("no-service-by"),
            NoService::To => told.word("no-service-to"),
            NoService::Place => told.word("no-service-place"),
            NoService::Need { test } => self.one("no-service-need", "test", told.test(test)),
            NoService::Rebutted { on } => self.at("no-service-rebutted", "on", *on),
            NoService::Copy => told.word("no-service-copy"),
            NoService::Window => told.word("no-service-window"),
            NoService::FirstContact => told.word("no-service-first-contact"),
            NoService::NotJudged { judgement } => {
                let judgement = told.name(Kind::Judgement, judgement).plain;
                self.one("no-service-not-judged", "judgement", judgement)
            }
            NoService::Alerts => told.word("no-service-alerts"),
            NoService::Attempts => told.word("no-service-attempts"),
            NoService::NotTried { other } => {
                let channel = told.name(Kind::Channel, other).plain;
                self.one("no-service-not-tried", "channel", channel)
            }
            NoService::Returned { on } => self.at("no-service-returned", "on", *on),
            NoService::PublicEvent { proclaimed } => {
                let name = told.name(Kind::PublicEvent, proclaimed).plain;
                self.one("no-service-public-event", "name", name)
            }
            NoService::Mark => told.word("no-service-mark"),
            NoService::NotReceived { on } => self.at("no-service-not-received", "on", *on),
            NoService::Waiting { until } => self.at("no-service-waiting", "until", *until),
        }
    }

    fn step(&self, why: &StepCause) -> String {
        let told = self.catalogue;
        match why {
            StepCause::Begun => told.word("step-begun"),
            StepCause::Event { event } => {
                told.say("step-event", &vars!["event" => told.event(*event)])
            }
            StepCause::Excuse => told.word("step-excuse"),
            StepCause::Period { period } => {
                let period = self.period(period);
                self.one("step-period", "period", period)
            }
            StepCause::Missed { duty } => {
                self.one("step-missed", "duty", told.name(Kind::Duty, duty).plain)
            }
            StepCause::Clock => told.word("step-clock"),
        }
    }

    /// A period by its name, or by its length where a pack writes that out: `(days)20`.
    fn period(&self, period: &str) -> String {
        use writ_law::tree::{Amount, Unit};
        const UNITS: [Unit; 7] = [
            Unit::Minutes,
            Unit::Hours,
            Unit::Days,
            Unit::WorkDays,
            Unit::Weeks,
            Unit::Months,
            Unit::Years,
        ];
        let plain = period.strip_prefix('(').and_then(|rest| {
            let (word, n) = rest.split_once(')')?;
            let unit = UNITS.into_iter().find(|unit| unit.word() == word)?;
            let n = n.parse().ok()?;
            Some(self.catalogue.amount(Amount { n, unit }).plain)
        });
        plain.map_or_else(
            || self.catalogue.name(Kind::Period, period).plain,
            |length| self.catalogue.quoted(&length),
        )
    }

    /// How well a fact is known.
    fn known(&self, because: &Because) -> String {
        let Because::Fact {
            known,
            source,
            recorded,
            ..
        } = because
        else {
            return String::new();
        };
        let told = self.catalogue;
        let source = source.as_deref().map(|it| told.name(Kind::Who, it));
        let date = recorded.map(|date| told.date(date));
        let id = match (known, &source, &date) {
            (FactKnown::Known, Some(_), Some(_)) => "fact-known-record",
            (FactKnown::Known, _, _) => "fact-known",
            (FactKnown::Missing, _, _) => "fact-missing",
            (FactKnown::Stale, Some(_), Some(_)) => "fact-stale-record",
            (FactKnown::Stale, _, _) => "fact-stale",
            (FactKnown::Conflict, _, _) => "fact-conflict",
            (FactKnown::OtherSource, Some(_), _) => "fact-other-source",
            (FactKnown::OtherSource, None, _) => "fact-conflict",
            (FactKnown::Unproved, _, _) => "fact-unproved",
        };
        let mut vars = vars![];
        if let Some(source) = source {
            vars = vars.with("source", source);
        }
        if let Some(date) = date {
            vars = vars.with("date", date);
        }
        told.say(id, &vars)
    }
}

/// The message of a reason.
const fn message(because: &Because) -> &'static str {
    match because {
        Because::Restricted { .. } => "proof-restricted",
        Because::OverReadings => "proof-over-readings",
        Because::EarlierKnowledge => "proof-earlier-knowledge",
        Because::Test => "proof-test",
        Because::Closed { .. } => "proof-closed",
        Because::VoidFromStart { .. } => "proof-void-from-start",
        Because::NothingToObey { .. } => "proof-nothing-to-obey",
        Because::Law => "proof-law",
        Because::Version { .. } => "proof-version",
        Because::Served { day: Some(_), .. } => "proof-served-day",
        Because::Served { .. } => "proof-served",
        Because::NotServed => "proof-not-served",
        Because::DidNotServe { .. } => "proof-did-not-serve",
        Because::Stage { .. } => "proof-stage",
        Because::Step { .. } => "proof-step",
        Because::Uncovered { .. } => "proof-uncovered",
        Because::Eligible => "proof-eligible",
        Because::Category { .. } => "proof-category",
        Because::All => "proof-all",
        Because::Any => "proof-any",
        Because::Fact { .. } => "proof-fact",
        Because::EligibleThroughout => "proof-eligible-throughout",
        Because::EligibilityLapsed { .. } => "proof-eligibility-lapsed",
        Because::OwnCondition => "proof-own-condition",
        Because::NotWarned { .. } => "proof-not-warned",
        Because::Warned { until: None, .. } => "proof-warned-standing",
        Because::Warned { .. } => "proof-warned",
        Because::Undecided => "proof-undecided",
        Because::Decided { .. } => "proof-decided",
        Because::DecidedTooLate { .. } => "proof-decided-too-late",
        Because::NotStayed => "proof-not-stayed",
        Because::Stayed { .. } => "proof-stayed",
        Because::NoClaim => "proof-no-claim",
        Because::ExcuseUndecided { .. } => "proof-excuse-undecided",
        Because::ReceiptDenied { .. } => "proof-receipt-denied",
        Because::AppearanceClaimed { .. } => "proof-appearance-claimed",
        Because::ExceptionGranted { until: None, .. } => "proof-exception-granted",
        Because::ExceptionGranted { .. } => "proof-exception-until",
        Because::NewDay => "proof-new-day",
        Because::Ended => "proof-ended",
        Because::LimitNotBegun => "proof-limit-not-begun",
        Because::Limit { .. } => "proof-limit",
    }
}
