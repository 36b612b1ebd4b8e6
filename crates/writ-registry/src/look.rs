//! Looks: an officer who reads a person's file says why, and the person and oversight see it.
//!
//! A look stands in a stream of the person's, which goes when they are erased. Beside it stands, in
//! a stream of the officer for that day, only where it stands: so that oversight finds what one
//! officer looked at without any list of people.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use writ_store::{Family, StreamId};

use crate::account::{Permit, operation};
use crate::error::{RegistryError, Stop, retried, ruled};
use crate::explain::Explanation;
use crate::officer::{Officer, Offices, Role};
use crate::person::Holding;
use crate::refusal::{Refusal, Ruling};
use crate::registry::Registry;
use crate::seal::{hex, unhex};
use crate::stream::AsJson;

/// Who looked at a person's file.
pub(crate) const LOOKS: Family = Family("look");
/// What an officer looked at on a day.
pub(crate) const ACCESSES: Family = Family("access");

/// How long a reason may be.
const REASON_CHARACTERS: usize = 500;
/// How many days are read at once.
const MOST_DAYS: usize = 92;

/// What was seen of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// The file: facts, matters, questions.
    File,
    /// A file that the person gave, by its number.
    Attachment(u64),
}

/// A look as it is recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LookEntry {
    /// Whose file, so that oversight can name it.
    person: String,
    officer: String,
    roles: BTreeSet<Role>,
    offices: Offices,
    seen: Seen,
    reason: String,
}

impl AsJson for LookEntry {}

/// What stands in the stream of a day, or of an officer's day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AccessEntry {
    /// On this day this officer looked at something for the first time.
    Began { officer: String },
    /// Where a look stands.
    Looked {
        /// The person's stream of looks, in hexadecimal.
        stream: String,
        /// The number of the look there.
        number: u64,
    },
}

impl AsJson for AccessEntry {}

/// That somebody looked at a file, as the person sees it: from which office and why, not who.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookLine {
    /// When.
    pub looked_at: Timestamp,
    /// What the officer is.
    pub roles: BTreeSet<Role>,
    /// For which offices they act.
    pub offices: Offices,
    /// What they saw.
    pub seen: Seen,
    /// Why, as they said it.
    pub reason: String,
}

/// What an officer wants to see of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looking<'l> {
    /// Why: it is logged and shown to the person.
    pub reason: &'l str,
    /// The instant that the position is wanted of.
    pub at: Timestamp,
    /// What was recorded by then; `None`: everything.
    pub known_at: Option<Timestamp>,
    /// A measure to be explained line by line.
    pub why_not: Option<&'l str>,
}

/// Which looks oversight wants to see: days of the registry's zone, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessQuery {
    /// Whose looks; `None`: everybody's.
    pub officer: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// A look, as oversight sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccessLine {
    /// On which day of the registry's zone.
    pub day: Date,
    /// Who looked.
    pub officer: String,
    /// At whose file; `None` once the person is erased, and what was seen and why with it.
    pub look: Option<SeenOf>,
}

/// Whose file was looked at, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeenOf {
    /// Whose file.
    pub person: String,
    /// When, as what and why.
    #[serde(flatten)]
    pub line: LookLine,
}

/// A look as it was found: when, whose, on which day, and where it stands.
type Found = (Timestamp, String, Date, Option<(StreamId, u64)>);

impl LookEntry {
    fn line(&self, looked_at: Timestamp) -> LookLine {
        LookLine {
            looked_at,
            roles: self.roles.clone(),
            offices: self.offices.clone(),
            seen: self.seen,
            reason: self.reason.clone(),
        }
    }
}

/// A reason, fit to be logged.
fn decide_reason(reason: &str) -> Ruling<String> {
    let plain: String = reason.chars().filter(|c| !c.is_control()).collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(Refusal::on(
            "no-reason",
            "nobody's file is looked at without a reason",
            "say why, in a few words: the person will read it",
        ));
    }
    if plain.chars().count() > REASON_CHARACTERS {
        return Err(Refusal::on(
            "reason-too-long",
            "the reason is too long to be read",
            format!("say it in at most {REASON_CHARACTERS} characters"),
        ));
    }
    Ok(plain.to_owned())
}

impl Registry {
    pub(crate) fn look_stream(&self, person: &str) -> StreamId {
        self.keys.stream(LOOKS, &[person.as_bytes()])
    }

    /// What an officer looked at on a day.
    fn access_stream(&self, officer: &str, day: Date) -> StreamId {
        let day = day.to_string();
        self.keys
            .stream(ACCESSES, &[officer.as_bytes(), day.as_bytes()])
    }

    /// Who looked at anything on a day.
    fn access_day(&self, day: Date) -> StreamId {
        self.keys.stream(ACCESSES, &[day.to_string().as_bytes()])
    }

    /// Shows an officer a person's file, with the reason logged first. The person sees from which
    /// office somebody looked and why, oversight sees who.
    ///
    /// # Errors
    ///
    /// When the store fails: what cannot be logged is not shown.
    pub async fn look(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        looking: &Looking<'_>,
        now: Timestamp,
    ) -> Result<Ruling<Explanation>, RegistryError> {
        retried!(self.try_look(permit, person, looking, now))
    }

