//! Programs that run beside a test, and end with it.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take until it says that it is ready, on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(90);

/// Holds a program in a group of its own, and ends the whole group as soon as the other end of its
/// standard input is closed: also when the test itself was killed.
const HELD: &str = r#"("$@" </dev/null; echo "ended with $?") & read -r _; kill -KILL 0"#;

/// A program that runs beside the test. What it prints is kept, and shown if the test fails.
pub(crate) struct Running {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts a program whose output goes to a file in `dir`.
    pub(crate) fn start(name: &'static str, dir: &Path, command: &Command) -> Self {
        let log = dir.join(format!("{name}.log"));
        let (out, err) = {
            let file = std::fs::File::create(&log).unwrap();
            (file.try_clone().unwrap(), file)
        };
        let mut held = Command::new("sh");
        held.args(["-c", HELD, name])
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::piped())
            .stdout(out)
            .stderr(err)
            .process_group(0);
        if let Some(dir) = command.get_current_dir() {
            held.current_dir(dir);
        }
        for (variable, value) in command.get_envs() {
            match value {
                Some(value) => held.env(variable, value),
                None => held.env_remove(variable),
            };
        }
        let child = held
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { name, child, log }
    }

    /// What it has printed so far.
    pub(crate) fn said(&self) -> String {
        // A log that is gone says nothing: it is read while a test fails, too.
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    /// Waits until it has printed what `find` looks for.
    #[track_caller]
    pub(crate) fn says<T>(&self, find: impl Fn(&str) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            let said = self.said();
            // The last line may be only half there.
            let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
            if let Some(found) = whole.lines().find_map(&find) {
                return found;
            }
            let ended = whole.lines().any(|line| line.starts_with("ended with "));
            assert!(
                !ended && begun.elapsed() < PATIENCE,
                "{} did not say what was awaited of it",
                self.name
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("== {} said:\n{}==", self.name, self.said());
        }
        // The shell reads the line, or the end, and ends its group and itself.
        if let Some(mut input) = self.child.stdin.take() {
            let _ = input.write_all(b"\n");
        }
        let _ = self.child.wait();
    }
}

/// The part of a line behind a word, up to the next blank or quotation mark.
pub(crate) fn after<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(word)?;
    rest.split(|letter: char| letter.is_whitespace() || "\"',;/".contains(letter))
        .next()
}

#[test]
fn what_runs_beside_a_test_ends_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    // A child of its own, as a browser has many.
    command.args(["-c", "sleep 600 & echo child $!; wait"]);
    let running = Running::start("sleeper", dir.path(), &command);
    let child = running.says(|line| line.strip_prefix("child ").map(str::to_owned));
    let there = PathBuf::from(format!("/proc/{child}/exe"));
    assert!(there.read_link().is_ok());
    drop(running);
    let begun = Instant::now();
    while there.read_link().is_ok() {
        assert!(begun.elapsed() < PATIENCE, "process {child} is left behind");
        std::thread::sleep(Duration::from_millis(10));
    }
}
