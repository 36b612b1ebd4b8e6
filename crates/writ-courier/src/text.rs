//! Texts to a telephone, through a gateway of the operator's choice: it is sent a signed webhook
//! with the number and the text, and does the rest.

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::json;
use writ_registry::{Carried, Carrier, Parcel, Way};
use zeroize::Zeroizing;

use crate::webhook::{Webhook, never};

/// A gateway for texts.
#[derive(Clone)]
pub struct Text {
    webhook: Webhook,
    url: String,
    secret: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Text").finish_non_exhaustive()
    }
}

impl Text {
    /// The gateway at an address, which knows the secret.
    #[must_use]
    pub const fn new(webhook: Webhook, url: String, secret: Zeroizing<Vec<u8>>) -> Self {
        Self {
            webhook,
            url,
            secret,
        }
    }
}

#[async_trait]
impl Carrier for Text {
    fn way(&self) -> Way {
        Way::Text
    }

    async fn carry(&self, parcel: &Parcel, now: Timestamp) -> Carried {
        let Some(number) = number(&parcel.to) else {
            return never("that is no telephone number");
        };
        let said = json!({
            "type": "text.send",
            "data": {"to": number, "text": parcel.text},
        });
        let to_gateway = Parcel {
            id: parcel.id.clone(),
            to: self.url.clone(),
            title: String::new(),
            text: said.to_string(),
            secret: Some(self.secret.clone()),
        };
        self.webhook.post(&to_gateway, now).await
    }
}

/// A number as gateways take it: `+` and digits (E.164), without what people put in between.
fn number(text: &str) -> Option<String> {
    let between = |letter: &char| !matches!(letter, ' ' | '-' | '(' | ')' | '.');
    let number: String = text.chars().filter(between).collect();
    let digits = number.strip_prefix('+')?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    (is_number && (7..=15).contains(&digits.len())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_as_gateways_take_it() {
        let cases = [
            ("+7 900 000-00-00", Some("+79000000000")),
            ("+358 (40) 123.4567", Some("+358401234567")),
            ("900 000 00 00", None),
            ("+7900", None),
            ("+79000000000000000", None),
            ("+7900000000x", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text).as_deref(), expected, "{text}");
        }
    }
}
