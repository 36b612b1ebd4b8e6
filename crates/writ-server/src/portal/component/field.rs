//! Fields of forms: each with its label; hint and error are tied to it.

use maud::{Markup, Render, html};

use crate::portal::words::Words;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The name of the field.
    pub(crate) field: &'static str,
    /// What is wrong, in words.
    pub(crate) text: String,
}

impl Wrong {
    pub(crate) fn new(field: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { field, text }
    }
}

/// What went wrong, at the head of the page, with a link to each field.
pub(crate) fn error_summary(words: &Words, wrong: &[Wrong]) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div.error-summary role="alert" aria-labelledby="error-summary" tabindex="-1" {
                h2 #error-summary { (words.word("error-heading")) }
                ul {
                    @for it in wrong {
                        li {
                            @if it.field.is_empty() { (it.text) }
                            @else { a href=(format!("#{}", it.field)) { (it.text) } }
                        }
                    }
                }
            }
        }
    }
}

/// One of several answers.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[derive(Clone, Debug)]
enum Control {
    Line(&'static str),
    Area,
    Radios(Vec<Choice>),
    Select(Vec<Choice>),
    Files,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    name: &'static str,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    value: String,
    autocomplete: Option<&'static str>,
    control: Control,
}

impl Field {
    fn of(name: &'static str, label: impl Into<String>, control: Control) -> Self {
        Self {
            name,
            label: label.into(),
            hint: None,
            error: None,
            value: String::new(),
            autocomplete: None,
            control,
        }
    }

    /// One line of text.
    pub(crate) fn line(name: &'static str, label: impl Into<String>) -> Self {
        Self::of(name, label, Control::Line("text"))
    }

    /// A whole number.
    pub(crate) fn number(name: &'static str, label: impl Into<String>) -> Self {
        Self::of(name, label, Control::Line("number"))
    }

    /// A day.
    pub(crate) fn day(name: &'static str, label: impl Into<String>) -> Self {
        Self::of(name, label, Control::Line("date"))
    }

    /// A day and a time of day.
    pub(crate) fn moment(name: &'static str, label: impl Into<String>) -> Self {
        Self::of(name, label, Control::Line("datetime-local"))
    }

    /// Several lines of text.
    pub(crate) fn area(name: &'static str, label: impl Into<String>) -> Self {
        Self::of(name, label, Control::Area)
    }

    /// One answer of a few.
    pub(crate) fn radios(
        name: &'static str,
        legend: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::of(name, legend, Control::Radios(choices))
    }

    /// One answer of many.
    pub(crate) fn select(
        name: &'static str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::of(name, label, Control::Select(choices))
    }

    /// Files.
    pub(crate) fn files(name: &'static str, label: impl Into<String>) -> Self {
        Self::of(name, label, Control::Files)
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    pub(crate) const fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// Takes its error from what is wrong with the form.
    pub(crate) fn among(mut self, wrong: &[Wrong]) -> Self {
        let own = wrong.iter().find(|it| it.field == self.name);
        self.error = own.map(|it| it.text.clone());
        self
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.is_some().then(|| format!("{}-hint", self.name));
        let error = self.error.is_some().then(|| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn around(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { p.hint id=(format!("{}-hint", self.name)) { (hint) } }
            @if let Some(error) = &self.error {
                p.error id=(format!("{}-error", self.name)) { (error) }
            }
        }
    }

    fn radio(&self, (place, choice): (usize, &Choice)) -> Markup {
        // The first has the name of the field: to it the summary of errors leads.
        let id = match place {
            0 => self.name.to_owned(),
            _ => format!("{}-{place}", self.name),
        };
        let hint = choice.hint.as_ref().map(|_| format!("{id}-means"));
        html! {
            div.choice {
                input type="radio" id=(id) name=(self.name) value=(choice.value)
                    checked[choice.value == self.value] aria-describedby=[hint.as_deref()];
                label for=(id) { (choice.label) }
                @if let (Some(said), Some(hint)) = (&choice.hint, &hint) {
                    p.hint id=(hint) { (said) }
                }
            }
        }
    }

    fn radios_group(&self, choices: &[Choice]) -> Markup {
        html! {
            fieldset aria-describedby=[self.described_by()] {
                legend { (self.label) }
                (self.around())
                @for choice in choices.iter().enumerate() { (self.radio(choice)) }
            }
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        let described = self.described_by();
        let invalid = self.error.as_ref().map(|_| "true");
        html! {
            div.field.field-error[self.error.is_some()] {
                @match &self.control {
                    Control::Radios(choices) => (self.radios_group(choices)),
                    control => {
                        label for=(self.name) { (self.label) }
                        (self.around())
                        @match control {
                            Control::Area => {
                                textarea id=(self.name) name=(self.name) rows="5"
                                    aria-describedby=[described] aria-invalid=[invalid] { (self.value) }
                            }
                            Control::Select(choices) => {
                                select id=(self.name) name=(self.name)
                                    aria-describedby=[described] aria-invalid=[invalid] {
                                    @for it in choices {
                                        option value=(it.value) selected[it.value == self.value] { (it.label) }
                                    }
                                }
                            }
                            Control::Files => {
                                input type="file" multiple id=(self.name) name=(self.name)
                                    accept="application/pdf,image/jpeg,image/png,text/plain"
                                    aria-describedby=[described] aria-invalid=[invalid];
                            }
                            Control::Line(kind) => {
                                input type=(kind) id=(self.name) name=(self.name) value=(self.value)
                                    autocomplete=[self.autocomplete] aria-describedby=[described]
                                    aria-invalid=[invalid];
                            }
                            Control::Radios(_) => {}
                        }
                    }
                }
            }
        }
    }
}
