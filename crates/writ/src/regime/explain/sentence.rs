//! One rule, one sentence.

use writ_law::event::EventKind;
use writ_law::tree::{
    Amount, Anchor, Category, Change, Channel, Clear, CountFrom, DecidedBy, Dispute, Duty, Effect,
    Excuse, FactKind, FactRule, Instrument, InstrumentKind, Ladder, Lifecycle, Limit, MonthEnd,
    Name, PeriodRule, Predicate, Reading, Rebutted, Remedy, Roll, Serves, ServiceRule, Stage,
    Stays, Then, Trigger, Unit, Version, Warning, WhileUndecided,
};

/// Words joined as a sentence joins them.
fn list(words: impl IntoIterator<Item = String>, and: &str) -> String {
    let words: Vec<String> = words.into_iter().collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} {and} {last}", before.join(", ")),
    }
}

fn names(names: &[Name], and: &str) -> String {
    list(names.iter().map(|name| format!("`{}`", name.text)), and)
}

fn events(kinds: &[EventKind], and: &str) -> String {
    list(kinds.iter().map(|kind| format!("`{}`", kind.word())), and)
}

fn amount(amount: Amount) -> String {
    let (one, many) = match amount.unit {
        Unit::Minutes => ("minute", "minutes"),
        Unit::Hours => ("hour", "hours"),
        Unit::Days => ("day", "days"),
        Unit::WorkDays => ("working day", "working days"),
        Unit::Weeks => ("week", "weeks"),
        Unit::Months => ("month", "months"),
        Unit::Years => ("year", "years"),
    };
    format!("{} {}", amount.n, if amount.n == 1 { one } else { many })
}

fn anchor(anchor: &Anchor) -> String {
    match anchor {
        Anchor::Served => "service".to_owned(),
        Anchor::AppearAt => "the day to appear".to_owned(),
        Anchor::Event(kind) => format!("`{}`", kind.word()),
        Anchor::Stage(stage) => format!("the beginning of stage `{}`", stage.text),
    }
}

pub(super) fn version(version: &Version) -> String {
    let from = version.from.strftime("%-d %B %Y");
    let until = version.until.map_or(String::new(), |until| {
        format!(" until {}", until.strftime("%-d %B %Y"))
    });
    format!(
        "Version `{}` is in force from {from}{until}.",
        version.name.text
    )
}

pub(super) fn category(category: &Category) -> String {
    format!(
        "A `{}` is a person of whom {}.",
        category.name.text,
        predicate(&category.when)
    )
}

fn predicate(of: &Predicate) -> String {
    match of {
        Predicate::All(parts) => list(parts.iter().map(predicate), "and"),
        Predicate::Any(parts) => list(parts.iter().map(predicate), "or"),
        Predicate::Not(part) => match part.as_ref() {
            Predicate::Holds { fact } => format!("no {} holds", fact.text),
            other => format!("it is not so that {}", predicate(other)),
        },
        Predicate::Is { fact, value } => format!("{} is {}", fact.text, value.text),
        Predicate::IsNot { fact, value } => format!("{} is not {}", fact.text, value.text),
        Predicate::Age { fact, from, below } => {
            let from = from.map(|years| format!("at least {years}"));
            let below = below.map(|years| format!("below {years}"));
            format!(
                "the age by {} is {}",
                fact.text,
                list(from.into_iter().chain(below), "and")
            )
        }
        Predicate::Holds { fact } => format!("a {} holds", fact.text),
    }
}

pub(super) fn fact(fact: &FactRule) -> String {
    let kind = match &fact.kind {
        FactKind::Date => "a date".to_owned(),
        FactKind::Choice(values) => format!("one of {}", names(values, "and")),
        FactKind::Periods => "periods".to_owned(),
        FactKind::Text => "a text".to_owned(),
    };
    format!(
        "`{}` is {kind}, from {}, and is relied on for {}.",
        fact.name.text,
        fact.from.text,
        amount(fact.fresh_for)
    )
}

pub(super) fn instrument(instrument: &Instrument) -> String {
    let name = &instrument.name.text;
    let to = names(&instrument.to, "and");
    let kind = match instrument.kind {
        InstrumentKind::Test => {
            return format!("`{name}` is a test for {to}: it has no force, and nothing follows.");
        }
        InstrumentKind::Summons => "a summons",
        InstrumentKind::Order => "an order",
        InstrumentKind::Questionnaire => "a questionnaire",
    };
    let lead = instrument.lead.as_ref().map_or(String::new(), |lead| {
        let min = lead.min.map(|min| format!("at least {}", amount(min)));
        let max = lead.max.map(|max| format!("at most {}", amount(max)));
        let bounds = list(min.into_iter().chain(max), "and");
        format!(
            "; the day to appear is {bounds} after {}",
            anchor(&lead.from)
        )
    });
    format!("`{name}` is {kind} for {to}{lead}.")
}

