//! The lines of one person, and of campaigns: worked out from what the streams say at an instant.

use jiff::Timestamp;
use serde::Serialize;
use writ_law::event::EventKind;
use writ_law::position::{DutyStatus, Plea, Position};
use writ_law::regime::Regime;
use writ_law::tree::{ClaimKind, WhileUndecided};
use writ_law::truth::Truth;
use writ_store::Family;

use super::DocketKind;
use super::stuck::stuck;
use crate::campaign::Campaign;
use crate::error::RegistryError;
use crate::person::{Closed, Force, Holding, OwnMatter};
use crate::register::after;
use crate::registry::Registry;
use crate::request::CorrectionRequest;
use crate::seal::hex;
use crate::summons::Around;

/// Names lines, and nothing in the store.
const DOCKET: Family = Family("docket");

/// What must be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum What {
    /// The person is to do this by then: an appearance is to be recorded.
    Duty {
        /// The duty.
        duty: String,
    },
    /// A warning is to be sent.
    Warning {
        /// The warning.
        warning: String,
    },
    /// Nothing was sent yet, or what was queued did not leave.
    Unsent {
        /// The channel, where one is known.
        channel: Option<String>,
    },
    /// A copy came back.
    Returned {
        /// The channel.
        channel: String,
    },
    /// An alert failed.
    Failed {
        /// The channel.
        channel: String,
    },
    /// A channel was tried for its time, and another one is next.
    NextChannel {
        /// The one that was tried.
        tried: String,
        /// The one that is next.
        next: String,
    },
    /// Every channel was tried, and the person is not served.
    LadderOver {
        /// The one that was tried last.
        tried: String,
    },
    /// An excuse is to be decided.
    Excuse {
        /// The excuse.
        excuse: String,
    },
    /// An exception is to be decided.
    Exception {
        /// The exception.
        exception: String,
    },
    /// An objection, or the appeal after it, is to be decided.
    Objection {
        /// The remedy.
        remedy: String,
    },
    /// A claim is to be judged: that nothing arrived, or that the person came.
    Claim {
        /// Which.
        claim: ClaimKind,
    },
    /// A correction was asked for.
    Correction {
        /// The number of the request.
        number: u64,
        /// The fact.
        fact: String,
    },
    /// A campaign is drawn and waits for a second officer.
    Approval {
        /// Who opened it, and so cannot approve it.
        opened_by: String,
    },
    /// A withdrawal waits for the review of a second officer.
    Review {
        /// Who withdrew, and so cannot review it.
        withdrawn_by: String,
    },
}

impl What {
    const fn kind(&self) -> DocketKind {
        match self {
            Self::Duty { .. } | Self::Warning { .. } => DocketKind::Due,
            Self::Unsent { .. }
            | Self::Returned { .. }
            | Self::Failed { .. }
            | Self::NextChannel { .. }
            | Self::LadderOver { .. } => DocketKind::Stuck,
            Self::Excuse { .. }
            | Self::Exception { .. }
            | Self::Objection { .. }
            | Self::Claim { .. }
            | Self::Correction { .. } => DocketKind::Decision,
            Self::Approval { .. } | Self::Review { .. } => DocketKind::SecondEyes,
        }
    }
}

/// A line of the docket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocketLine {
    /// What names the line: the same for the same thing, and nothing in it tells whose it is.
    pub id: String,
    /// Why it stands here.
    pub kind: DocketKind,
    /// What must be done.
    #[serde(flatten)]
    pub what: What,
    /// The offices whose it is: of a person one, of a campaign all.
    pub offices: Vec<String>,
    /// The person, of a line about one.
    pub person: Option<String>,
    /// The matter, of a line about one.
    pub matter: Option<String>,
    /// The instrument of the matter or of the campaign.
    pub instrument: Option<String>,
    /// The campaign.
    pub campaign: Option<String>,
    /// The event by which it was asked.
    pub event: Option<String>,
    /// Since when it waits.
    pub since: Timestamp,
    /// By when it must be done; `None` where nothing says.
    pub by: Option<Timestamp>,
    /// Of what waits for a decision: what holds meanwhile.
    pub while_undecided: Option<WhileUndecided>,
    /// Of what waits for a decision: who decides, as the law says it.
    pub decided_by: Option<String>,
    /// Where it stands among the others, as [`DocketLine::placed`] says.
    #[serde(skip)]
    place: String,
}

impl DocketLine {
    /// Where it stands among the others.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// With its place: what must be done first, then what waits longest.
    fn placed(mut self) -> Self {
        let by = self.by.unwrap_or(Timestamp::MAX);
        // Counted from the beginning of time, so that the digits sort as the instants do.
        let digits = |at: Timestamp| {
            let from = i128::from(Timestamp::MIN.as_second());
            i128::from(at.as_second()) - from
        };
        let (by, since) = (digits(by), digits(self.since));
        self.place = format!("{by:012x}-{since:012x}-{}", self.id);
        self
    }
}

