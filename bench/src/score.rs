//! What was measured, beside what it is measured against.

use std::fmt;

use serde::{Serialize, Serializer};

/// One line of the table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Score {
    /// What was measured.
    pub(crate) name: String,
    /// What the numbers count.
    pub(crate) unit: &'static str,
    /// Ours: the median.
    pub(crate) ours: f64,
    /// What it is measured against.
    pub(crate) baseline_name: String,
    /// Its median.
    pub(crate) baseline: Option<f64>,
    /// Ours for each of theirs.
    pub(crate) ratio: Option<f64>,
    /// What the ratio should be; none where the line only informs.
    pub(crate) target: Option<Target>,
    /// Whether it is.
    pub(crate) verdict: Verdict,
}

/// What a ratio should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Target {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// The target is met.
    Met,
    /// The target is missed.
    Missed,
    /// The baseline was not measured in this run.
    NotMeasured,
    /// The line has no target.
    Informs,
}

impl Target {
    fn is_met(self, ratio: f64) -> bool {
        match self {
            Self::AtMost(most) => ratio <= most,
            Self::AtLeast(least) => ratio >= least,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "<= {most}"),
            Self::AtLeast(least) => write!(f, ">= {least}"),
        }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Met => "met",
            Self::Missed => "MISSED",
            Self::NotMeasured => "not measured",
            Self::Informs => "",
        })
    }
}

impl Score {
    /// A line: ours against a baseline that was measured, or was not, in this run.
    pub(crate) fn new(
        name: impl Into<String>,
        unit: &'static str,
        ours: f64,
        (baseline_name, baseline): (&str, Option<f64>),
        target: Option<Target>,
    ) -> Self {
        let ratio = baseline.map(|baseline| ours / baseline);
        let verdict = match (target, ratio) {
            (None, _) => Verdict::Informs,
            (Some(_), None) => Verdict::NotMeasured,
            (Some(target), Some(ratio)) if target.is_met(ratio) => Verdict::Met,
            (Some(_), Some(_)) => Verdict::Missed,
        };
        Self {
            name: name.into(),
            unit,
            ours,
            baseline_name: baseline_name.to_owned(),
            baseline,
            ratio,
            target,
            verdict,
        }
    }
}

/// The table for people.
pub(crate) fn table(scores: &[Score]) -> String {
    let mut rows = vec![
        [
            "what", "unit", "ours", "against", "theirs", "ratio", "target", "",
        ]
        .map(str::to_owned),
    ];
    let number = |number: f64| match number {
        large if large >= 1000.0 => format!("{large:.0}"),
        small => format!("{small:.2}"),
    };
    for score in scores {
        rows.push([
            score.name.clone(),
            score.unit.to_owned(),
            number(score.ours),
            score.baseline_name.clone(),
            score.baseline.map_or("-".to_owned(), number),
            score.ratio.map_or("-".to_owned(), number),
            score
                .target
                .map_or("-".to_owned(), |target| target.to_string()),
            score.verdict.to_string(),
        ]);
    }
    let mut widths = [0_usize; 8];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |row: &[String; 8]| {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// The middle one of some measurements.
pub(crate) fn median(mut measured: Vec<f64>) -> f64 {
    measured.sort_by(f64::total_cmp);
    measured
        .get(measured.len() / 2)
        .copied()
        .unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{Score, Target, Verdict, median, table};

    #[test]
    fn a_target_is_met_or_missed() {
        let at_most = |ours| {
            Score::new(
                "a",
                "µs",
                ours,
                ("b", Some(10.0)),
                Some(Target::AtMost(1.5)),
            )
        };
        assert_eq!(at_most(15.0).verdict, Verdict::Met);
        assert_eq!(at_most(15.1).verdict, Verdict::Missed);
        let at_least = |ours| {
            Score::new(
                "a",
                "1/s",
                ours,
                ("b", Some(10.0)),
                Some(Target::AtLeast(3.0)),
            )
        };
        assert_eq!(at_least(30.0).verdict, Verdict::Met);
        assert_eq!(at_least(29.9).verdict, Verdict::Missed);
        assert_eq!(at_least(f64::NAN).verdict, Verdict::Missed);
    }

    #[test]
    fn a_peer_that_was_left_out_is_said_to_be() {
        let score = Score::new("a", "µs", 1.0, ("b", None), Some(Target::AtMost(1.5)));
        assert_eq!(score.verdict, Verdict::NotMeasured);
        assert!(table(&[score]).contains("not measured"));
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert!((median(vec![3.0, 1.0, 100.0]) - 3.0).abs() < f64::EPSILON);
    }
}
