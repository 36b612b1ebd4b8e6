//! Lives that tell two laws apart: stories of both, and what differs from them by one thing.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::automaton::{Act, Automaton};
use super::fresh::{ages, born, of_category, whole_days};
use super::law::Law;
use super::story::{Setting, dates, draft};
use super::walk::{Go, roam};
use crate::event::{Attribute, EventKind};
use crate::finding::Span;
use crate::regime::Regime;
use crate::tree::{Example, FactKind, Line, Name, Tree};

/// How many of the shortest ways are told of each effect.
const WAYS: usize = 48;

/// What a life differs by from a plain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum About {
    /// Nothing: how the effect comes about.
    Course,
    /// Who the person is.
    Person,
    /// What the person does against it, or what is done to end it.
    Relief,
}

/// A life.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) example: Example,
    pub(crate) about: About,
}

fn name(text: &str) -> Name {
    Name::new(text, Span::default())
}

/// Lives under two laws that begin on one of some days.
pub(crate) fn lives(regime: &Regime, laws: [&Law; 2], starts: &[Date]) -> Vec<Told> {
    let mut teller = Teller {
        regime,
        laws,
        lives: Vec::new(),
    };
    for law in laws {
        for automaton in Automaton::all(&law.tree) {
            for start in starts {
                teller.of_effect(law, &automaton, *start);
            }
            let first = starts.first();
            let year = (1..12).filter_map(|month: i64| first?.checked_add(month.months()).ok());
            for start in year {
                teller.in_short(law, &automaton, start);
            }
        }
    }
    teller.lives
}

struct Teller<'a> {
    regime: &'a Regime,
    laws: [&'a Law; 2],
    lives: Vec<Told>,
}

