//! What an event does to a matter.

use super::{Cause, End, Run};
use crate::event::EventKind;
use crate::life::{Happening, Side};
use crate::machine::TriggerMachine;
use crate::tree::{ClaimKind, Serves};

impl Run<'_> {
    pub(super) fn happen(&mut self, index: u16) {
        let Some(event) = self.event(index) else {
            return;
        };
        self.meet_duties(event);
        if let Some(exception) = event.exception {
            return self.on_exception(exception, index, event);
        }
        if event.kind == EventKind::ExcuseAccepted && self.accept_excuse(index, event) {
            return;
        }
        let law = self.law(event.force);
        let ends = self
            .lifecycle_in(law)
            .is_some_and(|it| it.ends_on.contains(&event.kind));
        if event.kind.closes() || ends {
            self.state.end = Some(End::Closed {
                event: index,
                at: event.force,
            });
            return;
        }
        // A burdening act without a law in force moves nothing.
        let binds = event.side == Side::Relieves || self.lawful(event);
        match event.kind {
            EventKind::ExcuseRefused | EventKind::Judged | EventKind::ObjectionRejected
                if !binds => {}
            EventKind::ExcuseClaimed => self.claim_excuse(index, event),
            EventKind::ExcuseRefused => self.refuse_excuse(event),
            EventKind::NonReceiptClaimed => self.assert(ClaimKind::NonReceipt, index, event),
            EventKind::AppearanceClaimed => self.assert(ClaimKind::Appearance, index, event),
            EventKind::Judged => self.judge(index, event),
            EventKind::Objected => self.object(index, event),
            EventKind::ObjectionRejected => self.reject(event),
            EventKind::Told => self.tell(index, event),
            EventKind::Warned => self.warn(index, event),
            EventKind::Decided => self.decide(index, event),
            EventKind::Reviewed => self.review(event),
            EventKind::Returned => self.returned(index, event),
            EventKind::EligibilityConfirmed if event.by.is_some() => self.confirm(),
            _ => {}
        }
        if self.state.end.is_some() {
            return;
        }
        self.receive(event);
        self.try_serve(index, event);
        let on =
            |it: &TriggerMachine| matches!(it, TriggerMachine::On(kind) if *kind == event.kind);
        if binds
            && !self.is_courtesy(event)
            && self.state.end.is_none()
            && let Some(to) = self.way(law, on)
        {
            self.enter(to, Cause::Event(index));
        }
    }

    /// Whether a burdening event is one of a copy that is a courtesy: such a copy moves nothing.
    fn is_courtesy(&self, event: &Happening) -> bool {
        let channels = &self.law(event.force).frame.channels;
        let channel = event.channel.and_then(|it| channels.get(usize::from(it)));
        event.side == Side::Burdens && channel.is_some_and(|it| it.serves == Serves::Courtesy)
    }

    fn on_exception(&mut self, exception: u8, index: u16, event: &Happening) {
        match event.kind {
            EventKind::ExcuseClaimed => self.ask_exception(exception, index, event),
            EventKind::ExcuseAccepted => self.grant_exception(exception, index, event),
            EventKind::ExcuseRefused if self.lawful(event) => {
                self.refuse_exception(exception, event);
            }
            _ => {}
        }
    }
}
