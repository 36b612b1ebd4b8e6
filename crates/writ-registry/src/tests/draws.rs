//! The public draw: committed to before there is chance in it, and worked out anew by anyone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use writ_law::draw::{Group, Standing};
use writ_ledger::beacon::{Chain, Round};

use super::evidence::Watched;
use crate::made_up::{VOLUNTEERS, World, man, new_campaign, rows, t, with};
use crate::*;

const NOW: &str = "2023-04-17T09:00:00";
/// When observers must have revealed, here and below.
const BY: &str = "2023-08-20T00:00:00";
/// After round 1000 of quicknet, which came at 2023-08-23T15:59:24Z.
const AFTER: &str = "2023-08-24T09:00:00";

const INFO: &str = include_str!("../../../writ-ledger/tests/beacon/quicknet.json");
const ROUND_1000: &str = r#"{"round":1000,"randomness":"fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd","signature":"b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"}"#;
const ROUND_657413: &str = include_str!("../../../writ-ledger/tests/beacon/quicknet-657413.json");

fn quicknet(round: u64) -> Option<NamedRound> {
    let chain = Chain::from_json(INFO).unwrap();
    Some(NamedRound { chain, round })
}

fn round(text: &str) -> Round {
    Round::from_json(text).unwrap()
}

fn bar() -> Pledge {
    Pledge::of("the made-up bar", "a secret of the bar")
}

fn press() -> Pledge {
    Pledge::of("the made-up press", "a secret of the press")
}

/// Two observers and a beacon.
fn named() -> NamedRandomness {
    NamedRandomness {
        observers: vec![bar(), press()],
        reveal_by: Some(t(BY)),
        beacon: quicknet(1000),
    }
}

fn observers_alone() -> NamedRandomness {
    NamedRandomness {
        beacon: None,
        ..named()
    }
}

fn beacon_alone() -> NamedRandomness {
    NamedRandomness {
        beacon: quicknet(1000),
        ..NamedRandomness::default()
    }
}

async fn listed(people: u32, quota: u32) -> World {
    let world = World::of("seed/002").await;
    let file: String = (0..people)
        .map(|n| rows(&format!("MADE-UP-{n}"), &man()))
        .collect();
    world.import(&file, "2023-04-02T08:00:00").await;
    world.listed("c1", "call-up", quota, t(NOW)).await;
    world
}

impl World {
    async fn commit(&self, id: &str, named: &NamedRandomness, now: &str) -> Ruling<Committed> {
        let may = self.may("olga", operation::CommitList).await;
        let committed = self.registry.commit_draw(&may, id, named, t(now)).await;
        committed.unwrap()
    }

    async fn reveal(&self, id: &str, observer: &str, value: &str, now: &str) -> Ruling<Revealed> {
        let may = self.may("olga", operation::DrawCampaign).await;
        let reveal = Reveal {
            observer: observer.to_owned(),
            value: value.to_owned(),
        };
        let revealed = self.registry.reveal(&may, id, &reveal, t(now)).await;
        revealed.unwrap()
    }

    async fn both_reveal(&self, id: &str) {
        let day = "2023-04-18T09:00:00";
        let first = self.reveal(id, "the made-up press", "a secret of the press", day);
        assert_eq!(first.await.unwrap().missing, ["the made-up bar"]);
        let second = self.reveal(id, "the made-up bar", "a secret of the bar", day);
        assert!(second.await.unwrap().missing.is_empty());
    }

    async fn draw_public(&self, id: &str, round: Option<&Round>, now: &str) -> Ruling<Drawn> {
        let may = self.may("olga", operation::DrawCampaign).await;
        let drawn = self.registry.draw_public(&may, id, round, t(now)).await;
        drawn.unwrap()
    }

    async fn publish(&self, id: &str) -> PublishedDraw {
        let may = self.may("olga", operation::SeeCampaign).await;
        let published = self.registry.publish_draw(&may, id).await;
        published.unwrap().unwrap()
    }

    async fn own(&self, id: &str, person: &str) -> OwnRank {
        let may = self.may("olga", operation::ExplainPerson).await;
        let own = self.registry.own_rank(&may, id, person).await;
        own.unwrap().unwrap()
    }
}

