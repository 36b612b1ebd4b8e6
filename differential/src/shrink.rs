//! Making a finding small: what can go while engine and model still differ, goes.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use writ_law::case::Case;

use crate::answer::answers;
use crate::pack::Pack;
use crate::trial::{model, read};

/// A model that is asked one case at a time.
#[derive(Debug)]
pub(crate) struct Examiner {
    child: Child,
    input: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Examiner {
    pub(crate) fn start() -> Result<Self> {
        let mut child = model()?;
        let input = child.stdin.take().context("the model's input")?;
        let output = child.stdout.take().context("the model's output")?;
        Ok(Self {
            child,
            input,
            lines: BufReader::new(output).lines(),
        })
    }

    /// What the two differ in; `None` where they agree.
    ///
    /// # Errors
    ///
    /// Where the engine does not take the regime or the life.
    pub(crate) fn compare(&mut self, pack: &Pack, case: &Case) -> Result<Option<Value>> {
        let regime = read(pack)?;
        let answers = answers(&regime, case)?;
        self.set(regime.canonical())?;
        self.say(&json!({ "case": case, "answers": answers }))
    }

    /// The same of something made smaller, which need not be a regime any more.
    fn differ(&mut self, pack: &Pack, case: &Case) -> Result<Option<Value>> {
        let Ok(regime) = read(pack) else {
            return Ok(None);
        };
        let Ok(answers) = answers(&regime, case) else {
            return Ok(None);
        };
        self.set(regime.canonical())?;
        self.say(&json!({ "case": case, "answers": answers }))
    }

    /// Sets the regime, in its canonical form.
    pub(crate) fn set(&mut self, canonical: &str) -> Result<()> {
        writeln!(self.input, "{}", json!({ "canonical": canonical }))?;
        Ok(())
    }

    /// Says something to the model, and returns what it finds wrong with it.
    pub(crate) fn say(&mut self, message: &Value) -> Result<Option<Value>> {
        writeln!(self.input, "{message}")?;
        self.input.flush()?;
        let line = self.lines.next().context("the model stopped")??;
        let said: Value = serde_json::from_str(&line)?;
        Ok(said.get("found").cloned())
    }

    /// Whether they differ in this field.
    fn still(&mut self, pack: &Pack, case: &Case, field: &str) -> Result<bool> {
        let found = self.differ(pack, case)?;
        Ok(found.is_some_and(|found| field_of(&found) == field))
    }

    /// The smallest finding that dropping one thing after the other leads to.
    pub(crate) fn shrink(&mut self, pack: &mut Pack, case: &mut Case) -> Result<Value> {
        let found = self.differ(pack, case)?.unwrap_or_default();
        let field = field_of(&found).to_owned();
        let ask = found
            .pointer("/0/ask")
            .and_then(Value::as_u64)
            .and_then(|place| case.ask.get(usize::try_from(place).ok()?).copied());
        if let Some(ask) = ask {
            let mut smaller = case.clone();
            smaller.ask = vec![ask];
            if self.still(pack, &smaller, &field)? {
                *case = smaller;
            }
        }
        for _ in 0..3 {
            let before = (pack.nodes.len(), case.events.len(), case.person.facts.len());
            self.drop_events(pack, case, &field)?;
            self.drop_facts(pack, case, &field)?;
            self.drop_nodes(pack, case, &field)?;
            if before == (pack.nodes.len(), case.events.len(), case.person.facts.len()) {
                break;
            }
        }
        Ok(self.differ(pack, case)?.unwrap_or_default())
    }

    fn drop_events(&mut self, pack: &Pack, case: &mut Case, field: &str) -> Result<()> {
        let mut place = 0;
        while place < case.events.len() {
            let mut smaller = case.clone();
            let dropped = smaller.events.remove(place);
            smaller
                .events
                .retain(|event| event.supersedes.as_ref() != Some(&dropped.id));
            if self.still(pack, &smaller, field)? {
                *case = smaller;
                continue;
            }
            let mut prompt = case.clone();
            if let Some(event) = prompt.events.get_mut(place)
                && event.recorded_at != event.at
            {
                event.recorded_at = event.at;
                if self.still(pack, &prompt, field)? {
                    *case = prompt;
                }
            }
            place += 1;
        }
        Ok(())
    }

    fn drop_facts(&mut self, pack: &Pack, case: &mut Case, field: &str) -> Result<()> {
        let mut place = 0;
        while place < case.person.facts.len() {
            let mut smaller = case.clone();
            smaller.person.facts.remove(place);
            if self.still(pack, &smaller, field)? {
                *case = smaller;
            } else {
                place += 1;
            }
        }
        Ok(())
    }

    fn drop_nodes(&mut self, pack: &mut Pack, case: &Case, field: &str) -> Result<()> {
        let mut place = 0;
        while place < pack.nodes.len() {
            let mut smaller = pack.clone();
            smaller.nodes.remove(place);
            if self.still(&smaller, case, field)? {
                *pack = smaller;
            } else {
                place += 1;
            }
        }
        Ok(())
    }
}

impl Drop for Examiner {
    fn drop(&mut self) {
        // It ends by itself once its input is closed; whether it did changes nothing here.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn field_of(found: &Value) -> &str {
    found
        .pointer("/0/field")
        .and_then(Value::as_str)
        .unwrap_or("error")
}