/// What one person adds to the docket, and until when that stands if nothing more is recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) lines: Vec<DocketLine>,
    pub(super) wake: Option<Timestamp>,
    /// Whether something of it waits for the witnesses.
    pub(super) unproven: bool,
}

/// A matter with what is around it, at an instant.
#[derive(Clone, Copy)]
pub(super) struct Seen<'s> {
    pub(super) regime: &'s Regime,
    pub(super) holding: &'s Holding,
    pub(super) matter: &'s OwnMatter,
    pub(super) position: &'s Position<'s>,
    pub(super) now: Timestamp,
}

/// What is to be put on a line, before it has its place.
pub(super) struct Wanted {
    pub(super) what: What,
    pub(super) since: Timestamp,
    pub(super) by: Option<Timestamp>,
    pub(super) event: Option<String>,
    pub(super) while_undecided: Option<WhileUndecided>,
    pub(super) decided_by: Option<String>,
}

impl Wanted {
    pub(super) fn of(what: What, since: Timestamp, by: Option<Timestamp>) -> Self {
        Self {
            what,
            since,
            by,
            event: None,
            while_undecided: None,
            decided_by: None,
        }
    }
}

/// Instants at which something may change by time alone.
#[derive(Debug, Default)]
pub(super) struct Wakes(Option<Timestamp>);

impl Wakes {
    /// Wakes at an instant, if it lies ahead.
    pub(super) fn at(&mut self, at: Option<Timestamp>, now: Timestamp) {
        let ahead = at.filter(|at| *at > now);
        self.0 = self.0.into_iter().chain(ahead).min();
    }
}

impl Registry {
    /// What a person's matters add to the docket.
    pub(super) fn lines_of(
        &self,
        holding: &Holding,
        around: &Around,
        now: Timestamp,
    ) -> Result<Lines, RegistryError> {
        let mut lines = Vec::new();
        let mut wakes = Wakes::default();
        let mut unproven = false;
        for matter in &holding.matters {
            let regime = self.regime_of(&matter.issued.regime)?;
            unproven |= around.waits(regime, matter);
            // A test asks nothing of the office, and what is closed asks nothing more.
            let open = around.closed(regime, matter) == Closed::Open;
            if matter.issued.force == Force::Test || !open {
                continue;
            }
            let bound = self.bind(holding, matter, around)?;
            let position = bound.position(now, None);
            wakes.at(position.next_change, now);
            let seen = Seen {
                regime,
                holding,
                matter,
                position: &position,
                now,
            };
            let mut wanted = waits(&seen, &mut wakes);
            wanted.extend(due(&seen, &mut wakes));
            let events = around.events(regime, matter);
            wanted.extend(stuck(&seen, &events, &mut wakes));
            lines.extend(wanted.into_iter().map(|it| self.line(&seen, it)));
        }
        Ok(Lines {
            lines,
            wake: wakes.0,
            unproven,
        })
    }

    fn line(&self, seen: &Seen<'_>, wanted: Wanted) -> DocketLine {
        let issued = &seen.matter.issued;
        let person = seen.holding.person().unwrap_or_default();
        let matter = seen.matter.id();
        let event = wanted.event.as_deref().unwrap_or_default();
        DocketLine {
            id: self.line_id(&[person, matter, event, &format!("{:?}", wanted.what)]),
            kind: wanted.what.kind(),
            what: wanted.what,
            offices: issued.matter.region.iter().cloned().collect(),
            person: Some(person.to_owned()),
            matter: Some(matter.to_owned()),
            instrument: Some(issued.matter.instrument.clone()),
            campaign: seen.matter.campaign().map(str::to_owned),
            event: wanted.event,
            since: wanted.since,
            by: wanted.by,
            while_undecided: wanted.while_undecided,
            decided_by: wanted.decided_by,
            place: String::new(),
        }
        .placed()
    }

    fn line_id(&self, parts: &[&str]) -> String {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        let key = self.keys.stream(DOCKET, &parts).key;
        key.first_chunk::<12>()
            .map_or_else(String::new, |it| hex(it))
    }

