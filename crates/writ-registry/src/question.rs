//! Questions: one desk, one person, one measure, one purpose. Every one is logged, and shown to
//! the person.
//!
//! Someone unknown to the register gets the answer, the work and the log row of a `no`: the log
//! stands in a stream of its own, which belongs to an identifier and not to a person, so that it
//! is there for everyone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use writ_law::truth::Truth;
use writ_store::{Family, StreamId, Version};

use crate::account::{Permit, operation};
use crate::campaign::{CAMPAIGNS, CampaignEntry};
use crate::error::RegistryError;
use crate::officer::Desk;
use crate::person::Holding;
use crate::refusal::{Refusal, Ruling};
use crate::register::after;
use crate::registry::{Kind, Registry};
use crate::seal::hex;
use crate::stream::AsJson;
use crate::stream::Stream;
use crate::summons::{Bound, Weighed};

pub(crate) const QUESTIONS: Family = Family("question");

/// How often a question is answered anew when others record of the same person meanwhile.
const TRIES: u32 = 8;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum QuestionEntry {
    Asked(Box<AskedRow>),
    Corrected {
        /// The version of the row that was wrong.
        of: u64,
        not_since: Timestamp,
        answer: Truth,
    },
}

impl AsJson for QuestionEntry {}

/// A question as it is logged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AskedRow {
    /// By what the desk names the answer; none in rows that are older than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) desk: String,
    pub(crate) measure: String,
    pub(crate) purpose: String,
    pub(crate) asked_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) told: Told,
    /// The key of the person's stream, in hexadecimal, whether or not there is anyone.
    pub(crate) person: String,
    /// The version of that stream when it was answered, in hexadecimal of even length.
    pub(crate) version: String,
    /// The digest of the versions of what was read besides, in hexadecimal.
    pub(crate) versions: String,
    /// What makes every row as long as any other of the same question.
    pub(crate) even: String,
}

/// How long what a desk is told and until when are at most, written one after the other.
const TOLD_BYTES: usize = 96;

/// What a desk was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// This answer.
    Answer(Truth),
    /// That it may not ask this.
    Refused,
}

/// An answer, as a desk gets it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// By what the desk names this answer later: chance, and nothing of the person is in it. `None`
    /// where the answer could not be logged.
    pub id: Option<String>,
    /// The measure asked about.
    pub measure: String,
    /// The purpose it was asked for.
    pub purpose: String,
    /// `yes`, `no` or `unknown`. Only `yes` is a restriction.
    pub answer: Truth,
    /// Whether it has legal force.
    pub force: Kind,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// From when it says nothing any more.
    pub expires_at: Timestamp,
    /// Of a `yes`, and of nothing else: on what it rests and what can be done.
    pub basis: Option<Basis>,
}

/// What a `yes` rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Basis {
    /// The regime, its version and the digest of its text.
    pub regime: String,
    /// The version of the regime.
    pub version: String,
    /// The digest of the regime.
    pub digest: String,
    /// The rule.
    pub rule: String,
    /// The reason, in a sentence.
    pub reason: String,
    /// What the rule cites.
    pub cite: Value,
    /// Since when it is so.
    pub since: Value,
    /// Until when, if nothing more happens; null if nothing but an act ends it.
    pub until: Value,
    /// What ends it.
    pub ends_on: Value,
    /// What is open against it, with its last day. Empty where the regime gives nothing.
    pub remedies: Value,
}

/// An answer, and what kept it from being a better one.
#[derive(Debug)]
pub struct Asked {
    /// The answer.
    pub answer: Answer,
    /// Why it is `unknown`, if the world failed: for the operator, never for the desk.
    pub trouble: Option<RegistryError>,
}

impl Registry {
    pub(crate) fn question_stream(&self, person: &str) -> StreamId {
        self.keys.stream(QUESTIONS, &[person.as_bytes()])
    }

