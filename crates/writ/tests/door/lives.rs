//! Thirty days in the lives of a thousand made-up people, through HTTP alone. Then the ledger is held
//! against the registry, and the registry against one that is built anew from the ledger.

use serde_json::{Value, json};

use crate::server::Server;
use crate::town::{Town, person, row};
use crate::web::Web;

const PEOPLE: u32 = 1_000;
const DAYS: u32 = 30;
/// About how many the border asks each day.
const ASKED: u32 = 24;

/// How somebody lives through the month, under a law by which landing in the account is service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Life {
    /// Appears one day.
    Appears,
    /// Reads it one day, and does nothing.
    Reads,
    /// Has no account, and a letter is handed over one day.
    GetsLetter,
    /// Has no account, and the letter comes back.
    LetterReturns,
    /// Should never have been called, which comes out one day.
    FoundIneligible,
}

impl Life {
    const fn of(number: u32) -> Self {
        match number % 5 {
            0 => Self::Appears,
            1 => Self::Reads,
            2 => Self::GetsLetter,
            3 => Self::LetterReturns,
            _ => Self::FoundIneligible,
        }
    }

    const fn account(self) -> &'static str {
        match self {
            Self::GetsLetter | Self::LetterReturns => "none",
            _ => "active",
        }
    }

    /// What the border is told about them, before their day and after it.
    const fn answers(self) -> (&'static str, &'static str) {
        match self {
            Self::Appears | Self::FoundIneligible => ("yes", "no"),
            Self::Reads => ("yes", "yes"),
            Self::GetsLetter => ("no", "yes"),
            Self::LetterReturns => ("no", "no"),
        }
    }

    /// What is recorded on their day, and what it carries.
    fn event(self) -> (&'static str, Value) {
        match self {
            Self::Appears => ("appeared", json!({})),
            Self::Reads => ("opened", json!({"channel": "portal"})),
            Self::GetsLetter => (
                "delivered",
                json!({"channel": "post", "by": "carrier", "to": "person"}),
            ),
            Self::LetterReturns => (
                "returned",
                json!({"channel": "post", "by": "carrier", "mark": "unknown"}),
            ),
            Self::FoundIneligible => (
                "found-ineligible",
                json!({"reason": "made up: had served already"}),
            ),
        }
    }
}

/// The day on which something happens to somebody.
const fn day_of(number: u32) -> u32 {
    number * 7 % DAYS + 1
}

/// Everybody who calls the API, each with their own word.
struct Office {
    registrar: Web,
    officer: Web,
    approver: Web,
    operator: Web,
    border: Web,
    base: String,
}

impl Office {
    async fn before(base: &str) -> Self {
        let officer = |name: &str| Web::before(base).bearing(&format!("sandbox-officer-{name}"));
        let operator = officer("operator");
        let key = operator
            .json("/api/v1/desks/border/keys", &json!({}))
            .await
            .well();
        Self {
            registrar: officer("vera"),
            officer: officer("oleg"),
            approver: officer("anna"),
            border: Web::before(base).bearing(key["key"].as_str().unwrap()),
            operator,
            base: base.to_owned(),
        }
    }

    /// Sends something again and again while there is more to do.
    async fn to_the_end(&self, path: &str) -> Value {
        loop {
            let answer = self.officer.json(path, &json!({})).await.well();
            if answer["more"] != true {
                return answer;
            }
        }
    }

    /// Imports everybody, and calls all of them up.
    async fn calls_up(&self) {
        let rows =
            (1..=PEOPLE).map(|number| format!("{}\n", row(number, Life::of(number).account())));
        let file = rows.collect::<String>().into_bytes();
        loop {
            let path = "/api/v1/register/people?form=jsonl";
            let kind = [("content-type", "application/octet-stream")];
            let sent = self
                .registrar
                .send(reqwest::Method::POST, path, &kind, file.clone());
            let answer = sent.await.well();
            if answer["more"] != true {
                assert_eq!(
                    (&answer["people"], &answer["rejected"]),
                    (&json!(PEOPLE), &json!(0))
                );
                break;
            }
        }
        let campaign = json!({
            "id": "spring", "order": "made-up order 1", "regime": "seed/002", "instrument": "call-up",
            "quotas": {"A": PEOPLE, "B": PEOPLE, "C": PEOPLE},
            "from": "2023-04-14T00:00:00+03:00", "until": "2023-12-01T00:00:00+03:00",
            "appear": {"after": {"days": 10, "time": "09:00"}}, "place": "made-up office {office}",
        });
        self.officer
            .json("/api/v1/campaigns", &campaign)
            .await
            .well();
        self.to_the_end("/api/v1/campaigns/spring/candidates").await;
        for (step, body) in [
            ("commitment", json!({})),
            ("draw", json!({"seed": "made up"})),
        ] {
            self.officer
                .json(&format!("/api/v1/campaigns/spring/{step}"), &body)
                .await
                .well();
        }
        self.approver
            .json("/api/v1/campaigns/spring/approval", &json!({}))
            .await
            .well();
        let issued = self.to_the_end("/api/v1/campaigns/spring/notices").await;
        let tally = issued["tally"].to_string();
        assert!(tally.contains(&PEOPLE.to_string()), "{tally}");
    }

