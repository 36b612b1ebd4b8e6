//! Webhooks: signed as Standard Webhooks says, followed nowhere else, and not sent inside.

use std::time::Duration;

use jiff::Timestamp;
use writ_courier::Patience;
use writ_courier::reach::Reach;
use writ_courier::text::Text;
use writ_courier::webhook::Webhook;
use writ_registry::{Carried, Carrier, Parcel};
use zeroize::Zeroizing;

use crate::world::{Listener, check_signature, t};

/// `made-up secret of a desk` in base64.
const SECRET: &str = "whsec_bWFkZS11cCBzZWNyZXQgb2YgYSBkZXNr";
const BYTES: &[u8] = b"made-up secret of a desk";

fn now() -> Timestamp {
    t("2023-04-17T10:00:00")
}

fn patience() -> Patience {
    Patience {
        request: Duration::from_millis(800),
        ..Patience::default()
    }
}

fn webhook(reach: Reach) -> Webhook {
    Webhook::new(reach, patience()).unwrap()
}

fn parcel(to: &str) -> Parcel {
    Parcel {
        id: "msg_1".to_owned(),
        to: to.to_owned(),
        title: String::new(),
        text: r#"{"type":"answer.corrected"}"#.to_owned(),
        secret: Some(Zeroizing::new(BYTES.to_vec())),
    }
}

#[tokio::test]
async fn what_a_desk_gets_is_signed_and_the_same_when_it_comes_again() {
    let desk = Listener::new().await;
    let webhook = webhook(Reach::Anybody);
    let later = t("2023-04-17T11:00:00");
    for at in [now(), later] {
        let carried = webhook.carry(&parcel(&desk.url()), at).await;
        assert_eq!(carried, Carried::Sent);
    }
    let requests = desk.taken();
    let [first, again] = &requests[..] else {
        panic!("{requests:?}");
    };
    check_signature(first, SECRET);
    check_signature(again, SECRET);
    assert_eq!(first.body, again.body);
    assert_eq!(first.headers["webhook-id"], "msg_1");
    assert_eq!(again.headers["webhook-id"], "msg_1");
    let times = [first, again].map(|it| it.headers["webhook-timestamp"].clone());
    assert_eq!(times, [now(), later].map(|at| at.as_second().to_string()));
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_unless_the_address_is_given_up() {
    let desk = Listener::new().await;
    let webhook = webhook(Reach::Anybody);
    for status in [
        "500 Oh",
        "503 Busy",
        "404 Not Found",
        "429 Slow",
        "400 What",
    ] {
        desk.answers(status);
        let carried = webhook.carry(&parcel(&desk.url()), now()).await;
        assert!(
            matches!(carried, Carried::Later { .. }),
            "{status}: {carried:?}"
        );
    }
    desk.answers("410 Gone");
    let carried = webhook.carry(&parcel(&desk.url()), now()).await;
    assert!(matches!(carried, Carried::Never { .. }), "{carried:?}");
    // One that is silent is not waited for.
    desk.answers("");
    let carried = webhook.carry(&parcel(&desk.url()), now()).await;
    assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
    // Nobody is there at all.
    let carried = webhook.carry(&parcel("http://127.0.0.1:9/"), now()).await;
    assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
}

#[tokio::test]
async fn nobody_is_followed_elsewhere() {
    let (desk, other) = (Listener::new().await, Listener::new().await);
    for status in ["301 Moved", "307 Moved", "308 Moved"] {
        desk.answers(&format!("{status}\r\nlocation: {}", other.url()));
        let carried = webhook(Reach::Anybody)
            .carry(&parcel(&desk.url()), now())
            .await;
        assert!(matches!(carried, Carried::Later { .. }), "{carried:?}");
    }
    assert_eq!(desk.taken().len(), 3);
    assert_eq!(other.taken().len(), 0);
}

#[tokio::test]
async fn a_live_registry_calls_nobody_inside() {
    let inside = Listener::new().await;
    let webhook = webhook(Reach::Public);
    let port = inside.address.port();
    for url in [
        inside.url(),
        format!("https://127.0.0.1:{port}/"),
        // The name is looked up when it is called.
        format!("https://localhost:{port}/"),
    ] {
        let carried = webhook.carry(&parcel(&url), now()).await;
        let Carried::Never { why } = carried else {
            panic!("{url}: {carried:?}");
        };
        assert!(why.contains("inside") || why.contains("https://"), "{why}");
    }
    assert_eq!(inside.taken().len(), 0);
}

#[tokio::test]
async fn what_cannot_be_signed_is_not_sent() {
    let desk = Listener::new().await;
    let unsigned = Parcel {
        secret: None,
        ..parcel(&desk.url())
    };
    let carried = webhook(Reach::Anybody).carry(&unsigned, now()).await;
    assert!(matches!(carried, Carried::Never { .. }), "{carried:?}");
    assert_eq!(desk.taken().len(), 0);
}

#[tokio::test]
async fn a_text_goes_to_its_gateway_signed() {
    let gateway = Listener::new().await;
    let secret = Zeroizing::new(BYTES.to_vec());
    let text = Text::new(webhook(Reach::Anybody), gateway.url(), secret);
    let said = Parcel {
        text: "DRILL – Something waits".to_owned(),
        secret: None,
        ..parcel("+7 900 000-00-00")
    };
    assert_eq!(text.carry(&said, now()).await, Carried::Sent);
    let requests = gateway.taken();
    check_signature(&requests[0], SECRET);
    let body: serde_json::Value = serde_json::from_str(&requests[0].body).unwrap();
    assert_eq!(body["type"], "text.send");
    assert_eq!(body["data"]["to"], "+79000000000");
    assert_eq!(body["data"]["text"], "DRILL – Something waits");

    let nobody = Parcel {
        to: "at home".to_owned(),
        ..said
    };
    let carried = text.carry(&nobody, now()).await;
    assert!(matches!(carried, Carried::Never { .. }), "{carried:?}");
    assert_eq!(gateway.taken().len(), 0);
}
