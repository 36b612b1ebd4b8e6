//! What waits for a second pair of eyes, and why.

use maud::{Markup, html};
use writ_registry::{CampaignStatus, Phase};

use crate::portal::component::{Button, Form, Row, inset, summary, warning};
use crate::portal::layout::{Frame, Page, Who};

/// The page.
pub(crate) fn page(frame: &Frame, all: &[CampaignStatus]) -> Markup {
    let waits = |status: &&CampaignStatus| status.phase == Phase::Drawn;
    let unreviewed =
        |status: &&CampaignStatus| status.withdrawn.is_some() && status.reviewed_by.is_none();
    let drawn: Vec<_> = all.iter().filter(waits).collect();
    let withdrawn: Vec<_> = all.iter().filter(unreviewed).collect();
    let inside = html! {
        p { (frame.word("approvals-why")) }
        h2 { (frame.word("approvals-campaigns")) }
        @if drawn.is_empty() { (inset(&html! { p { (frame.word("approvals-none")) } })) }
        @for status in drawn { (campaign(frame, status)) }
        h2 { (frame.word("approvals-withdrawals")) }
        @if withdrawn.is_empty() { (inset(&html! { p { (frame.word("approvals-none")) } })) }
        @for status in withdrawn { (withdrawal(frame, status)) }
    };
    Page::new(frame, frame.word("nav-approvals")).of(&inside)
}

fn is_own(frame: &Frame, by: &str) -> bool {
    matches!(&frame.who, Who::Officer { name, .. } if name == by)
}

fn campaign(frame: &Frame, status: &CampaignStatus) -> Markup {
    let id = &status.terms.id;
    let sum = |counts: &std::collections::BTreeMap<String, u64>| counts.values().sum::<u64>();
    let quota: u64 = status.terms.quotas.values().copied().map(u64::from).sum();
    let eligible = status.candidates.as_ref().map_or(0, |it| sum(&it.eligible));
    let drawn: u64 = status
        .drawn
        .iter()
        .flat_map(|it| it.offices.values())
        .map(|it| it.drawn)
        .sum();
    html! {
        section.notice {
            h3 { a href=(format!("/office/campaigns/{id}")) { (id) } }
            (summary(&[
                Row::new(frame.word("campaign-order"), status.terms.order.as_str()),
                Row::new(frame.word("opened-by"), status.opened_by.as_str()),
                Row::new(frame.word("quota"), quota.to_string()),
                Row::new(frame.word("count-eligible"), eligible.to_string()),
                Row::new(frame.word("count-drawn"), drawn.to_string()),
            ]))
            p { (frame.word("approvals-check")) }
            @if is_own(frame, &status.opened_by) { (warning(&frame.word("warning"), &frame.word("approvals-own"))) }
            @else {
                (Form::post(format!("/approvals/{id}/approve"), &frame.csrf).called(frame.say("approve-of", [("campaign", id.as_str().into())]))
                    .of(&html! { (Button::first(frame.word("approve"))) }))
            }
        }
    }
}

fn withdrawal(frame: &Frame, status: &CampaignStatus) -> Markup {
    let id = &status.terms.id;
    let (by, why) = status.withdrawn.clone().unwrap_or_default();
    html! {
        section.notice {
            h3 { a href=(format!("/office/campaigns/{id}")) { (id) } }
            (summary(&[
                Row::new(frame.word("withdrawn-by"), by.as_str()),
                Row::new(frame.word("decide-why"), why.unwrap_or_default()),
            ]))
            p { (frame.word("approvals-review")) }
            @if is_own(frame, &by) { (warning(&frame.word("warning"), &frame.word("approvals-own"))) }
            @else {
                (Form::post(format!("/approvals/{id}/review"), &frame.csrf).called(frame.say("review-of", [("campaign", id.as_str().into())]))
                    .of(&html! { (Button::first(frame.word("review"))) }))
            }
        }
    }
}
