//! A person is called up, does not come and is asked about, all through HTTP; and nothing that is
//! logged meanwhile tells of anybody.

use std::io::Write;
use std::sync::{Arc, Mutex};

use reqwest::Method;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::scene;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[test]
fn nothing_that_is_logged_tells_of_anybody() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        scene::with(scene::settings(), async |scene| {
            scene
                .people(&[("MADE-UP-1", "A"), ("MADE-UP-2", "B")])
                .await;
            scene.called("spring").await;
            let question = json!({
                "person": "MADE-UP-1", "measure": "exit", "purpose": "leaving the country",
            });
            let answer = scene.done("officer-border", "/questions", &question).await;
            assert_eq!(answer["force"], "sandbox");
            let unknown = json!({
                "person": "MADE-UP-NOBODY", "measure": "exit", "purpose": "leaving the country",
            });
            let other = scene.done("officer-border", "/questions", &unknown).await;
            let names = |value: &serde_json::Value| {
                value
                    .as_object()
                    .unwrap()
                    .keys()
                    .cloned()
                    .collect::<Vec<_>>()
            };
            assert_eq!(names(&answer), names(&other));
            let look = json!({"person": "MADE-UP-1", "reason": "a made-up reason"});
            let file = scene.done("officer-oleg", "/explanations", &look).await;
            assert_eq!(file["matters"].as_array().unwrap().len(), 1);
            let (status, own) = scene.get("person-MADE-UP-1", "/own").await;
            assert_eq!(
                (status, own["questions"].as_array().unwrap().len()),
                (200, 1)
            );
            for path in [
                "/office/matters/MADE-UP-1/spring-1",
                "/notices?x=MADE-UP-1",
                "/nothing/MADE-UP-1",
            ] {
                scene.ask("", Method::GET, path).send().await.unwrap();
            }
        });
    });
    let logged = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let ours: Vec<&str> = logged
        .lines()
        .filter(|line| line.contains("\"target\":\"writ"))
        .collect();
    assert!(
        ours.iter().any(|line| line.contains("/api/v1/questions")),
        "{logged}"
    );
    for line in ours {
        assert!(!line.contains("MADE-UP"), "{line}");
        assert!(!line.contains("made-up reason"), "{line}");
    }
}
