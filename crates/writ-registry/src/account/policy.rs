//! The policies: who may do what is decided by Cedar, from the texts in `policies/` that are built
//! in. Whatever goes wrong in deciding, the answer is no.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};

use super::matrix::{MATRIX, Operation};
use super::permit::{Principal, Resource};
use super::person::File;
use crate::error::RegistryError;

/// The words of the policies.
const SCHEMA: &str = include_str!("../../../../policies/writ.cedarschema");

/// The policies, by file.
const TEXTS: [(&str, &str); 3] = [
    (
        "officers",
        include_str!("../../../../policies/officers.cedar"),
    ),
    (
        "machines",
        include_str!("../../../../policies/machines.cedar"),
    ),
    ("people", include_str!("../../../../policies/people.cedar")),
];

/// The policies, read and checked.
pub(crate) struct Policies {
    authorizer: Authorizer,
    schema: Schema,
    set: PolicySet,
    types: Types,
    actions: HashMap<&'static str, EntityUid>,
    /// There is one of each of these.
    registry: EntityUid,
    public: EntityUid,
    anybody: EntityUid,
}

/// The names of what can ask and be asked about.
struct Types {
    role: EntityTypeName,
    officer: EntityTypeName,
    person: EntityTypeName,
    file: EntityTypeName,
}

impl fmt::Debug for Policies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Policies(…)")
    }
}

/// Why policies cannot be gone by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoPolicies {
    /// In which text.
    pub(crate) file: String,
    /// What is wrong with it.
    pub(crate) why: String,
}

impl NoPolicies {
    fn of(file: &str, why: impl fmt::Display) -> Self {
        Self {
            file: file.to_owned(),
            why: why.to_string(),
        }
    }
}

impl From<NoPolicies> for RegistryError {
    fn from(NoPolicies { file, why }: NoPolicies) -> Self {
        Self::Policies { file, why }
    }
}

/// The policies that are built in, read once.
pub(crate) fn policies() -> Result<&'static Policies, NoPolicies> {
    static POLICIES: OnceLock<Result<Policies, NoPolicies>> = OnceLock::new();
    let read = POLICIES.get_or_init(|| Policies::read(SCHEMA, &TEXTS));
    read.as_ref().map_err(Clone::clone)
}

impl Policies {
    /// Reads a schema and policies, and checks each policy strictly against it.
    fn read(schema: &str, texts: &[(&str, &str)]) -> Result<Self, NoPolicies> {
        let in_schema = |why: &dyn fmt::Display| NoPolicies::of("writ.cedarschema", why);
        let (schema, _) = Schema::from_cedarschema_str(schema).map_err(|why| in_schema(&why))?;
        let mut set = PolicySet::new();
        for (file, text) in texts {
            let file = format!("{file}.cedar");
            let read = PolicySet::from_str(text).map_err(|why| NoPolicies::of(&file, why))?;
            for policy in read.policies() {
                let policy = named(policy).ok_or_else(|| {
                    NoPolicies::of(&file, "a policy has no `@id` by which to name it")
                })?;
                set.add(policy).map_err(|why| NoPolicies::of(&file, why))?;
            }
        }
        let found = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        if let Some(error) = found.validation_errors().next() {
            return Err(NoPolicies::of(&error.policy_id().to_string(), error));
        }
        let name = |text: &str| EntityTypeName::from_str(text).map_err(|why| in_schema(&why));
        let one = |kind: &str, id: &str| Ok(uid(&name(kind)?, id));
        let actions = MATRIX
            .iter()
            .map(|row| Ok((row.action, one("Writ::Action", row.action)?)));
        Ok(Self {
            authorizer: Authorizer::new(),
            types: Types {
                role: name("Writ::Role")?,
                officer: name("Writ::Officer")?,
                person: name("Writ::Person")?,
                file: name("Writ::File")?,
            },
            actions: actions.collect::<Result<_, NoPolicies>>()?,
            registry: one("Writ::Registry", "this")?,
            public: one("Writ::Public", "this")?,
            anybody: one("Writ::Anybody", "anybody")?,
            schema,
            set,
        })
    }

    /// Whether the policies let somebody do something. Anything that goes wrong is a no.
    pub(crate) fn permit<O: Operation>(&self, principal: &Principal, resource: &Resource) -> bool {
        self.decide(O::ACTION, principal, resource) == Some(Decision::Allow)
    }

    fn decide(&self, action: &str, principal: &Principal, resource: &Resource) -> Option<Decision> {
        let action = self.actions.get(action)?.clone();
        let mut entities = Vec::with_capacity(2);
        let principal = self.principal(principal, &mut entities);
        let resource = self.resource(resource, &mut entities)?;
        let entities = Entities::from_entities(entities, None).ok()?;
        let (context, schema) = (Context::empty(), Some(&self.schema));
        let request = Request::new(principal, action, resource, context, schema).ok()?;
        let response = self
            .authorizer
            .is_authorized(&request, &self.set, &entities);
        // A policy that could not be worked out is passed over by Cedar. If it forbade something,
        // what the others say is no answer.
        let failed = response.diagnostics().errors().next().is_some();
        (!failed).then(|| response.decision())
    }

    fn principal(&self, principal: &Principal, entities: &mut Vec<Entity>) -> EntityUid {
        match principal {
            Principal::Officer(officer) => {
                let id = uid(&self.types.officer, officer.name());
                let roles = officer.roles().iter();
                let roles = roles.map(|role| uid(&self.types.role, role.word()));
                entities.push(Entity::new_no_attrs(id.clone(), roles.collect()));
                id
            }
            Principal::Person(account) => uid(&self.types.person, account.id()),
            Principal::Anybody => self.anybody.clone(),
        }
    }

    fn resource(&self, resource: &Resource, entities: &mut Vec<Entity>) -> Option<EntityUid> {
        match resource {
            Resource::Registry => Some(self.registry.clone()),
            Resource::Public => Some(self.public.clone()),
            Resource::File(file) => {
                let id = uid(&self.types.file, file.person());
                entities.push(self.file(file, id.clone())?);
                Some(id)
            }
        }
    }

    fn file(&self, file: &File, id: EntityUid) -> Option<Entity> {
        let person = |id: &str| RestrictedExpression::new_entity_uid(uid(&self.types.person, id));
        let delegates = RestrictedExpression::new_set(file.delegates().map(person));
        let attributes = [
            ("owner".to_owned(), person(file.person())),
            ("delegates".to_owned(), delegates),
        ];
        Entity::new(id, HashMap::from(attributes), HashSet::new()).ok()
    }
}

/// A policy under the name that it gives itself.
fn named(policy: &Policy) -> Option<Policy> {
    let id = policy.annotation("id")?;
    Some(policy.new_id(cedar_policy::PolicyId::new(id)))
}

fn uid(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}
