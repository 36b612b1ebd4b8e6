//! A real browser, driven by WebDriver.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::running::{Running, after};
use crate::tools;

/// How wide the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// 360 by 740, and touched.
    Phone,
    /// 1280 by 900.
    Desktop,
}

/// Whether the browser runs the scripts of pages. Those of WebDriver run either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scripts {
    Run,
    Refused,
}

/// The colours that the reader prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colours {
    Light,
    Dark,
}

/// How a browser is set up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setup {
    pub(crate) screen: Screen,
    pub(crate) scripts: Scripts,
    pub(crate) colours: Colours,
}

pub(crate) const DESKTOP: Setup = Setup {
    screen: Screen::Desktop,
    scripts: Scripts::Run,
    colours: Colours::Light,
};
pub(crate) const PHONE: Setup = Setup {
    screen: Screen::Phone,
    ..DESKTOP
};

impl Setup {
    pub(crate) const fn without_scripts(self) -> Self {
        Self {
            scripts: Scripts::Refused,
            ..self
        }
    }

    pub(crate) const fn dark(self) -> Self {
        Self {
            colours: Colours::Dark,
            ..self
        }
    }

    fn capabilities(self, profile: &Path) -> Capabilities {
        // Without these the browser would try to reach its maker's hosts.
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--window-size=1280,900",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        if self.colours == Colours::Dark {
            arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let mut options = json!({
            "binary": tools::chromium(),
            "args": arguments,
            "prefs": {"download.default_directory": profile},
        });
        if self.scripts == Scripts::Refused {
            options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        if self.screen == Screen::Phone {
            // Where scripts are refused a touch never ends for ChromeDriver; a click does.
            let touch = self.scripts == Scripts::Run;
            let metrics = json!({
                "width": 360, "height": 740, "pixelRatio": 1, "touch": touch, "mobile": true,
            });
            options["mobileEmulation"] = json!({"deviceMetrics": metrics});
        }
        let wanted = json!({
            "browserName": "chrome",
            "pageLoadStrategy": "normal",
            "goog:chromeOptions": options,
        });
        let Value::Object(wanted) = wanted else {
            unreachable!("it is written as an object")
        };
        wanted.into_iter().collect()
    }
}

/// A browser with a profile of its own.
pub(crate) struct Browser {
    client: Client,
    base: String,
    // Ended before its profile is removed.
    _driver: Running,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a browser before the door at this address.
    pub(crate) async fn open(setup: Setup, base: &str) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new(tools::chromedriver());
        command.arg("--port=0");
        let driver = Running::start("chromedriver", profile.path(), &command);
        let port = driver.says(|line| {
            let port = after(line, "started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(setup.capabilities(&profile.path().join("profile")));
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await;
        let client =
            client.unwrap_or_else(|error| panic!("no browser: {error}\n{}", driver.said()));
        Self {
            client,
            base: base.to_owned(),
            _driver: driver,
            _profile: profile,
        }
    }

    /// Goes to a page of the door, or to any address.
    pub(crate) async fn goes_to(&self, path: &str) {
        let url = if path.contains(':') {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        self.client.goto(&url).await.unwrap();
    }

    /// Where it is now, without the address of the door.
    pub(crate) async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        let query = url.query().map(|query| format!("?{query}"));
        format!("{}{}", url.path(), query.unwrap_or_default())
    }

    pub(crate) async fn title(&self) -> String {
        self.client.title().await.unwrap()
    }

    /// Runs a script of the test in the page.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Runs a script that calls back with its answer.
    pub(crate) async fn run_to_the_end(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             (async () => {{ {script} }})().then(done, (error) => done('failed: ' + error))"
        );
        self.client
            .execute_async(&script, Vec::new())
            .await
            .unwrap()
    }

    /// What the page says, as it is read.
    pub(crate) async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await.unwrap();
        body.text().await.unwrap()
    }

    /// Asserts that the page says this.
    pub(crate) async fn reads(&self, words: &str) {
        let text = self.text().await;
        let path = self.path().await;
        assert!(text.contains(words), "`{words}` is not on {path}:\n{text}");
    }

    /// Fills a field, found by its name in the form.
    pub(crate) async fn fills(&self, name: &str, words: &str) {
        let field = self.finds(&format!("[name='{name}']")).await;
        field.clear().await.unwrap();
        field.send_keys(words).await.unwrap();
    }

    /// Presses the first thing that a selector finds, and waits for the page that comes.
    pub(crate) async fn presses(&self, selector: &str) {
        let thing = self.finds(selector).await;
        // Within the screen, and beneath nothing that stays there.
        let script = "arguments[0].scrollIntoView({block: 'center'})";
        let element = serde_json::to_value(&thing).unwrap();
        self.client.execute(script, vec![element]).await.unwrap();
        thing.click().await.unwrap();
    }

    /// The first thing that a selector finds.
    pub(crate) async fn finds(&self, selector: &str) -> fantoccini::elements::Element {
        match self.client.find(Locator::Css(selector)).await {
            Ok(thing) => thing,
            Err(error) => {
                let (path, text) = (self.path().await, self.text().await);
                panic!("no `{selector}` on {path}: {error}\n{text}")
            }
        }
    }

    /// How many things a selector finds.
    pub(crate) async fn counts(&self, selector: &str) -> usize {
        self.client
            .find_all(Locator::Css(selector))
            .await
            .unwrap()
            .len()
    }

    /// What is wider than the screen, if anything is: nobody scrolls sideways to read.
    pub(crate) async fn too_wide(&self) -> Option<String> {
        let script = "const root = document.documentElement;\
             return root.scrollWidth > root.clientWidth + 1\
                 ? `${root.scrollWidth} wide on a screen of ${root.clientWidth}` : null;";
        let found = self.run(script).await;
        found.as_str().map(str::to_owned)
    }

    /// A picture of the page as far as it is seen, in PNG.
    pub(crate) async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.unwrap()
    }

    /// The cookies that it would send, as a header line.
    pub(crate) async fn cookies(&self) -> String {
        let cookies = self.client.get_all_cookies().await.unwrap();
        let pairs: Vec<String> = cookies
            .iter()
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()))
            .collect();
        pairs.join("; ")
    }

    /// Closes the browser, so that its profile can be removed.
    pub(crate) async fn close(self) {
        self.client.clone().close().await.unwrap();
        // The page may be gone before the last file of the profile is written.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
