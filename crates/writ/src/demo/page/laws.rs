//! What became of everyone, law by law and side by side.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::super::calendar::{LAST, in_words};
use super::super::count::{NOT_SHOWN, STILL, TIME_UP};
use super::super::story::{AnswersStory, LawStory, RowStory, Story, TimeStory};
use super::paper::{Paper, number};

pub(super) fn served(story: &Story, paper: &mut Paper) {
    paper.heading(3, "Who was served");
    paper.words(
        0,
        "When a copy counts as served is the law's word. \"Unaware\" are those who had not yet \
         opened, received or refused a copy, acted on it or been told of it, when it counted.",
    );
    let head = ["served", "on the day", "in a week", "later", "unaware"];
    for law in &story.laws {
        paper.blank();
        paper.row(30, &law.regime, head.iter().map(|cell| (12, *cell)));
        let row = |paper: &mut Paper, label: &str, counts: [u64; 5]| {
            let cells = counts.map(number);
            paper.row(
                30,
                &format!("  {label}"),
                cells.iter().map(|cell| (12, cell.as_str())),
            );
        };
        for (channel, by) in &law.served {
            row(
                paper,
                channel,
                [
                    by.all,
                    by.on_the_day,
                    by.within_a_week,
                    by.later,
                    by.unaware,
                ],
            );
        }
        let sum =
            |of: fn(&super::super::story::ServedStory) -> u64| law.served.values().map(of).sum();
        let sums = [
            law.served_all,
            sum(|by| by.on_the_day),
            sum(|by| by.within_a_week),
            sum(|by| by.later),
            law.unaware_all,
        ];
        row(paper, "all", sums);
        let mut unserved: Vec<(&String, &u64)> = law.unserved.iter().collect();
        unserved.sort_by_key(|(why, count)| (std::cmp::Reverse(**count), why.as_str()));
        let reasons: Vec<String> = unserved
            .iter()
            .map(|(why, count)| format!("{} {why}", number(**count)))
            .collect();
        if !reasons.is_empty() {
            let words = format!(
                "never, {} people: {}",
                number(law.unserved_all),
                reasons.join("; ")
            );
            paper.entry(4, "", &words);
        }
    }
}

pub(super) fn answers(story: &Story, paper: &mut Paper) {
    paper.heading(4, "What a desk would have been told");
    paper.words(
        0,
        "Everyone who was called, by what was recorded at 20:00 of the day. As answered: `yes` \
         where all readings of the law say yes, `no` where all say no, else `unknown`, which \
         restricts nobody.",
    );
    for law in &story.laws {
        paper.blank();
        table(law, paper);
    }
}

/// How wide the label of a row of answers is, and each of its counts.
const LABEL: usize = 48;
const COUNT: usize = 8;

fn table(law: &LawStory, paper: &mut Paper) {
    let groups = groups(law);
    let heads: Vec<String> = groups.iter().map(|group| group.join(", ")).collect();
    paper.row(
        LABEL,
        &law.regime,
        heads.iter().map(|head| (3 * COUNT + 2, head.as_str())),
    );
    let each = [(COUNT + 2, "yes"), (COUNT, "no"), (COUNT, "unknown")];
    paper.row(LABEL, "", groups.iter().flat_map(|_| each));
    let names = legend(law, paper);
    let Some(first) = law.rows.first() else {
        return;
    };
    for (place, day) in first.days.iter().enumerate() {
        let date: Option<Date> = day.day.parse().ok();
        let label = date.map_or(day.day.clone(), in_words);
        let label = format!("{label}, {}", day.what);
        let mut label = Some(label);
        if law.rows.len() > 1 {
            paper.line(&label.take().unwrap_or_default());
        }
        for (row, name) in law.rows.iter().zip(&names) {
            let label = label.take().unwrap_or_else(|| format!("  {name}"));
            counts(&groups, row, place, &label, paper);
        }
    }
}

