//! Other programs: run with their output shown as it comes, and kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::{Context, Result};

/// What became of a program.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Whether it ended with success.
    pub(crate) succeeded: bool,
    /// Both its output streams, line by line as they came.
    pub(crate) output: String,
}

/// A program to run in `root`, given as its words.
pub(crate) fn command(root: &Path, words: &[&str]) -> Result<Command> {
    let (name, arguments) = words.split_first().context("no program was named")?;
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root);
    Ok(command)
}

/// Runs `command`; each line goes to standard output as it comes, and is kept.
pub(crate) fn run(command: &mut Command) -> Result<Ran> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("start `{name}`"))?;
    let (sender, receiver) = channel();
    let readers = [
        child
            .stdout
            .take()
            .map(|stream| forward(stream, sender.clone())),
        child.stderr.take().map(|stream| forward(stream, sender)),
    ];
    let mut output = String::new();
    for line in receiver {
        println!("{line}");
        output.push_str(&line);
        output.push('\n');
    }
    for reader in readers.into_iter().flatten() {
        reader
            .join()
            .ok()
            .context("a reader of a program's output failed")?;
    }
    let status = child.wait().with_context(|| format!("wait for `{name}`"))?;
    std::io::stdout()
        .flush()
        .context("write to standard output")?;
    Ok(Ran {
        succeeded: status.success(),
        output,
    })
}

fn forward(stream: impl Read + Send + 'static, lines: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        let mut bytes = Vec::new();
        while stream
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|count| count > 0)
        {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            if lines.send(line).is_err() {
                return;
            }
            bytes.clear();
        }
    })
}

/// Runs a program in silence and gives its standard output; an error if it fails.
pub(crate) fn read(root: &Path, words: &[&str]) -> Result<String> {
    let line = words.join(" ");
    let output = command(root, words)?
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("start `{line}`"))?;
    if !output.status.success() {
        anyhow::bail!(
            "`{line}` failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` printed what is no text"))
}

/// Whether a program can be started at all and answers `--version`.
pub(crate) fn at_hand(root: &Path, words: &[&str]) -> bool {
    command(root, words).is_ok_and(|mut command| {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{at_hand, command, read, run};

    #[test]
    fn both_streams_are_kept_and_a_failure_is_told() {
        let words = ["sh", "-c", "echo out; echo err >&2; exit 3"];
        let ran = run(&mut command(Path::new("."), &words).unwrap()).unwrap();
        assert!(!ran.succeeded);
        assert!(
            ran.output.contains("out\n") && ran.output.contains("err\n"),
            "{}",
            ran.output
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_no_success() {
        assert!(!at_hand(
            Path::new("."),
            &["no-such-program-of-writ", "--version"]
        ));
        assert!(
            read(Path::new("."), &["sh", "-c", "echo why >&2; exit 1"])
                .unwrap_err()
                .to_string()
                .contains("why")
        );
    }
}
