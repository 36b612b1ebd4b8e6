//! What a stranger can send, and how long they may take.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use writ_witness::journal::Happening;
use writ_witness::request::MOST_BYTES;
use writ_witness::service::Limits;

use crate::log::Log;
use crate::scene::Scene;
use crate::wire::read;

fn hurried() -> (Scene, Log) {
    let limits = Limits {
        head: Duration::from_millis(300),
        body: Duration::from_millis(300),
        stop: Duration::from_millis(300),
        connections: 4,
    };
    let (scene, log) = (Scene::with_limits(limits), Log::new(5));
    scene
        .folder()
        .follow(&log.key.verifier().to_string())
        .unwrap();
    (scene, log)
}

#[test]
fn a_request_that_is_too_large_is_not_read() {
    let log = Log::new(5);
    let scene = Scene::following(&log);
    let answer = scene.post(&"x".repeat(MOST_BYTES + 1));
    assert_eq!(answer.status, 413, "{answer:?}");
    let padded = format!("{}{}", log.request(0, 5), "x".repeat(MOST_BYTES));
    assert_eq!(scene.post(&padded).status, 413);
    scene.cosigned(&log, 0, 5);
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let (scene, log) = hurried();
    let mut stream = TcpStream::connect(scene.address).unwrap();
    let head = "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold 0\n";
    stream.write_all(head.as_bytes()).unwrap();
    let answer = read(&mut stream);
    assert_eq!(answer.status, 408, "{answer:?}");
    scene.cosigned(&log, 0, 5);
}

#[test]
fn connections_that_say_nothing_are_closed_and_others_get_their_turn() {
    let (scene, log) = hurried();
    let mut idle: Vec<TcpStream> = (0..8)
        .map(|_| TcpStream::connect(scene.address).unwrap())
        .collect();
    // More than are let in at once: those that come later wait until the idle ones are closed.
    scene.cosigned(&log, 0, 5);
    for stream in &mut idle {
        assert!(read(stream).body.is_empty());
    }
}

#[test]
fn a_witness_that_is_stopped_lets_go_of_those_who_linger() {
    let (mut scene, log) = hurried();
    scene.cosigned(&log, 0, 5);
    let mut stream = TcpStream::connect(scene.address).unwrap();
    stream
        .write_all(b"POST /add-checkpoint HTTP/1.1\r\n")
        .unwrap();
    scene.stop();
    assert_eq!(scene.told.all().last(), Some(&Happening::Stopped));
    assert!(
        TcpStream::connect(scene.address).is_err(),
        "nobody listens any more"
    );
}