#[track_caller]
fn refused<T>(ruling: Ruling<T>, code: &str) -> Refusal {
    let Err(refusal) = ruling else {
        panic!("`{code}` was expected, and nothing was refused");
    };
    assert!(refusal.has(code), "`{code}` was expected: {refusal:?}");
    for ground in &refusal.grounds {
        assert!(!ground.cure.is_empty(), "{ground:?}");
    }
    refusal
}

#[tokio::test]
async fn a_draw_is_worked_out_anew_by_anyone_and_by_each() {
    let world = listed(9, 4).await;
    let committed = world.commit("c1", &named(), NOW).await.unwrap();
    let before = world.publish("c1").await;
    let checked = check_draw(&before).unwrap();
    assert_eq!((checked.drawn, checked.digest), (None, committed.digest));
    world.both_reveal("c1").await;
    let drawn = world
        .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
        .await;
    let drawn = drawn.unwrap();
    assert_eq!((drawn.offices["A"].drawn, drawn.missing.len()), (4, 0));

    let after = world.publish("c1").await;
    let paths: Vec<_> = after.keys().map(String::as_str).collect();
    let wanted = [
        "beacon.json",
        "commitment.json",
        "commitments/A.txt",
        "result.json",
        "reveals.json",
    ];
    assert_eq!(paths, wanted);
    assert_eq!(after["commitment.json"], before["commitment.json"]);
    let checked = check_draw(&after).unwrap();
    let said = checked.checked.join("\n");
    for words in [
        "the published lists are those committed to: 9 candidates",
        "quicknet of the League of Entropy",
        "2 reveals, each the one pledged before",
        "office A: 4 drawn of a quota of 4",
    ] {
        assert!(said.contains(words), "`{words}` is not in {said}");
    }
    let mut count = 0;
    for n in 0..9 {
        let own = world.own("c1", &format!("MADE-UP-{n}")).await;
        let checked = check_rank(&checked, &own.file.unwrap().text()).unwrap();
        assert_eq!((checked.rank, checked.standing), (own.rank, own.standing));
        count += u64::from(checked.standing == Some(Standing::Drawn));
    }
    assert_eq!(count, 4);
    let everything: String = after.values().cloned().collect();
    assert!(!everything.contains("MADE-UP"), "nobody is named");
    for n in 0..9 {
        let own = world.own("c1", &format!("MADE-UP-{n}")).await;
        assert!(
            !everything.contains(&own.nonce),
            "and nobody's commitment opens"
        );
    }
}

