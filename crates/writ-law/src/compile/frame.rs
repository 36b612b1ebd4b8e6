//! The frame of one version: what is the same in every alternative.

use super::{
    Compiled, Numbered, anchor, broken, cited, compile_channel, condition, facts, find, term,
    zone_of,
};
use crate::machine::{
    AnchorMachine, CategoryMachine, ChannelMachine, ClaimMachine, DueMachine, DutyMachine,
    ExceptionMachine, ExcuseMachine, FollowMachine, Frame, InForce, Known, MOST, PaperMachine,
    RemedyMachine, SanctionMachine, Set, WarningMachine,
};
use crate::period::Period;
use crate::tree::{Amount, Anchor, Due, Name, Silence, Stays, Tree, Unit, WhileUndecided};

/// An amount that no rule asks about.
const NOTHING: Amount = Amount {
    n: 0,
    unit: Unit::Days,
};

/// The frame of a version.
pub(super) fn frame(
    tree: &Tree,
    all: &Numbered,
    versions: &[InForce],
    place: usize,
) -> Compiled<Frame> {
    let header = &tree.regime;
    let most = [
        &all.measures,
        &all.channels,
        &all.duties,
        &all.excuses,
        &all.remedies,
    ];
    if most.iter().any(|names| names.len() > MOST) || all.exceptions.len() > MOST {
        let text = format!("a regime has at most {MOST} rules of a kind");
        return Err(broken(header.span, text, "split it"));
    }
    let zone = zone_of(tree)?;
    let from = versions.get(place).map(|version| version.from);
    let mut frame = Frame {
        from: from.ok_or_else(|| broken(header.span, "no such version", "declare it"))?,
        versions: versions.to_vec(),
        facts: facts(tree, &all.conditions),
        categories: Vec::new(),
        channels: Vec::new(),
        instruments: all
            .instruments
            .iter()
            .map(|(name, kind)| (name.text.clone(), *kind))
            .collect(),
        measures: all.measures.iter().map(|name| name.text.clone()).collect(),
        remedies: Vec::new(),
        excuses: Vec::new(),
        warnings: Vec::new(),
        duties: Vec::new(),
        claims: Vec::new(),
        exceptions: Vec::new(),
        sanctions: Vec::new(),
        follows: Vec::new(),
        papers: Vec::new(),
        zone,
    };
    for category in &tree.categories {
        let when = condition(tree, &category.when, super::Sense::Plain)?;
        let (name, cite) = (category.name.text.clone(), cited(&category.cite));
        frame.categories.push(CategoryMachine { name, when, cite });
    }
    for name in &all.channels {
        let channel = tree.channels.iter().find(|it| it.name == *name);
        frame.channels.push(match channel {
            Some(channel) => compile_channel(tree, channel, &frame.zone)?,
            None => ChannelMachine::absent(name.as_str()),
        });
    }
    remedies(tree, all, &mut frame)?;
    excuses(tree, all, &mut frame)?;
    warnings(tree, all, &mut frame)?;
    duties(tree, all, &mut frame)?;
    claims(tree, all, &mut frame)?;
    papers(tree, all, &mut frame)?;
    Ok(frame)
}

fn channel_id(all: &Numbered, name: &Name) -> Compiled<u8> {
    find(name, "channel", all.channels.iter())
}

fn measures(all: &Numbered, names: &[Name]) -> Compiled<Set> {
    names
        .iter()
        .map(|name| find(name, "effect", all.measures.iter()))
        .collect()
}

fn remedies(tree: &Tree, all: &Numbered, frame: &mut Frame) -> Compiled<()> {
    for name in &all.remedies {
        let Some(remedy) = tree.remedies.iter().find(|it| it.name == *name) else {
            frame.remedies.push(RemedyMachine {
                name: name.text.clone(),
                against: Set::default(),
                open_for: Period::plain(NOTHING),
                open_from: AnchorMachine::Event(crate::event::EventKind::Told),
                stays: Stays::No,
                decide_within: None,
                then: None,
                cite: Vec::new(),
            });
            continue;
        };
        frame.remedies.push(RemedyMachine {
            name: remedy.name.text.clone(),
            against: measures(all, &remedy.against)?,
            open_for: Period::plain(remedy.open_for),
            open_from: anchor(tree, &frame.zone, &remedy.open_from)?,
            stays: remedy.stays,
            decide_within: remedy.decide_within.map(Period::plain),
            then: remedy.then.as_ref().map(|then| then.text.clone()),
            cite: cited(&remedy.cite),
        });
    }
    Ok(())
}

fn excuses(tree: &Tree, all: &Numbered, frame: &mut Frame) -> Compiled<()> {
    for name in &all.excuses {
        let Some(excuse) = tree.excuses.iter().find(|it| it.name == *name) else {
            frame.excuses.push(ExcuseMachine {
                name: name.text.clone(),
                claim_within: None,
                then_appear_within: None,
                while_undecided: WhileUndecided::Nothing,
                decided_by: "officer".to_owned(),
                cite: Vec::new(),
            });
            continue;
        };
        let bound = |term: &Option<(Amount, Anchor)>| {
            let term = term.as_ref();
            term.map(|(amount, from)| {
                Ok((Period::plain(*amount), anchor(tree, &frame.zone, from)?))
            })
            .transpose()
        };
        frame.excuses.push(ExcuseMachine {
            name: excuse.name.text.clone(),
            claim_within: bound(&excuse.claim_within)?,
            then_appear_within: bound(&excuse.then_appear_within)?,
            while_undecided: excuse.while_undecided,
            decided_by: excuse.decided_by.text.clone(),
            cite: cited(&excuse.cite),
        });
    }
    Ok(())
}

