//! What is held of every page that a browser comes to.

use crate::axe::Axe;
use crate::browser::Browser;

/// The languages of the portal.
pub(crate) const LANGUAGES: [&str; 5] = ["en", "ru", "uk", "de", "fi"];

/// Somebody before a browser, in a language.
pub(crate) struct Visit<'b> {
    pub(crate) browser: &'b Browser,
    pub(crate) language: &'static str,
    /// Asked of every page, where it is given.
    pub(crate) axe: Option<&'b Axe>,
    faults: Vec<String>,
}

impl<'b> Visit<'b> {
    pub(crate) fn new(browser: &'b Browser, language: &'static str, axe: Option<&'b Axe>) -> Self {
        Self {
            browser,
            language,
            axe,
            faults: Vec::new(),
        }
    }

    pub(crate) async fn goes_to(&mut self, path: &str) {
        self.browser.goes_to(path).await;
        self.looks().await;
    }

    pub(crate) async fn presses(&mut self, selector: &str) {
        self.browser.presses(selector).await;
        self.looks().await;
    }

    /// Fills a field of a form.
    pub(crate) async fn fills(&self, name: &str, words: &str) {
        self.browser.fills(name, words).await;
    }

    /// Looks at a page as it stands: its language, its one first heading, that it says that nothing
    /// here has force, its width, and what axe-core finds.
    pub(crate) async fn looks(&mut self) {
        let look = "const h1 = document.querySelectorAll('h1');\
             return [document.documentElement.lang, h1.length, document.title,\
                 document.querySelectorAll('aside.sandbox').length];";
        let seen = self.browser.run(look).await;
        let wanted = serde_json::json!(self.language);
        let mut wrong = Vec::new();
        if seen[0] != wanted {
            wrong.push(format!("the page is in {}", seen[0]));
        }
        if seen[1] != 1 || seen[2].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("{} first headings, title {}", seen[1], seen[2]));
        }
        if seen[3] != 1 {
            wrong.push("it does not say that this is a sandbox".to_owned());
        }
        wrong.extend(self.browser.too_wide().await);
        if let Some(axe) = self.axe {
            wrong.extend(axe.finds(self.browser).await);
        }
        if wrong.is_empty() {
            return;
        }
        let path = self.browser.path().await;
        let language = self.language;
        for fault in wrong {
            self.faults.push(format!("{path} ({language}): {fault}"));
        }
    }

    /// What was wrong on the way.
    pub(crate) fn faults(self) -> Vec<String> {
        self.faults
    }
}

/// Asserts that nothing was wrong anywhere, and shows everything that was.
#[track_caller]
pub(crate) fn nothing_wrong(mut faults: Vec<String>) {
    faults.sort();
    faults.dedup();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
