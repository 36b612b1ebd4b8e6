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
            return Err(NoPolicies::of(error.policy_id().as_ref(), error));
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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::time::Instant;

    use super::super::matrix::Who;
    use super::super::person::{Matters, PersonAccount};
    use super::*;
    use crate::made_up::{World, account, roles, t};
    use crate::officer::Role;

    /// What each of whom the matrix speaks could ask with, on what.
    async fn asking(world: &World) -> Vec<(Who, Principal, Vec<Resource>)> {
        let may = world.may("root", crate::operation::AddOfficer).await;
        let mut all = Vec::new();
        for role in Role::ALL {
            let desk = (role == Role::Desk).then_some(("exit", "leaving the country"));
            let new = account(&format!("one-{}", role.word()), &[role], desk);
            let adding = world
                .registry
                .add_officer(&may, new, t("2023-04-17T09:00:00"));
            let officer = Principal::Officer(adding.await.unwrap().unwrap());
            all.push((Who::Role(role), officer));
        }
        let person = |id| Principal::Person(PersonAccount::made_up(id));
        all.push((Who::Person, person("p1")));
        all.push((Who::Delegate, person("p2")));
        all.push((Who::Anybody, Principal::Anybody));
        let delegates = BTreeMap::from([("p2".to_owned(), Matters::All)]);
        let own = Resource::File(File::with("p1", delegates));
        let on = |_| vec![Resource::Registry, own.clone(), Resource::Public];
        all.into_iter()
            .map(|(who, asks)| (who, asks, on(who)))
            .collect()
    }

    /// The operations that the policies give, by who.
    async fn given(world: &World) -> BTreeMap<Who, BTreeSet<&'static str>> {
        let policies = policies().unwrap();
        let mut given: BTreeMap<Who, BTreeSet<_>> = BTreeMap::new();
        for (who, asks, on) in asking(world).await {
            for row in MATRIX {
                let allowed = |on| policies.decide(row.action, &asks, on) == Some(Decision::Allow);
                if on.iter().any(allowed) {
                    given.entry(who).or_default().insert(row.name);
                }
            }
        }
        given
    }

    #[test]
    fn the_policies_hold_by_the_schema() {
        assert!(policies().is_ok(), "{:?}", policies());
    }

    #[test]
    fn every_operation_is_an_action_and_every_action_an_operation() {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).unwrap();
        let of_schema: BTreeSet<_> = schema
            .actions()
            .map(|it| it.id().unescaped().to_owned())
            .collect();
        let operations: BTreeSet<_> = MATRIX.iter().map(|row| row.action.to_owned()).collect();
        assert_eq!(of_schema, operations);
        assert_eq!(MATRIX.len(), operations.len(), "each once");
    }

    #[tokio::test]
    async fn each_decision_is_that_of_the_matrix() {
        let given = given(&World::of("seed/002").await).await;
        for who in Who::ALL {
            for row in MATRIX {
                let is_given = given
                    .get(&who)
                    .is_some_and(|names| names.contains(row.name));
                assert_eq!(is_given, row.who.contains(&who), "{who}: {}", row.name);
            }
        }
    }

    /// The rows of the table in the documents: who, and what they may.
    fn written() -> BTreeMap<String, BTreeSet<String>> {
        let text = include_str!("../../../../docs/THREATS.md");
        let reach = text
            .split("## Reach")
            .nth(1)
            .unwrap()
            .split("\n## ")
            .next()
            .unwrap();
        let rows = reach.lines().filter(|line| line.starts_with("| ")).skip(1);
        let cells = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
        let row = |cells: Vec<&str>| {
            assert_eq!(cells.len(), 5, "who, may, sees, cannot, could: {cells:?}");
            let names = cells[1].split('`').skip(1).step_by(2).map(str::to_owned);
            (
                cells[0].trim_start_matches("| ").to_owned(),
                names.collect(),
            )
        };
        cells.map(row).collect()
    }

    #[tokio::test]
    async fn the_reach_that_is_written_down_is_the_reach_that_is_given() {
        let given = given(&World::of("seed/002").await).await;
        let given: BTreeMap<_, BTreeSet<_>> = given
            .into_iter()
            .map(|(who, names)| {
                (
                    who.to_string(),
                    names.into_iter().map(str::to_owned).collect(),
                )
            })
            .collect();
        assert_eq!(written(), given);
    }

    #[tokio::test]
    async fn a_desk_gains_nothing_by_another_role() {
        let world = World::of("seed/002").await;
        let policies = policies().unwrap();
        for machine in [Role::Desk, Role::System] {
            let mut all: Vec<_> = Role::ALL.to_vec();
            all.retain(|role| *role == machine || !matches!(role, Role::Desk | Role::System));
            let everything = world.registry.officer("anna").await.unwrap().unwrap();
            let everything = Principal::Officer(everything.with_roles(roles(&all)));
            let gets = |row: &&crate::Row| {
                let on = [Resource::Registry, Resource::Public];
                on.iter()
                    .any(|on| policies.decide(row.action, &everything, on) == Some(Decision::Allow))
            };
            let gets: Vec<_> = MATRIX.iter().filter(gets).map(|row| row.name).collect();
            let is_alone = |row: &&crate::Row| row.who.contains(&Who::Role(machine));
            let alone: Vec<_> = MATRIX.iter().filter(is_alone).map(|row| row.name).collect();
            assert_eq!(gets, alone, "{machine:?}");
        }
    }

    #[test]
    fn somebody_elses_file_is_closed_to_people() {
        let policies = policies().unwrap();
        let file = Resource::File(File::with(
            "p1",
            BTreeMap::from([("p2".to_owned(), Matters::All)]),
        ));
        for action in ["SeeOwn", "ActOwn", "AppointDelegate"] {
            let other = Principal::Person(PersonAccount::made_up("p3"));
            let decided = policies.decide(action, &other, &file);
            assert_eq!(decided, Some(Decision::Deny), "{action}");
            let nobody = policies.decide(action, &Principal::Anybody, &file);
            assert_eq!(nobody, None, "{action}: no request that the schema knows");
        }
    }

    #[test]
    fn policies_that_do_not_hold_are_none() {
        let people = include_str!("../../../../policies/people.cedar");
        for (case, text, why) in [
            ("no policy", "permit (", "unexpected"),
            (
                "no name",
                "permit (principal, action, resource);",
                "no `@id`",
            ),
            (
                "a role that is none",
                "@id(\"x\") permit (principal in Writ::Role::\"king\", action, resource);",
                "king",
            ),
            (
                "an action that is none",
                "@id(\"x\") permit (principal, action == Writ::Action::\"Rule\", resource);",
                "Rule",
            ),
            (
                "an attribute that is none",
                &people.replace("resource.owner", "resource.ownr"),
                "ownr",
            ),
            (
                "the same name twice",
                &format!("{people}{people}"),
                "duplicate",
            ),
        ] {
            let refused = Policies::read(SCHEMA, &[("x", text)]).unwrap_err();
            let said = format!("{}: {}", refused.file, refused.why);
            assert!(said.contains(why), "{case}: {said}");
        }
        assert!(Policies::read("namespace", &[]).is_err());
    }

    /// What a decision takes is written down in `docs/decisions/0015-policies.md`; it must not get out
    /// of hand, also where nothing is optimised and others use the machine.
    #[tokio::test]
    async fn a_decision_is_quick() {
        const TIMES: u32 = 50;
        let world = World::of("seed/002").await;
        let policies = policies().unwrap();
        let asking = asking(&world).await;
        for (who, asks, on) in &asking {
            let (row, on) = MATRIX
                .iter()
                .flat_map(|row| on.iter().map(move |on| (row, on)))
                .find(|(row, on)| policies.decide(row.action, asks, on) == Some(Decision::Allow))
                .unwrap();
            let timed = |_| {
                let begun = Instant::now();
                for _ in 0..TIMES {
                    policies.decide(row.action, asks, on);
                }
                begun.elapsed() / TIMES
            };
            let least = (0..20).map(timed).min().unwrap();
            println!("{who}: {}: {least:?}", row.name);
            assert!(least.as_millis() < 5, "{who}: {least:?}");
        }
    }
}
