//! `writ regime explain`: the rules of a pack in plain sentences, with what they cite.

use serde::Serialize;
use serde_json::json;
use writ_law::tree::{Name, Tree};

use super::Explain;
use crate::output::Output;
use crate::trouble::{Done, Trouble};
use crate::{pack, position};

mod sentence;

/// A rule in a sentence.
#[derive(Debug, Serialize)]
struct Sentence {
    /// What the rule is about.
    about: &'static str,
    says: String,
    /// The sources and assumptions that it cites.
    cite: Vec<String>,
}

pub(super) fn run(command: &Explain, output: &Output) -> Result<Done, Trouble> {
    if command.lang != "en" {
        let text = format!("the sentences do not stand in `{}`", command.lang);
        return Err(Trouble::misuse(text).with_cure("they stand in English: say --lang en"));
    }
    let regime = pack::regime(&command.pack)?;
    let sentences = sentences(regime.tree());
    output.answer(
        || json!({"regime": position::regime_json(&regime, "none"), "rules": sentences}),
        || {
            let head = position::regime_line(&regime, "no legal force");
            format!(
                "{head}\n{}\n{}",
                regime.tree().regime.title,
                text(&sentences)
            )
        },
    )?;
    Ok(Done::Well)
}

fn text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    let mut about = "";
    for sentence in sentences {
        if sentence.about != about {
            about = sentence.about;
            text.push_str(&format!("\n{about}\n"));
        }
        let cite = match sentence.cite.as_slice() {
            [] => String::new(),
            some => format!(" [{}]", some.join(", ")),
        };
        text.push_str(&format!("  {}{cite}\n", sentence.says));
    }
    text
}

/// Every rule, in the order in which a matter meets them.
fn sentences(tree: &Tree) -> Vec<Sentence> {
    let mut said = Said(Vec::new());
    said.whom(tree);
    said.paper(tree);
    said.course(tree);
    said.restrictions(tree);
    said.grounds(tree);
    said.0
}

/// What was said so far.
struct Said(Vec<Sentence>);

impl Said {
    fn say(&mut self, about: &'static str, says: String, cite: &[Name]) {
        let cite = cite.iter().map(|name| name.text.clone()).collect();
        self.0.push(Sentence { about, says, cite });
    }

    fn whom(&mut self, tree: &Tree) {
        for version in &tree.versions {
            self.say("When it is in force", sentence::version(version), &[]);
        }
        for category in &tree.categories {
            self.say(
                "Who may be called",
                sentence::category(category),
                &category.cite,
            );
        }
        for fact in &tree.facts {
            self.say("What is known of a person", sentence::fact(fact), &[]);
        }
    }

    fn paper(&mut self, tree: &Tree) {
        for instrument in &tree.instruments {
            self.say(
                "What is issued",
                sentence::instrument(instrument),
                &instrument.cite,
            );
        }
        for ladder in &tree.ladders {
            self.say("How it is sent", sentence::ladder(ladder), &[]);
        }
        for channel in &tree.channels {
            self.say("How it is sent", sentence::channel(channel), &channel.cite);
        }
        for service in &tree.services {
            self.say(
                "When it is served",
                sentence::service(service),
                &service.cite,
            );
        }
    }

    fn course(&mut self, tree: &Tree) {
        for duty in &tree.duties {
            self.say("What the person must do", sentence::duty(duty), &duty.cite);
        }
        for excuse in &tree.excuses {
            self.say("What excuses", sentence::excuse(excuse), &excuse.cite);
        }
        for lifecycle in &tree.lifecycles {
            for says in sentence::lifecycle(lifecycle) {
                self.say("What follows", says, &lifecycle.cite);
            }
        }
        for period in &tree.periods {
            self.say(
                "How days are counted",
                sentence::period(period),
                &period.cite,
            );
        }
    }

    fn restrictions(&mut self, tree: &Tree) {
        for warning in &tree.warnings {
            self.say("Who is warned", sentence::warning(warning), &warning.cite);
        }
        for effect in &tree.effects {
            self.say("What is restricted", sentence::effect(effect), &effect.cite);
        }
        for limit in &tree.limits {
            self.say("How long at most", sentence::limit(limit), &limit.cite);
        }
        for remedy in &tree.remedies {
            self.say(
                "What can be done against it",
                sentence::remedy(remedy),
                &remedy.cite,
            );
        }
        for dispute in &tree.disputes {
            for reading in &dispute.readings {
                let says = sentence::reading(dispute, reading);
                self.say(
                    "Where the text can be read in several ways",
                    says,
                    &reading.cite,
                );
            }
        }
    }

    fn grounds(&mut self, tree: &Tree) {
        for gap in &tree.unmodelled {
            let says = format!("{}: {}.", gap.name.text, gap.reason);
            self.say("What it leaves out", says, &[]);
        }
        for source in &tree.sources {
            let file = source
                .file
                .as_ref()
                .map_or(String::new(), |file| format!(", {file}"));
            let says = format!(
                "{} is a {} source{file}.",
                source.name.text, source.kind.text
            );
            self.say("What is cited", says, &[]);
        }
        for assumption in &tree.assumptions {
            let says = format!(
                "{} is an assumption: {}.",
                assumption.name.text, assumption.text
            );
            self.say("What is cited", says, &[]);
        }
    }
}
