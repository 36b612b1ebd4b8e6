//! Findings in a pack, drawn into the text that they are about.

use std::fmt;
use std::io::{self, IsTerminal as _};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity,
    SourceCode,
};
use serde_json::{Value, json};
use writ_law::finding::{Class, Finding, Span};
use writ_law::pack::{PackFile, PackText};

use crate::output::several;

/// What checks found in a pack.
#[derive(Debug)]
pub(crate) struct Findings<'p> {
    pack: &'p PackText,
    findings: Vec<Finding>,
}

impl<'p> Findings<'p> {
    pub(crate) const fn new(pack: &'p PackText, findings: Vec<Finding>) -> Self {
        Self { pack, findings }
    }

    /// How many there are of a class.
    pub(crate) fn of(&self, class: Class) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.class == class)
            .count()
    }

    /// How many there are, in words.
    pub(crate) fn counted(&self) -> String {
        let parts = [
            (self.of(Class::Error), "error", "errors"),
            (
                self.of(Class::A),
                "finding of the rights floor",
                "findings of the rights floor",
            ),
            (self.of(Class::Warning), "warning", "warnings"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, many)| several(u64::try_from(*n).unwrap_or(u64::MAX), one, many))
            .collect();
        if parts.is_empty() {
            "nothing found".to_owned()
        } else {
            parts.join(", ")
        }
    }

    /// The findings, drawn for people: those of the rights floor first, and those of one code
    /// together. If there are very many, each code is drawn a few times, and the places of the rest
    /// follow.
    pub(crate) fn drawn(&self) -> String {
        let theme = if io::stderr().is_terminal() && io::stdout().is_terminal() {
            GraphicalTheme::default()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(100)
            .with_links(false)
            .with_context_lines(1);
        let lines = Lines::of(self.pack);
        let groups = self.by_code();
        let each = share(&groups);
        let mut text = String::new();
        for group in &groups {
            for finding in group.iter().take(each) {
                let drawing = Drawing::of(self.pack, &lines, finding);
                if handler.render_report(&mut text, &drawing).is_err() {
                    text.push_str(&finding.text);
                }
                text.push('\n');
            }
            text.push_str(&self.rest(&lines, group.get(each..).unwrap_or_default()));
        }
        // Rules without text leave blanks at the ends of lines.
        let trimmed: Vec<&str> = text.lines().map(str::trim_end).collect();
        let text = trimmed.join("\n").trim_start_matches('\n').to_owned();
        if text.is_empty() { text } else { text + "\n" }
    }

    /// The findings of each code, in the order of their classes.
    fn by_code(&self) -> Vec<Vec<&Finding>> {
        let mut groups: Vec<Vec<&Finding>> = Vec::new();
        for finding in &self.findings {
            let same = |group: &&mut Vec<&Finding>| {
                let first = group.first();
                first.is_some_and(|it| (it.class, it.code) == (finding.class, finding.code))
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(finding),
                None => groups.push(vec![finding]),
            }
        }
        let rank = |group: &Vec<&Finding>| {
            let first = group.first();
            first.map(|it| match it.class {
                Class::Error => (0, it.code),
                Class::A => (1, it.code),
                Class::Warning => (2, it.code),
            })
        };
        groups.sort_by_key(rank);
        groups
    }

    /// What is not drawn: how much of which code, and where.
    fn rest(&self, lines: &Lines, rest: &[&Finding]) -> String {
        let Some(first) = rest.first() else {
            return String::new();
        };
        let places = rest.iter().take(MOST_PLACES).map(|finding| {
            let (line, column) = lines.line_column(self.pack, finding.span);
            format!("{line}:{column}")
        });
        let mut places: Vec<String> = places.collect();
        if rest.len() > places.len() {
            places.push("…".to_owned());
        }
        let n = u64::try_from(rest.len()).unwrap_or(u64::MAX);
        format!(
            "{}: {}, at {}; --format json gives them\n\n",
            first.code,
            several(n, "more finding of this code", "more findings of this code"),
            places.join(", ")
        )
    }

    /// Every finding, for programs.
    pub(crate) fn json(&self) -> Value {
        let lines = Lines::of(self.pack);
        let one = |finding: &Finding| {
            let (line, column) = lines.line_column(self.pack, finding.span);
            let file = self.pack.files.get(usize::from(finding.span.file));
            json!({
                "code": finding.code,
                "class": finding.class,
                "file": file.map(|file| place(self.pack, file)),
                "line": line,
                "column": column,
                "span": {"start": finding.span.start, "end": finding.span.end},
                "text": finding.text,
                "help": finding.help,
                "counterexample": finding.counterexample,
            })
        };
        self.findings.iter().map(one).collect()
    }
}

/// How many findings are drawn; a file with more is better mended a few at a time. Of every code at
/// least one is.
const MOST_DRAWN: usize = 50;

/// How many places are named of what is not drawn.
const MOST_PLACES: usize = 20;

/// How many of each code are drawn, so that all of them together are not too many.
fn share(groups: &[Vec<&Finding>]) -> usize {
    let drawn = |each: usize| {
        groups
            .iter()
            .map(|group| group.len().min(each))
            .sum::<usize>()
    };
    let mut most = (1..=MOST_DRAWN).rev();
    most.find(|each| drawn(*each) <= MOST_DRAWN).unwrap_or(1)
}

/// How long a line may be, in bytes, to be drawn: beyond, nobody could find the place in it, and
/// miette counts columns in 16 bits.
const LONGEST_LINE: usize = 500;

