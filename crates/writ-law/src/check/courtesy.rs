//! W014: courtesies and mere sending never serve.

use crate::event::EventKind;
use crate::finding::Finding;
use crate::tree::{Serves, Tree};

use super::floor;

/// What the sender does alone: none of it shows that anything reached the person.
const SENDING: [EventKind; 3] = [
    EventKind::Queued,
    EventKind::Dispatched,
    EventKind::AlertSent,
];

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
        for ground in service
            .grounds
            .iter()
            .filter(|ground| SENDING.contains(ground))
        {
            let text = format!(
                "`{}` serves as soon as a copy is `{}`, whether or not it arrives",
                service.channel,
                ground.word()
            );
            let help = "let service rest on what reaches the person: `delivered`, `opened`, \
                        `refused`, or at least `posted`";
            findings.push(floor("W014", service.channel.span, text, help));
        }
    }
    findings
}
