//! Progress, for whoever watches. Programs and logs see none of it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::Output;

/// Something that takes a while. Dropped, it leaves no trace on the terminal.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Of so many things; of an unknown number if absent.
    pub(crate) fn new(output: &Output, what: &'static str, of: Option<u64>) -> Self {
        let target = if output.is_watched() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(of, target);
        let template = if of.is_some() {
            "{msg} {wide_bar} {human_pos} of {human_len}, {eta} to go"
        } else {
            "{msg} {spinner} {human_pos}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self(bar)
    }

    /// So many are done.
    pub(crate) fn at(&self, done: u64) {
        self.0.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
