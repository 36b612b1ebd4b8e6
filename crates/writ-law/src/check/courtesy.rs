//! W014: courtesies, mere sending and mere publication never serve.

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{Ground, Serves, ServiceRule, Tree};

use super::floor;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for service in &tree.services {
        let channel = tree
            .channels
            .iter()
            .find(|channel| channel.name == service.channel);
        let courtesy = channel.is_some_and(|channel| channel.serves == Serves::Courtesy);
        if courtesy && !service.grounds.is_empty() {
            let text = format!("`{}` is a courtesy, and here it serves", service.channel);
            let help = "take the service away or write `never`; a channel that may serve is \
                        `serves=#true`";
            findings.push(floor("W014", service.channel.span, text, help));
        }
        let grounds = service.grounds.iter();
        findings.extend(grounds.filter_map(|ground| says_nothing(service, ground)));
    }
    findings
}

/// What is wrong with a ground that shows nothing of the person. A term after the sending does not
/// mend an alert, a queue or a proclamation, since no copy is under way; what it does to a copy that
/// was sent is W008.
fn says_nothing(service: &ServiceRule, ground: &Ground) -> Option<Finding> {
    let channel = &service.channel;
    let word = ground.event.word();
    let (text, help) = match (ground.event, &ground.wait) {
        (EventKind::Proclaimed, _) => (
            format!("`{channel}` serves by publication alone"),
            "write to the person: publication reaches nobody in particular",
        ),
        (EventKind::Returned | EventKind::AlertFailed, _) => (
            format!("`{channel}` serves by `{word}`, which shows that nothing arrived"),
            "take that ground away",
        ),
        (EventKind::Queued | EventKind::AlertSent, Some(_)) => (
            format!("`{channel}` serves some time after `{word}`, and no copy needs to be sent"),
            "let service rest on what happens to the copy itself",
        ),
        (EventKind::Queued | EventKind::AlertSent | EventKind::Dispatched, None) => (
            format!("`{channel}` serves as soon as a copy is `{word}`, whether or not it arrives"),
            "let service rest on what reaches the person: `delivered`, `opened`, `refused`, or at \
             least `posted`",
        ),
        _ => return None,
    };
    Some(floor("W014", channel.span, text, help))
}