/// What is committed to, revealed and drawn is published, so that the ledger's proofs are of it.
#[tokio::test]
async fn what_is_published_stands_in_the_ledger() {
    let world = listed(3, 1).await;
    let committed = world.commit("c1", &named(), NOW).await.unwrap();
    world.both_reveal("c1").await;
    let drawn = world
        .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
        .await;
    drawn.unwrap();
    let published = world.registry.published().await.unwrap();
    let files = world.publish("c1").await;
    let count = |text: &str| published.iter().filter(|it| it.content == text).count();
    assert_eq!(count(&files["commitment.json"]), 1);
    assert_eq!(count(&files["result.json"]), 1);
    let reveals = published.iter().filter(|it| {
        it.content.contains("writ/draw-reveal/1") && it.content.contains(&committed.digest)
    });
    assert_eq!(reveals.count(), 2);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
async fn what_is_named_is_still_to_come_and_nobody_chooses_it() {
    let world = listed(3, 1).await;
    let with_observers = |observers: Vec<Pledge>| NamedRandomness {
        observers,
        ..named()
    };
    let pledge = |name: &str, commitment: &str| Pledge {
        commitment: commitment.to_owned(),
        name: name.to_owned(),
    };
    let good = bar().commitment;
    let at_round = |number| NamedRandomness {
        beacon: quicknet(number),
        ..NamedRandomness::default()
    };
    let by = |text: Option<&str>| NamedRandomness {
        reveal_by: text.map(t),
        ..named()
    };
    for (what, named, now, code) in [
        (
            "the round is there already",
            at_round(1000),
            AFTER,
            "late-commitment",
        ),
        (
            "it comes this second",
            at_round(1),
            "2023-08-23T18:09:27",
            "late-commitment",
        ),
        ("there is no such round", at_round(0), NOW, "wrong-round"),
        ("never in our time", at_round(u64::MAX), NOW, "wrong-round"),
        (
            "revealing after the beacon",
            by(Some(AFTER)),
            NOW,
            "reveal-by",
        ),
        (
            "the time is over",
            by(Some("2023-04-17T08:59:59")),
            NOW,
            "reveal-by",
        ),
        (
            "no time at all",
            NamedRandomness {
                reveal_by: None,
                ..observers_alone()
            },
            NOW,
            "reveal-by",
        ),
        (
            "a time and nobody",
            NamedRandomness {
                reveal_by: Some(t(BY)),
                ..beacon_alone()
            },
            NOW,
            "reveal-by",
        ),
        (
            "the same name",
            with_observers(vec![bar(), bar()]),
            NOW,
            "observer",
        ),
        (
            "a copy",
            with_observers(vec![bar(), pledge("another", &good)]),
            NOW,
            "observer",
        ),
        (
            "no name",
            with_observers(vec![pledge(" ", &good)]),
            NOW,
            "observer",
        ),
        (
            "two lines",
            with_observers(vec![pledge("a\nb", &good)]),
            NOW,
            "observer",
        ),
        (
            "no digest",
            with_observers(vec![pledge("a", "made up")]),
            NOW,
            "observer",
        ),
        (
            "capitals",
            with_observers(vec![pledge("a", &good.to_uppercase())]),
            NOW,
            "observer",
        ),
    ] {
        let refusal = refused(world.commit("c1", &named, now).await, code);
        assert_eq!(
            world.status("c1").await.phase,
            Phase::Listed,
            "{what}: {refusal}"
        );
    }
    // Who names a round too late is told the next one.
    let late = refused(
        world.commit("c1", &at_round(1), AFTER).await,
        "late-commitment",
    );
    assert!(late.grounds[0].cure.contains("name round 17813"), "{late}");
    world.commit("c1", &named(), NOW).await.unwrap();
    refused(world.commit("c1", &named(), NOW).await, "committed");
}

#[tokio::test]
async fn no_randomness_is_used_twice() {
    let world = listed(3, 1).await;
    world.commit("c1", &named(), NOW).await.unwrap();
    world.listed("c2", "drill", 1, t(NOW)).await;
    let round = refused(
        world.commit("c2", &beacon_alone(), NOW).await,
        "reused-round",
    );
    assert!(
        round.grounds[0].text.contains("in campaign `c1`"),
        "{round}"
    );
    let again = NamedRandomness {
        observers: vec![Pledge::of("others", "theirs"), bar()],
        ..observers_alone()
    };
    refused(world.commit("c2", &again, NOW).await, "reused-pledge");
    // A seed that was typed: in two campaigns of a sandbox.
    let none = NamedRandomness::default();
    world.commit("c2", &none, NOW).await.unwrap();
    world.listed("c3", "drill", 1, t(NOW)).await;
    world.commit("c3", &none, NOW).await.unwrap();
    let may = world.may("olga", operation::DrawCampaign).await;
    let draw =
        async |id: &str, seed: &[u8]| world.registry.draw(&may, id, seed, t(NOW)).await.unwrap();
    draw("c2", b"typed").await.unwrap();
    refused(draw("c3", b"typed").await, "reused-seed");
    draw("c3", b"typed again").await.unwrap();
}

#[tokio::test]
async fn a_reveal_counts_once_in_time_and_to_the_letter() {
    let world = listed(3, 1).await;
    let day = "2023-04-18T09:00:00";
    let (who, value) = ("the made-up bar", "a secret of the bar");
    refused(world.reveal("c1", who, value, day).await, "not-committed");
    world.commit("c1", &named(), NOW).await.unwrap();
    refused(
        world.reveal("c1", "nobody", value, day).await,
        "unknown-observer",
    );
    for wrong in [
        "",
        "A secret of the bar",
        "a secret of the bar ",
        "a secret of the press",
        "a\n",
    ] {
        refused(world.reveal("c1", who, wrong, day).await, "wrong-reveal");
    }
    refused(world.reveal("c1", who, value, BY).await, "late-reveal");
    world.reveal("c1", who, value, day).await.unwrap();
    refused(world.reveal("c1", who, value, day).await, "revealed");
}

#[tokio::test]
async fn only_what_was_named_draws() {
    let world = listed(3, 1).await;
    let right = round(ROUND_1000);
    refused(
        world.draw_public("c1", Some(&right), AFTER).await,
        "not-committed",
    );
    world.commit("c1", &named(), NOW).await.unwrap();
    refused(
        world
            .draw_public("c1", Some(&right), "2023-05-01T00:00:00")
            .await,
        "reveals-awaited",
    );
    world.both_reveal("c1").await;
    // Nobody has a round before its time; a registry whose clock is behind does not take it.
    refused(
        world
            .draw_public("c1", Some(&right), "2023-08-23T10:00:00")
            .await,
        "round-to-come",
    );
    refused(
        world.draw_public("c1", None, AFTER).await,
        "no-beacon-round",
    );
    refused(
        world
            .draw_public("c1", Some(&round(ROUND_657413)), AFTER)
            .await,
        "wrong-round",
    );
    let renamed = round(&ROUND_657413.replace("657413", "1000"));
    refused(
        world.draw_public("c1", Some(&renamed), AFTER).await,
        "beacon-signature",
    );
    let bent = round(&ROUND_1000.replace("fe290bec", "fe290bed"));
    refused(
        world.draw_public("c1", Some(&bent), AFTER).await,
        "beacon-randomness",
    );
    let may = world.may("olga", operation::DrawCampaign).await;
    let by_hand = world.registry.draw(&may, "c1", b"mine", t(AFTER)).await;
    refused(by_hand.unwrap(), "seed-by-hand");
    world.draw_public("c1", Some(&right), AFTER).await.unwrap();
    refused(world.draw_public("c1", Some(&right), AFTER).await, "drawn");
    let late = world.reveal("c1", "the made-up bar", "a secret of the bar", NOW);
    refused(late.await, "drawn");
}

#[tokio::test]
async fn an_observer_who_is_silent_decides_nothing_beside_a_beacon() {
    let world = listed(6, 2).await;
    world.commit("c1", &named(), NOW).await.unwrap();
    let day = "2023-04-18T09:00:00";
    let bar = world.reveal("c1", "the made-up bar", "a secret of the bar", day);
    bar.await.unwrap();
    let right = round(ROUND_1000);
    let drawn = world.draw_public("c1", Some(&right), AFTER).await.unwrap();
    assert_eq!(drawn.missing, ["the made-up press"]);
    let checked = check_draw(&world.publish("c1").await).unwrap();
    let unchecked = checked.unchecked.join("\n");
    assert!(
        unchecked.contains("the made-up press did not reveal in time"),
        "{unchecked}"
    );
    // The one reveal that came does not count either: the seed is that of the beacon alone.
    let digest = checked.commitment.digest();
    let randomness = right.randomness(&quicknet(1000).unwrap().chain).unwrap();
    let seed = writ_law::draw::seed(&digest, &[], Some(&randomness));
    assert_eq!(drawn.seed(), seed);
}

#[tokio::test]
async fn without_a_beacon_a_silent_observer_voids_the_commitment() {
    let world = listed(6, 2).await;
    let first = world.commit("c1", &observers_alone(), NOW).await.unwrap();
    let day = "2023-04-18T09:00:00";
    let bar = world.reveal("c1", "the made-up bar", "a secret of the bar", day);
    bar.await.unwrap();
    refused(world.draw_public("c1", None, day).await, "reveals-awaited");
    let anew = NamedRandomness {
        observers: vec![Pledge::of("the made-up bar", "a new secret")],
        reveal_by: Some(t("2023-08-22T00:00:00")),
        beacon: None,
    };
    refused(world.commit("c1", &anew, day).await, "committed");
    let void = refused(world.draw_public("c1", None, BY).await, "missing-reveal");
    assert!(void.grounds[0].text.contains("the made-up press"), "{void}");
    // Committed anew: to the same list, with new pledges, and the void one is named.
    let may = world.may("olga", operation::ListCandidates).await;
    let list = world.registry.candidates(&may, "c1").await.unwrap();
    refused(list.map(|_| ()), "committed");
    refused(
        world.commit("c1", &observers_alone(), BY).await,
        "reveal-by",
    );
    let second = world.commit("c1", &anew, BY).await.unwrap();
    assert_eq!(second.commitment.candidates, first.commitment.candidates);
    assert_eq!(second.commitment.after, [first.digest]);
    refused(world.draw_public("c1", None, BY).await, "reveals-awaited");
    let new = world.reveal("c1", "the made-up bar", "a new secret", BY);
    new.await.unwrap();
    world.draw_public("c1", None, BY).await.unwrap();
    let checked = check_draw(&world.publish("c1").await).unwrap();
    assert!(
        checked
            .unchecked
            .join("\n")
            .contains("earlier commitments came to nothing")
    );
}

/// Where the law draws volunteers first, they are; among themselves by lot.
#[tokio::test]
async fn volunteers_come_first_where_the_law_says_so() {
    let world = World::of(VOLUNTEERS).await;
    let file: String = (0..20)
        .map(|n| {
            let facts = match n {
                0..3 => with(&[("volunteer", "yes")]),
                3..6 => with(&[("volunteer", "no")]),
                _ => man(),
            };
            rows(&format!("MADE-UP-{n}"), &facts)
        })
        .collect();
    world.import(&file, "2023-04-02T08:00:00").await;
    world.listed("c1", "call-up", 5, t(NOW)).await;
    let committed = world.commit("c1", &beacon_alone(), NOW).await.unwrap();
    let office = &committed.offices["A"];
    assert_eq!((office.candidates, office.volunteers), (20, 3));
    assert_eq!(
        (office.quota, office.reserve),
        (5, 1),
        "ten percent of five, and a whole person"
    );
    let drawn = world
        .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
        .await;
    let drawn = drawn.unwrap();
    let office = &drawn.offices["A"];
    assert_eq!((office.drawn, office.reserve), (5, 1));
    let published = world.publish("c1").await;
    assert_eq!(
        published["commitments/A.txt"]
            .matches(" volunteer\n")
            .count(),
        3
    );
    let checked = check_draw(&published).unwrap();
    let mut standings: BTreeMap<(Group, &str), u32> = BTreeMap::new();
    for n in 0..20 {
        let own = world.own("c1", &format!("MADE-UP-{n}")).await;
        let mine = check_rank(&checked, &own.file.unwrap().text()).unwrap();
        let standing = match mine.standing.unwrap() {
            Standing::Drawn => "drawn",
            Standing::Reserve => "reserve",
            Standing::NotDrawn => "not drawn",
        };
        *standings.entry((mine.group, standing)).or_default() += 1;
    }
    let wanted = BTreeMap::from([
        ((Group::Volunteer, "drawn"), 3),
        ((Group::Other, "drawn"), 2),
        ((Group::Other, "reserve"), 1),
        ((Group::Other, "not drawn"), 14),
    ]);
    assert_eq!(standings, wanted);
}

async fn published() -> (World, PublishedDraw) {
    let world = listed(5, 2).await;
    world.commit("c1", &named(), NOW).await.unwrap();
    world.both_reveal("c1").await;
    let drawn = world
        .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
        .await;
    drawn.unwrap();
    let files = world.publish("c1").await;
    (world, files)
}

/// Whatever byte of whatever file is another one, it is found.
#[tokio::test]
async fn a_published_draw_with_any_byte_changed_is_refused() {
    let (_, files) = published().await;
    check_draw(&files).unwrap();
    for (path, text) in &files {
        for index in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[index] ^= 1;
            let mut changed = files.clone();
            changed.insert(path.clone(), String::from_utf8(bytes).unwrap());
            assert!(check_draw(&changed).is_err(), "{path} byte {index}");
            changed.insert(path.clone(), text.chars().take(index).collect());
            assert!(check_draw(&changed).is_err(), "{path} cut at {index}");
        }
        let mut longer = files.clone();
        longer.insert(path.clone(), format!("{text}\n"));
        assert!(check_draw(&longer).is_err(), "{path}");
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
async fn a_published_draw_that_was_changed_is_refused_for_what_was_changed() {
    let (world, files) = published().await;
    let list = &files["commitments/A.txt"];
    let lines: Vec<&str> = list.lines().collect();
    let less = format!("{}\n", lines[1..].join("\n"));
    let mut turned = lines.clone();
    turned.swap(0, 1);
    let turned = format!("{}\n", turned.join("\n"));
    let volunteers = list.replacen('\n', " volunteer\n", 1);
    let result = &files["result.json"];
    let seed = result.split("\"seed\":\"").nth(1).unwrap();
    let seed: String = seed.chars().take(8).collect();
    let rank = result.split("\"rank\":\"").nth(1).unwrap();
    let rank: String = rank.chars().take(64).collect();
    type Change<'c> = (&'c str, &'c str, Option<String>, &'c str);
    let changes: Vec<Change<'_>> = vec![
        (
            "somebody is off the list",
            "commitments/A.txt",
            Some(less),
            "list-changed",
        ),
        (
            "the list is in another order",
            "commitments/A.txt",
            Some(turned),
            "list-changed",
        ),
        (
            "somebody volunteers after all",
            "commitments/A.txt",
            Some(volunteers),
            "list-changed",
        ),
        (
            "the list is gone",
            "commitments/A.txt",
            None,
            "list-missing",
        ),
        (
            "a list of an office more",
            "commitments/B.txt",
            Some(String::new()),
            "list-changed",
        ),
        (
            "the commitment is gone",
            "commitment.json",
            None,
            "no-commitment",
        ),
        (
            "the quota is another one",
            "commitment.json",
            Some(files["commitment.json"].replace("\"quota\":2", "\"quota\":3")),
            "another-commitment",
        ),
        (
            "an earlier round",
            "commitment.json",
            Some(files["commitment.json"].replace("\"round\":1000", "\"round\":999")),
            "another-commitment",
        ),
        (
            "it was committed to after the round",
            "commitment.json",
            Some(files["commitment.json"].replace("2023-04-17", "2023-09-17")),
            "late-commitment",
        ),
        (
            "a draw of another form",
            "commitment.json",
            Some(files["commitment.json"].replace("writ/draw/1", "writ/draw/2")),
            "commitment",
        ),
        (
            "another reveal",
            "reveals.json",
            Some(files["reveals.json"].replace("of the bar", "of the baz")),
            "wrong-reveal",
        ),
        ("the reveals are gone", "reveals.json", None, "wrong-seed"),
        (
            "another round",
            "beacon.json",
            Some(ROUND_657413.trim_end().to_owned()),
            "file-changed",
        ),
        ("the round is gone", "beacon.json", None, "no-beacon-round"),
        (
            "another seed",
            "result.json",
            Some(result.replace(&seed, "00000000")),
            "wrong-seed",
        ),
        (
            "one more is drawn",
            "result.json",
            Some(result.replace("\"drawn\":2", "\"drawn\":3")),
            "wrong-result",
        ),
        (
            "the last rank is a higher one",
            "result.json",
            Some(result.replace(&rank, &"f".repeat(64))),
            "wrong-result",
        ),
        (
            "somebody is said to have been silent",
            "result.json",
            Some(result.replace("\"missing\":[]", "\"missing\":[\"the made-up bar\"]")),
            "wrong-missing",
        ),
    ];
    for (what, path, text, code) in changes {
        let mut changed = files.clone();
        match text {
            Some(text) => {
                assert_ne!(changed.get(path), Some(&text), "{what}");
                changed.insert(path.to_owned(), text);
            }
            None => {
                changed.remove(path);
            }
        }
        let refusal = refused(check_draw(&changed), code);
        assert!(!refusal.grounds[0].text.is_empty(), "{what}: {refusal}");
    }
    // Without the result, it is a draw that is still to come.
    let mut open = files.clone();
    open.remove("result.json");
    assert!(check_draw(&open).unwrap().drawn.is_none());
    drop(world);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
async fn a_file_of_ones_own_rank_is_right_to_the_byte() {
    let (world, files) = published().await;
    let checked = check_draw(&files).unwrap();
    let own = world.own("c1", "MADE-UP-1").await.file.unwrap();
    let text = own.text();
    check_rank(&checked, &text).unwrap();
    for index in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[index] ^= 1;
        let changed = String::from_utf8(bytes).unwrap();
        assert!(
            check_rank(&checked, &changed).is_err(),
            "byte {index}: {changed}"
        );
    }
    let other = world.own("c1", "MADE-UP-2").await.file.unwrap();
    let with = |change: &dyn Fn(&mut RankFile)| {
        let mut file = own.clone();
        change(&mut file);
        file.text()
    };
    for (what, text, code) in [
        (
            "somebody else",
            with(&|it| it.person = other.person.clone()),
            "commitment-shut",
        ),
        (
            "their nonce",
            with(&|it| it.nonce = other.nonce.clone()),
            "commitment-shut",
        ),
        (
            "their line",
            with(&|it| it.index = other.index),
            "not-on-the-list",
        ),
        (
            "their proof",
            with(&|it| it.proof = other.proof.clone()),
            "not-on-the-list",
        ),
        (
            "as a volunteer",
            with(&|it| it.group = Group::Volunteer),
            "not-on-the-list",
        ),
        (
            "another office",
            with(&|it| it.office = "B".to_owned()),
            "not-on-the-list",
        ),
        (
            "another rank",
            with(&|it| it.rank = other.rank.clone()),
            "wrong-rank",
        ),
        (
            "nothing of a draw",
            with(&|it| it.rank = None),
            "wrong-rank",
        ),
        (
            "another draw",
            with(&|it| it.commitment = "00".to_owned()),
            "another-commitment",
        ),
        ("no file", String::new(), "rank-file"),
    ] {
        let refusal = refused(check_rank(&checked, &text), code);
        assert!(
            refusal.grounds[0].cure.contains("ask the registry"),
            "{what}"
        );
    }
    // A file from before the draw holds after it: it says what the draw then says.
    let before = with(&|it| (it.rank, it.standing) = (None, None));
    let mine = check_rank(&checked, &before).unwrap();
    assert_eq!(mine.standing, own.standing);
}

