//! Pictures of the pages that people see most. `cargo xtask screenshots` has them written into the
//! documentation; else they are taken and thrown away, so that the command cannot rot.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{Browser, DESKTOP, PHONE, Screen, Setup};
use crate::server::Server;
use crate::tools;
use crate::town::{self, Town, person};
use crate::visit::Visit;

/// Where to write them: named by `cargo xtask screenshots`.
const FOLDER: &str = "WRIT_TEST_SCREENSHOTS";

/// The largest a picture in the documentation may be, in bytes.
const LARGEST: u64 = 120_000;

/// As few colours as letters on plain paper need.
const PALETTE: &str = "\
import sys\n\
from PIL import Image\n\
for path in sys.argv[1:]:\n\
    picture = Image.open(path).convert('RGB').quantize(64, dither=Image.Dither.NONE)\n\
    picture.save(path, optimize=True)\n";

struct Album<'b> {
    browser: &'b Browser,
    setup: Setup,
    folder: PathBuf,
    taken: Vec<PathBuf>,
}

impl Album<'_> {
    async fn takes(&mut self, name: &str) {
        let screen = match self.setup.screen {
            Screen::Phone => "phone",
            Screen::Desktop => "desktop",
        };
        let path = self.folder.join(format!("{name}-{screen}.png"));
        std::fs::write(&path, self.browser.picture().await).unwrap();
        self.taken.push(path);
    }

    /// Makes the pictures small, and holds that they are.
    fn closes(self) {
        let mut command = Command::new(tools::python());
        command.args(["-c", PALETTE]).args(&self.taken);
        assert!(command.status().unwrap().success());
        for path in &self.taken {
            let size = std::fs::metadata(path).unwrap().len();
            assert!(
                (2_000..LARGEST).contains(&size),
                "{}: {size} bytes",
                path.display()
            );
        }
    }
}

async fn a_person(album: &mut Album<'_>) {
    let mut visit = Visit::new(album.browser, "en", None);
    visit.goes_to("/sign-in?lang=en").await;
    album.takes("sign-in").await;
    visit.signs_in(&person(town::FRESH)).await;
    visit.goes_to("/notices").await;
    visit.presses("main a[href^='/notices/']").await;
    album.takes("before-opening").await;
    visit.signs_out().await;
    visit.signs_in(&person(town::RESTRICTED)).await;
    visit.goes_to("/notices").await;
    album.takes("notices").await;
    visit.presses("main a[href^='/notices/']").await;
    album.takes("notice").await;
    visit.signs_out().await;
}

async fn an_office(album: &mut Album<'_>) {
    let mut visit = Visit::new(album.browser, "en", None);
    visit.signs_in("oleg").await;
    visit.goes_to("/office").await;
    album.takes("office").await;
    visit.goes_to("/office/find").await;
    visit.fills("person", &person(town::RESTRICTED)).await;
    visit.fills("reason", "made up: came to the counter").await;
    visit
        .presses("main form[action='/office/find'] button")
        .await;
    visit
        .presses("main form[action^='/office/matters/'] button")
        .await;
    album.takes("matter").await;
    visit.signs_out().await;
    visit.signs_in("omar").await;
    visit.goes_to("/oversight").await;
    album.takes("oversight").await;
    visit.goes_to("/public/regimes/guarded").await;
    album.takes("law").await;
    visit.signs_out().await;
}

#[tokio::test]
async fn the_pages_are_pictured() {
    let passing = tempfile::tempdir().unwrap();
    let folder = std::env::var_os(FOLDER).map(PathBuf::from);
    let folder = folder.as_deref().unwrap_or(passing.path());
    std::fs::create_dir_all(folder).unwrap();
    let server = Server::before(Town::lived_in());
    for setup in [PHONE, DESKTOP] {
        let browser = Browser::open(setup, &server.url).await;
        let mut album = Album {
            browser: &browser,
            setup,
            folder: Path::to_path_buf(folder),
            taken: Vec::new(),
        };
        a_person(&mut album).await;
        if setup.screen == Screen::Desktop {
            an_office(&mut album).await;
        }
        album.closes();
        browser.close().await;
    }
}
