//! Drawing one plan.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use writ_law::case::{Event, Fact, FactValue};
use writ_law::event::EventKind;

use super::{Act, Deed, Needs, Plan, Summons, after, in_order_until_death};
use crate::luck::{Luck, questions};
use crate::population::{MadeUpPerson, Population, another_region};
use crate::shares::Shares;
use crate::truth::{Account, Address, Ground};

questions! {
    /// What chance says of a person's behaviour.
    Asked, strand 2:
    Notices, OpenWhen, OpenDays, OpenMinutes, AlertFails, AlertMinutes,
    Letter, LetterDays, LetterAgain, LetterBack, LetterMinutes, LetterEvidence, EvidenceHours,
    Visit, VisitDays, VisitAgain, VisitMinutes,
    Coming, ComingMinutes, LateDays, Hesitation, Replies, ReplyDays,
    ExcuseKind, ExcuseHours, CauseDays, ThenComes, ThenDays,
    Desk, DeskDays, PapersMinutes, ClaimsAppearance, ClaimDays,
    Objects, ObjectDays, NonReceipt, NonReceiptDays,
    Dies, DeathDay, DeathRecorded, Moves, MoveDay, MoveRecorded, MoveRegion,
}

impl Population {
    /// What this person, the post and the desk do about a summons.
    #[must_use]
    pub fn plan(&self, person: &MadeUpPerson, summons: &Summons) -> Plan {
        let luck = Luck::of(self.seed, person.index);
        let hesitation = days(luck.between(Asked::Hesitation, 1, 6));
        let mut planned = Planning {
            person,
            summons,
            luck,
            shares: &self.shares,
            deeds: Vec::new(),
        };
        planned.account_copy();
        planned.letter();
        planned.visit();
        planned.reply();
        planned.coming();
        planned.protest();
        planned.life();
        let mut deeds = planned.deeds;
        in_order_until_death(&mut deeds);
        for (number, deed) in (1..).zip(&mut deeds) {
            if let Act::Event(event) = &mut deed.act {
                event.id = format!("deed-{number:02}");
            }
        }
        Plan {
            summons: summons.clone(),
            deeds,
            hesitation,
        }
    }
}

/// Real hours, 24 a day: the made-up world has no zone.
pub(super) fn days(n: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(n))
}

pub(super) fn minutes(n: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(n))
}

#[derive(Clone, Copy)]
enum Coming {
    OnTheDay,
    Late,
    AfterExcuse,
    Never,
}

/// One plan, about to be drawn.
pub(super) struct Planning<'a> {
    pub(super) person: &'a MadeUpPerson,
    pub(super) summons: &'a Summons,
    pub(super) luck: Luck<Asked>,
    pub(super) shares: &'a Shares,
    deeds: Vec<Deed>,
}

