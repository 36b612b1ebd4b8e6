//! `writ regime diff`: what a law does to people that the one before it does not.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use writ_law::diff::{self, Change, Diff, Difference, HarderRule, Of, Stretch};
use writ_law::regime::Regime;
use writ_law::truth::Truth;

use crate::output::{Output, several};
use crate::trouble::{Done, Trouble};
use crate::{pack, position};

pub(super) const EXAMPLES: &str = "\
Examples:
  writ regime diff regimes/seed/002 regimes/guarded
  writ regime diff regimes/ru/437
  writ regime diff regimes/ru/437 --version 2023-04 --version 2023-08

With two packs, the last version of the first is compared with the last of the second, or the two
that --version names, one of each. With one pack, each version is compared with the next, or the two
that --version names. Both laws are taken as the only law from the later beginning of the two on;
what becomes of matters that a new version finds pending is for `writ regime check` (W021).

Every effect that gets longer, earlier or wider is told with a witness: the shortest life found that
shows it, as an example that can be pasted into the second pack, and when the effect holds in that
life under either law. Lives are tried out, not proved: what no life shows may still be different.";

/// Which laws to compare.
#[derive(Debug, clap::Args)]
pub(crate) struct Laws {
    /// The pack of the law before.
    old: PathBuf,
    /// The pack of the law after; without it, versions of the first pack are compared.
    new: Option<PathBuf>,
    /// The version before, and, given again, the one after.
    #[arg(long, value_name = "NAME", num_args = 1, action = clap::ArgAction::Append)]
    version: Vec<String>,
}

pub(super) fn run(laws: &Laws, output: &Output) -> Result<Done, Trouble> {
    if !matches!(laws.version.len(), 0 | 2) {
        return Err(Trouble::misuse("--version is given twice or not at all")
            .with_cure("name the version before and the version after"));
    }
    let old = pack::regime(&laws.old)?;
    let new = match &laws.new {
        Some(path) if *path != laws.old => Some(pack::regime(path)?),
        _ => None,
    };
    let diffs = diffs(&old, new.as_ref(), laws)?;
    let new = new.as_ref().unwrap_or(&old);
    output.answer(
        || {
            json!({
                "before": position::regime_json(&old, "none"),
                "after": position::regime_json(new, "none"),
                "diffs": diffs.iter().map(diff_json).collect::<Vec<_>>(),
            })
        },
        || diffs.iter().map(|it| told(&old, new, it)).collect(),
    )?;
    Ok(Done::Well)
}

fn diffs(old: &Regime, new: Option<&Regime>, laws: &Laws) -> Result<Vec<Diff>, Trouble> {
    let one = |before: (&Regime, Option<&str>), after: (&Regime, Option<&str>)| {
        diff::diff(before, after).map_err(|error| Trouble::misuse(error.to_string()))
    };
    let after = new.unwrap_or(old);
    if let [first, second] = laws.version.as_slice() {
        return Ok(vec![one((old, Some(first)), (after, Some(second)))?]);
    }
    if new.is_some() {
        return Ok(vec![one((old, None), (after, None))?]);
    }
    let names: Vec<&str> = diff::versions(old).collect();
    if names.len() < 2 {
        let text = format!("{} has one version, and no other law was named", old.name());
        return Err(Trouble::misuse(text).with_cure("name the pack of the law after as well"));
    }
    let pairs = names.iter().zip(names.iter().skip(1));
    pairs
        .map(|(before, next)| one((old, Some(before)), (old, Some(next))))
        .collect()
}

fn diff_json(diff: &Diff) -> Value {
    let all = |those: &[Difference]| those.iter().map(difference_json).collect::<Vec<_>>();
    json!({
        "before": diff.before,
        "after": diff.after,
        "lives": diff.lives,
        "worse": all(&diff.worse),
        "better": all(&diff.better),
        "harder": diff.harder.iter().map(harder_json).collect::<Vec<_>>(),
    })
}

