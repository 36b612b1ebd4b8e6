//! Opening a campaign, and what is never made of one.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use writ_registry::{Appear, NewCampaign, Terms, Window, operation};

use super::{Opening, Relabel};
use crate::output::{Output, visible};
use crate::registry::{Open, counted, ruled};
use crate::trouble::{Done, Trouble};

/// Reads a quota: an office, and how many.
pub(super) fn quota(text: &str) -> Result<(String, u32), String> {
    let wrong = || "write an office and a number, as in A=100".to_owned();
    let (office, number) = text.rsplit_once('=').ok_or_else(wrong)?;
    let number = number.parse().map_err(|_| wrong())?;
    if office.is_empty() {
        Err(wrong())
    } else {
        Ok((office.to_owned(), number))
    }
}

pub(super) async fn run(opening: &Opening, output: &Output) -> Result<Done, Trouble> {
    let open = opening.access.open().await?;
    let permit = open.permit(operation::OpenCampaign).await?;
    let new = new_campaign(opening, &open)?;
    let terms = ruled(open.registry.open_campaign(&permit, new, open.now()).await)?;
    open.answer(output, || as_json(&terms), || text(&terms, &open))?;
    Ok(Done::Well)
}

fn new_campaign(opening: &Opening, open: &Open) -> Result<NewCampaign, Trouble> {
    let zone = open.registry.zone();
    let mut quotas = BTreeMap::new();
    for (office, number) in &opening.quota {
        if quotas.insert(office.clone(), *number).is_some() {
            return Err(Trouble::misuse(format!("office {office} has two quotas"))
                .with_cure("give each office one"));
        }
    }
    let regime = match (&opening.regime, open.registry.regimes()) {
        (Some(name), _) => name.clone(),
        (None, [only]) => only.name().to_owned(),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|regime| regime.name()).collect();
            return Err(Trouble::misuse("this registry has several regimes")
                .with_cure(format!("say --regime with one of: {}", names.join(", "))));
        }
    };
    let appear = match (opening.appear_at, opening.appear_after, opening.appear_time) {
        (None, Some(days), Some(time)) => Appear::After { days, time },
        (Some(at), ..) => Appear::At(at.instant(zone)?),
        // The command line asks for one of the two.
        _ => return Err(Trouble::misuse("nobody would know when to appear")),
    };
    let window = Window {
        from: opening.from.instant(zone)?,
        until: opening.until.instant(zone)?,
    };
    Ok(NewCampaign {
        id: opening.id.clone(),
        order: opening.order.clone(),
        regime,
        instrument: opening.instrument.clone(),
        quotas,
        window,
        appear,
        place: opening.place.clone(),
    })
}

/// The terms beside the force of the answer: that of the instrument gets a name of its own.
fn as_json(terms: &Terms) -> Value {
    let mut json = json!(terms);
    if let Some(map) = json.as_object_mut()
        && let Some(force) = map.remove("force")
    {
        map.insert("instrument_force".to_owned(), force);
    }
    json
}

fn text(terms: &Terms, open: &Open) -> String {
    format!(
        "campaign {} is open: {} under `{}`\n\
         quota {}; from {} until {}\n\
         next: `writ campaign candidates {}`\n",
        terms.id,
        terms.instrument,
        visible(&terms.order),
        counted(&terms.quotas),
        open.local(terms.window.from),
        open.local(terms.window.until),
        terms.id,
    )
}

/// Asks for what is always refused, so that it is refused with its reason.
pub(super) async fn relabel(relabel: &Relabel, _output: &Output) -> Result<Done, Trouble> {
    let open = relabel.access.open().await?;
    let permit = open.permit(operation::OpenCampaign).await?;
    ruled(
        open.registry
            .relabel(&permit, &relabel.id, &relabel.instrument)
            .await,
    )?;
    Ok(Done::Well)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_names_an_office_and_a_number() {
        assert_eq!(quota("A=3"), Ok(("A".to_owned(), 3)));
        assert_eq!(quota("a=b=3"), Ok(("a=b".to_owned(), 3)));
        for wrong in ["", "A", "A=", "=3", "A=-1", "A=4294967296"] {
            assert!(quota(wrong).is_err(), "{wrong}");
        }
    }
}
