//! What made-up people do: in order, after the posting, never after a death, whatever the regime.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use writ_law::event::EventKind;
use writ_sim::behaviour::{Act, Channel, Deed, Needs, Plan, Summons};
use writ_sim::course::{SentCopy, course};
use writ_sim::decision::Ruling;
use writ_sim::population::{MadeUpPerson, Population};
use writ_sim::shares::Shares;
use writ_sim::truth::Account;

fn population(seed: u64, shares: Shares) -> Population {
    Population::new(seed, 20_000, shares, "2023-04-14".parse().unwrap()).unwrap()
}

fn summons(lead_hours: i64) -> Summons {
    let posted_at: Timestamp = "2023-04-17T10:00:00+03:00".parse().unwrap();
    let appear_at = posted_at
        .checked_add(SignedDuration::from_hours(lead_hours))
        .unwrap();
    Summons {
        posted_at,
        appear_at,
        region: "A".to_owned(),
    }
}

/// Shares under which nearly everybody dies.
fn deadly() -> Shares {
    Shares {
        dies: 900,
        moves: 500,
        ..Shares::reported()
    }
}

fn sent(posted_at: Timestamp, days: [Option<i64>; 3]) -> Vec<SentCopy> {
    [Channel::Portal, Channel::Post, Channel::Hand]
        .into_iter()
        .zip(days)
        .filter_map(|(channel, day)| {
            let left_at = posted_at
                .checked_add(SignedDuration::from_hours(24 * day?))
                .unwrap();
            Some(SentCopy { channel, left_at })
        })
        .collect()
}

fn kinds(deeds: &[Deed]) -> Vec<&'static str> {
    deeds
        .iter()
        .map(|deed| deed.kind().map_or("facts", EventKind::word))
        .collect()
}

/// In order, after the posting, recorded no earlier than they are so, and none after a death.
fn is_sound(deeds: &[Deed], posted_at: Timestamp) -> bool {
    let died = deeds
        .iter()
        .find(|deed| deed.kind() == Some(EventKind::Died))
        .map(Deed::at);
    let mut events = deeds.iter().filter_map(|deed| match &deed.act {
        Act::Event(event) => Some(event),
        Act::Facts(_) => None,
    });
    deeds.is_sorted_by_key(Deed::at)
        && deeds
            .iter()
            .all(|deed| deed.at() > posted_at && deed.recorded_at() >= deed.at())
        && died.is_none_or(|died| deeds.iter().all(|deed| deed.at() <= died))
        && events.all(|event| {
            let allowed = event.kind.attributes();
            event
                .carried()
                .iter()
                .all(|attribute| allowed.contains(attribute))
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..<_>::default() })]

    #[test]
    fn plans_are_sound(seed: u64, index in 0u32..1_000_000, lead in -200i64..1500, dead in 0..2) {
        let shares = if dead == 0 { Shares::reported() } else { deadly() };
        let population = population(seed, shares);
        let (person, summons) = (population.person(index), summons(lead));
        let plan = population.plan(&person, &summons);
        prop_assert!(is_sound(&plan.deeds, summons.posted_at), "{:?}", plan);
        prop_assert_eq!(&plan, &population.plan(&person, &summons));
    }

    #[test]
    fn courses_are_sound_and_only_news_changes_them(
        seed: u64,
        index in 0u32..1_000_000,
        lead in 72i64..1500,
        dead in 0..2,
        days in [prop::option::of(0i64..30), prop::option::of(0i64..30), prop::option::of(0i64..30)],
        told in prop::option::of(1i64..60),
        now in 0i64..60,
    ) {
        let shares = if dead == 0 { Shares::reported() } else { deadly() };
        let population = population(seed, shares);
        let summons = summons(lead);
        let plan = population.plan(&population.person(index), &summons);
        let day = |n: i64| summons.posted_at.checked_add(SignedDuration::from_hours(24 * n)).unwrap();
        let all = course(&plan, &sent(summons.posted_at, days), told.map(day));
        prop_assert!(is_sound(&all, summons.posted_at), "{:?}", all);
        let known = days.map(|n| n.filter(|n| *n <= now));
        let told_known = told.filter(|n| *n <= now).map(day);
        let before = course(&plan, &sent(summons.posted_at, known), told_known);
        let until = |deeds: &[Deed]| {
            deeds.iter().filter(|deed| deed.at() <= day(now)).cloned().collect::<Vec<_>>()
        };
        prop_assert_eq!(until(&before), until(&all));
    }
}

#[test]
fn who_never_learns_does_nothing() {
    let population = population(1, Shares::reported());
    let summons = summons(240);
    for index in 0..500 {
        let plan = population.plan(&population.person(index), &summons);
        let nothing_sent = course(&plan, &[], None);
        assert!(nothing_sent.iter().all(|deed| deed.needs == Needs::Nothing));
    }
}

