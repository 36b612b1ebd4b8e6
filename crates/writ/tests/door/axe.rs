//! The rules of accessibility that axe-core knows, asked of a page as the browser shows it.

use serde_json::Value;

use crate::browser::{Browser, PHONE};
use crate::tools;

/// Asks every rule that axe-core ships for what WCAG 2.2 asks at levels A and AA, and those it calls
/// good practice.
const ASK: &str = "\
    const found = await axe.run(document, {resultTypes: ['violations'], iframes: false});\
    return found.violations.map((rule) => ({\
        rule: rule.id, why: rule.help,\
        where: rule.nodes.slice(0, 5).map((node) => node.html.slice(0, 200) + ' -- ' + node.failureSummary),\
    }));";

/// The script, and how it is asked.
pub(crate) struct Axe(String);

impl Axe {
    pub(crate) fn new() -> Self {
        Self(tools::axe())
    }

    /// What is wrong with the page that a browser shows, one line for each place.
    pub(crate) async fn finds(&self, browser: &Browser) -> Vec<String> {
        // Each page is a new document, and has to be given the rules anew.
        browser.run(&self.0).await;
        let found = browser.run_to_the_end(ASK).await;
        let Value::Array(rules) = &found else {
            panic!("axe-core did not answer: {found}")
        };
        let lines = rules.iter().flat_map(|rule| {
            let places = rule["where"].as_array().unwrap().iter();
            places.map(|place| {
                let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                format!(
                    "{}: {}: {}",
                    words(&rule["rule"]),
                    words(&rule["why"]),
                    words(place)
                )
            })
        });
        lines.collect()
    }
}

const WRONG: &str = "data:text/html,<html lang=en><meta name=viewport content='width=device-width'><title>Made up</title><main><h1>Made up</h1>\
    <script>document.title = 'ran'</script><img src=x><p style='color:%23bbb;background:%23fff;\
    width:900px'>Nobody can read this</p><input></main></html>";

#[tokio::test]
async fn a_page_that_is_wrong_is_found_out() {
    let browser = Browser::open(PHONE, "").await;
    browser.goes_to(WRONG).await;
    assert_eq!(browser.title().await, "ran");
    let found = Axe::new().finds(&browser).await;
    for rule in ["image-alt: ", "color-contrast: ", "label: "] {
        let is_found = found.iter().any(|line| line.starts_with(rule));
        assert!(is_found, "{rule}was not found: {found:#?}");
    }
    assert!(browser.too_wide().await.is_some());
    browser.close().await;
}

#[tokio::test]
async fn a_browser_that_refuses_scripts_runs_none() {
    let browser = Browser::open(PHONE.without_scripts(), "").await;
    browser.goes_to(WRONG).await;
    assert_eq!(browser.title().await, "Made up");
    browser.reads("Nobody can read this").await;
    assert!(browser.too_wide().await.is_some());
    browser.close().await;
}
