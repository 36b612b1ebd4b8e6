//! Nothing but the checks makes a live regime.

use writ_law::live::LiveRegime;
use writ_law::regime::Regime;

fn run(regime: Regime) -> LiveRegime {
    LiveRegime { regime }
}

fn main() {}