    /// Asks whether a measure holds against a person. Whatever fails, the answer is `unknown`, and
    /// restricts nobody; an answer that could not be logged is not given.
    ///
    /// # Errors
    ///
    /// A refusal where the desk may not ask this. The attempt is logged all the same.
    pub async fn ask(
        &self,
        permit: &Permit<operation::AskQuestion>,
        person: &str,
        measure: &str,
        purpose: &str,
        now: Timestamp,
    ) -> Ruling<Asked> {
        let decided = decide_desk(permit.officer().desk(), measure, purpose);
        let (measure, purpose) = (&*plain(measure), &*plain(purpose));
        let question = Question {
            desk: permit.name(),
            person,
            measure,
            purpose,
            now,
        };
        if let Err(refusal) = decided {
            // That the attempt cannot be logged does not make it any more allowed.
            let _unlogged = self.log_refused(&question).await;
            return Err(refusal);
        }
        let mut trouble = RegistryError::Contended { times: TRIES };
        for _ in 0..TRIES {
            match self.try_ask(&question).await {
                Ok(answer) => {
                    return Ok(Asked {
                        answer,
                        trouble: None,
                    });
                }
                Err(error) if error.is_conflict() => {}
                Err(error) => {
                    trouble = error;
                    break;
                }
            }
        }
        let answer = question.answer(self.kind(), Truth::Unknown, now, None);
        Ok(Asked {
            answer,
            trouble: Some(trouble),
        })
    }

    async fn try_ask(&self, question: &Question<'_>) -> Result<Answer, RegistryError> {
        let (person, now) = (question.person, question.now);
        let log = self
            .stream::<QuestionEntry>(self.question_stream(person))
            .await?;
        let holding = self.holding(person).await?;
        let around = self.around(std::slice::from_ref(&holding)).await?;
        let weighed = self.weigh(&holding, &around)?;
        if weighed.matters.is_empty() {
            self.stand_in(question)?;
        }
        // As many reads for who was never called as for who was called once.
        let stand_in = match around.is_alone() {
            true => Some(self.stream::<CampaignEntry>(self.stand_in_stream()).await?),
            false => None,
        };
        let mut answer = decide(self, question, &weighed);
        let at = log.next_instant(now);
        let told = Told::Answer(answer.answer);
        let mut writing = self.writing();
        answer.id = Some(hex(&writing.chance::<16>()?));
        let row = AskedRow {
            id: answer.id.clone(),
            ..question.row(&holding, told, answer.expires_at, &around.versions())
        };
        writing.append(&log, &QuestionEntry::Asked(Box::new(row)), at)?;
        writing.unless_changed(&holding.stream);
        around.guard(&mut writing);
        if let Some(stand_in) = &stand_in {
            writing.unless_changed(stand_in);
        }
        writing.commit().await?;
        if answer.answer != Truth::Yes {
            answer.basis = None;
        }
        Ok(answer)
    }

    fn stand_in_stream(&self) -> StreamId {
        // No campaign has an empty identifier.
        self.keys.stream(CAMPAIGNS, &[b""])
    }

    async fn log_refused(&self, question: &Question<'_>) -> Result<(), RegistryError> {
        let log = self
            .stream::<QuestionEntry>(self.question_stream(question.person))
            .await?;
        let holding = self.holding(question.person).await?;
        let row = question.row(&holding, Told::Refused, question.now, &BTreeMap::new());
        let mut writing = self.writing();
        writing.append(
            &log,
            &QuestionEntry::Asked(Box::new(row)),
            log.next_instant(question.now),
        )?;
        writing.commit().await?;
        Ok(())
    }

