//! What runs live takes a regime that has passed the rights floor.

use writ_law::live::LiveRegime;
use writ_law::regime::Regime;

fn run_live(_: &LiveRegime) {}

fn run(regime: &Regime) {
    run_live(regime);
}

fn main() {}
