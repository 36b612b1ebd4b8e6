//! Writes the pages of notices to made-up people into a folder, to be looked at, and tells how long
//! they took: `cargo run -p writ-notice --example pages -- FOLDER`.

#![expect(clippy::unwrap_used, reason = "what goes wrong here is seen at once")]

#[path = "../tests/papers/mod.rs"]
#[expect(dead_code, clippy::panic, reason = "shared with the tests")]
mod papers;

use std::path::PathBuf;
use std::time::Instant;

use papers::Paper;
use writ_notice::Language;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    for paper in Paper::all() {
        let begun = Instant::now();
        paper.issue().digests().unwrap();
        println!("{}: committed in {:?}", paper.name, begun.elapsed());
        for language in Language::ALL {
            let notice = paper.notice(language);
            let begun = Instant::now();
            let pdf = notice.pdf(Some(b"made up")).unwrap();
            println!(
                "{} {language}: {} bytes in {:?}",
                paper.name,
                pdf.len(),
                begun.elapsed()
            );
            std::fs::write(folder.join(format!("{}.{language}.pdf", paper.name)), pdf).unwrap();
        }
    }
}
