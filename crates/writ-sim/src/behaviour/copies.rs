//! What becomes of the copies: in the account, by post, by hand.

use jiff::{SignedDuration, Timestamp};
use writ_law::event::EventKind;

use super::planning::{Asked, Planning, days, minutes};
use super::{Channel, Needs, after};
use crate::truth::{Account, Home};

#[derive(Clone, Copy)]
enum Opens {
    Never,
    SameDay,
    Within(u32, u32),
}

#[derive(Clone, Copy)]
enum Letter {
    FirstAttempt,
    SecondAttempt,
    Refused,
    NotCollected,
    ToAnother,
    Unknown,
}

#[derive(Clone, Copy)]
enum Visit {
    Home,
    Work,
    Refused,
    ByOthers,
    Nobody,
}

impl Planning<'_> {
    fn opens(&self) -> Opens {
        let (shares, luck) = (self.shares, &self.luck);
        if self.person.truth.account == Account::None {
            return Opens::Never;
        }
        let never = [(shares.never_logs_in + shares.never_notices, Opens::Never)];
        let when = [
            (shares.opens_same_day, Opens::SameDay),
            (shares.opens_in_three_days, Opens::Within(1, 2)),
            (shares.opens_in_a_week, Opens::Within(3, 6)),
        ];
        let opens = luck.pick(Asked::OpenWhen, &when, Opens::Within(7, 19));
        luck.pick(Asked::Notices, &never, opens)
    }

    pub(super) fn account_copy(&mut self) {
        let posted = self.summons.posted_at;
        let minute = minutes(self.luck.between(Asked::OpenMinutes, 5, 480));
        let opened = match self.opens() {
            Opens::Never => None,
            Opens::SameDay => Some(after(posted, minute)),
            Opens::Within(from, to) => {
                let day = days(self.luck.between(Asked::OpenDays, from, to));
                Some(after(after(posted, day), minute))
            }
        };
        if let Some(at) = opened {
            self.event(
                Needs::Copy(Channel::Portal),
                EventKind::Opened,
                at,
                |event| {
                    event.channel = Some("portal".to_owned());
                    event.by = Some("person".to_owned());
                },
            );
        }
        if self.person.truth.account == Account::Active {
            self.alerts(opened);
        }
    }

    /// An alert at once, and another after a week to those who have not opened the copy.
    fn alerts(&mut self, opened: Option<Timestamp>) {
        let fails = self
            .luck
            .happens(Asked::AlertFails, self.shares.alert_fails);
        let minute = minutes(self.luck.between(Asked::AlertMinutes, 1, 4));
        let first = after(self.summons.posted_at, minute);
        let second = after(first, days(7));
        let attempts = [
            (1, first, true),
            (2, second, opened.is_none_or(|at| at > second)),
        ];
        for (attempt, at, is_made) in attempts {
            if !is_made {
                continue;
            }
            let kind = if fails {
                EventKind::AlertFailed
            } else {
                EventKind::AlertSent
            };
            self.event(Needs::Copy(Channel::Portal), kind, at, |event| {
                event.channel = Some("e-mail".to_owned());
                event.attempt = Some(attempt);
                event.reason = fails.then(|| "no working address".to_owned());
            });
        }
    }

    pub(super) fn letter(&mut self) {
        let s = self.shares;
        let at_home = [
            (s.letter_first_attempt, Letter::FirstAttempt),
            (s.letter_second_attempt, Letter::SecondAttempt),
            (s.letter_refused, Letter::Refused),
            (s.letter_not_collected, Letter::NotCollected),
        ];
        let fate = match self.person.truth.home {
            Home::AtAddress => self.luck.pick(Asked::Letter, &at_home, Letter::ToAnother),
            Home::Elsewhere => Letter::Unknown,
        };
        let minute = minutes(self.luck.between(Asked::LetterMinutes, 0, 300));
        let arrives = days(self.luck.between(Asked::LetterDays, 2, 7));
        let first = after(after(self.summons.posted_at, arrives), minute);
        let second = after(first, days(self.luck.between(Asked::LetterAgain, 1, 3)));
        let back = after(second, days(self.luck.between(Asked::LetterBack, 10, 28)));
        match fate {
            Letter::FirstAttempt => self.carried(EventKind::Delivered, first, 1, "person"),
            Letter::SecondAttempt => {
                self.carried(EventKind::Absent, first, 1, "person");
                self.carried(EventKind::Delivered, second, 2, "person");
            }
            Letter::Refused => self.carried(EventKind::Refused, first, 1, "person"),
            Letter::NotCollected => {
                self.carried(EventKind::Absent, first, 1, "person");
                self.carried(EventKind::Absent, second, 2, "person");
                self.carried(EventKind::Returned, back, 2, "person");
            }
            Letter::ToAnother => {
                self.carried(EventKind::Delivered, first, 1, "other");
                self.event(
                    Needs::Copy(Channel::Post),
                    EventKind::Rebutted,
                    back,
                    |event| {
                        event.channel = Some("post".to_owned());
                        event.reason = Some("wrong-person".to_owned());
                        event.by = Some("person".to_owned());
                    },
                );
            }
            Letter::Unknown => self.carried(EventKind::Returned, back, 1, "person"),
        }
    }

    /// What the carrier reports of a letter, sometimes days later.
    fn carried(&mut self, kind: EventKind, at: Timestamp, attempt: u32, to: &str) {
        let late = self
            .luck
            .happens(Asked::LetterEvidence, self.shares.evidence_late);
        let hours = i64::from(self.luck.between(Asked::EvidenceHours, 12, 96));
        let elsewhere = self.person.truth.home == Home::Elsewhere;
        let mark = match kind {
            EventKind::Returned if elsewhere => Some("unknown-at-address"),
            EventKind::Returned => Some("not-collected"),
            EventKind::Refused => Some("refused"),
            EventKind::Absent => Some("absent"),
            _ => None,
        };
        self.event(Needs::Copy(Channel::Post), kind, at, |event| {
            event.channel = Some("post".to_owned());
            event.by = Some("carrier".to_owned());
            event.to =
                matches!(kind, EventKind::Delivered | EventKind::Refused).then(|| to.to_owned());
            event.place = (!elsewhere).then(|| "address".to_owned());
            event.attempt = Some(attempt);
            event.mark = mark.map(str::to_owned);
            if late {
                event.recorded_at = after(at, SignedDuration::from_hours(hours));
            }
        });
    }

    pub(super) fn visit(&mut self) {
        let s = self.shares;
        let at_home = self.person.truth.home == Home::AtAddress;
        let options = [
            (
                s.visit_at_home,
                if at_home { Visit::Home } else { Visit::Nobody },
            ),
            (s.visit_at_work, Visit::Work),
            (
                s.visit_refused,
                if at_home {
                    Visit::Refused
                } else {
                    Visit::Nobody
                },
            ),
            (s.visit_by_others, Visit::ByOthers),
        ];
        let minute = minutes(self.luck.between(Asked::VisitMinutes, 0, 400));
        let day = days(self.luck.between(Asked::VisitDays, 1, 6));
        let first = after(after(self.summons.posted_at, day), minute);
        let second = after(first, days(self.luck.between(Asked::VisitAgain, 2, 8)));
        match self.luck.pick(Asked::Visit, &options, Visit::Nobody) {
            Visit::Home => self.visited(EventKind::Delivered, first, 1, ("officer", "address")),
            Visit::Work => self.visited(EventKind::Delivered, first, 1, ("officer", "work")),
            Visit::Refused => self.visited(EventKind::Refused, first, 1, ("officer", "address")),
            Visit::ByOthers => {
                let by_and_place = ("dormitory-staff", "dormitory");
                self.visited(EventKind::Delivered, first, 1, by_and_place);
            }
            Visit::Nobody => {
                self.visited(EventKind::Absent, first, 1, ("officer", "address"));
                self.visited(EventKind::Absent, second, 2, ("officer", "address"));
            }
        }
    }

    fn visited(&mut self, kind: EventKind, at: Timestamp, attempt: u32, (by, place): (&str, &str)) {
        self.event(Needs::Copy(Channel::Hand), kind, at, |event| {
            event.channel = Some("hand".to_owned());
            event.by = Some(by.to_owned());
            event.to = (kind != EventKind::Absent).then(|| "person".to_owned());
            event.place = Some(place.to_owned());
            event.attempt = Some(attempt);
        });
    }
}