impl Teller<'_> {
    /// The stories of an effect, by every ground of service.
    fn of_effect(&mut self, law: &Law, automaton: &Automaton<'_>, start: Date) {
        let grounds = automaton.grounds.len();
        for ground in 0..grounds {
            let Some(one) = automaton.by_ground(ground) else {
                continue;
            };
            let (ways, holding) = ways(&one, if ground == 0 { WAYS } else { 1 });
            let days: Vec<i64> = dates(&one).into_iter().take(3).collect();
            for acts in &ways {
                for days in &days {
                    self.tell(law, &one, acts, (start, *days, 0), About::Course);
                }
            }
            let Some(shortest) = holding else { continue };
            let days = days.first().copied().unwrap_or(20);
            for pick in 1..3 {
                self.tell(law, &one, &shortest, (start, days, pick), About::Course);
            }
            if ground == 0 {
                self.people(law, &one, &shortest, (start, days));
                self.reliefs(law, &one, &shortest, (start, days));
            }
        }
        if grounds == 0 {
            let (ways, _) = ways(automaton, WAYS);
            for acts in &ways {
                self.tell(law, automaton, acts, (start, 20, 0), About::Course);
            }
        }
    }

    /// The shortest story of an effect, on another day.
    fn in_short(&mut self, law: &Law, automaton: &Automaton<'_>, start: Date) {
        let (_, holding) = ways(automaton, 0);
        let days = dates(automaton).first().copied().unwrap_or(20);
        if let Some(acts) = holding {
            self.tell(law, automaton, &acts, (start, days, 0), About::Course);
        }
    }

    fn tell(
        &mut self,
        law: &Law,
        automaton: &Automaton<'_>,
        acts: &[Act],
        (start, days, pick): (Date, i64, usize),
        about: About,
    ) -> Option<Example> {
        let setting = Setting { start, days, pick };
        let mut example = draft(self.regime, law, automaton, acts, setting)?;
        if example.lines.is_empty() {
            return None;
        }
        let first = example.lines.first().map(Line::at)?;
        if let Some(category) = example.given.category.take() {
            // Told fact by fact, the person is the same one under both laws.
            let asked = std::mem::take(&mut example.given.facts);
            let mut facts = of_category(&law.tree, &category, first.date());
            facts.retain(|(fact, _)| !asked.iter().any(|(other, _)| other == fact));
            facts.extend(asked);
            example.given.facts = facts;
        }
        self.lives.push(Told {
            example: example.clone(),
            about,
        });
        Some(example)
    }

    /// The same story of people who differ in one fact.
    fn people(
        &mut self,
        law: &Law,
        automaton: &Automaton<'_>,
        acts: &[Act],
        (start, days): (Date, i64),
    ) {
        for category in &automaton.instrument.to {
            let mut of = automaton.instrument.clone();
            of.to = vec![category.clone()];
            let mut one = automaton.clone();
            one.instrument = &of;
            let Some(plain) = self.tell(law, &one, acts, (start, days, 0), About::Person) else {
                continue;
            };
            for (fact, value) in self.variants(start) {
                let mut example = plain.clone();
                let facts = &mut example.given.facts;
                if facts
                    .iter()
                    .any(|(known, is)| *known == fact && *is == value)
                {
                    continue;
                }
                facts.retain(|(known, _)| *known != fact);
                facts.push((fact, value));
                self.lives.push(Told {
                    example,
                    about: About::Person,
                });
            }
        }
    }

    /// Every fact with every value that a rule of either law tells from another.
    fn variants(&self, day: Date) -> Vec<(Name, Name)> {
        let mut variants: Vec<(Name, Name)> = Vec::new();
        for law in self.laws {
            for fact in &law.tree.facts {
                let values: Vec<Name> = match &fact.kind {
                    FactKind::Choice(values) => values.clone(),
                    FactKind::Periods => vec![name("none"), name("2000-01-01/2100-01-01")],
                    FactKind::Date => years(&law.tree, &fact.name)
                        .into_iter()
                        .filter_map(|years| born(day, years))
                        .collect(),
                    FactKind::Text => Vec::new(),
                };
                for value in values {
                    let one = (fact.name.clone(), value);
                    if !variants.contains(&one) {
                        variants.push(one);
                    }
                }
            }
        }
        variants
    }

    /// The same story, and then something that ends, stays or moves the effect.
    fn reliefs(
        &mut self,
        law: &Law,
        automaton: &Automaton<'_>,
        acts: &[Act],
        (start, days): (Date, i64),
    ) {
        let setting = (start, days, 0);
        for days in self.terms() {
            let objected = [Act::Tell, Act::Wait(days), Act::Object(0)];
            let rejected = [Act::Tell, Act::Object(0), Act::Wait(days), Act::Reject(0)];
            for more in [&objected[..], &rejected[..]] {
                let all: Vec<Act> = acts.iter().chain(more).copied().collect();
                self.tell(law, automaton, &all, setting, About::Relief);
            }
        }
        for days in self.limits() {
            let all: Vec<Act> = acts.iter().copied().chain([Act::Wait(days)]).collect();
            self.tell(law, automaton, &all, setting, About::Relief);
        }
        for days in self.limits() {
            // A review before the limit is over moves it, where the law has that.
            let extended = [
                Act::Wait(days.saturating_sub(3)),
                Act::Extend,
                Act::Wait(10),
            ];
            let all: Vec<Act> = acts.iter().copied().chain(extended).collect();
            self.tell(law, automaton, &all, setting, About::Relief);
        }
        for (kind, excuse) in self.acts_of_person() {
            let mut all = acts.to_vec();
            all.push(Act::Happen(kind));
            self.tell_of(law, automaton, &all, setting, excuse.as_ref());
            // The same on the way there; answered with no, and what can be imposed is imposed.
            for (at, _) in acts.iter().enumerate() {
                let mut all: Vec<Act> = acts.iter().take(at).copied().collect();
                all.push(Act::Happen(kind));
                if excuse.is_some() {
                    all.push(Act::Happen(EventKind::ExcuseRefused));
                }
                all.push(Act::Impose);
                self.tell_of(law, automaton, &all, setting, excuse.as_ref());
            }
        }
        self.rebuttals(law, automaton, acts, setting);
    }

    /// What a person can do about a summons, with the reasons that either law knows.
    fn acts_of_person(&self) -> Vec<(EventKind, Option<Name>)> {
        let mut acts = vec![
            (EventKind::Appeared, None),
            (EventKind::Replied, None),
            (EventKind::Objected, None),
            (EventKind::NonReceiptClaimed, None),
            (EventKind::AppearanceClaimed, None),
        ];
        for law in self.laws {
            let excuses = law.tree.excuses.iter().map(|it| &it.name);
            let exceptions = law.tree.exceptions.iter().map(|it| &it.name);
            for excuse in excuses.chain(exceptions) {
                let claim = (EventKind::ExcuseClaimed, Some(excuse.clone()));
                if !acts.contains(&claim) {
                    acts.push(claim);
                }
            }
        }
        acts
    }

    /// A story in which what is said of an excuse names it.
    fn tell_of(
        &mut self,
        law: &Law,
        automaton: &Automaton<'_>,
        acts: &[Act],
        setting: (Date, i64, usize),
        excuse: Option<&Name>,
    ) {
        let told = self.tell(law, automaton, acts, setting, About::Relief);
        let (Some(mut example), Some(excuse)) = (told, excuse) else {
            return;
        };
        self.lives.pop();
        for line in &mut example.lines {
            if let Line::At {
                kind: kind @ (EventKind::ExcuseClaimed | EventKind::ExcuseRefused),
                attributes,
                ..
            } = line
            {
                attributes.push((name(Attribute::Excuse.word()), excuse.clone()));
                if *kind == EventKind::ExcuseRefused {
                    attributes.push((name(Attribute::By.word()), name("court")));
                }
            }
        }
        self.lives.push(Told {
            example,
            about: About::Relief,
        });
    }

    /// The same story, and on its last day a copy turns out to have been rebutted, for each reason
    /// that either law knows.
    fn rebuttals(
        &mut self,
        law: &Law,
        automaton: &Automaton<'_>,
        acts: &[Act],
        setting: (Date, i64, usize),
    ) {
        let rules = self.laws.into_iter().flat_map(|law| &law.tree.services);
        let reasons: BTreeSet<String> = rules
            .flat_map(|rule| &rule.rebuttals)
            .map(|it| it.reason.text.clone())
            .collect();
        for reason in reasons {
            let mut all = acts.to_vec();
            all.push(Act::Happen(EventKind::Rebutted));
            let Some(mut example) = self.tell(law, automaton, &all, setting, About::Relief) else {
                continue;
            };
            self.lives.pop();
            for line in &mut example.lines {
                if let Line::At {
                    kind: EventKind::Rebutted,
                    attributes,
                    ..
                } = line
                {
                    attributes.push((name(Attribute::Reason.word()), name(&reason)));
                }
            }
            self.lives.push(Told {
                example,
                about: About::Relief,
            });
        }
    }

    /// Days after which either law's limits are over.
    fn limits(&self) -> Vec<u16> {
        let limits = self.laws.into_iter().flat_map(|law| &law.tree.limits);
        let longest = limits.map(|it| whole_days(it.longest));
        let mut days: Vec<u16> = longest
            .filter_map(|it| u16::try_from(it + 1).ok())
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Days that either law counts in remedies, and the days beside them.
    fn terms(&self) -> Vec<u16> {
        let remedies = self.laws.into_iter().flat_map(|law| &law.tree.remedies);
        let amounts = remedies.flat_map(|it| [Some(it.open_for), it.decide_within]);
        let mut terms: Vec<u16> = amounts
            .flatten()
            .filter_map(|it| u16::try_from(whole_days(it)).ok())
            .flat_map(|it| [it.saturating_sub(1), it + 1])
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

/// Ages on both sides of every age that a rule compares a fact with.
fn years(tree: &Tree, fact: &Name) -> Vec<u16> {
    let categories = tree.categories.iter().map(|it| &it.when);
    let effects = tree.effects.iter().filter_map(|it| it.when.as_ref());
    let ages = categories.chain(effects).flat_map(|when| ages(when, fact));
    let mut years: Vec<u16> = ages
        .flat_map(|(from, below)| [from, below])
        .flatten()
        .flat_map(|age| [age.saturating_sub(1), age])
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The shortest ways to so many places, and the shortest to one in which the effect holds.
fn ways(automaton: &Automaton<'_>, most: usize) -> (Vec<Vec<Act>>, Option<Vec<Act>>) {
    let mut ways = Vec::new();
    let mut holding = None;
    roam(automaton, |place, clocks, path| {
        let holds = automaton.holding(place, clocks).is_some();
        if holds && holding.is_none() {
            holding = Some(path());
        }
        if ways.len() < most {
            ways.push(path());
        }
        if ways.len() >= most && holding.is_some() {
            Go::Stop
        } else {
            Go::On
        }
    });
    ways.extend(holding.clone());
    (ways, holding)
}