/// Where the lines of a pack's files begin, so that many places are found fast.
struct Lines(Vec<Vec<usize>>);

impl Lines {
    fn of(pack: &PackText) -> Self {
        let begins = |file: &PackFile| {
            let breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        };
        Self(pack.files.iter().map(begins).collect())
    }

    /// The place of the line in which a span begins: its number from 0, its first byte, and the
    /// byte after its last.
    fn line(&self, span: Span) -> (usize, usize, usize) {
        let begins = self
            .0
            .get(usize::from(span.file))
            .map_or(&[][..], Vec::as_slice);
        let start = span.start as usize;
        let number = begins
            .partition_point(|begin| *begin <= start)
            .saturating_sub(1);
        let from = begins.get(number).copied().unwrap_or_default();
        let to = begins.get(number + 1).map_or(usize::MAX, |next| next - 1);
        (number, from, to)
    }

    /// The line and the column, both from 1, columns in characters.
    fn line_column(&self, pack: &PackText, span: Span) -> (usize, usize) {
        let (number, from, _) = self.line(span);
        let text = pack
            .files
            .get(usize::from(span.file))
            .map_or("", |file| file.text.as_str());
        let before = text.get(from..span.start as usize).unwrap_or_default();
        (number + 1, before.chars().count() + 1)
    }
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Drawing {
    finding: Finding,
    help: Option<String>,
    source: Option<NamedSource<String>>,
}

impl Drawing {
    fn of(pack: &PackText, lines: &Lines, finding: &Finding) -> Self {
        let file = pack.files.get(usize::from(finding.span.file));
        let (_, from, to) = lines.line(finding.span);
        let to = to.min(file.map_or(0, |file| file.text.len()));
        let mut finding = finding.clone();
        let long = to.saturating_sub(from) > LONGEST_LINE;
        let source = file.filter(|_| !long);
        let source = source.map(|file| NamedSource::new(place(pack, file), file.text.clone()));
        if let (None, Some(file)) = (&source, file) {
            let (line, column) = lines.line_column(pack, finding.span);
            finding.text = format!("{}:{line}:{column}: {}", place(pack, file), finding.text);
        }
        // One line shows where it is; a span over many would be drawn with all of them.
        let end = (finding.span.end as usize).min(to);
        finding.span.end = u32::try_from(end).unwrap_or(u32::MAX);
        let example = finding.counterexample.as_ref();
        let example = example.map(|text| format!("this example shows it:\n\n{text}"));
        let help: Vec<String> = finding.help.iter().cloned().chain(example).collect();
        let help = (!help.is_empty()).then(|| help.join("\n\n"));
        Self {
            finding,
            help,
            source,
        }
    }
}

/// Where a file of a pack lies, as the caller named it.
fn place(pack: &PackText, file: &PackFile) -> String {
    if pack.name.ends_with(&file.path) {
        pack.name.clone()
    } else {
        format!("{}/{}", pack.name.trim_end_matches('/'), file.path)
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.text)
    }
}

impl std::error::Error for Drawing {}

impl Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let class = match self.finding.class {
            Class::Error => "not a regime",
            Class::A => "rights floor",
            Class::Warning => "warning",
        };
        Some(Box::new(format!("{} ({class})", self.finding.code)))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.finding.class {
            Class::Error => Severity::Error,
            Class::A => Severity::Warning,
            Class::Warning => Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        let (start, end) = (
            self.finding.span.start as usize,
            self.finding.span.end as usize,
        );
        let span = LabeledSpan::new(None, start, end.saturating_sub(start));
        Some(Box::new(std::iter::once(span)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &'static str, class: Class, start: u32) -> Finding {
        let span = Span {
            start,
            end: start + 1,
            ..Span::default()
        };
        Finding::new(code, class, span, format!("{code} at {start}"))
    }

    /// A pack of many lines, so that every finding has a place of its own.
    fn pack() -> PackText {
        PackText::of_file("pack", "regime.kdl", &"x\n".repeat(400))
    }

    #[test]
    fn no_code_is_hidden_by_many_of_another() {
        let mut findings = vec![found("W036", Class::Warning, 0)];
        findings.extend((1..200).map(|it| found("W010", Class::A, it * 2)));
        findings.push(found("W007", Class::A, 500));
        findings.push(found("W025", Class::Warning, 502));
        let pack = pack();
        let drawn = Findings::new(&pack, findings).drawn();
        for code in ["W007", "W010", "W025", "W036"] {
            assert!(drawn.contains(&format!("{code} (")), "{code}: {drawn}");
        }
        let drawings =
            drawn.matches(" (rights floor)").count() + drawn.matches(" (warning)").count();
        assert!((4..=MOST_DRAWN).contains(&drawings), "{drawings}");
        // What the floor finds comes first, whatever stands first in the text.
        let at = |code: &str| drawn.find(&format!("{code} (")).unwrap();
        assert!(at("W007") < at("W010") && at("W010") < at("W025") && at("W025") < at("W036"));
        let rest = 199 - (drawings - 3);
        let line = format!("W010: {rest} more findings of this code, at ");
        assert!(drawn.contains(&line), "{line}: {drawn}");
    }

    #[test]
    fn few_findings_are_all_drawn() {
        let findings: Vec<Finding> = (0..50).map(|it| found("W010", Class::A, it * 2)).collect();
        let pack = pack();
        let drawn = Findings::new(&pack, findings).drawn();
        assert_eq!(drawn.matches("W010 (rights floor)").count(), 50);
        assert!(!drawn.contains("more finding"), "{drawn}");
    }
}
