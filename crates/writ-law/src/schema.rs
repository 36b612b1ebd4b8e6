//! The published JSON Schema of the canonical form.
//!
//! It is made from the types of the tree when the tests run, and kept in `docs`; a tree that does
//! not fit it, or that it does not fit, fails them.

/// The JSON Schema (draft 2020-12) of [`Regime::canonical`](crate::regime::Regime::canonical).
///
/// ```
/// assert!(writ_law::schema::schema().contains("https://json-schema.org/draft/2020-12/schema"));
/// ```
#[must_use]
pub fn schema() -> &'static str {
    include_str!("../../../docs/regime.schema.json")
}

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;
    use schemars::transform::{Transform, transform_subschemas};
    use serde_json::{Value, json};

    use super::schema;
    use crate::pack::PackText;
    use crate::tree::Tree;
    use crate::{canonical, syntax};

    const WHOLE: &str = include_str!("../tests/packs/whole.kdl");

    /// The language is closed, and so is its canonical form.
    #[derive(Debug, Clone)]
    struct Closed;

    impl Transform for Closed {
        fn transform(&mut self, schema: &mut schemars::Schema) {
            if schema.get("properties").is_some() {
                schema.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            transform_subschemas(self, schema);
        }
    }

    /// The schema as the types of the tree say it.
    fn made() -> String {
        let settings = SchemaSettings::draft2020_12()
            .for_serialize()
            .with_transform(Closed);
        let mut schema = settings.into_generator().into_root_schema_for::<Tree>();
        schema.insert("title".to_owned(), json!("Canonical form of a regime"));
        let mut text = serde_json::to_string_pretty(&in_order(schema.into())).unwrap();
        text.push('\n');
        text
    }

    /// With sorted keys, whatever else is built with `serde_json`.
    fn in_order(value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.into_iter().collect();
                fields.sort_by(|(one, _), (other, _)| one.cmp(other));
                let sorted = fields
                    .into_iter()
                    .map(|(key, value)| (key, in_order(value)));
                Value::Object(sorted.collect())
            }
            Value::Array(values) => values.into_iter().map(in_order).collect(),
            other => other,
        }
    }

    fn canonical_form(path: &str, text: &str) -> Value {
        let pack = PackText::of_file(path, path, text);
        let tree = syntax::read(&pack).unwrap_or_else(|findings| panic!("{path}: {findings:#?}"));
        serde_json::from_str(&canonical::canonical(&tree)).unwrap()
    }

    #[test]
    fn the_published_schema_is_that_of_the_tree() {
        let made = made();
        // The law writes no file, so whoever changes the tree puts the text there.
        let current = made == schema();
        assert!(current, "put this into docs/regime.schema.json:\n{made}");
    }

    #[test]
    fn what_is_not_of_the_language_does_not_fit_it() {
        let schema: Value = serde_json::from_str(schema()).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let whole = canonical_form("whole.kdl", WHOLE);
        assert!(
            validator.is_valid(&whole),
            "{:?}",
            validator.validate(&whole)
        );
        let with = |at: &str, value: Value| {
            let (place, key) = at.rsplit_once('/').unwrap();
            let mut spoilt = whole.clone();
            let fields = spoilt.pointer_mut(place).and_then(Value::as_object_mut);
            fields.unwrap().insert(key.to_owned(), value);
            validator.is_valid(&spoilt)
        };
        assert!(with("/regime/domain", json!("jury")));
        let rows = [
            ("/surprise", json!(1)),
            ("/effects/0/surprise", json!([])),
            ("/regime/domain", json!("lottery")),
            ("/regime/name", json!(7)),
            ("/periods/0/amount", json!({"n": -1, "unit": "days"})),
            ("/periods/0/amount", json!({"n": 1, "unit": "moons"})),
            ("/calendars/0/weekend", json!([8])),
            ("/calendars/0/weekend", json!(["sat"])),
            ("/windows/0/from", json!("04-01")),
            ("/versions/1/rules/0", json!({"tariff": {}})),
            ("/versions/1/pending", json!("keep")),
            ("/lifecycles/0/stages/0/then/0/trigger", json!("chance")),
            ("/services/0/grounds/0/event", json!("guessed")),
        ];
        for (at, value) in rows {
            if let Some((list, index)) = at.rsplit_once('/')
                && index.parse::<usize>().is_ok()
            {
                let mut spoilt = whole.clone();
                *spoilt.pointer_mut(at).unwrap() = value;
                assert!(!validator.is_valid(&spoilt), "{list}/{index}");
                continue;
            }
            assert!(!with(at, value.clone()), "{at} {value}");
        }
        for field in ["examples", "versions", "windows"] {
            let mut spoilt = whole.clone();
            spoilt.as_object_mut().unwrap().remove(field);
            assert!(!validator.is_valid(&spoilt), "{field}");
        }
    }
}