impl Planning<'_> {
    pub(super) fn event(
        &mut self,
        needs: Needs,
        kind: EventKind,
        at: Timestamp,
        fill: impl FnOnce(&mut Event),
    ) {
        let mut event = Event::new("", kind, at);
        fill(&mut event);
        self.deeds.push(Deed {
            needs,
            act: Act::Event(Box::new(event)),
        });
    }

    /// After the summons and after the date in it.
    fn due(&self) -> Timestamp {
        self.summons.appear_at.max(self.summons.posted_at)
    }

    fn comes(&self) -> Coming {
        let s = self.shares;
        let options = [
            (s.comes_on_the_day, Coming::OnTheDay),
            (s.claims_excuse, Coming::AfterExcuse),
            (s.never_comes, Coming::Never),
        ];
        self.luck.pick(Asked::Coming, &options, Coming::Late)
    }

    fn reply(&mut self) {
        if !self.luck.happens(Asked::Replies, self.shares.replies) {
            return;
        }
        let at = after(
            self.summons.posted_at,
            days(self.luck.between(Asked::ReplyDays, 1, 9)),
        );
        let reason = match self.comes() {
            Coming::Never => "does not intend to come",
            Coming::AfterExcuse => "asks for another date",
            Coming::OnTheDay | Coming::Late => "intends to come",
        };
        let channel = match self.person.truth.account {
            Account::Active => "portal",
            Account::None => "post",
        };
        self.event(Needs::Notice, EventKind::Replied, at, |event| {
            event.channel = Some(channel.to_owned());
            event.reason = Some(reason.to_owned());
        });
    }

    fn coming(&mut self) {
        let early = minutes(self.luck.between(Asked::ComingMinutes, 0, 40));
        let on_the_day = after(self.summons.appear_at, -early);
        let late = after(
            self.due(),
            days(self.luck.between(Asked::LateDays, 1, 40)) + early,
        );
        let has_time = on_the_day > after(self.summons.posted_at, minutes(60));
        match self.comes() {
            Coming::OnTheDay if has_time => self.appears(on_the_day),
            Coming::OnTheDay | Coming::Late => self.appears(late),
            Coming::AfterExcuse => self.excuse(),
            Coming::Never => {}
        }
    }

    /// Claims an excuse with evidence, from two days before the date to two days after it; when the
    /// cause has ended, most come.
    fn excuse(&mut self) {
        let s = self.shares;
        let kinds = [
            (s.excuse_illness, ("illness", "made-up sick note")),
            (
                s.excuse_family,
                (
                    "family",
                    "made-up certificate of a relative's illness or death",
                ),
            ),
        ];
        let force_majeure = ("force-majeure", "made-up report of a flood");
        let (excuse, evidence) = self.luck.pick(Asked::ExcuseKind, &kinds, force_majeure);
        let hours = i64::from(self.luck.between(Asked::ExcuseHours, 0, 96)) - 48;
        let claimed = after(self.summons.appear_at, SignedDuration::from_hours(hours))
            .max(after(self.summons.posted_at, minutes(90)));
        let ended = after(self.due(), days(self.luck.between(Asked::CauseDays, 3, 20)));
        self.event(Needs::Notice, EventKind::ExcuseClaimed, claimed, |event| {
            event.excuse = Some(excuse.to_owned());
            event.reason = Some(format!("evidence: {evidence}"));
            event.by = Some("person".to_owned());
        });
        self.event(Needs::Notice, EventKind::CauseEnded, ended, |event| {
            event.excuse = Some(excuse.to_owned());
        });
        if self.luck.happens(Asked::ThenComes, s.comes_after_excuse) {
            self.appears(after(ended, days(self.luck.between(Asked::ThenDays, 1, 6))));
        }
    }

    /// Appears; papers are checked; some desks write it down days later.
    fn appears(&mut self, at: Timestamp) {
        let late = self.luck.happens(Asked::Desk, self.shares.recorded_late);
        let delay = if late {
            days(self.luck.between(Asked::DeskDays, 5, 30))
        } else {
            SignedDuration::ZERO
        };
        let place = format!("office {}", self.summons.region);
        self.event(Needs::Notice, EventKind::Appeared, at, |event| {
            event.place = Some(place.clone());
            event.recorded_at = after(at, delay);
        });
        if let Some(ground) = self.wrongly_called(at) {
            let checked = after(
                at,
                minutes(self.luck.between(Asked::PapersMinutes, 45, 180)),
            );
            self.event(
                Needs::Notice,
                EventKind::FoundIneligible,
                checked,
                |event| {
                    event.reason = Some(format!("papers checked: {}", ground.word()));
                    event.by = Some("officer".to_owned());
                    event.recorded_at = after(checked, delay);
                },
            );
        }
        if late
            && self
                .luck
                .happens(Asked::ClaimsAppearance, self.shares.claims_appearance)
        {
            let claimed = after(at, days(self.luck.between(Asked::ClaimDays, 1, 4)));
            self.event(
                Needs::Notice,
                EventKind::AppearanceClaimed,
                claimed,
                |event| {
                    event.place = Some(place);
                    event.reason = Some("was there, and nobody wrote it down".to_owned());
                },
            );
        }
    }

    fn wrongly_called(&self, at: Timestamp) -> Option<Ground> {
        self.person
            .truth
            .excluded_on(Offset::UTC.to_datetime(at).date())
    }

    fn protest(&mut self) {
        let wrong = self.wrongly_called(self.summons.appear_at);
        let share = match wrong {
            Some(_) => self.shares.objects_if_wrongly_called,
            None => self.shares.objects_otherwise,
        };
        if self.luck.happens(Asked::Objects, share) {
            let at = after(
                self.due(),
                days(self.luck.between(Asked::ObjectDays, 2, 25)),
            );
            self.event(Needs::Told, EventKind::Objected, at, |event| {
                event.remedy = Some("objection".to_owned());
                event.by = Some("person".to_owned());
                let reason = wrong.map_or("asks for a human look at it", Ground::word);
                event.reason = Some(reason.to_owned());
            });
        }
        if self
            .luck
            .happens(Asked::NonReceipt, self.shares.claims_non_receipt)
        {
            let at = after(
                self.due(),
                days(self.luck.between(Asked::NonReceiptDays, 1, 30)),
            );
            self.event(
                Needs::ToldUnreached,
                EventKind::NonReceiptClaimed,
                at,
                |event| {
                    event.reason = Some("nothing came".to_owned());
                },
            );
        }
    }

    fn life(&mut self) {
        let posted = self.summons.posted_at;
        if self.luck.happens(Asked::Moves, self.shares.moves) {
            let at = after(posted, days(self.luck.between(Asked::MoveDay, 1, 90)));
            let recorded = after(at, days(self.luck.between(Asked::MoveRecorded, 5, 25)));
            let draw = self.luck.below(Asked::MoveRegion, 5);
            let region = another_region(self.person.truth.region, draw);
            let fact = |name: &str, word: &str, recorded_at| Fact {
                stated_at: None,
                proved_at: None,
                fact: name.to_owned(),
                value: FactValue::Word(word.to_owned()),
                at,
                recorded_at,
                source: "civil-registry".to_owned(),
            };
            let facts = vec![
                fact("region", region.word(), recorded),
                fact(
                    "address",
                    Address::Unconfirmed.word(),
                    after(recorded, minutes(1)),
                ),
            ];
            self.deeds.push(Deed {
                needs: Needs::Nothing,
                act: Act::Facts(facts),
            });
        }
        if self.luck.happens(Asked::Dies, self.shares.dies) {
            let at = after(posted, days(self.luck.between(Asked::DeathDay, 1, 90)));
            let delay = days(self.luck.between(Asked::DeathRecorded, 2, 12));
            self.event(Needs::Nothing, EventKind::Died, at, |event| {
                event.recorded_at = after(at, delay);
            });
        }
    }
}
