//! Who may be called, and who was drawn.

use std::collections::BTreeMap;

use super::super::calendar::{APPEAR, DRAWN, OPENED, POSTED, in_words};
use super::super::story::{CampaignStory, JudgedStory, Story};
use super::paper::{Paper, number, short};

/// Facts in the order in which they are shown.
const FACTS: [&str; 8] = [
    "service",
    "birth-date",
    "deferment",
    "sex",
    "fitness",
    "account",
    "address",
    "region",
];

pub(super) fn judged(story: &Story, paper: &mut Paper) {
    let (register, campaign) = (&story.register, &story.campaign);
    let judged = &campaign.judged;
    paper.heading(1, "Who may be called");
    paper.words(
        0,
        &format!(
            "On {} each registry takes over the register from one file: {} people, {} facts with \
             their sources and recording times, {} lines rejected. An officer opens a campaign \
             under an order, and everyone is judged by what is on record and fresh enough to be \
             relied on.",
            in_words(OPENED),
            number(register.people),
            number(register.facts),
            number(register.rejected)
        ),
    );
    paper.blank();
    let total = |paper: &mut Paper, count: u64, words: &str| {
        paper.entry(11, &format!("{:>9}", number(count)), words);
    };
    total(paper, judged.eligible_all, "eligible");
    total(
        paper,
        judged.excluded_all,
        "not eligible: a record excludes them, whatever else is missing",
    );
    total(
        paper,
        judged.held_all,
        "held for an officer: it cannot be told, and unknown is nobody's burden",
    );
    paper.blank();
    paper.line("One person can be excluded or held by several facts.");
    paper.blank();
    excluded(judged, paper);
    paper.blank();
    held(judged, paper);
    paper.blank();
    side_by_side(campaign, paper);
}

fn excluded(judged: &JudgedStory, paper: &mut Paper) {
    paper.row(22, "Excluded by", [(10, "people"), (12, "by it alone")]);
    for fact in FACTS {
        let Some(by) = judged.excluded.get(fact) else {
            continue;
        };
        let (any, alone) = (number(by.any), number(by.alone));
        paper.row(22, &format!("  {fact}"), [(10, any.as_str()), (12, &alone)]);
    }
}

fn held(judged: &JudgedStory, paper: &mut Paper) {
    const WHY: [(&str, &str, usize); 5] = [
        ("missing", "missing", 10),
        ("stale", "too old", 12),
        ("conflict", "at odds", 10),
        ("other-source", "not from its source", 22),
        ("unproved", "not witnessed", 15),
    ];
    let used: Vec<_> = WHY
        .into_iter()
        .filter(|(why, ..)| judged.held.values().any(|counts| counts.contains_key(*why)))
        .collect();
    paper.row(
        22,
        "Held because of",
        used.iter().map(|(_, words, width)| (*width, *words)),
    );
    for fact in FACTS {
        let Some(counts) = judged.held.get(fact) else {
            continue;
        };
        let cells: Vec<(usize, String)> = used
            .iter()
            .map(|(why, _, width)| (*width, number(counts.get(*why).copied().unwrap_or(0))))
            .collect();
        let cells = cells.iter().map(|(width, cell)| (*width, cell.as_str()));
        paper.row(22, &format!("  {fact}"), cells);
    }
}

fn side_by_side(campaign: &CampaignStory, paper: &mut Paper) {
    let judged = &campaign.judged_side_by_side;
    paper.words(
        0,
        &format!(
            "That is under seed/002 and under guarded. Under seeds only {} would be eligible: {} are \
             held because the reports differ on whom the law binds. To compare the laws on the \
             same people, that registry takes over the matters of the first one, as if an older \
             system had issued them without asking.",
            number(judged.eligible_all),
            number(judged.held_by_readings)
        ),
    );
}

pub(super) fn drawn(story: &Story, paper: &mut Paper) {
    let campaign = &story.campaign;
    paper.heading(2, "The draw");
    paper.words(
        0,
        &format!(
            "The list is committed to first (digest {}); only then comes the public seed ({}, {}). \
             Lowest ranks first, office by office, up to the quota of the order:",
            short(&campaign.list_digest),
            short(&campaign.draw_seed),
            in_words(DRAWN)
        ),
    );
    paper.blank();
    let columns = |counts: &BTreeMap<String, u64>| -> Vec<String> {
        let cells = campaign
            .quotas
            .keys()
            .map(|it| counts.get(it).copied().unwrap_or(0));
        let cells: Vec<u64> = cells.collect();
        let sum = cells.iter().sum::<u64>();
        cells.into_iter().chain([sum]).map(number).collect()
    };
    let row = |paper: &mut Paper, label: &str, cells: &[String]| {
        paper.row(22, label, cells.iter().map(|cell| (9, cell.as_str())));
    };
    let mut names: Vec<String> = campaign.quotas.keys().cloned().collect();
    names.push("all".to_owned());
    row(paper, "Office", &names);
    row(paper, "  candidates", &columns(&campaign.judged.eligible));
    row(paper, "  drawn", &columns(&campaign.drawn));
    paper.blank();
    approved(campaign, paper);
    paper.blank();
    paper.words(
        0,
        &format!(
            "The day after, a drill is held (notices: {}). Making it binding is refused: {}.",
            number(story.drill.issued),
            story.drill.relabelling_refused
        ),
    );
}

fn approved(campaign: &CampaignStory, paper: &mut Paper) {
    paper.words(
        0,
        &format!(
            "The officer who opened the campaign tries to approve it, and is refused: {}. The \
             second officer approves. On {} {} notices are issued, each person judged once more: \
             {} entered in the account at once, {}. All are to appear on {}.",
            campaign.own_approval_refused,
            in_words(POSTED),
            number(campaign.issued),
            number(campaign.posted),
            carriers(&campaign.given_to_carriers),
            in_words(APPEAR)
        ),
    );
    let not_issued: u64 = campaign
        .turned_away
        .values()
        .chain(campaign.held_at_issue.values())
        .sum();
    if not_issued > 0 {
        let turned_away = campaign.turned_away.iter().chain(&campaign.held_at_issue);
        let grounds: Vec<String> = turned_away
            .map(|(ground, count)| format!("{ground} {}", number(*count)))
            .collect();
        paper.words(
            0,
            &format!(
                "Drawn, and not issued a notice after all: {}.",
                grounds.join(", ")
            ),
        );
    }
}

fn carriers(given: &BTreeMap<String, u64>) -> String {
    let words = |channel: &str| match channel {
        "post" => "given to the post".to_owned(),
        "hand" => "to be handed over".to_owned(),
        other => format!("by {other}"),
    };
    // The post before the visits.
    let given: Vec<String> = given
        .iter()
        .rev()
        .map(|(channel, count)| format!("{} {}", number(*count), words(channel)))
        .collect();
    if given.is_empty() {
        "none on paper".to_owned()
    } else {
        given.join(", ")
    }
}
