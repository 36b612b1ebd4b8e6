//! Many requests at once: exactly the right ones win.

use std::collections::BTreeMap;
use std::sync::Barrier;

use crate::log::Log;
use crate::scene::Scene;
use crate::wire::Answer;

/// Sends all bodies at the same moment.
fn at_once(scene: &Scene, bodies: &[String]) -> Vec<Answer> {
    let barrier = Barrier::new(bodies.len());
    std::thread::scope(|scope| {
        let one = |body: &String| {
            barrier.wait();
            scene.post(body)
        };
        let all: Vec<_> = bodies
            .iter()
            .map(|body| scope.spawn(move || one(body)))
            .collect();
        all.into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

#[test]
fn of_fifty_steps_from_one_size_one_is_taken() {
    let log = Log::new(60);
    let scene = Scene::following(&log);
    scene.cosigned(&log, 0, 4);
    let bodies: Vec<String> = (5..55).map(|size| log.request(4, size)).collect();
    let answers = at_once(&scene, &bodies);
    let winners: Vec<usize> = (0..50)
        .filter(|at| answers.get(*at).is_some_and(|it| it.status == 200))
        .collect();
    let [winner] = winners.as_slice() else {
        panic!("{winners:?} won")
    };
    let held = u64::try_from(*winner).unwrap() + 5;
    for (at, answer) in answers.iter().enumerate().filter(|(at, _)| at != winner) {
        let seen = (answer.status, answer.body.as_str());
        assert_eq!(seen, (409, format!("{held}\n").as_str()), "request {at}");
    }
    scene.cosigned(&log, held, 60);
}

#[test]
fn fifty_times_the_same_step_is_one_step() {
    let log = Log::new(60);
    let scene = Scene::following(&log);
    scene.cosigned(&log, 0, 4);
    let answers = at_once(&scene, &vec![log.request(4, 9); 50]);
    let count = |status| {
        answers
            .iter()
            .filter(|answer| answer.status == status)
            .count()
    };
    assert_eq!((count(200), count(409)), (1, 49), "{answers:?}");
    let again = at_once(&scene, &vec![log.request(9, 9); 50]);
    assert!(again.iter().all(|answer| answer.status == 200), "{again:?}");
}

/// A log that signs two histories and sends steps of both at once never gets both.
#[test]
fn of_two_histories_one_is_cosigned() {
    let (log, other) = (Log::new(120), Log::parting_at(4, 120));
    for round in 0..3 {
        let scene = Scene::following(&log);
        scene.cosigned(&log, 0, 4);
        let mut held = 4;
        let mut cosigned: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
        while held < 90 {
            let steps: Vec<(&str, u64)> = (held + 1..held + 26)
                .flat_map(|size| [("one", size), ("other", size)])
                .collect();
            let body = |(side, size): &(&str, u64)| match *side {
                "one" => log.request(held, *size),
                _ => other.request(held, *size),
            };
            let bodies: Vec<String> = steps.iter().map(body).collect();
            let answers = at_once(&scene, &bodies);
            for ((side, size), answer) in steps.iter().zip(&answers) {
                if answer.status == 200 {
                    cosigned.entry(*size).or_default().push(*side);
                    held = held.max(*size);
                }
            }
        }
        let sides: Vec<&str> = cosigned.values().flatten().copied().collect();
        let first = *sides.first().unwrap();
        assert!(
            sides.iter().all(|side| *side == first),
            "round {round}: {cosigned:?}"
        );
        assert!(
            cosigned.values().all(|at| at.len() == 1),
            "round {round}: {cosigned:?}"
        );
    }
}
