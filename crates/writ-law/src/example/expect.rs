//! What an example expects, compared with what the law says.

use std::collections::BTreeSet;

use super::{Miss, Scene, instant};
use crate::finding::Span;
use crate::life::Life;
use crate::position::{AsOf, DutyStatus, Position, SanctionStatus, position, sanction};
use crate::reading;
use crate::regime::Alternative;
use crate::tree::{Line, Name, Served};
use crate::truth::Truth;

impl Scene<'_> {
    pub(super) fn compare(&self, line: &Line, span: Span) -> Vec<Miss> {
        let Line::Then { at, reading, .. } = line else {
            return Vec::new();
        };
        let reading = reading.as_ref();
        let life = match Life::bind(self.regime, &self.person, &self.matter, &self.events) {
            Ok(life) => life,
            Err(error) => {
                return vec![Miss {
                    span,
                    text: error.to_string(),
                }];
            }
        };
        let as_of = AsOf {
            at: instant(self.regime, *at),
            known_at: None,
        };
        let position = position(self.regime, &life, as_of);
        let mut texts = self.service(&position, line, reading);
        texts.extend(self.effects(&position, line, reading));
        texts.extend(self.stage(&position, line, reading));
        texts.extend(lists(&position, line, reading));
        let on = at.strftime("%Y-%m-%d %H:%M");
        let misses = texts.into_iter();
        misses
            .map(|text| Miss {
                span,
                text: format!("{on}: expected {text}"),
            })
            .collect()
    }

    /// Whether, since when, and for the sender since when.
    fn service(&self, position: &Position<'_>, line: &Line, reading: Option<&Name>) -> Vec<String> {
        let Line::Then {
            served,
            since,
            sender,
            ..
        } = line
        else {
            return Vec::new();
        };
        let services = self.regime.alternatives().iter().zip(&position.services);
        let services = services.filter(|(it, _)| takes(it, reading));
        let services: Option<Vec<_>> = services.map(|(_, service)| *service).collect();
        let mut texts = Vec::new();
        match served {
            Some(Served::Served) if services.is_none() => {
                texts.push("served; was not".to_owned());
            }
            Some(Served::Unserved) if services.is_some() => {
                texts.push("not served; was".to_owned());
            }
            _ => {}
        }
        // Of several readings the latest service counts, as in the position.
        let latest = services
            .into_iter()
            .flatten()
            .max_by_key(|service| service.at);
        let found = [
            ("served since", since, latest.map(|it| it.at)),
            (
                "served for the sender since",
                sender,
                latest.and_then(|it| it.sender),
            ),
        ];
        for (what, wanted, found) in found {
            let Some(wanted) = wanted else { continue };
            if Some(instant(self.regime, *wanted)) != found {
                let found = found.map_or("never".to_owned(), |at| position.local(at));
                texts.push(format!("{what} {wanted}; found: {found}"));
            }
        }
        texts
    }

    fn effects(&self, position: &Position<'_>, line: &Line, reading: Option<&Name>) -> Vec<String> {
        let Line::Then {
            in_force, unknown, ..
        } = line
        else {
            return Vec::new();
        };
        let mut texts = Vec::new();
        for (wanted, truth) in [(in_force, Truth::Yes), (unknown, Truth::Unknown)] {
            let Some(wanted) = wanted else { continue };
            let mut wanted: Vec<_> = wanted.iter().map(|name| name.text.clone()).collect();
            let effects = position.effects.iter();
            let held = effects.filter(|it| self.truth(it, reading) == Some(truth));
            let mut found: Vec<_> = held.map(|it| position.measure(it).to_owned()).collect();
            wanted.sort();
            found.sort();
            if wanted != found {
                let word = if truth == Truth::Yes {
                    "in force"
                } else {
                    "unknown"
                };
                texts.push(format!(
                    "{word}: {}; found: {}",
                    listed(&wanted),
                    listed(&found)
                ));
            }
        }
        texts
    }

    fn stage(
        &self,
        position: &Position<'_>,
        line: &Line,
        reading: Option<&Name>,
    ) -> Option<String> {
        let Line::Then {
            stage: Some(stage), ..
        } = line
        else {
            return None;
        };
        let stages = position.stages().zip(self.regime.alternatives());
        let taken = stages.filter(|(_, it)| takes(it, reading));
        let stages: Vec<_> = taken.map(|((_, stage), _)| stage).collect();
        let other = stages.iter().any(|found| *found != stage.as_str());
        other.then(|| format!("stage {stage}; found: {}", stages.join(", ")))
    }

    /// The truth of an effect under a reading, or as answered.
    fn truth(&self, effect: &crate::position::EffectNow, reading: Option<&Name>) -> Option<Truth> {
        if reading.is_none() {
            return Some(effect.answer);
        }
        let alternatives = self.regime.alternatives().iter().zip(&effect.readings);
        let truths = alternatives.filter(|(it, _)| takes(it, reading));
        Some(Truth::agreed(truths.map(|(_, truth)| *truth)))
    }
}

/// Duties, sanctions, instruments and remedies that an example lists.
fn lists(position: &Position<'_>, line: &Line, reading: Option<&Name>) -> Vec<String> {
    let Line::Then {
        open,
        sanctions,
        follows,
        remedies,
        ..
    } = line
    else {
        return Vec::new();
    };
    let duties = position.duties.iter();
    let duties = duties.filter(|it| it.status == DutyStatus::Open);
    let alternatives = position.regime.alternatives().iter().zip(&position.beyond);
    let taken = alternatives.filter(|(it, _)| takes(it, reading));
    let beyond: Vec<_> = taken.map(|(_, beyond)| beyond).collect();
    let may = sanction::agreed(beyond.iter().map(|(sanctions, _)| &sanctions[..]));
    let may = may.iter().filter(|it| it.status == SanctionStatus::Open);
    let follow = sanction::common(beyond.iter().map(|(_, follows)| &follows[..]));
    let against = position.effects.iter().flat_map(|effect| &effect.remedies);
    let against: BTreeSet<String> = against.map(|it| it.remedy.clone()).collect();
    let lists: [(_, _, Vec<String>); 4] = [
        (
            "open duties",
            open,
            duties.map(|it| it.duty.clone()).collect(),
        ),
        (
            "sanctions",
            sanctions,
            may.map(|it| it.sanction.clone()).collect(),
        ),
        (
            "instruments that may follow",
            follows,
            follow.iter().map(|it| it.instrument.clone()).collect(),
        ),
        ("open remedies", remedies, against.into_iter().collect()),
    ];
    let mut texts = Vec::new();
    for (what, wanted, mut found) in lists {
        let Some(wanted) = wanted else { continue };
        let mut wanted: Vec<_> = wanted.iter().map(|name| name.text.clone()).collect();
        wanted.sort();
        found.sort();
        if wanted != found {
            let (wanted, found) = (listed(&wanted), listed(&found));
            texts.push(format!("{what}: {wanted}; found: {found}"));
        }
    }
    texts
}

/// Whether an alternative takes a reading, or each of several joined.
fn takes(alternative: &Alternative, reading: Option<&Name>) -> bool {
    reading.is_none_or(|reading| {
        let mut wanted = reading.text.split(reading::JOINED);
        wanted.all(|one| alternative.readings.iter().any(|taken| taken == one))
    })
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(" ")
    }
}