    async fn try_look(
        &self,
        permit: &Permit<operation::ExplainPerson>,
        person: &str,
        looking: &Looking<'_>,
        now: Timestamp,
    ) -> Result<Explanation, Stop> {
        decide_reason(looking.reason)?;
        let holding = self.holding(person).await?;
        holding.known()?;
        self.covers_file(permit, &holding)?;
        let as_of = (looking.at, looking.known_at);
        let mut explained = self.explained(&holding, as_of, looking.why_not).await?;
        let seen = (Seen::File, looking.reason);
        self.log_look(permit.officer(), &holding, seen, now).await?;
        if permit.officer().roles().contains(&Role::Oversight) {
            explained.looks = self.looks_of(person).await?;
        }
        Ok(explained)
    }

    /// Logs that somebody looks, for the person and for oversight.
    pub(crate) async fn log_look(
        &self,
        officer: &Officer,
        holding: &Holding,
        (seen, reason): (Seen, &str),
        now: Timestamp,
    ) -> Result<(), Stop> {
        let person = holding.known()?;
        let entry = LookEntry {
            person: person.to_owned(),
            officer: officer.name().to_owned(),
            roles: officer.roles().clone(),
            offices: officer.offices().clone(),
            seen,
            reason: decide_reason(reason)?,
        };
        let looks = self
            .stream_unopened::<LookEntry>(self.look_stream(person))
            .await?;
        let day = self.zone().to_datetime(now).date();
        let accesses = self.access_stream(officer.name(), day);
        let accesses = self.stream_unopened::<AccessEntry>(accesses).await?;
        let access = AccessEntry::Looked {
            stream: hex(&looks.id.key),
            number: looks.version.0 + 1,
        };
        let mut writing = self.writing();
        if accesses.version.0 == 0 {
            let began = AccessEntry::Began {
                officer: officer.name().to_owned(),
            };
            let all = self.access_day(day);
            let all = self.stream_unopened::<AccessEntry>(all).await?;
            writing.append(&all, &began, all.next_instant(now))?;
        }
        writing.append(&looks, &entry, looks.next_instant(now))?;
        writing.append(&accesses, &access, accesses.next_instant(now))?;
        // Who was erased meanwhile is not looked at.
        writing.unless_changed(&holding.stream);
        writing.commit().await?;
        Ok(())
    }

    /// Who looked at a person's file, as the person sees it.
    pub(crate) async fn looks_of(&self, person: &str) -> Result<Vec<LookLine>, RegistryError> {
        let stream = self.stream::<LookEntry>(self.look_stream(person)).await?;
        let lines = stream.entries.iter();
        Ok(lines.map(|said| said.what.line(said.recorded_at)).collect())
    }

    /// Who looked at what on some days, in the order in which they did.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn access_log(
        &self,
        _permit: &Permit<operation::SeeAccess>,
        query: &AccessQuery,
    ) -> Result<Ruling<Vec<AccessLine>>, RegistryError> {
        ruled(self.try_access_log(query).await)
    }

    async fn try_access_log(&self, query: &AccessQuery) -> Result<Vec<AccessLine>, Stop> {
        let days: Vec<Date> = query
            .from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= query.until)
            .take(MOST_DAYS + 1)
            .collect();
        if days.len() > MOST_DAYS {
            return Err(Refusal::on(
                "too-many-days",
                format!("more than {MOST_DAYS} days were asked for"),
                "ask for fewer at once",
            )
            .into());
        }
        let mut asked = Vec::new();
        for day in days {
            let began = self.stream::<AccessEntry>(self.access_day(day)).await?;
            for entry in began.says() {
                let AccessEntry::Began { officer } = entry else {
                    continue;
                };
                let wanted = query.officer.as_ref();
                if wanted.is_none_or(|wanted| wanted == officer) {
                    let id = self.access_stream(officer, day);
                    asked.push((officer.clone(), day, id));
                }
            }
        }
        let ids: Vec<StreamId> = asked.iter().map(|(.., id)| *id).collect();
        let streams = self.streams::<AccessEntry>(&ids).await?;
        let mut found = Vec::new();
        for ((officer, day, _), stream) in asked.into_iter().zip(streams) {
            for said in stream.entries {
                if let AccessEntry::Looked { stream, number } = said.what {
                    let key = unhex(&stream);
                    let at = key.map(|key| (StreamId { family: LOOKS, key }, number));
                    found.push((said.recorded_at, officer.clone(), day, at));
                }
            }
        }
        found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Ok(self.access_lines(found).await?)
    }

    async fn access_lines(&self, found: Vec<Found>) -> Result<Vec<AccessLine>, RegistryError> {
        let ids: BTreeSet<StreamId> = found.iter().filter_map(|it| Some(it.3?.0)).collect();
        let ids: Vec<StreamId> = ids.into_iter().collect();
        let streams = self.streams::<LookEntry>(&ids).await?;
        let mut lines = Vec::with_capacity(found.len());
        for (_, officer, day, at) in found {
            let look = at.and_then(|(id, number)| {
                let stream = streams.get(ids.binary_search(&id).ok()?)?;
                let said = stream.entries.iter().find(|it| it.version.0 == number)?;
                Some(SeenOf {
                    person: said.what.person.clone(),
                    line: said.what.line(said.recorded_at),
                })
            });
            lines.push(AccessLine { day, officer, look });
        }
        Ok(lines)
    }
}
