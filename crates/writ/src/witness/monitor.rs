//! `writ witness monitor`: looks at a log, once or again and again.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use writ_witness::clock::Clock;
use writ_witness::monitor::{Alarm, Depth, Look, MonitorError, Source, Unread, Watch};

use super::time;
use crate::output::{Output, visible};
use crate::trouble::{Done, Trouble};

const EXAMPLES: &str = "\
Examples:
  writ witness monitor copy --from https://register.example/ledger --policy policy --every 60
  writ witness monitor copy --from /srv/ledger --policy policy --silence 86400 --once

With --once, 0 means that all is well, 1 that something is wrong: each alarm is a line on the
standard error. 3 means that the log could not be reached.";

/// After how many seconds everything is read again, and not only what is new.
const EVERYTHING_AFTER: u64 = 24 * 60 * 60;

/// What to look at, and how often.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Monitor {
    /// The folder for the monitor's own copy and for evidence.
    dir: PathBuf,
    /// The address or the folder at which the log publishes its files.
    #[arg(long, value_name = "URL|FOLDER")]
    from: String,
    /// The policy: which logs and witnesses are believed.
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    #[command(flatten)]
    how: How,
    /// Raises an alarm when no new checkpoint was witnessed for so many seconds.
    #[arg(long, value_name = "SECONDS")]
    silence: Option<u64>,
    /// Takes the time from this file instead of the machine's clock: for sandboxes alone.
    #[arg(long, value_name = "FILE")]
    sandbox_clock: Option<PathBuf>,
}

/// How often to look.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct How {
    /// Looks again after so many seconds, until it is stopped.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    every: Option<u64>,
    /// Looks once, at everything.
    #[arg(long)]
    once: bool,
}

/// How a look went.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    look: Look,
    unread: Option<String>,
}

pub(super) async fn run(monitor: &Monitor, output: &Output) -> Result<Done, Trouble> {
    let clock = time::clock(monitor.sandbox_clock.as_deref())?;
    let source =
        Source::parse(&monitor.from).map_err(|error| Trouble::misuse(error.to_string()))?;
    let policy = super::policy(&monitor.policy)?;
    let mut watch =
        writ_witness::monitor::Monitor::open(&monitor.dir, source, policy, monitor.silence)
            .map_err(trouble)?;
    let Some(every) = monitor.how.every else {
        let now = clock.now().map_err(|error| Trouble::failed(error.why))?;
        let seen = look(&mut watch, Depth::Everything, &*clock, now).await?;
        remark(&seen);
        let is_found = |alarm: &Alarm| !matches!(alarm, Alarm::Silence { .. });
        if let Some(why) = &seen.unread
            && !seen.look.alarms.iter().any(is_found)
        {
            return Err(trouble(MonitorError::Unread(unread(why))));
        }
        say(&seen.look, output)?;
        return Ok(if seen.look.alarms.is_empty() {
            Done::Well
        } else {
            Done::Wanting
        });
    };
    let (mut last, mut everything_at) = (None, None);
    let mut stop = std::pin::pin!(super::stopped()?);
    loop {
        let now = clock.now().map_err(|error| Trouble::failed(error.why))?;
        let is_due = everything_at.is_none_or(|at| now.saturating_sub(at) >= EVERYTHING_AFTER);
        let depth = if is_due {
            Depth::Everything
        } else {
            Depth::WhatIsNew
        };
        let seen = tokio::select! {
            seen = look(&mut watch, depth, &*clock, now) => seen?,
            () = &mut stop => break,
        };
        if seen.unread.is_none() && is_due {
            everything_at = Some(now);
        }
        // What is as it was is not said again; but an alarm is, each time.
        remark(&seen);
        if last.as_ref() != Some(&seen) {
            say(&seen.look, output)?;
            last = Some(seen);
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(every)) => {}
            () = &mut stop => break,
        }
    }
    Ok(Done::Well)
}

/// Says each alarm when it is found, as a line on the standard error, whatever the form of the
/// answer: the look may take long.
struct Teller<'c> {
    clock: &'c dyn Clock,
    /// When the look began: if the clock cannot be read meanwhile.
    began: u64,
    told: Vec<Alarm>,
}

impl Watch for Teller<'_> {
    fn now(&self) -> u64 {
        self.clock.now().unwrap_or(self.began)
    }

    fn alarmed(&mut self, alarm: &Alarm) {
        super::say(&format!("ALARM {}: {alarm}", alarm.word()));
        self.told.push(alarm.clone());
    }
}

/// Looks once. A log that cannot be reached is no alarm, but silence is one.
async fn look(
    watch: &mut writ_witness::monitor::Monitor,
    depth: Depth,
    clock: &dyn Clock,
    began: u64,
) -> Result<Seen, Trouble> {
    let mut teller = Teller {
        clock,
        began,
        told: Vec::new(),
    };
    match watch.look_telling(depth, &mut teller).await {
        Ok(look) => Ok(Seen { look, unread: None }),
        Err(MonitorError::Unread(why)) => {
            let look = Look {
                alarms: teller.told,
                ..Look::default()
            };
            Ok(Seen {
                look,
                unread: Some(why.to_string()),
            })
        }
        Err(other) => Err(trouble(other)),
    }
}

fn unread(why: &str) -> Unread {
    Unread {
        place: "the log".to_owned(),
        why: why.to_owned(),
    }
}

/// What is no alarm and yet to be known, each as a line on the standard error.
fn remark(seen: &Seen) {
    for name in &seen.look.passed_over {
        super::say(&format!(
            "passed over: a signature of {name}, whom the policy does not name"
        ));
    }
    for why in &seen.look.unasked {
        super::say(&format!("not asked: {why}"));
    }
    if let Some(why) = &seen.unread {
        super::say(&format!("not reached: {why}"));
    }
}

fn say(look: &Look, output: &Output) -> Result<(), Trouble> {
    output.answer(
        || {
            let alarms: Vec<_> = look
                .alarms
                .iter()
                .map(|alarm| json!({"alarm": alarm.word(), "text": alarm.to_string()}))
                .collect();
            json!({
                "size": look.size,
                "witnessed_at": look.witnessed.map(time::text),
                "alarms": alarms,
                "not_asked": look.unasked,
                "passed_over": look.passed_over,
            })
        },
        || {
            let good = match (look.size, look.witnessed) {
                (None, _) => "nothing good was seen yet".to_owned(),
                (Some(size), None) => format!("size {size}, with no witnesses asked for"),
                (Some(size), Some(at)) => format!("size {size}, witnessed by {}", time::text(at)),
            };
            match look.alarms.as_slice() {
                [] => format!("good: {good}\n"),
                alarms => {
                    let words: Vec<&str> = alarms.iter().map(Alarm::word).collect();
                    format!(
                        "ALARM {}; last good: {}\n",
                        words.join(", "),
                        visible(&good)
                    )
                }
            }
        },
    )
}

fn trouble(error: MonitorError) -> Trouble {
    match error {
        MonitorError::Copy { path, why } => crate::file::unwritten(&path, &why),
        MonitorError::Unread(_) => Trouble::failed(error.to_string())
            .with_cure("look whether the log answers others; silence is an alarm with --silence"),
        MonitorError::Damaged { .. } => Trouble::failed(error.to_string()),
    }
}
