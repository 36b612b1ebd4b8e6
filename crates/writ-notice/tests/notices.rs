//! Notices, word for word, in every language; and what must hold of each of them.
//!
//! `SNAPSHOTS=overwrite cargo test -p writ-notice` writes them anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod papers;

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use papers::{Paper, check, office, root};
use writ_law::event::EventKind;
use writ_notice::notice::{Beside, Block, Check, Notice, Over, digest_of_text};
use writ_notice::position::Force;
use writ_notice::{Catalogue, Language};

/// Holds a text against the one that was written down.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the test says so in its surroundings"
)]
fn hold(name: &str, text: &str, wrong: &mut Vec<PathBuf>) {
    let path = root().join("tests/snapshots/notices").join(name);
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        wrong.push(path);
    }
}

#[test]
fn notices_are_written_in_every_language() {
    let mut wrong = Vec::new();
    for paper in Paper::all() {
        for language in Language::ALL {
            let notice = paper.notice(language);
            let text = notice.text();
            assert!(!text.contains('{'), "{language}: {text}");
            let name = format!("{}/notice.{language}.txt", paper.name);
            hold(&name, &text, &mut wrong);
            if paper.has_pages() {
                let name = format!("{}/notice.{language}.html", paper.name);
                hold(&name, &notice.page(), &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "not as written down: {wrong:#?}");
}

/// Duty, place, date, law, consequences, remedy, a way without an account, and how to check it.
#[test]
fn each_notice_that_binds_says_what_it_must() {
    for paper in Paper::all().into_iter().filter(|it| !it.is_test()) {
        let notice = paper.notice(Language::English);
        let topics: Vec<&str> = notice.sections.iter().map(|it| it.topic).collect();
        let wanted = [
            "glance", "do", "why", "served", "follows", "ends", "can", "route", "check", "issuer",
        ];
        assert_eq!(topics, wanted, "{}", paper.name);
        let text = notice.text();
        for must in [
            "Made-Up Street 1",
            "555 0100",
            "writ proof verify ",
            ".pdf --policy",
        ] {
            assert!(text.contains(must), "{}: {must}", paper.name);
        }
        for section in &notice.sections {
            assert!(
                !section.blocks.is_empty(),
                "{}: {}",
                paper.name,
                section.topic
            );
        }
        if let Some(place) = &paper.case.matter.place {
            assert!(text.contains(place.as_str()), "{}", paper.name);
        }
    }
}

/// The days are those of the law: the day after the date is missed, and twenty days from then.
#[test]
fn what_follows_is_dated_by_the_law() {
    let paper = Paper::named("call-up");
    let notice = paper.notice(Language::English);
    let follows = notice
        .sections
        .iter()
        .find(|it| it.topic == "follows")
        .unwrap();
    let moments: Vec<&writ_notice::notice::Moment> = follows
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Timeline(moments) => Some(moments),
            _ => None,
        })
        .flatten()
        .collect();
    let at: Vec<&str> = moments.iter().map(|it| it.when.as_str()).collect();
    assert!(at.windows(2).all(|pair| pair[0] != pair[1]));
    let on = |day: &str| {
        let found = moments.iter().find(|it| it.when == day);
        found
            .unwrap_or_else(|| panic!("{day}: {at:?}"))
            .what
            .join(" ")
    };
    assert!(on("30 May 2023").contains("An officer may decide"));
    assert!(on("30 May 2023").contains("leaving the country"));
    assert!(on("19 June 2023").contains("driving"));
    assert!(moments.is_sorted_by_key(|it| it.at));
}

#[test]
fn a_test_is_unmistakable_and_orders_nothing() {
    for language in Language::ALL {
        let notice = Paper::named("drill").notice(language);
        assert_eq!(notice.sections[1].topic, "drill");
        assert!(notice.name.contains("TEST"), "{}", notice.name);
        assert!(notice.ics().is_none());
        assert_eq!(notice.appointment, None);
        let text = notice.text();
        let banner: String = text.lines().next().unwrap().chars().take(12).collect();
        assert_eq!(banner, banner.to_uppercase(), "{language}");
        let shown = text.matches(&banner).count();
        assert!(shown >= 2, "{language}: at the top and at the end");
        let topics: Vec<&str> = notice.sections.iter().map(|it| it.topic).collect();
        assert!(
            !topics.contains(&"do") && !topics.contains(&"follows"),
            "{topics:?}"
        );
        assert!(
            notice
                .html()
                .into_string()
                .matches("class=\"banner\"")
                .count()
                >= 2
        );
    }
}

#[test]
fn a_sandbox_says_that_it_has_no_force_and_a_live_registry_does_not() {
    let live = Paper::named("call-up").notice(Language::English);
    assert!(live.banners.is_empty());
    assert!(!live.name.contains("SANDBOX"));
    let sandbox = Paper::named("sandbox").notice(Language::English);
    assert!(sandbox.banners[0].starts_with("SANDBOX"));
    assert!(sandbox.name.starts_with("SANDBOX-"));
    assert!(sandbox.ics().unwrap().contains("SUMMARY:SANDBOX"));
}

/// What stands beside the text may change, and the record of issuing still commits to the text.
#[test]
fn the_committed_text_follows_from_what_was_issued_alone() {
    let paper = Paper::named("call-up");
    let digests = paper.issue().digests().unwrap();
    assert_eq!(digests.len(), Language::ALL.len());
    for language in Language::ALL {
        let catalogue = Catalogue::shared(language);
        let bare = Notice::of(&paper.issue(), Beside::default(), catalogue).unwrap();
        let whole = paper.notice(language);
        assert_eq!(bare.committed_text(), whole.committed_text());
        assert_ne!(bare.text(), whole.text());
        let digest = digest_of_text(&whole.committed_text());
        assert_eq!(digests[language.tag()], digest);
        let committed = Check {
            committed: digests.clone(),
            ..Check::default()
        };
        assert!(whole.is_committed_by(&committed));
        assert!(!whole.is_committed_by(&Check::default()));
        for line in whole.committed_text().lines() {
            assert!(line.chars().count() <= 72, "{language}: {line}");
        }
    }
    // Recorded later, it changes nothing; recorded before, it does.
    let mut later = paper.case.clone();
    let mut fact = later.person.facts[0].clone();
    fact.recorded_at = "2023-04-17T08:00:00Z".parse().unwrap();
    later.person.facts.push(fact.clone());
    let same = paper.issue_of(&later).digests().unwrap();
    assert_eq!(same, digests);
    let last = later.person.facts.len() - 1;
    later.person.facts[last].recorded_at = "2023-04-16T08:00:00Z".parse().unwrap();
    assert_ne!(paper.issue_of(&later).digests().unwrap(), digests);
}

#[test]
fn a_calendar_entry_is_replaced_by_its_next_state() {
    let paper = Paper::named("call-up");
    let first = paper.notice(Language::English).ics().unwrap();
    let line = |text: &str, name: &str| {
        let mut lines = text.lines().filter(|line| line.starts_with(name));
        lines
            .next()
            .unwrap_or_else(|| panic!("{name} in {text}"))
            .to_owned()
    };
    assert_eq!(line(&first, "DTSTART"), "DTSTART:20230529T060000Z");
    assert_eq!(line(&first, "DTSTAMP"), "DTSTAMP:20230417T060000Z");
    assert_eq!(line(&first, "METHOD"), "METHOD:PUBLISH");
    assert_eq!(line(&first, "SEQUENCE"), "SEQUENCE:0");
    assert_eq!(line(&first, "LOCATION"), "LOCATION:A-1");
    assert_eq!(line(&first, "X-WR-TIMEZONE"), "X-WR-TIMEZONE:Europe/Moscow");
    assert!(first.lines().all(|line| line.len() <= 76), "{first}");
    let office = office();
    let moved: Timestamp = "2023-06-05T09:00:00+03:00".parse().unwrap();
    let beside = Beside {
        office: Some(&office),
        changes: 1,
        another_date: Some(moved),
        ..Beside::default()
    };
    let catalogue = Catalogue::shared(Language::English);
    let moved = Notice::of(&paper.issue(), beside, catalogue).unwrap();
    let second = moved.ics().unwrap();
    assert_eq!(line(&second, "UID"), line(&first, "UID"));
    assert_eq!(line(&second, "DTSTART"), "DTSTART:20230605T060000Z");
    assert_eq!(line(&second, "SEQUENCE"), "SEQUENCE:1");
    assert!(moved.text().contains("5 June 2023"));
    let over = Over {
        by: EventKind::Withdrawn,
        at: "2023-05-02T10:00:00+03:00".parse().unwrap(),
    };
    let beside = Beside {
        over: Some(over),
        changes: 2,
        ..Beside::default()
    };
    let ended = Notice::of(&paper.issue(), beside, catalogue).unwrap();
    let third = ended.ics().unwrap();
    assert_eq!(line(&third, "UID"), line(&first, "UID"));
    assert_eq!(line(&third, "METHOD"), "METHOD:CANCEL");
    assert_eq!(line(&third, "STATUS"), "STATUS:CANCELLED");
    assert!(ended.banners[0].contains("the authority withdrew the summons"));
    // The text that was issued is what it was.
    assert_eq!(ended.committed_text(), moved.committed_text());
}

#[test]
fn what_was_written_by_others_stays_text() {
    let mut paper = Paper::named("call-up");
    paper.order = Some("<script>alert(1)</script> #pdf.attach(\"/etc/passwd\")".to_owned());
    let page = paper.notice(Language::English).page();
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;"));
    assert!(page.len() < 100_000);
}

#[test]
fn whoever_has_no_office_details_is_told_to_come() {
    let paper = Paper::named("call-up");
    let beside = Beside {
        check: Some(&check(&paper)),
        ..Beside::default()
    };
    let catalogue = Catalogue::shared(Language::English);
    let notice = Notice::of(&paper.issue(), beside, catalogue).unwrap();
    assert!(notice.text().contains("In person, here: A-1"));
    assert_eq!(Force::Live, paper.force);
}
