//! Rounds that were published, and the same rounds changed.
//!
//! Where each round comes from stands in `tests/beacon/README.md`.

use writ_ledger::beacon::{BeaconError, Chain, Round, Scheme};

const DEFAULT: &str = include_str!("beacon/default.json");
const QUICKNET: &str = include_str!("beacon/quicknet.json");
const DEFAULT_1: &str = include_str!("beacon/default-1.json");
const DEFAULT_LATE: &str = include_str!("beacon/default-3311596.json");
const QUICKNET_LATE: &str = include_str!("beacon/quicknet-657413.json");

/// From the tests of `noislabs/drand-verify`, and of `drand/drand`, `crypto/schemes_test.go`.
const DEFAULT_72785: &str = r#"{"round":72785,"signature":"82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b80f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42","previous_signature":"a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747"}"#;
const DEFAULT_2634945: &str = r#"{"round":2634945,"signature":"814778ed1e480406beb43b74af71ce2f0373e0ea1bfdfea8f9ed62c876c20fcbc7f0163860e3da42ed2148756015f4551451898ffe06d384b4d002245025571b6b7a752f7158b40ad92b13b6d703ad31922a617f2c7f6d960b84d56cf1d79eef","previous_signature":"8bd96294383b4d1e04e736360bd7a487f9f409f1e7bd800b720656a310d577b3bdb1e1631af6c5782a1d8979c502f395036181eff4058960fc40bb7034cdae1991d3eda518ab204a077d2f7e724974cf87b407e549bd815cf0b8e5a3832f675d"}"#;
const QUICKNET_1000: &str = r#"{"round":1000,"randomness":"fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd","signature":"b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"}"#;

fn chain(text: &str) -> Chain {
    Chain::from_json(text).unwrap_or_else(|error| unreachable!("{error}"))
}

fn round(text: &str) -> Round {
    Round::from_json(text).unwrap_or_else(|error| unreachable!("{error}"))
}

#[test]
fn published_rounds_are_right_and_give_the_published_randomness() {
    for (terms, text, known) in [
        (DEFAULT, DEFAULT_1, "101297f1"),
        (DEFAULT, DEFAULT_72785, "8b676484"),
        (DEFAULT, DEFAULT_2634945, ""),
        (DEFAULT, DEFAULT_LATE, "647c07b2"),
        (QUICKNET, QUICKNET_1000, "fe290bec"),
        (QUICKNET, QUICKNET_LATE, "fc1873a1"),
    ] {
        let randomness = round(text).randomness(&chain(terms)).unwrap();
        let hex: String = randomness
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(hex.starts_with(known), "{text}: {hex}");
    }
}

#[test]
fn the_terms_have_the_hash_by_which_they_are_known() {
    let (default, quicknet) = (chain(DEFAULT), chain(QUICKNET));
    assert_eq!(default.scheme(), Scheme::Chained);
    assert_eq!(quicknet.scheme(), Scheme::UnchainedG1);
    assert!(default.known().unwrap().contains("default chain"));
    assert!(quicknet.known().unwrap().contains("quicknet"));
    // The other form in which networks publish the same terms.
    let second = QUICKNET
        .replace("groupHash", "genesis_seed")
        .replace("\"hash\"", "\"chain_hash\"")
        .replace("schemeID", "scheme")
        .replace(
            r#""metadata":{"beaconID":"quicknet"}"#,
            r#""beacon_id":"quicknet""#,
        );
    assert_eq!(chain(&second), quicknet);
    // The first chain was published before there were names and schemes.
    let first = DEFAULT.replace(
        r#","schemeID":"pedersen-bls-chained","metadata":{"beaconID":"default"}"#,
        "",
    );
    assert_eq!(chain(&first), default);
}

