//! The parts that pages are made of. A part that needs a label, a caption or a heading cannot be
//! made without one.

mod act;
mod banner;
mod field;
mod figure;
mod list;
mod table;
mod timeline;

pub(crate) use act::{Button, Form, button_link, link};
pub(crate) use banner::{details, inset, notice, success, tag, warning};
pub(crate) use field::{Choice, Field, Wrong, error_summary};
pub(crate) use figure::{Bar, chart};
pub(crate) use list::{Row, cards, pages, summary};
pub(crate) use table::Table;
pub(crate) use timeline::{Moment, When, timeline};