    async fn moves_clock(&self, to: &str) {
        let body = json!({"to": to}).to_string().into_bytes();
        let kind = [("content-type", "application/json")];
        let path = "/api/v1/sandbox/clock";
        self.operator
            .send(reqwest::Method::PUT, path, &kind, body)
            .await
            .well();
    }

    /// What happens to somebody on their day: what they do, they do themselves.
    async fn happens(&self, number: u32) {
        let (kind, carries) = Life::of(number).event();
        if Life::of(number) == Life::Reads {
            let own =
                Web::before(&self.base).bearing(&format!("sandbox-person-{}", person(number)));
            let file = own.get("/api/v1/own").await.well();
            let matter = file["matters"][0]["matter"]["id"].as_str().unwrap();
            own.json(
                "/api/v1/own/acts",
                &json!({"act": "opened", "matter": matter}),
            )
            .await
            .well();
            return;
        }
        let event = json!({"person": person(number), "kind": kind, "carries": carries});
        self.officer.json("/api/v1/events", &event).await.well();
    }

    async fn asks(&self, number: u32) -> Value {
        let question = json!({
            "person": person(number), "measure": "exit", "purpose": "leaving the country",
        });
        self.border
            .json("/api/v1/questions", &question)
            .await
            .well()
    }
}

/// What a registry tells of somebody, without what was asked of it meanwhile.
fn told(town: &Town, registry: &str, number: u32) -> Value {
    let mut command = town.command(
        "--format json explain --as oleg --person",
        &[&person(number)],
    );
    let output = command.env("WRIT_REGISTRY", registry).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[tokio::test]
async fn a_month_of_a_thousand_lives_through_http_leaves_a_ledger_that_holds() {
    let server = Server::before(Town::under("regimes/seed/002"));
    let office = Office::before(&server.url).await;
    office.moves_clock("2023-04-17T09:00:00+03:00").await;
    office.calls_up().await;
    for day in 1..=DAYS {
        let (month, date) = if day <= 13 {
            (4, day + 17)
        } else {
            (5, day - 13)
        };
        office
            .moves_clock(&format!("2023-{month:02}-{date:02}T10:00:00+03:00"))
            .await;
        for number in (1..=PEOPLE).filter(|number| day_of(*number) == day) {
            office.happens(number).await;
        }
        for place in 0..ASKED {
            // Now and then about somebody who is not registered: it looks like any other `no`.
            let number = (day * 37 + place * 43) % (PEOPLE + 20) + 1;
            let (before, after) = Life::of(number).answers();
            let wanted = match (number > PEOPLE, day_of(number) <= day) {
                (true, _) => "no",
                (false, true) => after,
                (false, false) => before,
            };
            let answer = office.asks(number).await;
            assert_eq!(answer["answer"], wanted, "day {day}, {number}: {answer}");
        }
    }
    // The door is shut, and everything that waits gets its place.
    let town = server.shut();
    town.writ("ledger turn", &[]);
    let verified = town.writ("ledger verify registry", &[]);
    println!("{verified}");
    let anew = "ledger rebuild anew --records registry/records --key-file registry/master.key";
    town.writ(anew, &[]);
    town.writ("ledger verify anew", &[]);
    for number in [1, 2, 3, 4, 5, 500, 777, 999, 1_000] {
        assert_eq!(
            told(&town, "registry", number),
            told(&town, "anew", number),
            "{number}"
        );
    }
}