pub(super) fn ladder(ladder: &Ladder) -> String {
    let rung = |(channel, tried_for): (&Name, Option<Amount>)| {
        let time = tried_for.map_or(String::new(), |time| format!(" for {}", amount(time)));
        format!("`{}`{time}", channel.text)
    };
    let rungs: Vec<String> = ladder
        .rungs
        .iter()
        .map(|it| rung((&it.channel, it.tried_for)))
        .collect();
    format!(
        "`{}` is sent by {}.",
        ladder.instrument.text,
        rungs.join(", then by ")
    )
}

pub(super) fn channel(channel: &Channel) -> String {
    let name = &channel.name.text;
    if channel.serves == Serves::Courtesy {
        return format!("`{name}` is a courtesy: it serves nobody.");
    }
    let mut terms: Vec<String> = channel
        .needs
        .iter()
        .map(|need| format!("the {} is {}", need.fact.text, need.value.text))
        .collect();
    let regions: Vec<String> = channel
        .regions
        .iter()
        .map(|region| {
            let day = |when: jiff::civil::DateTime| when.strftime("%-d %B %Y").to_string();
            let from = region
                .from
                .map_or(String::new(), |from| format!(" from {}", day(from)));
            let until = region
                .until
                .map_or(String::new(), |it| format!(" until {}", day(it)));
            format!("{}{from}{until}", region.name.text)
        })
        .collect();
    if !regions.is_empty() {
        terms.push(format!("the region is {}", list(regions, "or")));
    }
    for (what, of) in [
        ("by", &channel.by),
        ("to", &channel.to),
        ("at", &channel.place),
    ] {
        if !of.is_empty() {
            terms.push(format!("it is given {what} {}", names(of, "or")));
        }
    }
    if terms.is_empty() {
        return format!("`{name}` can serve anybody.");
    }
    format!("`{name}` can serve where {}.", list(terms, "and"))
}

pub(super) fn service(service: &ServiceRule) -> String {
    let name = &service.channel.text;
    if service.grounds.is_empty() {
        return format!("`{name}` never serves.");
    }
    let rebuttals: String = service
        .rebuttals
        .iter()
        .map(|rebuttal| {
            let then = match rebuttal.then {
                Rebutted::Never => "it never did",
                Rebutted::ThatDay => "it served on the day shown",
            };
            format!("; if rebutted by `{}`, {then}", rebuttal.reason.text)
        })
        .collect();
    format!(
        "By `{name}` it is served when {}{rebuttals}.",
        events(&service.grounds, "or")
    )
}

pub(super) fn duty(duty: &Duty) -> String {
    format!(
        "From {} the person must `{}` by {}; {} meets it.",
        anchor(&duty.from),
        duty.name.text,
        anchor(&duty.by),
        events(&duty.met_by, "or")
    )
}

pub(super) fn excuse(excuse: &Excuse) -> String {
    let mut text = format!("`{}` excuses", excuse.name.text);
    if !excuse.with.is_empty() {
        text.push_str(&format!(" with {}", names(&excuse.with, "and")));
    }
    if let Some((within, from)) = &excuse.claim_within {
        text.push_str(&format!(
            ", claimed within {} of {}",
            amount(*within),
            anchor(from)
        ));
    }
    text.push_str(&format!("; `{}` decides", excuse.decided_by.text));
    if excuse.while_undecided == WhileUndecided::Suspends {
        text.push_str(", and until then nothing is restricted");
    }
    if let Some((within, from)) = &excuse.then_appear_within {
        let (within, from) = (amount(*within), anchor(from));
        text.push_str(&format!(
            "; then the person appears within {within} of {from}"
        ));
    }
    text + "."
}

pub(super) fn lifecycle(lifecycle: &Lifecycle) -> Vec<String> {
    let stage = |stage: &Stage| {
        let name = &stage.name.text;
        match stage.then.as_slice() {
            [] => format!(
                "`{}` in stage `{name}` stays there.",
                lifecycle.instrument.text
            ),
            some => {
                let ways = some.iter().map(then);
                format!(
                    "`{}` in stage `{name}` {}.",
                    lifecycle.instrument.text,
                    list(ways, "and")
                )
            }
        }
    };
    let mut all: Vec<String> = lifecycle.stages.iter().map(stage).collect();
    let closing = EventKind::ALL.iter().copied().filter(|kind| kind.closes());
    let more = lifecycle
        .ends_on
        .iter()
        .copied()
        .filter(|kind| !kind.closes());
    let ends: Vec<EventKind> = closing.chain(more).collect();
    let instrument = &lifecycle.instrument.text;
    all.push(format!(
        "`{instrument}` ends in every stage with {}.",
        events(&ends, "or")
    ));
    all
}

fn then(then: &Then) -> String {
    let to = &then.to.text;
    match &then.trigger {
        Trigger::Served => format!("becomes `{to}` when served"),
        Trigger::On(kind) => format!("becomes `{to}` when `{}`", kind.word()),
        Trigger::After { period, from } => {
            let from = from
                .as_ref()
                .map_or(String::new(), |from| format!(" from {}", anchor(from)));
            format!("becomes `{to}` after the period `{}`{from}", period.text)
        }
        Trigger::Missed { duty } => {
            format!(
                "becomes `{to}` after the last day of the duty `{}`",
                duty.text
            )
        }
    }
}