/// Measures of which all that is shown is the same stand together.
fn groups(law: &LawStory) -> Vec<Vec<&str>> {
    let column = |measure: &str| -> Vec<Option<AnswersStory>> {
        let days = law.rows.iter().flat_map(|row| &row.days);
        days.map(|day| day.answers.get(measure).copied()).collect()
    };
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for measure in &law.measures {
        let same = |group: &&mut Vec<&str>| {
            group
                .first()
                .is_some_and(|first| column(first) == column(measure))
        };
        match groups.iter_mut().skip(1).find(same) {
            Some(group) => group.push(measure),
            None => groups.push(vec![measure]),
        }
    }
    groups
}

fn counts(groups: &[Vec<&str>], row: &RowStory, day: usize, label: &str, paper: &mut Paper) {
    let Some(day) = row.days.get(day) else { return };
    let none = AnswersStory {
        yes: 0,
        no: 0,
        unknown: 0,
    };
    let cells: Vec<String> = groups
        .iter()
        .filter_map(|group| group.first())
        .flat_map(|measure| {
            let answers = day.answers.get(*measure).copied().unwrap_or(none);
            [answers.yes, answers.no, answers.unknown].map(number)
        })
        .collect();
    let widths = [COUNT + 2, COUNT, COUNT].into_iter().cycle();
    paper.row(LABEL, label, widths.zip(cells.iter().map(String::as_str)));
}

/// Short names for the rows; what a long reading is called in full is said first.
fn legend(law: &LawStory, paper: &mut Paper) -> Vec<String> {
    let mut names = Vec::with_capacity(law.rows.len());
    for row in &law.rows {
        match (&row.reading, row.what) {
            (None, what) => names.push(what.to_owned()),
            (Some(reading), "reading") => names.push(format!("\"{reading}\"")),
            (Some(reading), what) => {
                paper.entry(20, &format!("  {what}:"), &format!("\"{reading}\""));
                names.push(what.to_owned());
            }
        }
    }
    if law.readings > law.rows.len() {
        paper.line(&format!("  of {} readings", law.readings));
    }
    names
}

pub(super) fn side_by_side(story: &Story, paper: &mut Paper) {
    paper.heading(5, "The three laws side by side");
    paper.words(
        0,
        &format!(
            "Restricted: at least one of the four measures answered `yes`, up to {}. People, and \
             days of all of them together.",
            in_words(LAST)
        ),
    );
    paper.blank();
    paper.row(
        46,
        "",
        story.laws.iter().map(|law| (18, law.regime.as_str())),
    );
    let row = |paper: &mut Paper, label: &str, of: fn(&LawStory) -> TimeStory| {
        let cells: Vec<String> = story
            .laws
            .iter()
            .map(|law| people_and_days(of(law)))
            .collect();
        paper.row(46, label, cells.iter().map(|cell| (18, cell.as_str())));
    };
    row(paper, "restricted", |law| law.restricted);
    row(paper, "  before they could know of the summons", |law| {
        law.before_knowing
    });
    row(
        paper,
        "  in error: the register was wrong about them",
        |law| law.register_wrong,
    );
    row(paper, "  after they had come, or died", |law| {
        law.after_coming
    });
    let never: Vec<String> = story
        .laws
        .iter()
        .map(|law| number(law.never_knew))
        .collect();
    let cells = never.iter().map(|cell| (18, cell.as_str()));
    paper.row(46, "  and never learned of it at all, people", cells);
    paper.blank();
    paper.words(
        0,
        "They could know once they had opened, received or refused a copy, replied, come, claimed \
         or objected, or been told at a desk or by an officer. After they had come: a desk wrote \
         it down days later; what was asserted meanwhile is taken back from when they came. In \
         guarded somebody decides on each ban, and the story takes it that they then see in the \
         papers what the register has wrong: that no ban there is in error is assumed, not shown.",
    );
    by_reading(story, paper);
}

