//! What a carrier says of letters: a file of statuses, looked at line by line.

use maud::{Markup, html};
use writ_registry::{StatusLine, StatusReport};

use crate::portal::component::{Button, Field, Form, Table, Wrong, inset, success};
use crate::portal::layout::{Frame, Page};

/// Reads a file of statuses: `mark,status,at,note`, one letter a line; the last may be empty. A
/// heading is passed over.
pub(crate) fn read(text: &str) -> Vec<StatusLine> {
    let numbered = (1u64..).zip(text.lines());
    numbered
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("mark,"))
        .map(|(number, line)| {
            let mut fields = line.splitn(4, ',').map(|field| field.trim().to_owned());
            let mut next = || fields.next().unwrap_or_default();
            StatusLine {
                line: number,
                mark: next(),
                status: next(),
                at: next(),
                note: next(),
            }
        })
        .collect()
}

/// The page, with what came of a file.
pub(crate) fn page(frame: &Frame, report: Option<&StatusReport>, wrong: &[Wrong]) -> Markup {
    let inside = html! {
        @if let Some(report) = report { (came(frame, report)) }
        p { (frame.word("carrier-means")) }
        (Form::post("/office/carrier", &frame.csrf).with_files().of(&html! {
            (Field::files("files", frame.word("carrier-file")).hint(frame.word("carrier-file-hint")).among(wrong))
            (Button::first(frame.word("carrier-send")))
        }))
        (inset(&html! { p { (frame.word("carrier-again")) } }))
    };
    Page::new(frame, frame.word("carrier-title"))
        .back("/office", frame.word("nav-today"))
        .wrong(wrong)
        .of(&inside)
}

fn came(frame: &Frame, report: &StatusReport) -> Markup {
    let mut table = Table::new(
        frame.word("carrier-rejects"),
        [
            frame.word("carrier-line"),
            frame.word("carrier-why"),
            frame.word("carrier-cure"),
        ],
    );
    for reject in &report.rejects {
        let said = |text: &str| html! { span lang="en" { (text) } };
        table.row([
            reject.line.into(),
            said(&reject.reason).into(),
            said(&reject.cure).into(),
        ]);
    }
    html! {
        (success(&frame.say("carrier-recorded", [("n", report.recorded.into())]), &html! {
            p { (frame.say("carrier-unchanged", [("n", report.unchanged.into())])) }
            @if report.corrections > 0 { p { (frame.say("record-corrections", [("n", report.corrections.into())])) } }
        }))
        @if !table.is_empty() { (table) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_may_hold_commas_and_a_heading_is_no_letter() {
        let read = read(
            "mark,status,at,note\nL-1,delivered,2023-05-02T10:00:00Z,wife, at home\n\nL-2,returned,2023-05-03T10:00:00Z\n",
        );
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].line, read[0].note.as_str()), (2, "wife, at home"));
        assert_eq!((read[1].line, read[1].note.as_str()), (4, ""));
    }
}