#[test]
fn terms_read_back_and_stand_in_one_order() {
    for text in [DEFAULT, QUICKNET] {
        let written = serde_json::to_string(&chain(text)).unwrap();
        assert_eq!(chain(&written), chain(text));
        assert!(written.starts_with(r#"{"genesis_time":"#), "{written}");
        assert_eq!(serde_json::to_string(&chain(&written)).unwrap(), written);
    }
}

/// Every term is in the hash; a changed hash is another chain's.
#[test]
fn changed_terms_are_refused() {
    for (text, from, to) in [
        (DEFAULT, "\"period\":30", "\"period\":31"),
        (DEFAULT, "1595431050", "1595431051"),
        (DEFAULT, "868f005e", "868f005f"),
        (DEFAULT, "176f9349", "176f9348"),
        (DEFAULT, "8990e7a9", "8990e7a8"),
        (
            DEFAULT,
            "\"beaconID\":\"default\"",
            "\"beaconID\":\"other\"",
        ),
        (
            QUICKNET,
            "\"beaconID\":\"quicknet\"",
            "\"beaconID\":\"quick\"",
        ),
        (QUICKNET, "\"period\":3", "\"period\":30"),
    ] {
        assert!(text.contains(from), "{from}");
        let error = Chain::from_json(&text.replace(from, to)).unwrap_err();
        assert!(
            matches!(error, BeaconError::ChainHash { .. }),
            "{from}: {error}"
        );
    }
    let scheme = DEFAULT.replace("pedersen-bls-chained", "pedersen-bls-unchained");
    let error = Chain::from_json(&scheme).unwrap_err();
    assert!(matches!(error, BeaconError::Scheme { .. }), "{error}");
    // A key of the other scheme: the hash does not know the scheme, the key does.
    let swapped = DEFAULT.replace("pedersen-bls-chained", "bls-unchained-g1-rfc9380");
    let error = Chain::from_json(&swapped).unwrap_err();
    assert!(matches!(error, BeaconError::Key { .. }), "{error}");
    for text in ["", "{}", "[]", "null", "{\"hash\":1}"] {
        let error = Chain::from_json(text).unwrap_err();
        assert!(matches!(error, BeaconError::Text { .. }), "{text}: {error}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of cases")]
fn a_round_that_was_not_published_so_is_refused() {
    let other_signature = DEFAULT_1.split('"').nth(9).unwrap();
    let signature = DEFAULT_LATE.split('"').nth(9).unwrap();
    type Is = fn(&BeaconError) -> bool;
    let wrong: Is = |error| matches!(error, BeaconError::Signature { .. });
    let previous: Is = |error| matches!(error, BeaconError::Previous { .. });
    let randomness: Is = |error| matches!(error, BeaconError::Randomness { .. });
    let none: Is = |error| matches!(error, BeaconError::NoRound { .. });
    let late = DEFAULT_LATE;
    let quick = QUICKNET_LATE;
    for (what, terms, text, is) in [
        (
            "another round",
            DEFAULT,
            late.replace("3311596", "3311597"),
            wrong,
        ),
        (
            "another signature",
            DEFAULT,
            late.replace(signature, other_signature),
            wrong,
        ),
        (
            "a bit of it",
            DEFAULT,
            late.replace("a696b940", "a696b941"),
            wrong,
        ),
        (
            "the one before",
            DEFAULT,
            late.replace("8ed588f2", "8ed588f3"),
            wrong,
        ),
        (
            "not hexadecimal",
            DEFAULT,
            late.replace("a696b940", "a696b94g"),
            wrong,
        ),
        (
            "in capitals",
            DEFAULT,
            late.replace("a696b940", "A696B940"),
            wrong,
        ),
        (
            "cut short",
            DEFAULT,
            late.replace("4890c4754\"", "4890c47\""),
            wrong,
        ),
        (
            "the randomness",
            DEFAULT,
            late.replace("647c07b2", "647c07b3"),
            randomness,
        ),
        (
            "no one before",
            DEFAULT,
            late.replace("previous_signature\":\"8ed5", "previous_signature\":\"zz"),
            previous,
        ),
        (
            "an empty one before",
            DEFAULT,
            QUICKNET_1000.replace('}', ",\"previous_signature\":\"\"}"),
            previous,
        ),
        ("of an unchained one", DEFAULT, quick.to_owned(), previous),
        ("of a chained one", QUICKNET, late.to_owned(), previous),
        (
            "another round",
            QUICKNET,
            quick.replace("657413", "657414"),
            wrong,
        ),
        (
            "a bit of it",
            QUICKNET,
            quick.replace("b713718a", "b713718b"),
            wrong,
        ),
        (
            "of round 1000",
            QUICKNET,
            QUICKNET_1000.replace("1000", "657413"),
            wrong,
        ),
        (
            "the randomness",
            QUICKNET,
            quick.replace("fc1873a1", "fc1873a0"),
            randomness,
        ),
        ("round 0", QUICKNET, quick.replace("657413", "0"), none),
    ] {
        let error = round(&text).randomness(&chain(terms)).unwrap_err();
        assert!(is(&error), "{what}: {error}");
    }
    for text in [
        "",
        "{}",
        "{\"round\":-1,\"signature\":\"\"}",
        "{\"round\":1}",
    ] {
        assert!(
            matches!(Round::from_json(text), Err(BeaconError::Text { .. })),
            "{text}"
        );
    }
}

/// The point at infinity is a valid signature of nobody's key, and must not be of anybody's.
#[test]
fn the_signature_of_nobody_is_refused() {
    let (small, large) = (
        format!("c0{}", "00".repeat(47)),
        format!("c0{}", "00".repeat(95)),
    );
    let quick = Round {
        previous_signature: None,
        randomness: None,
        round: 1,
        signature: small,
    };
    assert!(quick.randomness(&chain(QUICKNET)).is_err());
    let mut chained = round(DEFAULT_1);
    (chained.signature, chained.randomness) = (large, None);
    assert!(chained.randomness(&chain(DEFAULT)).is_err());
}

#[test]
fn rounds_come_at_their_time() {
    let (default, quicknet) = (chain(DEFAULT), chain(QUICKNET));
    for (chain, round, seconds) in [
        (&default, 1, 1_595_431_050),
        (&default, 2, 1_595_431_080),
        // 2023-09-15T11:55:00Z and 11:00:03Z
        (&default, 3_311_596, 1_694_778_900),
        (&quicknet, 657_413, 1_694_775_603),
    ] {
        assert_eq!(chain.seconds(round), Ok(seconds));
        assert_eq!(
            chain.round_after(seconds),
            round + 1,
            "at its time it is there already"
        );
        assert_eq!(chain.round_after(seconds - 1), round);
    }
    assert_eq!(default.round_after(0), 1);
    for never in [0, u64::MAX] {
        assert_eq!(
            default.seconds(never),
            Err(BeaconError::NoRound { round: never })
        );
    }
}
