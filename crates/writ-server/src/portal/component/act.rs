//! What a reader can press.

use maud::{Markup, Render, html};

/// How much a button weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    First,
    Second,
    Grave,
}

/// A button that sends its form.
#[derive(Clone, Debug)]
pub(crate) struct Button {
    label: String,
    weight: Weight,
    sends: Option<(&'static str, String)>,
}

impl Button {
    /// The one thing that the page is for.
    pub(crate) fn first(label: impl Into<String>) -> Self {
        Self::of(label, Weight::First)
    }

    /// Something else.
    pub(crate) fn second(label: impl Into<String>) -> Self {
        Self::of(label, Weight::Second)
    }

    /// What cannot be taken back.
    pub(crate) fn grave(label: impl Into<String>) -> Self {
        Self::of(label, Weight::Grave)
    }

    fn of(label: impl Into<String>, weight: Weight) -> Self {
        let label = label.into();
        Self {
            label,
            weight,
            sends: None,
        }
    }

    /// Sends this with the form if it is the one pressed.
    pub(crate) fn sends(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.sends = Some((name, value.into()));
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let name = self.sends.as_ref().map(|it| it.0);
        let value = self.sends.as_ref().map(|it| it.1.as_str());
        let class = match self.weight {
            Weight::First => "button",
            Weight::Second => "button button-second",
            Weight::Grave => "button button-grave",
        };
        html! { button type="submit" class=(class) name=[name] value=[value] { (self.label) } }
    }
}

/// A link that looks like the one thing to do.
pub(crate) fn button_link(href: &str, label: &str) -> Markup {
    html! { a.button href=(href) { (label) } }
}

/// A link.
pub(crate) fn link(href: &str, label: &str) -> Markup {
    html! { a href=(href) { (label) } }
}

/// A form. One that changes something carries the token that shows that it is ours.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    action: String,
    post: Option<String>,
    files: Option<&'static str>,
    label: Option<String>,
    hidden: Vec<(&'static str, String)>,
}

impl Form {
    /// A form that changes something.
    pub(crate) fn post(action: impl Into<String>, csrf: &str) -> Self {
        Self {
            action: action.into(),
            post: Some(csrf.to_owned()),
            files: None,
            label: None,
            hidden: Vec::new(),
        }
    }

    /// A form that only asks.
    pub(crate) fn get(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            post: None,
            files: None,
            label: None,
            hidden: Vec::new(),
        }
    }

    /// It may carry files.
    pub(crate) const fn with_files(mut self) -> Self {
        self.files = Some("multipart/form-data");
        self
    }

    /// What it is called, where a page has several.
    pub(crate) fn called(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Carries something that the reader has said before.
    pub(crate) fn carrying(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// The form, with what is in it.
    pub(crate) fn of(&self, inside: &Markup) -> Markup {
        let method = if self.post.is_some() { "post" } else { "get" };
        html! {
            form method=(method) action=(self.action) enctype=[self.files]
                aria-label=[self.label.as_deref()] novalidate {
                @if let Some(csrf) = &self.post { input type="hidden" name="_csrf" value=(csrf); }
                @for (name, value) in &self.hidden {
                    input type="hidden" name=(name) value=(value);
                }
                (inside)
            }
        }
    }
}