pub(super) fn period(period: &PeriodRule) -> String {
    let mut text = format!("`{}` is {}", period.name.text, amount(period.amount));
    let from = match period.count_from {
        CountFrom::NextDay => ", the first day not counted",
        CountFrom::SameDay => ", the first day counted",
    };
    text.push_str(from);
    if period.clear == Clear::Clear {
        text.push_str(", with all of them whole in between");
    }
    if let Some(short) = period.short_up_to {
        text.push_str(&format!(", in working days if not more than {short}"));
    }
    match period.roll {
        Roll::None => {}
        Roll::Next => text.push_str(", ending on the next working day if not on one"),
        Roll::Previous => text.push_str(", ending on the working day before if not on one"),
    }
    match period.month_end {
        Some(MonthEnd::Clamp) => text.push_str(", at most to the end of the month"),
        Some(MonthEnd::Error) | None => {}
    }
    if period.min_work_days > 0 {
        text.push_str(&format!(
            ", with at least {} working days in it",
            period.min_work_days
        ));
    }
    if let Some(cutoff) = period.cutoff {
        let cutoff = cutoff.strftime("%H:%M");
        text.push_str(&format!(", from {cutoff} counting as the day after"));
    }
    if let Some(calendar) = &period.calendar {
        text.push_str(&format!(", by the calendar `{}`", calendar.text));
    }
    text + "."
}

pub(super) fn warning(warning: &Warning) -> String {
    let within = warning.within.map_or(String::new(), |within| {
        format!(" within {}", amount(within))
    });
    format!(
        "After `{}`{within} the person is warned by {}; then there are {} to comply.",
        warning.after.text,
        names(&warning.by, "and"),
        amount(warning.then)
    )
}

pub(super) fn effect(effect: &Effect) -> String {
    let decided = match effect.decided {
        DecidedBy::Automatic => "by itself",
        DecidedBy::Officer => "once an officer has decided it for this person",
        DecidedBy::Court => "once a court has decided it for this person",
    };
    if effect.stages.is_empty() {
        return format!(
            "`{}` (asked by `{}` for `{}`) is not restricted.",
            effect.measure.text, effect.asks.text, effect.purpose
        );
    }
    let when = effect
        .when
        .as_ref()
        .map_or(String::new(), |when| format!(", where {}", predicate(when)));
    format!(
        "`{}` (asked by `{}` for `{}`) is restricted in stage {}{when}, {decided}; an answer holds \
         for {}.",
        effect.measure.text,
        effect.asks.text,
        effect.purpose,
        names(&effect.stages, "or"),
        amount(effect.answer_lives)
    )
}

pub(super) fn limit(limit: &Limit) -> String {
    let unless = limit
        .unless
        .map_or(String::new(), |kind| format!(", unless `{}`", kind.word()));
    let (measure, longest) = (&limit.measure.text, amount(limit.longest));
    format!("`{measure}` is restricted for {longest} at most{unless}.")
}

pub(super) fn remedy(remedy: &Remedy) -> String {
    let mut text = format!(
        "`{}` is open against {} for {} from {}",
        remedy.name.text,
        names(&remedy.against, "and"),
        amount(remedy.open_for),
        anchor(&remedy.open_from)
    );
    if remedy.stays == Stays::Yes {
        text.push_str("; it stays the restriction at once");
    }
    if let Some(within) = remedy.decide_within {
        let within = amount(within);
        text.push_str(&format!(
            "; undecided for {within}, the restriction ends for good"
        ));
    }
    if let Some(then) = &remedy.then {
        text.push_str(&format!("; then `{}`", then.text));
    }
    text + "."
}

pub(super) fn reading(dispute: &Dispute, reading: &Reading) -> String {
    let changes: Vec<String> = reading.changes.iter().map(change).collect();
    let changes = if changes.is_empty() {
        "as it stands".to_owned()
    } else {
        changes.join("; ")
    };
    let (of, name, status) = (&dispute.name.text, &reading.name.text, &reading.status.text);
    format!("On \"{of}\", the reading `{name}` ({status}): {changes}.")
}

fn change(change: &Change) -> String {
    match change {
        Change::Stage { stage, then: ways } if ways.is_empty() => {
            format!("stage `{}` stays", stage.text)
        }
        Change::Stage { stage, then: ways } => {
            format!(
                "stage `{}` {}",
                stage.text,
                list(ways.iter().map(then), "and")
            )
        }
        Change::Effect { measure, stages } if stages.is_empty() => {
            format!("`{}` is never restricted", measure.text)
        }
        Change::Effect { measure, stages } => {
            format!(
                "`{}` is restricted in stage {}",
                measure.text,
                names(stages, "or")
            )
        }
        Change::Service { channel, grounds } if grounds.is_empty() => {
            format!("`{}` never serves", channel.text)
        }
        Change::Service { channel, grounds } => {
            format!("`{}` serves when {}", channel.text, events(grounds, "or"))
        }
        Change::Instrument { instrument, to } => {
            format!("`{}` is for {}", instrument.text, names(to, "and"))
        }
    }
}
