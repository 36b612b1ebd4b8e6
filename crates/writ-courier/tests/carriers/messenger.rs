//! The messenger: courtesies, corrections, repetitions and dead letters.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use writ_courier::Patience;
use writ_courier::messenger::{Messenger, Occasion, Round, Said, Words};
use writ_courier::reach::Reach;
use writ_courier::webhook::Webhook;
use writ_law::event::EventKind;
use writ_registry::{
    Alerts, AnswerReference, Carried, Carrier, Force, Kind, MOST_ATTEMPTS, Message, Parcel, Way,
    operation,
};

use crate::world::{Dice, ISSUED, Listener, World, check_signature, man, t};

/// Says of each occasion what it was told of it.
#[derive(Debug)]
struct Plain;

impl Words for Plain {
    fn courtesy(&self, occasion: Occasion<'_>) -> Said {
        assert_eq!(occasion.kind, Kind::Sandbox);
        let mark = match occasion.force {
            Force::Test => "DRILL",
            Force::Binding => "SANDBOX",
        };
        let counts = match occasion.alerts {
            Alerts::Count => "counts",
            Alerts::DoNotCount => "a courtesy",
        };
        let language = occasion.language.unwrap_or("none");
        Said {
            subject: mark.to_owned(),
            text: format!("{language}, {counts}"),
            short: format!("{mark} in short"),
        }
    }
}

/// A carrier that keeps what it is given, and answers as it is told.
#[derive(Clone, Debug)]
struct Made {
    way: Way,
    answer: Arc<Mutex<Carried>>,
    carried: Arc<Mutex<Vec<Parcel>>>,
}

impl Made {
    fn new(way: Way) -> Self {
        Self {
            way,
            answer: Arc::new(Mutex::new(Carried::Sent)),
            carried: Arc::default(),
        }
    }

    fn answers(&self, answer: Carried) {
        *self.answer.lock().unwrap() = answer;
    }

    fn carried(&self) -> Vec<Parcel> {
        std::mem::take(&mut self.carried.lock().unwrap())
    }

    fn to(&self) -> Vec<String> {
        self.carried().into_iter().map(|parcel| parcel.to).collect()
    }
}

#[async_trait]
impl Carrier for Made {
    fn way(&self) -> Way {
        self.way
    }

    async fn carry(&self, parcel: &Parcel, _now: Timestamp) -> Carried {
        self.carried.lock().unwrap().push(parcel.clone());
        self.answer.lock().unwrap().clone()
    }
}

async fn round(world: &World, carriers: &[Arc<dyn Carrier>], now: Timestamp) -> Round {
    let messenger = Messenger {
        registry: &world.registry,
        permit: &world.sends,
        carriers,
        words: &Plain,
        chance: &Dice::default(),
        name: "m1",
    };
    messenger.round(now, 100).await.unwrap()
}

fn arcs(carriers: &[&Made]) -> Vec<Arc<dyn Carrier>> {
    let arc = |carrier: &&Made| -> Arc<dyn Carrier> { Arc::new((*carrier).clone()) };
    carriers.iter().map(arc).collect()
}

fn counts(sent: u64, unreachable: u64, later: u64, dead: u64) -> Round {
    Round {
        sent,
        unreachable,
        later,
        dead,
    }
}