fn difference_json(one: &Difference) -> Value {
    let course = |stretches: &[Stretch]| {
        let stretch = |it: &Stretch| json!({"from": it.from, "until": it.until, "truth": it.truth});
        stretches.iter().map(stretch).collect::<Vec<_>>()
    };
    let of = match one.of {
        Of::Effect => "effect",
        Of::Sanction => "sanction",
    };
    json!({
        "of": of,
        "measure": one.measure,
        "change": one.change.word(),
        "from": one.from,
        "before": course(&one.before),
        "after": course(&one.after),
        "witness": one.witness,
        "lines": one.lines,
    })
}

fn harder_json(one: &HarderRule) -> Value {
    json!({"sanction": one.sanction, "how": one.how.words()})
}

fn told(old: &Regime, new: &Regime, diff: &Diff) -> String {
    let (before, after) = (&diff.before, &diff.after);
    let mut text = format!("from {} {before} to {} {after}\n", old.name(), new.name());
    for one in &diff.worse {
        text.push_str(&difference(one, new.zone()));
    }
    for one in &diff.harder {
        let (sanction, how) = (&one.sanction, one.how.words());
        text.push_str(&format!("\n{sanction} {how}; no life shows it\n"));
    }
    let count = |number: usize, one: &str, many: &str| {
        several(u64::try_from(number).unwrap_or(u64::MAX), one, many)
    };
    let lives = count(diff.lives, "life", "lives");
    if diff.worse.is_empty() && diff.harder.is_empty() {
        text.push_str(&format!(
            "nothing gets longer, earlier or wider in {lives}\n"
        ));
    }
    let worse = listed(
        &diff.worse,
        &[Change::Wider, Change::Earlier, Change::Longer],
    );
    if !worse.is_empty() {
        text.push_str(&format!("{worse}\n"));
    }
    let better = listed(
        &diff.better,
        &[Change::Narrower, Change::Later, Change::Shorter],
    );
    if !better.is_empty() {
        text.push_str(&format!("{better}\n"));
    }
    text
}

/// `wider: exit, driving; earlier: exit`.
fn listed(those: &[Difference], changes: &[Change]) -> String {
    let of = |change: &Change| {
        let changed = those.iter().filter(|it| it.change == *change);
        let mut measures: Vec<&str> = changed.map(|it| it.measure.as_str()).collect();
        measures.sort_unstable();
        measures.dedup();
        (!measures.is_empty()).then(|| format!("{}: {}", change.word(), measures.join(", ")))
    };
    changes.iter().filter_map(of).collect::<Vec<_>>().join("; ")
}

fn difference(one: &Difference, zone: &TimeZone) -> String {
    let what = match (one.of, one.change) {
        (Of::Effect, Change::Wider) => "holds where it did not",
        (Of::Effect, Change::Earlier) => "begins earlier",
        (Of::Effect, Change::Longer) => "holds longer",
        (Of::Effect, Change::Narrower) => "does not hold where it did",
        (Of::Effect, Change::Later) => "begins later",
        (Of::Effect, Change::Shorter) => "ends earlier",
        (Of::Sanction, Change::Wider) => "may be imposed where it could not",
        (Of::Sanction, Change::Earlier) => "may be imposed earlier",
        (Of::Sanction, Change::Longer) => "may be imposed for longer",
        (Of::Sanction, Change::Narrower) => "may not be imposed where it could",
        (Of::Sanction, Change::Later) => "may be imposed later",
        (Of::Sanction, Change::Shorter) => "may be imposed for a shorter time",
    };
    let mut text = format!("\n{} {what}\n", one.measure);
    text.push_str(&format!("  before: {}\n", course(&one.before, zone)));
    text.push_str(&format!("  after:  {}\n", course(&one.after, zone)));
    for line in one.witness.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text
}

fn course(stretches: &[Stretch], zone: &TimeZone) -> String {
    if stretches.is_empty() {
        return "never".to_owned();
    }
    let local = |at| zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string();
    let stretch = |it: &Stretch| {
        let doubt = if it.truth == Truth::Unknown {
            "unknown "
        } else {
            ""
        };
        match it.until {
            Some(until) => format!("{doubt}from {} until {}", local(it.from), local(until)),
            None => format!("{doubt}from {} on", local(it.from)),
        }
    };
    let told: Vec<String> = stretches.iter().map(stretch).collect();
    told.join(", ")
}