/// An office is in nobody else's file, however it is called.
#[tokio::test]
async fn offices_of_any_name_have_files_of_their_own() {
    let world = World::of("seed/002").await;
    let offices = ["A", "a b", "a/b", "..", "Приморский", "a%20b"];
    let file: String = (0..12)
        .map(|n| {
            rows(
                &format!("MADE-UP-{n}"),
                &with(&[("region", offices[n % 6])]),
            )
        })
        .collect();
    let (_, rejects) = world.import(&file, "2023-04-02T08:00:00").await;
    assert!(rejects.is_empty(), "{rejects:?}");
    let mut new = new_campaign(&world.registry, "c1", "call-up", 1);
    new.quotas = offices.map(|office| (office.to_owned(), 1)).into();
    world.open(new, t(NOW)).await;
    world.list("c1", t(NOW)).await;
    world.commit("c1", &beacon_alone(), NOW).await.unwrap();
    let drawn = world
        .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
        .await;
    drawn.unwrap();
    let files = world.publish("c1").await;
    let lists: Vec<_> = files
        .keys()
        .filter(|path| path.starts_with("commitments/"))
        .collect();
    assert_eq!(lists.len(), 6);
    let plain = |path: &str| path.is_ascii() && path.matches(['/', ' ']).count() == 1;
    assert!(lists.iter().all(|path| plain(path)), "{lists:?}");
    check_draw(&files).unwrap();
}

