//! What a published draw shows, and what it does not, in plain sentences.

use super::Fallback;
use super::outcome::Drawn;
use super::transcript::CheckedDraw;

impl CheckedDraw {
    pub(super) fn say_committed(&mut self) {
        let commitment = &self.commitment;
        let candidates = commitment.candidates.count;
        let mut say = vec![
            format!(
                "the commitment of campaign {} has digest {}",
                commitment.campaign, self.digest
            ),
            format!("the published lists are those committed to: {candidates} candidates"),
        ];
        let mut gap = Vec::new();
        let at = commitment.committed_at;
        gap.push(format!(
            "that it was committed to at {at}, as it says: the ledger's proof of this digest shows it"
        ));
        if !commitment.after.is_empty() {
            let before = commitment.after.join(", ");
            gap.push(format!("why earlier commitments came to nothing: {before}"));
        }
        if let Some(beacon) = &commitment.randomness.beacon {
            let round = beacon.round;
            let comes = beacon.comes_at().map_or(String::new(), |at| at.to_string());
            say.push(format!(
                "round {round} of the beacon comes at {comes}, after the commitment"
            ));
            let hash = beacon.chain.hash();
            match beacon.chain.known() {
                Some(known) => say.push(format!("the beacon is {known}, chain {hash}")),
                None => gap.push(format!(
                    "whose beacon chain {hash} is: this program does not know it, and whoever \
                     holds its keys knew the round before"
                )),
            }
        }
        self.checked.append(&mut say);
        self.unchecked.append(&mut gap);
    }

    pub(super) fn say_drawn(&mut self, drawn: &Drawn) {
        let randomness = &self.commitment.randomness;
        let revealed = randomness.observers.len() - drawn.missing.len();
        match randomness.fallback {
            Fallback::ByHand => self.unchecked.push(
                "where the seed comes from: an officer of a sandbox gave it, so that this draw \
                 shows nothing of chance"
                    .to_owned(),
            ),
            Fallback::BeaconAlone | Fallback::Void => {
                let mut sources = Vec::new();
                if !drawn.missing.is_empty() {
                    let missing = drawn.missing.join(", ");
                    self.unchecked.push(format!(
                        "that {missing} did not reveal in time: whoever did can show it"
                    ));
                } else if revealed > 0 {
                    sources.push(format!("{revealed} reveals, each the one pledged before"));
                }
                if randomness.beacon.is_some() {
                    sources.push("the round of the beacon, whose signature is right".to_owned());
                }
                let sources = sources.join(", and ");
                self.checked
                    .push(format!("the seed follows from the commitment, {sources}"));
            }
        }
        for (name, office) in &drawn.offices {
            let quota = self.commitment.offices.get(name).map_or(0, |it| it.quota);
            self.checked.push(format!(
                "office {name}: {} drawn of a quota of {quota}, {} in reserve; the last places \
                 follow from the seed",
                office.drawn, office.reserve
            ));
        }
    }
}