    /// What a person's requests add to the docket.
    pub(super) fn request_lines(
        &self,
        holding: &Holding,
        requests: &[CorrectionRequest],
    ) -> Vec<DocketLine> {
        let Some(person) = holding.person() else {
            return Vec::new();
        };
        let office = self.office_of(holding);
        let open = requests.iter().filter(|it| it.answer.is_none());
        let line = |it: &CorrectionRequest| {
            let line = DocketLine {
                id: self.line_id(&[person, "request", &it.number.to_string()]),
                kind: DocketKind::Decision,
                what: What::Correction {
                    number: it.number,
                    fact: it.fact.clone(),
                },
                offices: office.map(str::to_owned).into_iter().collect(),
                person: Some(person.to_owned()),
                matter: None,
                instrument: None,
                campaign: None,
                event: None,
                since: it.asked_at,
                by: Some(it.due),
                while_undecided: None,
                decided_by: None,
                place: String::new(),
            };
            line.placed()
        };
        open.map(line).collect()
    }

    /// What a campaign adds to the docket.
    pub(super) fn campaign_line(&self, campaign: &Campaign) -> Option<DocketLine> {
        let (what, since) = match &campaign.withdrawn {
            Some(_) if campaign.reviewed_by.is_some() => return None,
            Some((by, event)) => {
                let withdrawn_by = by.clone();
                (
                    What::Review { withdrawn_by },
                    event.recorded_at.max(event.at),
                )
            }
            None if campaign.drawn.is_some() && campaign.approved_by.is_none() => {
                let opened_by = campaign.opened_by.clone();
                (What::Approval { opened_by }, campaign.stream.last?)
            }
            None => return None,
        };
        let id = campaign.terms.id.as_str();
        let line = DocketLine {
            id: self.line_id(&["campaign", id, &format!("{what:?}")]),
            kind: what.kind(),
            what,
            offices: campaign.terms.quotas.keys().cloned().collect(),
            person: None,
            matter: None,
            instrument: Some(campaign.terms.instrument.clone()),
            campaign: Some(id.to_owned()),
            event: None,
            since,
            by: None,
            while_undecided: None,
            decided_by: None,
            place: String::new(),
        };
        Some(line.placed())
    }
}

/// What waits for a decision in a matter.
fn waits(seen: &Seen<'_>, wakes: &mut Wakes) -> Vec<Wanted> {
    let pending = seen.position.pending.iter().map(|it| {
        // Silence answers at this instant.
        wakes.at(it.until, seen.now);
        let name = it.name.clone();
        let what = match it.plea {
            Plea::Excuse => What::Excuse { excuse: name },
            Plea::Exception => What::Exception { exception: name },
            Plea::Objection => What::Objection { remedy: name },
            Plea::Claim(claim) => What::Claim { claim },
        };
        Wanted {
            event: Some(it.event.clone()),
            while_undecided: Some(it.while_undecided),
            decided_by: it.decided_by.clone(),
            ..Wanted::of(what, it.since, it.until)
        }
    });
    pending.collect()
}

/// Who is to come, and which warnings are to be sent.
fn due(seen: &Seen<'_>, wakes: &mut Wakes) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    if seen.position.eligible == Truth::No {
        return wanted;
    }
    let open = seen.position.duties.iter();
    for duty in open.filter(|it| it.status == DutyStatus::Open) {
        let Some(due) = duty.due else { continue };
        wakes.at(Some(due), seen.now);
        let duty = duty.duty.clone();
        let since = seen.position.served().map(|(at, _)| at);
        let since = since.unwrap_or(seen.matter.issued.matter.issued_at);
        wanted.push(Wanted::of(What::Duty { duty }, since, Some(due)));
    }
    wanted.extend(warnings(seen));
    wanted
}

fn warnings(seen: &Seen<'_>) -> Vec<Wanted> {
    let stages: Vec<&str> = seen.position.stages().map(|(_, stage)| stage).collect();
    let sent = |by: &[writ_law::tree::Name]| {
        let events = &seen.matter.events;
        let taken_back = |id: &str| events.iter().any(|it| it.supersedes.as_deref() == Some(id));
        let mut warned = events.iter().filter(|it| it.kind == EventKind::Warned);
        warned.any(|it| {
            let named = |name: &writ_law::tree::Name| it.channel.as_deref() == Some(&name.text);
            !taken_back(&it.id) && (by.is_empty() || by.iter().any(named))
        })
    };
    // A stage that the pack names is reached when the day of the duty before it is over.
    let duties = seen.position.duties.iter().filter_map(|duty| duty.due);
    let since = duties.max().or(seen.matter.issued.matter.appear_at);
    let since = since.unwrap_or(seen.matter.issued.matter.issued_at);
    let rules = seen.regime.tree().warnings.iter();
    let owed = rules.filter(|rule| stages.contains(&rule.after.text.as_str()) && !sent(&rule.by));
    owed.map(|rule| {
        let warning = rule.name.text.clone();
        let by = rule.within.and_then(|within| after(since, within));
        Wanted::of(What::Warning { warning }, since, by)
    })
    .collect()
}
