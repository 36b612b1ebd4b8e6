//! One person's story.

use jiff::Timestamp;

use super::super::calendar::Calendar;
use super::super::person::{EventStory, PersonStory, QuestionStory, Reasons};
use super::super::story::Story;
use super::paper::{Paper, number, short};

pub(super) fn one_person(story: &Story, paper: &mut Paper) {
    let Some(person) = &story.person else { return };
    let Some(zone) = writ_law::zone::named(&person.zone) else {
        return;
    };
    let life = Life {
        calendar: Calendar::of(zone),
        person,
    };
    paper.heading(8, &format!("One person: {}", person.person));
    life.introduce(paper);
    life.facts(paper);
    let title = format!(
        "What happened under {} (and when it was recorded, where later)",
        person.regime
    );
    life.happened(&title, &person.events, paper);
    life.two_clocks(paper);
    life.asked(paper);
    life.guarded(paper);
}

struct Life<'s> {
    calendar: Calendar,
    person: &'s PersonStory,
}

impl Life<'_> {
    fn moment(&self, at: Timestamp) -> String {
        self.calendar.moment(at)
    }

    fn introduce(&self, paper: &mut Paper) {
        let person = self.person;
        let truth = match person.truth {
            Some(ground) => format!(
                "What no register of this story shows: {}, and could not lawfully be called.",
                match ground {
                    "age" => "this person is of another age",
                    "service" => "this person has served already",
                    "fitness" => "this person is unfit",
                    "deferment" => "this person holds a deferment",
                    _ => "this person is not of those who are called",
                }
            ),
            None => "The register was right about this person.".to_owned(),
        };
        paper.words(
            0,
            &format!(
                "Drawn with rank {} among {} candidates of office {}. {truth}",
                short(&person.rank),
                number(person.candidates),
                person.office
            ),
        );
    }

    fn facts(&self, paper: &mut Paper) {
        paper.blank();
        paper.line("On record");
        for fact in &self.person.facts {
            let recorded = self.calendar.day_of(fact.recorded_at);
            let words = format!("{}, says {}, recorded {recorded}", fact.value, fact.source);
            paper.entry(15, &format!("  {}", fact.fact), &words);
        }
    }

    fn happened(&self, title: &str, events: &[EventStory], paper: &mut Paper) {
        paper.blank();
        paper.line(title);
        for event in events {
            let later = event.recorded_at.duration_since(event.at).as_hours() >= 1;
            let recorded = if later {
                format!(" (recorded {})", self.moment(event.recorded_at))
            } else {
                String::new()
            };
            let details = if event.details.is_empty() {
                String::new()
            } else {
                format!(": {}", event.details)
            };
            let words = format!("{}{details}{recorded}", event.kind);
            paper.entry(24, &format!("  {}", self.moment(event.at)), &words);
        }
    }

    fn two_clocks(&self, paper: &mut Paper) {
        let person = self.person;
        let at = self.moment(person.at);
        self.reasons(
            &format!("{at}, by what was known then"),
            &person.known_then,
            paper,
        );
        let ends = person.ends_on.join(", ");
        paper.entry(4, "", &format!("what ends it: {ends}"));
        let remedies = match person.remedies.as_slice() {
            [] => "none, by this law; no such law may run on a live registry".to_owned(),
            some => some.join(", "),
        };
        paper.entry(4, "", &format!("what can be done against it: {remedies}"));
        self.reasons(
            &format!("{at}, by what is known now"),
            &person.known_in_the_end,
            paper,
        );
        self.reasons(&format!("{at}, and why not more"), &person.why_not, paper);
    }

    fn reasons(&self, title: &str, reasons: &Reasons, paper: &mut Paper) {
        paper.blank();
        let alike = match reasons.alike {
            0 => String::new(),
            1 => ", and the other reading says the same".to_owned(),
            more => format!(", and {more} other readings say the same"),
        };
        paper.words(
            0,
            &format!("{title}: {} {}{alike}", reasons.measure, reasons.answer),
        );
        for proof in &reasons.proofs {
            if let Some(reading) = &proof.reading {
                paper.line(&format!("  as read \"{reading}\""));
            }
            for line in &proof.lines {
                let mark = match line.truth.as_str() {
                    "yes" => '+',
                    "unknown" => '?',
                    _ => '-',
                };
                let under = if proof.reading.is_some() { 4 } else { 2 };
                let lead = under + 2 * line.depth;
                let label = format!("{}{mark}", " ".repeat(lead));
                paper.entry(lead + 2, &label, &line.says);
            }
        }
    }

    fn asked(&self, paper: &mut Paper) {
        if self.person.questions.is_empty() {
            return;
        }
        paper.blank();
        paper.line("Who asked about this person, and what they were told");
        let is_no = |question: &&QuestionStory| question.answer == "no";
        for question in self
            .person
            .questions
            .iter()
            .filter(|question| !is_no(question))
        {
            let corrected = question.corrected_at.map_or(String::new(), |at| {
                format!("; told on {} that this was wrong", self.moment(at))
            });
            let words = format!(
                "{}, {}: {}{corrected}",
                question.desk, question.measure, question.answer
            );
            paper.entry(24, &format!("  {}", self.moment(question.asked_at)), &words);
        }
        let no = self.person.questions.iter().filter(is_no).count();
        paper.line(&format!("  and {no} times no"));
    }

    fn guarded(&self, paper: &mut Paper) {
        let person = self.person;
        self.happened(
            "The same person under guarded",
            &person.guarded_events,
            paper,
        );
        let title = format!("{} under guarded", self.moment(person.at));
        self.reasons(&title, &person.guarded, paper);
    }
}