/// Two officers who commit at once do not both name the round.
#[tokio::test]
async fn a_round_is_named_once_even_at_once() {
    let world = listed(3, 1).await;
    world.listed("c2", "drill", 1, t(NOW)).await;
    let named = beacon_alone();
    let one = world.commit("c1", &named, NOW);
    let other = world.commit("c2", &named, NOW);
    let (one, other) = tokio::join!(one, other);
    assert_ne!(one.is_ok(), other.is_ok());
    refused(one.and(other), "reused-round");
}

#[test]
fn the_time_of_a_round_is_an_instant() {
    let at: Timestamp = "2023-08-23T15:59:24Z".parse().unwrap();
    assert_eq!(quicknet(1000).unwrap().comes_at(), Ok(at));
}

/// What witnesses have not signed for, the registry could still exchange for something else.
#[tokio::test]
async fn with_witnesses_nothing_is_revealed_or_drawn_before_they_have_signed() {
    let watched = Watched::of("seed/002").await;
    let world = &watched.world;
    world
        .import(&rows("p1", &man()), "2023-04-02T08:00:00")
        .await;
    world.listed("c1", "call-up", 1, t(NOW)).await;
    world.commit("c1", &named(), NOW).await.unwrap();
    let right = round(ROUND_1000);
    let bar = ("the made-up bar", "a secret of the bar");
    let early = world.reveal("c1", bar.0, bar.1, NOW).await;
    refused(early, "commitment-unwitnessed");
    let early = world.draw_public("c1", Some(&right), AFTER).await;
    refused(early, "commitment-unwitnessed");
    watched.turn("2023-04-17T10:00:00").await;
    world.both_reveal("c1").await;
    let drawn = world.draw_public("c1", Some(&right), AFTER).await;
    drawn.unwrap();
}

