//! Versions of the law.

use super::{GOOD, found, replays};

fn with(version: &str) -> String {
    format!("{GOOD}\n{version}\n")
}

#[test]
fn w020_wants_one_law_at_a_time() {
    let text = with(
        "version \"2026\" cite=\"rules\" { in-force from=\"2026-01-01T00:00\"; pending keep-old }",
    );
    assert_eq!(found(&text, &["W020"]), []);
    let long = text.replace(
        "from=\"2025-01-01T00:00\"",
        "from=\"2025-01-01T00:00\" until=\"2026-02-01T00:00\"",
    );
    let findings = found(&long, &["W020"]);
    assert!(
        findings.iter().any(|it| it.text.contains("both in force")),
        "{findings:?}"
    );
    let early = with(
        "version \"2024\" cite=\"rules\" { in-force from=\"2024-01-01T00:00\"; pending keep-old }",
    );
    assert_eq!(found(&early, &["W020"]).len(), 1);
}

const HARDER: &str = "effect \"licence\" cite=\"rules\" { asks licensing; purpose \"new licence\"; in missed defaulted; decided officer; answer-lives (hours)1 }";

fn version(pending: &str, rules: &str) -> String {
    with(&format!(
        "version \"2026\" cite=\"rules\" {{ in-force from=\"2026-01-01T00:00\"; pending {pending}; {rules} }}"
    ))
}

#[test]
fn w021_wants_nothing_worse_for_matters_that_are_pending() {
    let text = version("switch", HARDER);
    let findings = found(&text, &["W021"]);
    let finding = findings.first().unwrap();
    assert!(finding.text.contains("`licence`"), "{}", finding.text);
    assert!(!finding.text.starts_with("not proved"), "{}", finding.text);
    replays(&text, finding);
    assert_eq!(found(&version("keep-old", HARDER), &["W021"]), []);
    assert_eq!(
        found(&version("keep-old-unless-milder", HARDER), &["W021"]),
        []
    );
}

#[test]
fn w021_lets_pending_matters_have_what_is_milder() {
    let milder = "limit \"permit\" longest=(days)30 most=(days)180 within=(days)365 cite=\"rules\"; repeal effect=\"licence\"; repeal limit=\"licence\"";
    assert_eq!(found(&version("switch", milder), &["W021"]), []);
}
