//! A courtesy: a message, over e-mail or as a text, that something waits in the account.
//!
//! It says that something waits, and not what. Whoever else reads the mail of the person, or of a
//! wrong address, learns nothing of the notice; and nobody can be frightened by a forged one into
//! doing what it says, since it says nothing to do.

use crate::Language;
use crate::catalogue::{Catalogue, Vars};

/// Whether what waits can have legal force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It can, in a live registry.
    Live,
    /// It comes from a sandbox, and has none.
    Sandbox,
    /// It is a drill, and never has any.
    Drill,
}

/// Whether the message itself counts for anything in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It does not: it is a courtesy.
    None,
    /// The law of the matter reckons from messages like this one.
    Counts,
}

/// A courtesy in words.
///
/// ```
/// use writ_notice::Language;
/// use writ_notice::courtesy::{Courtesy, Force, Weight};
/// let courtesy = Courtesy::of(Language::English, Force::Drill, Weight::None, "https://writ.example");
/// assert_eq!(courtesy.subject, "DRILL – Something waits for you in your account");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Courtesy {
    /// What stands above the message.
    pub subject: String,
    /// The message, in plain text.
    pub text: String,
    /// The same in one line, for a telephone.
    pub short: String,
}

impl Courtesy {
    /// The courtesy in a language; `address` is where the person signs in.
    #[must_use]
    pub fn of(language: Language, force: Force, weight: Weight, address: &str) -> Self {
        let catalogue = Catalogue::new(language);
        let at = || Vars::of([("address", address.to_owned())]);
        let subject = catalogue.word("courtesy-subject");
        let marked = |id: &str, text: String| catalogue.say(id, &Vars::of([("subject", text)]));
        let mark = match force {
            Force::Live => None,
            Force::Sandbox => Some(("courtesy-subject-sandbox", "courtesy-sandbox")),
            Force::Drill => Some(("courtesy-subject-drill", "courtesy-drill")),
        };
        let short = catalogue.say("courtesy-short", &at());
        let (subject, short) = match mark {
            Some((id, _)) => (marked(id, subject), marked(id, short)),
            None => (subject, short),
        };
        let weight = match weight {
            Weight::None => "courtesy-no-effect",
            Weight::Counts => "courtesy-counts",
        };
        let warning = mark.map(|(_, id)| catalogue.word(id));
        let lines = [
            warning.clone(),
            Some(catalogue.word("courtesy-waits")),
            Some(catalogue.say("courtesy-where", &at())),
            Some(catalogue.word("courtesy-asks-nothing")),
            // What never has force has no weight either.
            warning.is_none().then(|| catalogue.word(weight)),
        ];
        let text: Vec<String> = lines.into_iter().flatten().collect();
        Self {
            subject,
            text: text.join("\n\n") + "\n",
            short,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://writ.example/notices";

    #[test]
    fn it_says_that_something_waits_and_where_in_every_language() {
        for language in Language::ALL {
            let courtesy = Courtesy::of(language, Force::Live, Weight::None, ADDRESS);
            assert!(courtesy.text.contains(ADDRESS), "{language}");
            assert!(courtesy.short.contains(ADDRESS), "{language}");
            let whole = format!("{courtesy:?}");
            // A message that is missing, or a gap that is not filled, shows in braces.
            assert!(!whole.contains("{cour") && !whole.contains("{$"), "{whole}");
            assert_eq!(courtesy.text.split("\n\n").count(), 4, "{language}");
        }
    }

    #[test]
    fn a_drill_and_a_sandbox_cannot_be_mistaken() {
        for language in Language::ALL {
            let live = Courtesy::of(language, Force::Live, Weight::None, ADDRESS);
            for force in [Force::Drill, Force::Sandbox] {
                for weight in [Weight::None, Weight::Counts] {
                    let other = Courtesy::of(language, force, weight, ADDRESS);
                    let (mark, _) = other.subject.split_once(" – ").unwrap();
                    assert_eq!(mark, mark.to_uppercase(), "{language}");
                    assert!(other.short.starts_with(mark), "{language}");
                    let first = other.text.lines().next().unwrap();
                    assert!(!live.text.contains(first), "{language}");
                    let counts = Courtesy::of(language, Force::Live, Weight::Counts, ADDRESS);
                    let last = counts.text.lines().last().unwrap();
                    assert!(!other.text.contains(last), "{language}: {force:?}");
                }
            }
        }
    }

    #[test]
    fn where_the_law_reckons_from_it_it_says_so() {
        for language in Language::ALL {
            let none = Courtesy::of(language, Force::Live, Weight::None, ADDRESS);
            let counts = Courtesy::of(language, Force::Live, Weight::Counts, ADDRESS);
            assert_ne!(none.text, counts.text, "{language}");
        }
    }
}