/// The registry's clock said that it was in time; those of the witnesses say that it was not.
#[tokio::test]
async fn what_witnesses_signed_too_late_is_committed_to_anew() {
    let watched = Watched::of("seed/002").await;
    let world = &watched.world;
    world
        .import(&rows("p1", &man()), "2023-04-02T08:00:00")
        .await;
    world.listed("c1", "call-up", 1, t(NOW)).await;
    let first = world.commit("c1", &beacon_alone(), NOW).await.unwrap();
    watched.turn(AFTER).await;
    let late = world
        .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
        .await;
    refused(late, "late-commitment");
    let later = NamedRandomness {
        beacon: quicknet(657_413),
        ..NamedRandomness::default()
    };
    let second = world.commit("c1", &later, AFTER).await.unwrap();
    assert_eq!(second.commitment.after, [first.digest]);
    watched.turn("2023-08-24T10:00:00").await;
    let drawn = world
        .draw_public("c1", Some(&round(ROUND_657413)), "2023-09-16T09:00:00")
        .await;
    drawn.unwrap();
}

/// Witnesses count whole seconds: signed for in the second of the round may be after it.
#[tokio::test]
async fn a_reveal_signed_for_in_the_second_of_the_round_is_late() {
    let round_comes = "2023-08-23T18:59:24";
    for (signed, missing) in [
        ("2023-08-23T18:59:23", vec!["the made-up press"]),
        (round_comes, vec!["the made-up bar", "the made-up press"]),
        (
            "2023-08-23T18:59:25",
            vec!["the made-up bar", "the made-up press"],
        ),
    ] {
        let watched = Watched::of("seed/002").await;
        let world = &watched.world;
        let person = rows("p1", &man());
        world.import(&person, "2023-04-02T08:00:00").await;
        watched.turn("2023-04-02T08:00:05").await;
        world.listed("c1", "call-up", 1, t(NOW)).await;
        let named = NamedRandomness {
            reveal_by: None,
            ..named()
        };
        world.commit("c1", &named, NOW).await.unwrap();
        watched.turn("2023-04-17T10:00:00").await;
        let bar = ("the made-up bar", "a secret of the bar");
        let before = "2023-08-23T18:59:22";
        world.reveal("c1", bar.0, bar.1, before).await.unwrap();
        watched.turn(signed).await;
        let drawn = world
            .draw_public("c1", Some(&round(ROUND_1000)), AFTER)
            .await;
        assert_eq!(drawn.unwrap().missing, missing, "signed for at {signed}");
    }
}
