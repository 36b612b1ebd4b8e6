//! A position as JSON and as text.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::{EffectNow, Position};
use crate::because::{Because, Told};
use crate::event::EventKind;
use crate::proof::{NodeId, words};
use crate::trace::StageNow;
use crate::tree::{Stays, WhileUndecided};
use crate::truth::Truth;

impl Position<'_> {
    /// The measure of an effect.
    #[must_use]
    pub fn measure(&self, effect: &EffectNow) -> &str {
        self.regime
            .frame()
            .measures
            .get(usize::from(effect.id))
            .map_or("", String::as_str)
    }

    /// The effect of a measure.
    #[must_use]
    pub fn effect(&self, measure: &str) -> Option<&EffectNow> {
        self.effects
            .iter()
            .find(|effect| self.measure(effect) == measure)
    }

    /// When and on which channel the person was served, if they were.
    #[must_use]
    pub fn served(&self) -> Option<(Timestamp, &str)> {
        let service = self.served?;
        let channel = self
            .regime
            .frame()
            .channels
            .get(usize::from(service.channel))?;
        Some((service.at, &channel.name))
    }

    /// The day that service bears, and from which time is counted, if the person was served. Where
    /// a law gives the last day of a wait as the date of service, it is the day before the one on
    /// which service takes effect.
    #[must_use]
    pub fn served_day(&self) -> Option<Date> {
        let service = self.served?;
        Some(self.regime.zone().to_datetime(service.bears).date())
    }

    /// The versions of the law that the matter is in now: one, unless readings differ in it.
    pub fn versions(&self) -> Vec<&str> {
        let versions = &self.regime.tree().versions;
        let mut named: Vec<&str> = Vec::new();
        for law in &self.laws {
            let version = versions.get(usize::from(*law));
            let name = version.map_or_else(|| self.regime.version(), |it| it.name.as_str());
            if !named.contains(&name) {
                named.push(name);
            }
        }
        named
    }

    /// When the person was served for the sender, where the law tells that apart.
    #[must_use]
    pub fn sender(&self) -> Option<Timestamp> {
        self.served.and_then(|service| service.sender)
    }

    /// The stage under each alternative.
    pub fn stages(&self) -> impl Iterator<Item = (&str, &str)> {
        let alternatives = self.regime.alternatives().iter().zip(&self.stages);
        alternatives.map(|(alternative, stage)| {
            (
                alternative.name.as_str(),
                self.stage_name(alternative, *stage),
            )
        })
    }

    fn stage_name<'a>(
        &'a self,
        alternative: &'a crate::regime::Alternative,
        stage: StageNow,
    ) -> &'a str {
        match stage {
            StageNow::Closed => "closed",
            StageNow::Void => "void",
            StageNow::None => "none",
            StageNow::In(id) => {
                // Stages have the same numbers in every version that has the lifecycle.
                let lifecycles = alternative.machines.iter().map(|it| &it.lifecycles);
                let own = usize::from(self.life.instrument);
                let lifecycle = lifecycles.filter_map(|it| it.get(own)?.as_ref()).next();
                let stage = lifecycle.and_then(|it| it.stages.get(usize::from(id)));
                stage.map_or("none", |stage| stage.name.as_str())
            }
        }
    }

    /// What ends an effect: events that close the matter, written in the pack or not.
    #[must_use]
    pub fn ends_on(&self) -> Vec<&'static str> {
        let mut ends: Vec<_> = EventKind::ALL
            .iter()
            .filter(|kind| kind.closes())
            .map(|kind| kind.word())
            .collect();
        for alternative in self.regime.alternatives() {
            let lifecycles = &alternative.machine().lifecycles;
            let lifecycle = lifecycles.get(usize::from(self.life.instrument));
            for kind in lifecycle
                .and_then(Option::as_ref)
                .map_or(&[][..], |it| &it.ends_on)
            {
                if !ends.contains(&kind.word()) {
                    ends.push(kind.word());
                }
            }
        }
        ends
    }

    /// What the person can still say that the law would hear.
    fn open_to_the_person(&self) -> Value {
        let excuses = self.excuses.iter().map(|it| {
            json!({
                "excuse": it.excuse,
                "until": it.until.map(|until| self.local(until)),
                "suspends": it.while_undecided == WhileUndecided::Suspends,
            })
        });
        let claims = self.claims.iter().map(|kind| kind.word());
        json!({
            "excuses": excuses.collect::<Vec<Value>>(),
            "claims": claims.collect::<Vec<&str>>(),
        })
    }

    /// The proof tree of an effect: one tree, or one for each reading under `readings`.
    #[must_use]
    pub fn because(&self, effect: &EffectNow) -> Value {
        let alternatives = self.regime.alternatives();
        if let (&[_], &[only]) = (alternatives, effect.because.as_slice()) {
            return self.tree(0, only);
        }
        let each = alternatives.iter().enumerate().zip(&effect.because);
        let trees: serde_json::Map<String, Value> = each
            .map(|((place, alternative), node)| (alternative.name.clone(), self.tree(place, *node)))
            .collect();
        let because = Because::OverReadings;
        json!({
            "rule": format!("effect {}", self.measure(effect)),
            "truth": effect.answer.word(),
            "says": because.says(effect.answer, Told(self.regime.zone())),
            "code": because.code(),
            "readings": trees,
        })
    }

    fn tree(&self, alternative: usize, id: NodeId) -> Value {
        let Some(node) = self.proof.get(id) else {
            return Value::Null;
        };
        let said = words::say(self, alternative, node);
        let mut tree = serde_json::Map::new();
        tree.insert("rule".into(), said.rule.into());
        tree.insert("truth".into(), node.truth.word().into());
        let says = said.because.says(node.truth, Told(self.regime.zone()));
        tree.insert("says".into(), says.into());
        tree.insert("code".into(), said.because.code().into());
        if let Some(with) = said.because.with() {
            tree.insert("with".into(), with);
        }
        if !said.cite.is_empty() {
            tree.insert("cite".into(), said.cite.into());
        }
        if let Some(at) = said.at {
            tree.insert("at".into(), self.local(at).into());
        }
        if !said.events.is_empty() {
            tree.insert("events".into(), said.events.into());
        }
        let parts = self.proof.parts(node);
        if !parts.is_empty() {
            let parts: Vec<Value> = parts
                .iter()
                .map(|part| self.tree(alternative, *part))
                .collect();
            tree.insert("parts".into(), parts.into());
        }
        Value::Object(tree)
    }

    /// An instant in the zone of the regime, RFC 3339.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> String {
        let zone = self.regime.zone();
        at.display_with_offset(zone.to_offset(at)).to_string()
    }

    /// The proof of a measure as indented lines, one sentence each.
    #[must_use]
    pub fn explain(&self, measure: &str) -> Option<String> {
        let effect = self.effect(measure)?;
        let mut text = String::new();
        let alternatives = self.regime.alternatives();
        for ((place, alternative), node) in alternatives.iter().enumerate().zip(&effect.because) {
            if alternatives.len() > 1 {
                text.push_str(&format!("as read \"{}\":\n", alternative.name));
            }
            self.lines(place, *node, usize::from(alternatives.len() > 1), &mut text);
        }
        Some(text)
    }

    fn lines(&self, alternative: usize, id: NodeId, depth: usize, text: &mut String) {
        let Some(node) = self.proof.get(id) else {
            return;
        };
        let said = words::say(self, alternative, node);
        let mark = match node.truth {
            Truth::Yes => '+',
            Truth::Unknown => '?',
            Truth::No => '-',
        };
        let cite = if said.cite.is_empty() {
            String::new()
        } else {
            format!(" [{}]", said.cite.join(", "))
        };
        text.push_str(&format!(
            "{}{mark} {}{cite}\n",
            "  ".repeat(depth),
            said.because.says(node.truth, Told(self.regime.zone()))
        ));
        for part in self.proof.parts(node) {
            self.lines(alternative, *part, depth + 1, text);
        }
    }
}