#[tokio::test]
async fn who_has_an_address_is_told_that_something_waits() {
    let world = World::of(
        "guarded",
        &[
            (
                "p1",
                man(&[("e-mail", "p1@persons.example"), ("language", "fi")]),
            ),
            ("p2", man(&[("phone", "+79000000002")])),
            (
                "p3",
                man(&[("phone", "+79000000003"), ("e-mail", "p3@persons.example")]),
            ),
            ("p4", man(&[])),
            ("p5", man(&[("e-mail", "none")])),
        ],
    )
    .await;
    world.issue("call-up").await;
    let (mail, text) = (Made::new(Way::Mail), Made::new(Way::Text));
    // Nothing that could carry it: it waits.
    assert_eq!(round(&world, &[], t(ISSUED)).await, counts(0, 0, 0, 0));
    let done = round(&world, &arcs(&[&mail, &text]), t(ISSUED)).await;
    assert_eq!(done, counts(3, 0, 0, 0));
    let mut parcels = mail.carried();
    parcels.sort_by(|a, b| a.to.cmp(&b.to));
    let said: Vec<_> = parcels
        .iter()
        .map(|it| (it.to.as_str(), it.title.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("p1@persons.example", "SANDBOX", "fi, a courtesy"),
            ("p3@persons.example", "SANDBOX", "none, a courtesy"),
        ]
    );
    let texts = text.carried();
    assert_eq!(texts.len(), 1);
    assert_eq!(
        (texts[0].to.as_str(), texts[0].text.as_str()),
        ("+79000000002", "SANDBOX in short")
    );
    assert_eq!(
        round(&world, &arcs(&[&mail, &text]), t(ISSUED)).await,
        counts(0, 0, 0, 0)
    );

    // The law has a channel for mail, and none for texts.
    let alerts = |happened: Vec<String>| {
        let alerts = happened.into_iter().filter(|it| it.starts_with("alert"));
        alerts.collect::<Vec<_>>()
    };
    assert_eq!(alerts(world.happened("p1").await), ["alert-sent e-mail 1"]);
    assert_eq!(alerts(world.happened("p2").await), [""; 0]);
    assert_eq!(alerts(world.happened("p4").await), [""; 0]);
}