/// What each reading that was shown would have come to, were it alone the law.
fn by_reading(story: &Story, paper: &mut Paper) {
    let readings = story.laws.iter().flat_map(|law| {
        law.rows
            .iter()
            .filter(|row| row.reading.is_some())
            .map(move |row| (law, row))
    });
    let lines: Vec<(String, String)> = readings
        .map(|(law, row)| {
            let reading = row.reading.clone().unwrap_or_default();
            (
                format!("  {} \"{reading}\"", law.regime),
                people_and_days(row.restricted),
            )
        })
        .collect();
    if !lines.is_empty() {
        paper.blank();
        paper.line("Were one reading the law:");
        for (label, cell) in lines {
            paper.row(82, &label, [(18, cell.as_str())]);
        }
    }
}

fn people_and_days(time: TimeStory) -> String {
    format!("{} / {} d", number(time.persons), number(time.person_days))
}

pub(super) fn ended(story: &Story, paper: &mut Paper) {
    paper.heading(6, "What ended the restrictions");
    paper.words(
        0,
        "By what was recorded when they ended. Somebody can be restricted more than once: an \
         objection that is rejected in time lets the measures come back.",
    );
    paper.blank();
    let kinds: BTreeSet<&String> = story.laws.iter().flat_map(|law| law.ended.keys()).collect();
    let all = |kind: &String| -> u64 {
        story
            .laws
            .iter()
            .map(|law| law.ended.get(kind).copied().unwrap_or(0))
            .sum()
    };
    let mut kinds: Vec<&String> = kinds.into_iter().collect();
    kinds.sort_by_key(|kind| (*kind == STILL, std::cmp::Reverse(all(kind)), kind.as_str()));
    paper.row(
        58,
        "",
        story.laws.iter().map(|law| (14, law.regime.as_str())),
    );
    for kind in kinds {
        let count = |counts: &BTreeMap<String, u64>| number(counts.get(kind).copied().unwrap_or(0));
        let cells: Vec<String> = story.laws.iter().map(|law| count(&law.ended)).collect();
        paper.row(
            58,
            &how_it_ended(kind),
            cells.iter().map(|cell| (14, cell.as_str())),
        );
    }
}

fn how_it_ended(kind: &str) -> String {
    let words = match kind {
        "appeared" => "they came",
        "found-ineligible" => "papers checked: they could never have been called",
        "died" => "they died",
        "objected" => "an objection, which stays it at once",
        "objection-upheld" => "an objection upheld",
        "excuse-claimed" => "an excuse claimed, which suspends it at once",
        "excuse-accepted" => "an excuse accepted",
        "rebutted" => "the copy had gone to somebody else",
        STILL => "none of these: still in force on the last day",
        NOT_SHOWN => "the file no longer shows that they may be called",
        TIME_UP => "its time was up",
        other => return other.replace("fact ", "a new record: "),
    };
    words.to_owned()
}

pub(super) fn desks(story: &Story, paper: &mut Paper) {
    paper.heading(7, "What desks asked");
    paper.words(
        0,
        "On each of these days border control, driver licensing, lenders and the land registry \
         ask, each its one question, about one in ten of those who were called, about some who \
         were not, and about some whom no register knows. Every question is logged and shown to \
         the person; who is unknown gets the answer of a `no`.",
    );
    paper.blank();
    paper.row(
        46,
        "",
        story.laws.iter().map(|law| (18, law.regime.as_str())),
    );
    let row = |paper: &mut Paper, label: &str, of: fn(&LawStory) -> u64| {
        let cells: Vec<String> = story.laws.iter().map(|law| number(of(law))).collect();
        paper.row(46, label, cells.iter().map(|cell| (18, cell.as_str())));
    };
    row(paper, "about those called: yes", |law| law.desks.yes);
    row(paper, "                    no", |law| law.desks.no);
    row(paper, "                    unknown", |law| {
        law.desks.unknown
    });
    row(paper, "about others", |law| law.asked_about_others);
    row(paper, "                    no", |law| law.no_about_others);
    row(
        paper,
        "desks told later that a `yes` had been wrong",
        |law| law.corrections,
    );
}
