//! Every page that a link leads to, for every role, in every language: none is forgotten.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use crate::axe::Axe;
use crate::browser::{Browser, DESKTOP, PHONE};
use crate::server::Server;
use crate::town::{self, Town, person};
use crate::visit::{LANGUAGES, Visit, nothing_wrong};
use crate::web::Web;

/// The pages of the portal, as patterns of their addresses, and who comes to them by links.
const PAGES: &[(&str, &[&str])] = &[
    ("/", &["nobody"]),
    ("/sign-in", &["nobody"]),
    (
        "/public",
        &["nobody", "person", "officer", "approver", "oversight"],
    ),
    (
        "/public/regimes/guarded",
        &["nobody", "person", "officer", "approver", "oversight"],
    ),
    (
        "/public/status",
        &["nobody", "person", "officer", "approver", "oversight"],
    ),
    (
        "/public/proof",
        &["nobody", "person", "officer", "approver", "oversight"],
    ),
    (
        "/sandbox/clock",
        &["nobody", "person", "officer", "approver", "oversight"],
    ),
    ("/notices", &["person"]),
    ("/notices/*", &["person"]),
    ("/notices/*/excuse", &["person"]),
    ("/notices/*/objection", &["person"]),
    ("/notices/*/appeared", &["person"]),
    ("/record", &["person"]),
    ("/record/corrections", &["person"]),
    ("/questions", &["person"]),
    ("/delegates", &["person"]),
    ("/office", &["officer"]),
    ("/office/find", &["officer", "approver", "oversight"]),
    ("/office/claims", &["officer"]),
    ("/office/campaigns", &["officer", "approver", "oversight"]),
    ("/office/campaigns/*", &["officer", "approver", "oversight"]),
    ("/office/campaigns/new", &["officer"]),
    ("/approvals", &["approver"]),
    ("/oversight", &["oversight"]),
    ("/oversight/access", &["oversight"]),
];

/// Links of the page: to other pages of the door, without what leads to the same in another
/// language or to a place of the page.
const LINKS: &str = "\
    return [...document.querySelectorAll('a[href]')]\
        .filter((link) => !link.hreflang && link.origin === location.origin)\
        .map((link) => link.pathname + link.search);";

/// An address as the pattern of its page.
fn pattern(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    if PAGES.iter().any(|(page, _)| *page == path) {
        return path.to_owned();
    }
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["", "notices", _] => "/notices/*".to_owned(),
        ["", "notices", _, act] => format!("/notices/*/{act}"),
        ["", "office", "campaigns", _] => "/office/campaigns/*".to_owned(),
        ["", "office", of @ ("matters" | "hand"), _, _] => format!("/office/{of}/*/*"),
        _ => path.to_owned(),
    }
}

/// Pages that look alike: one of each is looked at in every language. Notices stand at different
/// places of their way, so all of them are.
fn kind(path: &str) -> String {
    match pattern(path) {
        shape if shape.starts_with("/notices/") => path.to_owned(),
        shape => shape,
    }
}

/// What a crawl has come to.
#[derive(Default)]
struct Crawl {
    pages: BTreeSet<String>,
    faults: Vec<String>,
}

impl Crawl {
    /// Follows every link from the start, as somebody who has signed in.
    async fn follow(&mut self, visit: &mut Visit<'_>, base: &str) {
        let mut to_see = VecDeque::from(["/".to_owned()]);
        let mut seen: BTreeMap<String, ()> = BTreeMap::new();
        while let Some(path) = to_see.pop_front() {
            if seen.insert(kind(&path), ()).is_some() {
                continue;
            }
            let web = Web::before(base).with_cookies(&visit.browser.cookies().await);
            let answer = web.get(&path).await;
            if answer.status >= 400 {
                self.faults
                    .push(format!("{path} is linked and answers {}", answer.status));
                continue;
            }
            let is_page = answer.header("content-type").starts_with("text/html");
            if answer.status == 200 && !is_page {
                // Something to download: it is there, and no page.
                continue;
            }
            visit.goes_to(&path).await;
            self.pages.insert(pattern(&visit.browser.path().await));
            let Value::Array(links) = visit.browser.run(LINKS).await else {
                panic!("{path} has no list of links")
            };
            to_see.extend(links.iter().map(|link| link.as_str().unwrap().to_owned()));
        }
    }
}

/// Crawls as somebody in every language, and holds what was come to against the list above.
async fn crawled(role: &'static str, names: &[String]) {
    let server = Server::before(Town::lived_in());
    let axe = Axe::new();
    let mut crawl = Crawl::default();
    for (setup, languages) in [
        (DESKTOP, &LANGUAGES[..]),
        (PHONE, &["uk", "de"][..]),
        (DESKTOP.dark(), &["en"][..]),
    ] {
        let browser = Browser::open(setup, &server.url).await;
        for language in languages {
            for name in names {
                let mut visit = Visit::new(&browser, language, Some(&axe));
                if name.is_empty() {
                    visit.goes_to(&format!("/?lang={language}")).await;
                } else {
                    visit.signs_in(name).await;
                }
                crawl.follow(&mut visit, &server.url).await;
                if !name.is_empty() {
                    visit.signs_out().await;
                }
                crawl.faults.extend(visit.faults());
            }
        }
        browser.close().await;
    }
    let listed = PAGES.iter().filter(|(_, roles)| roles.contains(&role));
    let listed: BTreeSet<String> = listed.map(|(page, _)| (*page).to_owned()).collect();
    for page in listed.difference(&crawl.pages) {
        crawl
            .faults
            .push(format!("{page}: no link leads {role} to it"));
    }
    for page in crawl.pages.difference(&listed) {
        crawl.faults.push(format!(
            "{page}: {role} comes to it, and it is not in the list"
        ));
    }
    nothing_wrong(crawl.faults);
}

#[tokio::test]
async fn axe_finds_nothing_where_nobody_has_signed_in() {
    crawled("nobody", &[String::new()]).await;
}

#[tokio::test]
async fn axe_finds_nothing_where_persons_go() {
    let ones = [town::RESTRICTED, town::FRESH, town::ILL, town::APPEARED];
    crawled("person", &ones.map(person)).await;
}

#[tokio::test]
async fn axe_finds_nothing_where_officers_go() {
    crawled("officer", &["oleg".to_owned()]).await;
}

#[tokio::test]
async fn axe_finds_nothing_where_approvers_go() {
    crawled("approver", &["anna".to_owned()]).await;
}

#[tokio::test]
async fn axe_finds_nothing_where_oversight_goes() {
    crawled("oversight", &["omar".to_owned()]).await;
}