struct Effects<'a, 'p>(&'a Position<'p>);

impl Serialize for Effects<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let position = self.0;
        let mut list = serializer.serialize_seq(Some(position.effects.len()))?;
        let alternatives = position.regime.alternatives();
        let disputed = !position.regime.tree().disputes.is_empty();
        for effect in &position.effects {
            let readings: serde_json::Map<String, Value> = alternatives
                .iter()
                .zip(&effect.readings)
                .filter(|_| disputed)
                .map(|(alternative, truth)| (alternative.name.clone(), truth.word().into()))
                .collect();
            let remedies: Vec<Value> = effect
                .remedies
                .iter()
                .map(|open| {
                    json!({
                        "remedy": open.remedy,
                        "until": open.until.map(|until| position.local(until)),
                        "stays": open.stays == Stays::Yes,
                    })
                })
                .collect();
            list.serialize_element(&json!({
                "measure": position.measure(effect),
                "answer": effect.answer.word(),
                "since": effect.since.map(|since| position.local(since)),
                "until": effect.until.map(|until| position.local(until)),
                "readings": readings,
                "because": position.because(effect),
                "ends_on": position.ends_on(),
                "remedies": remedies,
            }))?;
        }
        list.end()
    }
}

impl Serialize for Position<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("at", &self.local(self.as_of.at))?;
        map.serialize_entry(
            "known_at",
            &self.as_of.known_at.map(|known| self.local(known)),
        )?;
        map.serialize_entry("versions", &self.versions())?;
        map.serialize_entry("eligible", self.eligible.word())?;
        let served = self.served().map(|(since, channel)| {
            let mut served = json!({
                "since": self.local(since),
                "channel": channel,
                "rule": format!("service {channel}"),
                "day": self.served_day(),
            });
            // Only where the law gives the sender a date of their own.
            if let (Some(sender), Some(map)) = (self.sender(), served.as_object_mut()) {
                map.insert("sender".to_owned(), self.local(sender).into());
            }
            served
        });
        map.serialize_entry("served", &served)?;
        let stages: serde_json::Map<String, Value> = self
            .stages()
            .map(|(name, stage)| (name.to_owned(), stage.into()))
            .collect();
        map.serialize_entry("stage", &stages)?;
        let duties: Vec<Value> = self
            .duties
            .iter()
            .map(|duty| {
                json!({
                    "duty": duty.duty,
                    "status": duty.status.word(),
                    "due": duty.due.map(|due| self.local(due)),
                    "ends": duty.ends,
                })
            })
            .collect();
        map.serialize_entry("duties", &duties)?;
        map.serialize_entry("open", &self.open_to_the_person())?;
        map.serialize_entry("effects", &Effects(self))?;
        // Only where the regime knows any.
        if !self.sanctions.is_empty() {
            let sanctions = self
                .sanctions
                .iter()
                .map(|it| json!({ "sanction": it.sanction, "status": it.status.word() }));
            map.serialize_entry("sanctions", &sanctions.collect::<Vec<Value>>())?;
        }
        if !self.follows.is_empty() {
            let follows = self.follows.iter().map(|it| {
                json!({
                    "instrument": it.instrument,
                    "since": self.local(it.since),
                    "until": it.until.map(|until| self.local(until)),
                })
            });
            map.serialize_entry("follows", &follows.collect::<Vec<Value>>())?;
        }
        map.serialize_entry(
            "next_change",
            &self.next_change.map(|next| self.local(next)),
        )?;
        map.end()
    }
}