    /// Does the work of a position for someone of whom there is nothing to evaluate, so that the
    /// time taken does not tell who is in the register.
    fn stand_in(&self, question: &Question<'_>) -> Result<(), RegistryError> {
        let Some(regime) = self.regimes().first() else {
            return Ok(());
        };
        let Some(instrument) = regime.tree().instruments.first() else {
            return Ok(());
        };
        let nobody = writ_law::case::Person {
            id: question.person.to_owned(),
            facts: Vec::new(),
            restricted: Vec::new(),
        };
        let matter = writ_law::case::Matter {
            id: String::new(),
            instrument: instrument.name.text.clone(),
            issued_at: question.now,
            appear_at: None,
            place: None,
            region: None,
        };
        let life = writ_law::life::Life::bind(regime, &nobody, &matter, &[]);
        let life = life.map_err(|error| RegistryError::Damaged {
            what: "a stand-in".to_owned(),
            why: error.to_string(),
        })?;
        let weighed = Weighed::of(vec![Bound { regime, life }]);
        std::hint::black_box(weighed.answer(question.measure, question.now));
        Ok(())
    }
}

/// One question.
#[derive(Clone, Copy, Debug)]
struct Question<'q> {
    desk: &'q str,
    person: &'q str,
    measure: &'q str,
    purpose: &'q str,
    now: Timestamp,
}

impl Question<'_> {
    fn answer(
        &self,
        force: Kind,
        answer: Truth,
        expires_at: Timestamp,
        basis: Option<Basis>,
    ) -> Answer {
        Answer {
            id: None,
            measure: self.measure.to_owned(),
            purpose: self.purpose.to_owned(),
            answer,
            force,
            asked_at: self.now,
            expires_at,
            basis,
        }
    }

    fn row(
        &self,
        holding: &Holding,
        told: Told,
        expires_at: Timestamp,
        versions: &BTreeMap<String, u64>,
    ) -> AskedRow {
        let mut digest = Sha256::new();
        for (name, version) in versions {
            digest.update(name.len().to_be_bytes());
            digest.update(name);
            digest.update(version.to_be_bytes());
        }
        let word = match told {
            Told::Answer(answer) => answer.word().len() + r#"{"answer":""}"#.len(),
            Told::Refused => r#""refused""#.len(),
        };
        let rest = TOLD_BYTES.saturating_sub(word + expires_at.to_string().len());
        AskedRow {
            id: None,
            desk: self.desk.to_owned(),
            measure: self.measure.to_owned(),
            purpose: self.purpose.to_owned(),
            asked_at: self.now,
            expires_at,
            told,
            person: hex(&holding.stream.id.key),
            version: format!("{:016x}", holding.stream.version.0),
            versions: hex(&digest.finalize()),
            even: " ".repeat(rest),
        }
    }
}

/// What a desk wrote, fit to be logged and told: on one line, and no longer than a sentence.
fn plain(words: &str) -> String {
    const CHARACTERS: usize = 200;
    let plain = words.chars().filter(|c| !c.is_control());
    plain.take(CHARACTERS).collect()
}

/// One desk, one measure, one purpose.
fn decide_desk(desk: Option<&Desk>, measure: &str, purpose: &str) -> Ruling<()> {
    let Some(desk) = desk else {
        return Err(Refusal::on(
            "not-a-desk",
            "only a relying desk asks",
            "ask as a desk",
        ));
    };
    if desk.measure != measure {
        return Err(Refusal::on(
            "wrong-measure",
            format!(
                "this desk asks about `{}` and not about `{}`",
                desk.measure,
                plain(measure)
            ),
            "the desk of that measure may ask",
        ));
    }
    if desk.purpose != purpose {
        return Err(Refusal::on(
            "wrong-purpose",
            format!(
                "this desk asks for `{}` and not for `{}`",
                desk.purpose,
                plain(purpose)
            ),
            "no answer is given for any other purpose",
        ));
    }
    Ok(())
}

