//! The main way of every role, from signing in to signing out, as it is gone with a browser.

use crate::axe::Axe;
use crate::browser::{Browser, DESKTOP, PHONE, Setup};
use crate::server::Server;
use crate::town::{self, Town, person};
use crate::visit::{LANGUAGES, Visit, nothing_wrong};

impl Visit<'_> {
    /// Signs in as somebody whom the sandbox offers.
    pub(crate) async fn signs_in(&mut self, name: &str) {
        let language = self.language;
        self.goes_to(&format!("/?lang={language}")).await;
        self.presses("main a[href='/sign-in']").await;
        self.presses(&format!("button[name='name'][value='{name}']"))
            .await;
    }

    pub(crate) async fn signs_out(&mut self) {
        self.presses("form[action='/sign-out'] button").await;
        self.browser.finds("a[href='/sign-in']").await;
    }

    /// Sends a form of the page.
    async fn sends(&mut self, action_ends: &str) {
        self.presses(&format!("main form[action$='{action_ends}'] button"))
            .await;
    }
}

/// Somebody called up today opens the notice, says that they are ill and shows it, looks at what is
/// on file and who asked, and appoints somebody.
async fn a_person(visit: &mut Visit<'_>, place: u32) {
    visit.signs_in(&person(town::FRESH + place)).await;
    visit.goes_to("/notices").await;
    visit.presses("main a[href^='/notices/']").await;
    let notice = visit.browser.path().await;
    // Before it is opened it says what opening it does, and none of what is in it.
    assert!(!visit.browser.text().await.contains("made-up office"));
    visit.sends("/open").await;
    visit.browser.reads("made-up office").await;

    // Nothing said is told, and nothing is lost.
    visit.goes_to(&format!("{notice}/excuse")).await;
    visit.sends("/excuse").await;
    visit.browser.finds("[role='alert'] a").await;
    visit.presses("input[name='choice'][value='illness']").await;
    visit.fills("reason", "made up: a broken arm").await;
    visit.sends("/excuse").await;
    visit.browser.reads("made up: a broken arm").await;
    let files = visit.browser.finds("input[type='file']").await;
    let shown = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/door/made-up.pdf");
    files.send_keys(shown).await.unwrap();
    visit.sends("/excuse").await;
    visit.browser.reads("made up: a broken arm").await;
    visit.browser.finds("main strong.code").await;

    visit.goes_to("/record").await;
    visit.goes_to("/record/corrections").await;
    visit.fills("should_be", "made-up office B").await;
    visit.fills("reason", "made up: moved away").await;
    visit.sends("/record/corrections").await;
    visit.goes_to("/questions").await;
    visit.goes_to("/delegates").await;
    visit.fills("delegate", &person(town::APPEARED)).await;
    visit.sends("/delegates").await;
    visit.goes_to("/delegates").await;
    visit.browser.reads(&person(town::APPEARED)).await;
    visit.signs_out().await;
}

/// Somebody who may not leave the country objects.
async fn who_objects(visit: &mut Visit<'_>, place: u32) {
    visit.signs_in(&person(town::RESTRICTED_TOO + place)).await;
    visit.goes_to("/questions").await;
    visit.goes_to("/notices").await;
    visit.presses("main a[href^='/notices/']").await;
    let notice = visit.browser.path().await;
    visit.goes_to(&format!("{notice}/objection")).await;
    visit.fills("reason", "made up: a funeral abroad").await;
    visit.sends("/objection").await;
    visit.sends("/objection").await;
    visit.browser.finds("main strong.code").await;
    visit.signs_out().await;
}

/// An officer looks at today, finds one person with a reason, records that they appeared, and
/// answers a claim.
async fn an_officer(visit: &mut Visit<'_>, place: u32) {
    visit.signs_in("oleg").await;
    visit.goes_to("/office").await;
    visit.goes_to("/office/find").await;
    visit.sends("/office/find").await;
    visit.browser.finds("[role='alert'] a").await;
    visit.fills("person", &person(town::MISSED)).await;
    visit.fills("reason", "made up: came to the counter").await;
    visit.sends("/office/find").await;
    visit
        .presses("main form[action^='/office/matters/'] button")
        .await;
    visit
        .presses("main select[name='kind'] option[value='appeared']")
        .await;
    visit.sends("/record").await;
    visit.browser.finds("main strong.code").await;

    visit.goes_to("/office/claims").await;
    visit.goes_to("/office/find").await;
    visit.fills("person", &person(town::ILL + place)).await;
    visit.fills("reason", "made up: claims to be ill").await;
    visit.sends("/office/find").await;
    visit
        .presses("main form[action^='/office/matters/'] button")
        .await;
    visit
        .presses("main form[action$='/decide'] input[value='yes']")
        .await;
    visit.sends("/decide").await;
    visit.goes_to("/office/campaigns").await;
    visit.signs_out().await;
}

/// An approver approves what waits for a second pair of eyes.
async fn an_approver(visit: &mut Visit<'_>, place: u32) {
    visit.signs_in("anna").await;
    visit.goes_to("/approvals").await;
    visit.sends(&format!("/autumn-{place}/approve")).await;
    visit.goes_to("/approvals").await;
    assert_eq!(
        visit
            .browser
            .counts(&format!("form[action$='/autumn-{place}/approve']"))
            .await,
        0
    );
    visit.signs_out().await;
}

/// Oversight sees who looked at what, and names nobody who was looked at without a reason.
async fn oversight(visit: &mut Visit<'_>) {
    visit.signs_in("omar").await;
    visit.goes_to("/oversight").await;
    visit.goes_to("/oversight/access").await;
    visit.browser.reads("made up: came to the counter").await;
    visit.signs_out().await;
}

/// Anybody reads what is public, and moves the clock of the sandbox.
async fn anybody(visit: &mut Visit<'_>) {
    for path in [
        "/public",
        "/public/regimes/guarded",
        "/public/status",
        "/public/proof",
    ] {
        visit
            .goes_to(&format!("{path}?lang={}", visit.language))
            .await;
    }
    visit.goes_to("/nowhere").await;
    visit.goes_to("/sandbox/clock").await;
    let before = visit.browser.text().await;
    visit.presses("main button[name='days'][value='1']").await;
    assert_ne!(visit.browser.text().await, before);
}

async fn every_way(setup: Setup, languages: &[&'static str], axe: Option<&Axe>) {
    let server = Server::before(Town::lived_in());
    let browser = Browser::open(setup, &server.url).await;
    let mut faults = Vec::new();
    for (place, language) in (0..).zip(languages) {
        let mut visit = Visit::new(&browser, language, axe);
        a_person(&mut visit, place).await;
        who_objects(&mut visit, place).await;
        an_officer(&mut visit, place).await;
        an_approver(&mut visit, place).await;
        oversight(&mut visit).await;
        anybody(&mut visit).await;
        faults.extend(visit.faults());
    }
    browser.close().await;
    nothing_wrong(faults);
}

#[tokio::test]
async fn every_role_goes_its_way_on_a_phone() {
    every_way(PHONE, &["uk", "de"], Some(&Axe::new())).await;
}

#[tokio::test]
async fn every_role_goes_its_way_on_a_phone_without_scripts() {
    every_way(PHONE.without_scripts(), &["uk", "de"], None).await;
}

#[tokio::test]
async fn every_role_goes_its_way_on_a_desktop() {
    every_way(DESKTOP, &LANGUAGES, Some(&Axe::new())).await;
}

#[tokio::test]
async fn every_role_goes_its_way_on_a_desktop_without_scripts() {
    every_way(DESKTOP.without_scripts(), &["de", "uk"], None).await;
}