#[tokio::test]
async fn a_drill_is_told_as_a_drill() {
    let facts = man(&[("e-mail", "p1@persons.example")]);
    let world = World::of("guarded", &[("p1", facts)]).await;
    world.issue("drill").await;
    let mail = Made::new(Way::Mail);
    round(&world, &arcs(&[&mail]), t(ISSUED)).await;
    let parcels = mail.carried();
    assert_eq!(parcels.len(), 1);
    assert_eq!(parcels[0].title, "DRILL");
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_tried_by_telephone_and_else_is_a_dead_letter() {
    let world = World::of(
        "guarded",
        &[(
            "p1",
            man(&[("e-mail", "p1@persons.example"), ("phone", "+79000000001")]),
        )],
    )
    .await;
    world.issue("call-up").await;
    let (mail, text) = (Made::new(Way::Mail), Made::new(Way::Text));
    let never = || Carried::Never {
        why: "550: no such mailbox".to_owned(),
    };
    mail.answers(never());
    text.answers(never());
    let done = round(&world, &arcs(&[&mail, &text]), t(ISSUED)).await;
    assert_eq!(done, counts(0, 0, 0, 1));
    assert_eq!(text.to(), ["+79000000001"]);
    let registry = &world.registry;
    let dead = registry.dead_letters(&world.sends, 0, 10).await.unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!(
        (dead[0].attempts, dead[0].why.as_str()),
        (1, "550: no such mailbox")
    );

    text.answers(Carried::Sent);
    let now = t("2023-04-18T09:00:00");
    let retried = registry
        .retry_message(&world.sends, dead[0].number, now)
        .await;
    retried.unwrap().unwrap();
    let again = registry
        .retry_message(&world.sends, dead[0].number, now)
        .await;
    assert!(again.unwrap().unwrap_err().has("no-dead-letter"));
    let done = round(&world, &arcs(&[&mail, &text]), now).await;
    assert_eq!(done, counts(1, 0, 0, 0));
    assert!(
        registry
            .dead_letters(&world.sends, 0, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(world.waiting().await.is_empty());
}

/// A desk was told `yes`; the person had appeared before that.
async fn corrected(world: &World) {
    world.issue("call-up").await;
    let may = world.may("border", operation::AskQuestion).await;
    let asked_at = t("2023-04-18T10:00:00");
    let purpose = "leaving the country";
    let asked = world
        .registry
        .ask(&may, "p1", "exit", purpose, asked_at)
        .await;
    let asked = asked.unwrap();
    assert_eq!(asked.answer.answer.word(), "yes");
    let may = world.may("olga", operation::RecordEvent).await;
    let event = writ_law::case::Event::new("", EventKind::Appeared, t("2023-04-18T09:00:00"));
    let recording = writ_registry::Recording {
        person: "p1".to_owned(),
        matter: None,
        event,
    };
    let now = t("2023-04-18T11:00:00");
    let happened = world.registry.record(&may, &recording, now).await;
    assert_eq!(happened.unwrap().unwrap().corrections, 1);
}

#[tokio::test]
async fn a_desk_is_told_that_its_answer_was_wrong_until_it_takes_it() {
    let world = World::of("seed/002", &[("p1", man(&[]))]).await;
    corrected(&world).await;
    let now = t("2023-04-18T12:00:00");
    let webhook = Webhook::new(Reach::Anybody, Patience::default()).unwrap();
    let carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(webhook)];

    // A desk without an endpoint is told by hand, or once it has one.
    assert_eq!(round(&world, &carriers, now).await, counts(0, 0, 0, 1));
    let registry = &world.registry;
    let dead = registry.dead_letters(&world.sends, 0, 10).await.unwrap();
    assert!(dead[0].why.contains("no endpoint"), "{}", dead[0].why);
    assert!(matches!(dead[0].message, Some(Message::Correction { .. })));

    let desk = Listener::new().await;
    let may = world.may("root", operation::AddOfficer).await;
    let refused = registry
        .set_endpoint(&may, "border", Some("border.example"), now)
        .await;
    assert!(refused.unwrap().unwrap_err().has("endpoint"));
    let refused = registry
        .set_endpoint(&may, "olga", Some(&desk.url()), now)
        .await;
    assert!(refused.unwrap().unwrap_err().has("unknown-desk"));
    let named = registry
        .set_endpoint(&may, "border", Some(&desk.url()), now)
        .await;
    let secret = named.unwrap().unwrap().unwrap().secret.to_text();
    let retried = registry
        .retry_message(&world.sends, dead[0].number, now)
        .await;
    retried.unwrap().unwrap();

    desk.answers("503 Busy");
    assert_eq!(round(&world, &carriers, now).await, counts(0, 0, 1, 0));
    // Not before its time.
    assert_eq!(round(&world, &carriers, now).await.taken(), 0);
    desk.answers("200 OK");
    let later = now + SignedDuration::from_secs(31);
    assert_eq!(round(&world, &carriers, later).await, counts(1, 0, 0, 0));
    assert_eq!(round(&world, &carriers, later).await.taken(), 0);

    let requests = desk.taken();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        check_signature(request, &secret);
        let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(body["type"], "answer.corrected");
        assert_eq!(body["data"]["person"], "p1");
        assert_eq!(body["data"]["measure"], "exit");
        assert_eq!(body["data"]["answer"], "no");
        assert_eq!(body["data"]["desk"], serde_json::Value::Null);
    }
    let ids: Vec<_> = requests
        .iter()
        .map(|it| &it.headers["webhook-id"])
        .collect();
    assert_eq!(ids[0], ids[1]);
    assert!(
        ids[0].starts_with("msg_") && ids[0].len() == 28,
        "{}",
        ids[0]
    );

    // Named anew, the endpoint has another secret; given up, there is none.
    let named = registry
        .set_endpoint(&may, "border", Some(&desk.url()), now)
        .await;
    assert_ne!(named.unwrap().unwrap().unwrap().secret.to_text(), secret);
    let ended = registry.set_endpoint(&may, "border", None, now).await;
    assert_eq!(ended.unwrap().unwrap(), None);
    assert_eq!(
        registry.endpoint(&world.sends, "border").await.unwrap(),
        None
    );
}

#[tokio::test]
async fn what_is_never_taken_is_a_dead_letter_in_the_end_and_never_dropped() {
    let world = World::of("seed/002", &[("p1", man(&[]))]).await;
    corrected(&world).await;
    let webhook = Made::new(Way::Webhook);
    webhook.answers(Carried::Later {
        why: "503 Service Unavailable".to_owned(),
    });
    let may = world.may("root", operation::AddOfficer).await;
    let mut now = t("2023-04-18T12:00:00");
    let url = "https://border.example/hook";
    let named = world
        .registry
        .set_endpoint(&may, "border", Some(url), now)
        .await;
    named.unwrap().unwrap();
    for attempt in 1..=MOST_ATTEMPTS {
        let done = round(&world, &arcs(&[&webhook]), now).await;
        let expected = if attempt < MOST_ATTEMPTS {
            counts(0, 0, 1, 0)
        } else {
            counts(0, 0, 0, 1)
        };
        assert_eq!(done, expected, "attempt {attempt}");
        now += SignedDuration::from_hours(12);
    }
    assert_eq!(webhook.carried().len(), MOST_ATTEMPTS as usize);
    now += SignedDuration::from_hours(1_000);
    assert_eq!(round(&world, &arcs(&[&webhook]), now).await.taken(), 0);
    let dead = world
        .registry
        .dead_letters(&world.sends, 0, 10)
        .await
        .unwrap();
    assert_eq!((dead.len(), dead[0].attempts), (1, MOST_ATTEMPTS));
    assert_eq!(dead[0].why, "503 Service Unavailable");
    let waits = |it: &Message| matches!(it, Message::Correction { .. });
    assert!(world.waiting().await.iter().any(waits));
}

#[tokio::test]
async fn a_desk_that_left_word_is_told_of_the_end_where_it_said_and_nothing_else() {
    let world = World::of("seed/002", &[("p1", man(&[]))]).await;
    world.issue("call-up").await;
    let registry = &world.registry;
    let may = world.may("border", operation::AskQuestion).await;
    let asked_at = t("2023-04-18T10:00:00");
    let asked = registry
        .ask(&may, "p1", "exit", "leaving the country", asked_at)
        .await;
    let answer = asked.unwrap().answer.id.unwrap();
    let of = AnswerReference {
        person: "p1",
        answer: &answer,
    };
    let left = registry
        .leave_callback(&may, of, "https://border.example/ended", asked_at)
        .await;
    left.unwrap().unwrap();
    let permit = world.may("root", operation::AddOfficer).await;
    let url = "https://border.example/hook";
    let named = registry
        .set_endpoint(&permit, "border", Some(url), asked_at)
        .await;
    let secret = named.unwrap().unwrap().unwrap().secret.bytes();
    world
        .record("p1", EventKind::Appeared, "2023-04-25T09:00:00")
        .await;
    let now = t("2023-04-25T10:00:00");
    let step = registry
        .callbacks_due(&world.sends, None, now)
        .await
        .unwrap();
    assert_eq!((step.ended, step.next), (1, None));

    let webhook = Made::new(Way::Webhook);
    assert_eq!(
        round(&world, &arcs(&[&webhook]), now).await,
        counts(1, 0, 0, 0)
    );
    let parcels = webhook.carried();
    assert_eq!(parcels.len(), 1);
    assert_eq!(parcels[0].to, "https://border.example/ended");
    assert_eq!(parcels[0].secret.as_deref(), Some(&*secret));
    let body: serde_json::Value = serde_json::from_str(&parcels[0].text).unwrap();
    assert_eq!(body["type"], "restriction.ended");
    assert_eq!(
        (&body["data"]["answer"], &body["data"]["measure"]),
        (&answer.into(), &"exit".into())
    );
    assert!(!parcels[0].text.contains("p1"), "nobody is named");
}
