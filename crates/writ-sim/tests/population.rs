//! The made-up people: always the same, visibly made up, and as the table of shares says.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use sha2::{Digest, Sha256};
use writ_law::case::{Fact, FactValue, Person};
use writ_sim::population::{LARGEST, MadeUpPerson, PREFIX, Population, PopulationError};
use writ_sim::register;
use writ_sim::shares::Shares;
use writ_sim::truth::{Account, Address, Fitness, Region, Service, Sex};

const AS_OF: Date = date(2023, 4, 14);

fn population(size: u32) -> Population {
    Population::new(1, size, Shares::reported(), AS_OF).unwrap()
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn csv(population: &Population) -> String {
    let mut bytes = Vec::new();
    register::write_csv(population.people(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let mut lines = Vec::new();
    register::write_json_lines(population(1_000).people(), &mut lines).unwrap();
    assert_eq!(
        digest(csv(&population(1_000)).as_bytes()),
        "41fe2dc769e651220d3dcdcb5dc932dcab26a9f5ff29f95a2d9b6262057aa66b"
    );
    assert_eq!(
        digest(&lines),
        "31671e929d451be966357c85fb2c798add0903e1fb028094a6373b49e562e09b"
    );
}

#[test]
fn another_seed_makes_other_people() {
    let other = Population::new(2, 1_000, Shares::reported(), AS_OF).unwrap();
    assert_ne!(csv(&other), csv(&population(1_000)));
}

#[test]
fn a_person_is_the_same_whatever_the_size() {
    let (few, many) = (population(10), population(LARGEST));
    for index in [0, 1, 9, 17, 999_999] {
        assert_eq!(few.person(index), many.person(index));
    }
    assert_eq!(few.people().nth(9).unwrap(), many.people().nth(9).unwrap());
}

#[test]
fn another_share_moves_nobody_but_those_it_is_about() {
    let shares = Shares {
        fitness_d: 200,
        ..Shares::reported()
    };
    let changed = Population::new(1, 300, shares, AS_OF).unwrap();
    for (before, after) in population(300).people().zip(changed.people()) {
        let others = |person: &MadeUpPerson| {
            let facts = person.facts.iter().filter(|fact| fact.fact != "fitness");
            facts.cloned().collect::<Vec<_>>()
        };
        assert_eq!(others(&before), others(&after));
    }
}

#[test]
fn identifiers_are_visibly_made_up_and_in_order() {
    let ids: Vec<String> = population(2_000).people().map(|person| person.id).collect();
    assert_eq!(ids.get(17).map(String::as_str), Some("MADE-UP-000017"));
    assert!(ids.iter().all(|id| id.starts_with(PREFIX)));
    assert!(ids.is_sorted());
    assert_eq!(population(0).person(LARGEST - 1).id, "MADE-UP-999999");
}

/// Whether a fact is one of the vocabulary of the shipped call-up packs, with its kind of value.
fn is_of_the_vocabulary(fact: &Fact) -> bool {
    let word = match &fact.value {
        FactValue::Word(word) => word.as_str(),
        FactValue::Periods(periods) => {
            let ordered = periods.iter().all(|period| period.from < period.until);
            return fact.fact == "deferment" && ordered;
        }
    };
    match fact.fact.as_str() {
        "birth-date" => word.parse::<Date>().is_ok(),
        "sex" => Sex::ALL.iter().any(|value| value.word() == word),
        "service" => Service::ALL.iter().any(|value| value.word() == word),
        "fitness" => Fitness::ALL.iter().any(|value| value.word() == word),
        "account" => Account::ALL.iter().any(|value| value.word() == word),
        "address" => Address::ALL.iter().any(|value| value.word() == word),
        "region" => Region::ALL.iter().any(|value| value.word() == word),
        _ => false,
    }
}

#[test]
fn every_fact_is_of_the_vocabulary_and_recorded_before_the_day() {
    let sources = [
        "civil-registry",
        "military-register",
        "medical-board",
        "portal",
    ];
    let as_of: Timestamp = Offset::UTC.to_timestamp(AS_OF.at(0, 0, 0, 0)).unwrap();
    for person in population(20_000).people() {
        for fact in &person.facts {
            assert!(is_of_the_vocabulary(fact), "{}: {fact:?}", person.id);
            assert!(
                sources.contains(&fact.source.as_str()),
                "{}: {fact:?}",
                person.id
            );
            assert!(fact.at <= fact.recorded_at, "{}: {fact:?}", person.id);
            assert!(fact.recorded_at < as_of, "{}: {fact:?}", person.id);
        }
        let strictly_rises = person
            .facts
            .is_sorted_by(|earlier, later| earlier.recorded_at < later.recorded_at);
        assert!(strictly_rises, "{}: two records at one instant", person.id);
        assert!(
            person
                .truth
                .deferment
                .iter()
                .all(|period| period.from < period.until)
        );
        assert!(
            (16..=70).contains(&person.truth.age_on(AS_OF)),
            "{}",
            person.id
        );
    }
}

fn periods(fact: &Fact) -> String {
    match &fact.value {
        FactValue::Word(word) => word.clone(),
        FactValue::Periods(periods) if periods.is_empty() => "none".to_owned(),
        FactValue::Periods(periods) => {
            let holds = periods
                .iter()
                .any(|one| one.from <= AS_OF && AS_OF < one.until);
            if holds { "holds" } else { "ended" }.to_owned()
        }
    }
}

fn days_old(fact: &Fact) -> i64 {
    let as_of = Offset::UTC.to_timestamp(AS_OF.at(0, 0, 0, 0)).unwrap();
    as_of.duration_since(fact.recorded_at).as_hours() / 24
}

/// What a register of these people looks like: per fact, its values, and what is wrong with it.
fn counts(population: &Population) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    let mut count = |key: String| *counts.entry(key).or_insert(0) += 1;
    for person in population.people() {
        let truth = &person.truth;
        let names = [
            "birth-date",
            "sex",
            "service",
            "fitness",
            "deferment",
            "account",
            "address",
        ];
        for name in names.into_iter().chain(["region"]) {
            let of_name: Vec<&Fact> = person.facts.iter().filter(|f| f.fact == name).collect();
            let fresh_days = match name {
                "birth-date" | "sex" => 36_500,
                "deferment" => 90,
                _ => 365,
            };
            match of_name.as_slice() {
                [] => count(format!("{name} missing")),
                [fact] => {
                    if name != "birth-date" {
                        count(format!("{name} {}", periods(fact)));
                    }
                    if days_old(fact) > fresh_days {
                        count(format!("{name} stale"));
                    }
                    let so = match name {
                        "birth-date" => truth.birth_date.to_string(),
                        "service" => truth.service.word().to_owned(),
                        "fitness" => truth.fitness.word().to_owned(),
                        "account" => truth.account.word().to_owned(),
                        "region" => truth.region.word().to_owned(),
                        "deferment" => {
                            let value = FactValue::Periods(truth.deferment.clone());
                            periods(&Fact {
                                stated_at: None,
                                proved_at: None,
                                value,
                                ..(*fact).clone()
                            })
                        }
                        _ => periods(fact),
                    };
                    if periods(fact) != so {
                        count(format!("{name} wrong"));
                    }
                }
                [_, _] => count(format!("{name} at odds")),
                more => panic!("{}: {} records of {name}", person.id, more.len()),
            }
        }
        count(format!("lives {}", truth.home.word()));
        let age = truth.age_on(AS_OF);
        count(format!(
            "aged {}",
            match age {
                ..18 => "16-17",
                18..27 => "18-26",
                27..50 => "27-49",
                50..=60 => "50-60",
                61.. => "61-70",
            }
        ));
    }
    counts
}

#[test]
fn twenty_thousand_people_are_these() {
    let counts = counts(&population(20_000));
    let lines: String = counts
        .iter()
        .map(|(key, count)| format!("{key}: {count}\n"))
        .collect();
    assert_eq!(lines, include_str!("twenty-thousand.txt"));
}

/// By the categories of the example of the regime language, from fresh facts in agreement.
fn may_be_called(person: &Person) -> bool {
    let one = |name: &str| {
        let mut of_name = person.facts.iter().filter(|fact| fact.fact == name);
        let fact = of_name.next()?;
        let fresh_days = if name == "deferment" { 90 } else { 365 };
        let relied_on = of_name.next().is_none()
            && (name == "birth-date" || name == "sex" || days_old(fact) <= fresh_days);
        relied_on.then(|| periods(fact))
    };
    let Some(born) = one("birth-date").and_then(|word| word.parse::<Date>().ok()) else {
        return false;
    };
    let since = |years: i16| AS_OF >= Date::new(born.year() + years, born.month(), 1).unwrap();
    let category = match one("service").as_deref() {
        Some("none") => since(18) && !since(27),
        Some("reserve") => since(18) && !since(50),
        _ => false,
    };
    category
        && one("sex").as_deref() == Some("male")
        && one("fitness").is_some_and(|word| word != "D")
        && one("deferment").is_some_and(|word| word != "holds")
}

#[test]
fn there_are_enough_people_for_a_campaign_of_two_thousand() {
    let population = population(20_000);
    let may = population
        .people()
        .filter(|person| may_be_called(&person.person()));
    let (mut called, mut wrongly) = (0, 0);
    for person in may {
        called += 1;
        wrongly += u32::from(person.truth.excluded_on(AS_OF).is_some());
    }
    assert_eq!((called, wrongly), (5_171, 316));
}

#[test]
fn there_is_a_man_who_has_served_though_the_register_says_reserve() {
    let says_reserve = |person: &MadeUpPerson| {
        let reserve = FactValue::Word("reserve".to_owned());
        person
            .facts
            .iter()
            .any(|fact| fact.fact == "service" && fact.value == reserve)
    };
    let like_him = population(20_000).people().find(|person| {
        person.truth.age_on(AS_OF) == 38
            && person.truth.service == Service::Completed
            && says_reserve(person)
            && may_be_called(&person.person())
    });
    assert_eq!(
        like_him.map(|person| person.id).as_deref(),
        Some("MADE-UP-002624")
    );
}

#[test]
fn the_register_is_csv_with_one_fact_a_row() {
    let text = csv(&population(3));
    let head: Vec<&str> = text.lines().take(9).collect();
    assert_eq!(head.join("\n") + "\n", include_str!("first-rows.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let people: Vec<String> = reader
        .records()
        .map(|row| row.unwrap().get(0).unwrap().to_owned())
        .collect();
    assert!(people.is_sorted());
    assert_eq!(
        csv(&population(0)),
        "person,fact,value,at,recorded_at,source\n"
    );
}

#[test]
fn both_formats_say_the_same() {
    let mut lines = Vec::new();
    let written = register::write_json_lines(population(200).people(), &mut lines).unwrap();
    let text = String::from_utf8(lines).unwrap();
    let people: Vec<Person> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        people,
        population(200)
            .people()
            .map(|person| person.person())
            .collect::<Vec<_>>()
    );
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(csv(&population(200))));
    let facts: Vec<Fact> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let column = |at: usize| row.get(at).unwrap().to_owned();
            let value = match column(2) {
                json if json.starts_with('[') => {
                    FactValue::Periods(serde_json::from_str(&json).unwrap())
                }
                word => FactValue::Word(word),
            };
            let (at, recorded_at) = (column(3).parse().unwrap(), column(4).parse().unwrap());
            Fact {
                stated_at: None,
                proved_at: None,
                fact: column(1),
                value,
                at,
                recorded_at,
                source: column(5),
            }
        })
        .collect();
    assert_eq!(written.facts, u64::try_from(facts.len()).unwrap());
    assert_eq!(
        facts,
        people
            .into_iter()
            .flat_map(|person| person.facts)
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_population_that_cannot_be_is_refused() {
    let shares = Shares::reported;
    let too_large = Population::new(1, LARGEST + 1, shares(), AS_OF);
    assert_eq!(
        too_large,
        Err(PopulationError::TooLarge { size: LARGEST + 1 })
    );
    let too_early = Population::new(1, 1, shares(), date(1899, 12, 31));
    assert!(matches!(too_early, Err(PopulationError::AsOf { .. })));
    let too_much = Population::new(
        1,
        1,
        Shares {
            female: 1001,
            ..shares()
        },
        AS_OF,
    );
    assert!(matches!(too_much, Err(PopulationError::Shares(_))));
}

#[test]
fn any_day_of_a_leap_year_makes_a_population() {
    for as_of in [
        date(2024, 2, 29),
        date(2024, 12, 31),
        date(1900, 1, 1),
        date(2999, 12, 31),
    ] {
        let population = Population::new(3, 200, Shares::reported(), as_of).unwrap();
        for person in population.people() {
            let early = person.facts.iter().all(|fact| fact.at <= fact.recorded_at);
            assert!(
                early && (16..=70).contains(&person.truth.age_on(as_of)),
                "{}",
                person.id
            );
        }
    }
}

#[test]
fn a_person_of_whom_nothing_is_recorded_is_in_neither_format() {
    let unknown = MadeUpPerson {
        facts: Vec::new(),
        ..population(1).person(0)
    };
    let people = [unknown, population(2).person(1)];
    let (mut table, mut lines) = (Vec::new(), Vec::new());
    let in_table = register::write_csv(people.clone(), &mut table).unwrap();
    let in_lines = register::write_json_lines(people, &mut lines).unwrap();
    assert_eq!((in_table, in_table.people), (in_lines, 1));
    assert!(!String::from_utf8(table).unwrap().contains("MADE-UP-000000"));
    assert!(!String::from_utf8(lines).unwrap().contains("MADE-UP-000000"));
}
