//! The story in plain words, 100 columns wide.

use super::story::Story;

mod calling;
mod laws;
mod life;
mod paper;

use paper::Paper;

/// Puts the story into words.
pub(super) fn text(story: &Story) -> String {
    let mut paper = Paper::default();
    title(story, &mut paper);
    calling::judged(story, &mut paper);
    calling::drawn(story, &mut paper);
    laws::served(story, &mut paper);
    laws::answers(story, &mut paper);
    laws::side_by_side(story, &mut paper);
    laws::ended(story, &mut paper);
    laws::desks(story, &mut paper);
    life::one_person(story, &mut paper);
    paper.text()
}

fn title(story: &Story, paper: &mut Paper) {
    paper.line("WRIT, A DEMONSTRATION");
    paper.blank();
    paper.words(
        0,
        &format!(
            "Everyone in it is made up: {} people, seed {}. The same summonses go to the same \
             people under three laws, each in a sandbox registry of its own on the disk. Nothing \
             in them has legal force. What people, carriers and officers do is drawn from \
             reported shares where there are any, and assumed where not: the counts show what a \
             law does with such people, never how many real people would be concerned.",
            paper::number(story.persons),
            story.seed
        ),
    );
    paper.blank();
    for law in &story.laws {
        paper.entry(12, &format!("  {}", law.regime), &law.title);
    }
}