fn decide(registry: &Registry, question: &Question<'_>, weighed: &Weighed<'_>) -> Answer {
    let (measure, now) = (question.measure, question.now);
    let truth = weighed.answer(measure, now);
    let lives = registry
        .regimes()
        .iter()
        .flat_map(|regime| &regime.tree().effects)
        .filter(|effect| effect.measure.text == measure)
        .filter_map(|effect| after(now, effect.answer_lives))
        .min()
        .unwrap_or(now);
    if truth != Truth::Yes {
        return question.answer(registry.kind(), truth, lives, None);
    }
    // A `yes` ends at the latest when the law ends it, known now.
    let expires_at = weighed.first_not_yes(measure, now, lives).unwrap_or(lives);
    let yes = weighed
        .matters
        .iter()
        .find(|(_, timeline)| timeline.answer(measure, now) == Truth::Yes);
    let basis = yes.and_then(|(bound, _)| basis(bound, measure, now));
    // No effect without its reason.
    let reasoned = basis.as_ref().is_some_and(|basis| !basis.reason.is_empty());
    let truth = if reasoned { Truth::Yes } else { Truth::Unknown };
    question.answer(registry.kind(), truth, expires_at, basis)
}

fn basis(bound: &Bound<'_>, measure: &str, now: Timestamp) -> Option<Basis> {
    let position = bound.position(now, None);
    let version = position.versions().join(" / ");
    let position = serde_json::to_value(position).ok()?;
    let effects = position.get("effects")?.as_array()?;
    let is_it = |effect: &&Value| effect.get("measure").and_then(Value::as_str) == Some(measure);
    let effect = effects.iter().find(is_it)?;
    let because = effect.get("because")?;
    let mut cite = Vec::new();
    collect_cites(because, &mut cite);
    let of = |name: &str| effect.get(name).cloned().unwrap_or(Value::Null);
    let regime = bound.regime;
    Some(Basis {
        regime: regime.name().to_owned(),
        version,
        digest: regime.digest().to_owned(),
        rule: because.get("rule")?.as_str()?.to_owned(),
        reason: reason(because),
        cite: cite.into(),
        since: of("since"),
        until: of("until"),
        ends_on: of("ends_on"),
        remedies: of("remedies"),
    })
}

/// How the person was served and what followed, in sentences: the chain, and nothing of the facts
/// by which they are eligible. Where the law has several readings, the first of them tells.
fn reason(because: &Value) -> String {
    let readings = because.get("readings").and_then(Value::as_object);
    let tree = readings
        .and_then(|all| all.values().next())
        .unwrap_or(because);
    let parts = tree.get("parts").and_then(Value::as_array);
    let told = parts.into_iter().flatten().filter(|part| {
        let rule = part.get("rule").and_then(Value::as_str).unwrap_or_default();
        rule.starts_with("service") || rule == "stage"
    });
    let says: Vec<&str> = told.filter_map(|part| part.get("says")?.as_str()).collect();
    says.join("; ")
}

/// What the rules of a proof cite, each once. A desk is not told more of the proof than that.
fn collect_cites(node: &Value, cites: &mut Vec<Value>) {
    for cite in node
        .get("cite")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if !cites.contains(cite) {
            cites.push(cite.clone());
        }
    }
    let parts = node
        .get("parts")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let readings = node
        .get("readings")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    parts
        .chain(readings.map(|(_, tree)| tree))
        .for_each(|part| collect_cites(part, cites));
}

/// The rows of a log that say `yes` and were not corrected.
pub(crate) fn standing(log: &Stream<QuestionEntry>) -> Vec<(Version, &AskedRow)> {
    let corrected: Vec<u64> = log
        .says()
        .filter_map(|entry| match entry {
            QuestionEntry::Corrected { of, .. } => Some(*of),
            QuestionEntry::Asked(_) => None,
        })
        .collect();
    log.entries
        .iter()
        .filter_map(|said| match &said.what {
            QuestionEntry::Asked(row) if row.told == Told::Answer(Truth::Yes) => {
                Some((said.version, &**row))
            }
            _ => None,
        })
        .filter(|(version, _)| !corrected.contains(&version.0))
        .collect()
}
