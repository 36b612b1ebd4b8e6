//! Charts: a picture, and always the same numbers as a table.

use charts_rs::{HorizontalBarChart, Series};
use maud::{Markup, PreEscaped, html};

use super::Table;

/// One bar: what it is, and how many.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) count: u32,
}

/// A chart of bars, with a table of the same numbers.
pub(crate) fn chart(title: &str, (what, many): (&str, &str), bars: &[Bar]) -> Markup {
    let mut table = Table::new(title, [what.to_owned(), many.to_owned()]);
    for bar in bars {
        table.row([bar.name.clone().into(), bar.count.into()]);
    }
    html! {
        figure {
            figcaption { (title) }
            @if let Some(picture) = drawn(bars) {
                // The table says the same.
                div.chart aria-hidden="true" { (PreEscaped(picture)) }
            }
            (table)
        }
    }
}

fn drawn(bars: &[Bar]) -> Option<String> {
    if bars.iter().all(|bar| bar.count == 0) {
        return None;
    }
    let counts = bars.iter().map(|bar| bar.count as f32).collect();
    let names = bars.iter().map(|bar| bar.name.clone()).collect();
    let mut chart = HorizontalBarChart::new(vec![Series::new(String::new(), counts)], names);
    chart.width = 640.0;
    let height = 60.0 + 34.0 * bars.len() as f32;
    chart.height = height;
    chart.legend.show = Some(false);
    chart.compact = true;
    chart.svg().ok()
}