#[test]
fn who_learns_after_the_day_comes_after_learning() {
    let shares = Shares {
        comes_on_the_day: 1000,
        claims_excuse: 0,
        never_comes: 0,
        replies: 0,
        never_logs_in: 0,
        never_notices: 0,
        account_none: 0,
        account_wrong: 0,
        ..Shares::reported()
    };
    let population = population(1, shares);
    let summons = summons(240);
    for index in 0..200 {
        let plan = population.plan(&population.person(index), &summons);
        let appeared = |deeds: &[Deed]| {
            let mut of_kind = deeds
                .iter()
                .filter(|d| d.kind() == Some(EventKind::Appeared));
            of_kind.next().map(Deed::at)
        };
        let late = course(
            &plan,
            &sent(summons.posted_at, [Some(20), None, None]),
            None,
        );
        let opened = late
            .iter()
            .find(|deed| deed.kind() == Some(EventKind::Opened))
            .unwrap()
            .at();
        let came = appeared(&late);
        assert!(
            came.is_none_or(|at| at > opened && at > summons.appear_at),
            "{index}"
        );
        let planned = appeared(&plan.deeds);
        assert!(planned.is_none_or(|at| at <= summons.appear_at), "{index}");
    }
}

#[test]
fn only_those_whom_nothing_reached_claim_non_receipt() {
    let shares = Shares {
        claims_non_receipt: 1000,
        ..Shares::reported()
    };
    let population = population(1, shares);
    let summons = summons(240);
    let told = summons
        .appear_at
        .checked_add(SignedDuration::from_hours(24 * 30))
        .unwrap();
    let copies = sent(summons.posted_at, [Some(0), None, None]);
    let mut claimed = 0;
    for index in 0..500 {
        let plan = population.plan(&population.person(index), &summons);
        let deeds = course(&plan, &copies, Some(told));
        let has = |kind| deeds.iter().any(|deed| deed.kind() == Some(kind));
        assert!(
            !(has(EventKind::Opened) && has(EventKind::NonReceiptClaimed)),
            "{index}"
        );
        claimed += u32::from(has(EventKind::NonReceiptClaimed));
    }
    assert_eq!(claimed, 136);
}

#[test]
fn whoever_was_wrongly_called_is_found_so_when_papers_are_checked() {
    let population = population(1, Shares::reported());
    let summons = summons(240);
    for index in 0..2_000 {
        let person = population.person(index);
        let plan = population.plan(&person, &summons);
        let at = |kind| {
            plan.deeds
                .iter()
                .find(|deed| deed.kind() == Some(kind))
                .map(Deed::at)
        };
        let found = at(EventKind::FoundIneligible);
        if let (Some(came), Some(found)) = (at(EventKind::Appeared), found) {
            assert!(came < found, "{index}");
        }
        let on_the_day = "2023-04-27".parse().unwrap();
        if person.truth.excluded_on(on_the_day).is_none() {
            assert_eq!(found, None, "{index}");
        }
    }
}

/// The people whom a campaign may call by the truth, who stand for those it calls.
fn lawfully_called(population: &Population) -> impl Iterator<Item = MadeUpPerson> + '_ {
    let on = population.as_of();
    population
        .people()
        .filter(move |person| person.truth.excluded_on(on).is_none())
        .take(2_000)
}

fn count(
    plans: impl Iterator<Item = Plan>,
    told: Option<Timestamp>,
) -> BTreeMap<&'static str, u32> {
    let mut counts = BTreeMap::new();
    for plan in plans {
        let copies = sent(plan.summons.posted_at, [Some(0), Some(7), None]);
        let mut seen = kinds(&course(&plan, &copies, told));
        seen.sort_unstable();
        seen.dedup();
        for kind in seen {
            *counts.entry(kind).or_insert(0) += 1;
        }
    }
    counts
}

#[test]
fn a_campaign_of_two_thousand_goes_like_this() {
    let population = population(1, Shares::reported());
    let summons = summons(14 * 24);
    let plans = lawfully_called(&population).map(|person| population.plan(&person, &summons));
    let told = summons
        .appear_at
        .checked_add(SignedDuration::from_hours(24 * 7))
        .unwrap();
    let counts = count(plans, Some(told));
    let lines: String = counts
        .iter()
        .map(|(kind, count)| format!("{kind}: {count}\n"))
        .collect();
    assert_eq!(lines, include_str!("two-thousand.txt"));
}

#[test]
fn a_tenth_to_a_quarter_of_account_holders_never_open_the_copy() {
    let population = population(1, Shares::reported());
    let summons = summons(240);
    let holders = population
        .people()
        .filter(|person| person.truth.account == Account::Active);
    let (mut all, mut never) = (0, 0);
    for person in holders.take(10_000) {
        let plan = population.plan(&person, &summons);
        all += 1;
        never += u32::from(!kinds(&plan.deeds).contains(&"opened"));
    }
    assert_eq!((all, never), (10_000, 1_727));
}

#[test]
fn the_wrongly_called_win_their_objections_and_suffer_no_measure() {
    let population = population(1, Shares::reported());
    let on = population.as_of();
    let (mut upheld, mut slow) = (0, 0);
    for person in population.people().take(2_000) {
        let luck = population.decision_luck(&person, on);
        if person.truth.excluded_on(on).is_some() {
            assert_eq!(
                (luck.objection, luck.measure),
                (Ruling::Granted, Ruling::Refused)
            );
        } else {
            upheld += u32::from(luck.objection == Ruling::Granted);
        }
        slow += u32::from(luck.objection_days > 30);
    }
    assert_eq!((upheld, slow), (240, 96));
}