fn warnings(tree: &Tree, all: &Numbered, frame: &mut Frame) -> Compiled<()> {
    for name in &all.warnings {
        let Some(warning) = tree.warnings.iter().find(|it| it.name == *name) else {
            frame.warnings.push(WarningMachine {
                name: name.text.clone(),
                known: Known::Elsewhere,
                after: None,
                by: Vec::new(),
                then: Period::plain(NOTHING),
                cite: Vec::new(),
            });
            continue;
        };
        let by = warning.by.iter().map(|name| channel_id(all, name));
        let is_stage = all.stages.iter().flatten().any(|it| *it == warning.after);
        frame.warnings.push(WarningMachine {
            name: warning.name.text.clone(),
            known: Known::Here,
            after: is_stage.then(|| warning.after.text.clone()),
            by: by.collect::<Compiled<_>>()?,
            then: Period::plain(warning.then),
            cite: cited(&warning.cite),
        });
    }
    Ok(())
}

fn duties(tree: &Tree, all: &Numbered, frame: &mut Frame) -> Compiled<()> {
    for name in &all.duties {
        let Some(duty) = tree.duties.iter().find(|it| it.name == *name) else {
            frame.duties.push(DutyMachine {
                name: name.text.clone(),
                known: Known::Elsewhere,
                of: Vec::new(),
                from: AnchorMachine::Served,
                due: DueMachine::By(AnchorMachine::AppearAt),
                upon: Vec::new(),
                late_within: None,
                met_by: Vec::new(),
                cite: Vec::new(),
            });
            continue;
        };
        let span = duty.name.span;
        let due = match &duty.due {
            Due::By(by) => DueMachine::By(anchor(tree, &frame.zone, by)?),
            Due::Within(within) => DueMachine::Within(Box::new(term(tree, within, span)?)),
        };
        let late = duty.late_within.as_ref().map(|it| term(tree, it, span));
        let of = duty.of.iter();
        let of = of.map(|name| find(name, "instrument", all.instruments.iter().map(|it| &it.0)));
        let upon = duty.upon.iter();
        let upon =
            upon.map(|name| find(name, "category", tree.categories.iter().map(|it| &it.name)));
        frame.duties.push(DutyMachine {
            name: duty.name.text.clone(),
            known: Known::Here,
            of: of.collect::<Compiled<_>>()?,
            from: anchor(tree, &frame.zone, &duty.from)?,
            due,
            upon: upon.collect::<Compiled<_>>()?,
            late_within: late.transpose()?,
            met_by: duty.met_by.clone(),
            cite: cited(&duty.cite),
        });
    }
    Ok(())
}

fn claims(tree: &Tree, all: &Numbered, frame: &mut Frame) -> Compiled<()> {
    for claim in &tree.claims {
        frame.claims.push(ClaimMachine {
            kind: claim.kind,
            while_undecided: claim.while_undecided,
            decide_within: claim.decide_within.map(Period::plain),
            decided_by: claim.decided_by.text.clone(),
            cite: cited(&claim.cite),
        });
    }
    for name in &all.exceptions {
        let exception = tree.exceptions.iter().find(|it| it.name == *name);
        frame.exceptions.push(match exception {
            Some(it) => ExceptionMachine {
                name: it.name.text.clone(),
                from: measures(all, &it.from)?,
                decide_within: Period::plain(it.decide_within),
                silence: it.silence,
                lasts: term(tree, &it.lasts, it.name.span)?,
                decided_by: it.decided_by.text.clone(),
                cite: cited(&it.cite),
            },
            None => ExceptionMachine {
                name: name.text.clone(),
                from: Set::default(),
                decide_within: Period::plain(NOTHING),
                silence: Silence::Refuses,
                lasts: Period::plain(NOTHING),
                decided_by: "officer".to_owned(),
                cite: Vec::new(),
            },
        });
    }
    for sanction in &tree.sanctions {
        let count = sanction.count.as_ref().map(|count| {
            let fact = find(&count.of, "fact", tree.facts.iter().map(|it| &it.name))?;
            Ok((count.n, Period::plain(count.within), fact))
        });
        frame.sanctions.push(SanctionMachine {
            name: sanction.name.text.clone(),
            stages: sanction.stages.iter().map(|it| it.text.clone()).collect(),
            decided: sanction.decided,
            count: count.transpose()?,
            cite: cited(&sanction.cite),
        });
    }
    for follow in &tree.follows {
        frame.follows.push(FollowMachine {
            instrument: follow.instrument.text.clone(),
            on: follow.on.text.clone(),
            within: follow.within.map(Period::plain),
            cite: cited(&follow.cite),
        });
    }
    Ok(())
}

fn papers(tree: &Tree, all: &Numbered, frame: &mut Frame) -> Compiled<()> {
    for (name, _) in &all.instruments {
        let Some(paper) = tree.instruments.iter().find(|it| it.name == *name) else {
            frame.papers.push(PaperMachine::default());
            continue;
        };
        let mut windows = Vec::new();
        for name in &paper.windows {
            let place = find(name, "window", tree.windows.iter().map(|it| &it.name))?;
            let window = tree.windows.get(usize::from(place));
            windows.extend(window.map(|it| (it.from, it.until)));
        }
        let first_contact = paper.first_contact.iter().map(|it| channel_id(all, it));
        let times = all.excuses.iter().map(|excuse| {
            let offer = paper.offers.iter().find(|it| it.excuse == *excuse);
            offer.map_or(1, |offer| offer.times)
        });
        frame.papers.push(PaperMachine {
            windows,
            first_contact: first_contact.collect::<Compiled<_>>()?,
            times: times.collect(),
        });
    }
    Ok(())
}
