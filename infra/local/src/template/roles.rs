//! The role of a function: the statements that say what it may do.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{TemplateError, from_value};

/// The condition that limits a statement to items by their partition keys.
const LEADING_KEYS: &str = "dynamodb:LeadingKeys";

/// A function's role. Whatever no statement grants is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    statements: Vec<Statement>,
}

/// One thing that a role grants.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The action, such as `dynamodb:GetItem`.
    pub action: String,
    /// A table or an index by its logical id (`Outbox`, `Outbox/index/due`).
    ///
    /// `*` for other services.
    pub resource: String,
    /// The partition keys that it is for (`E#*`).
    ///
    /// `*` if the statement does not limit them.
    pub keys: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Statement {
    actions: Vec<String>,
    resources: Vec<String>,
    /// Patterns of partition keys. `None` means no limit.
    leading: Option<Vec<String>>,
}

impl Role {
    pub(super) fn read(id: &str, policies: Value) -> Result<Self, TemplateError> {
        if policies.is_null() {
            return Ok(Self::default());
        }
        let policies: Vec<Policy> = from_value(&format!("{id}, Policies"), policies)?;
        let statements = policies.into_iter().flat_map(|policy| policy.statement);
        let read = statements.map(|statement| Statement::read(id, &statement));
        Ok(Self { statements: read.collect::<Result<_, _>>()? })
    }

    /// Reads the document of a policy that stands by itself.
    pub(super) fn of_document(id: &str, document: &Value) -> Result<Self, TemplateError> {
        Self::read(id, json!([{ "Statement": document["Statement"] }]))
    }

    /// Finds the statement that grants an action on a resource for all of these keys.
    ///
    /// As in IAM, one statement has to grant all of it. Returns a grant for each key. A statement without
    /// a limit gives one grant, and so does a call without keys.
    #[must_use]
    pub fn grants(&self, action: &str, resource: &str, keys: &[&str]) -> Option<Vec<Grant>> {
        let grant = |keys: &str| Grant {
            action: action.to_owned(),
            resource: resource.to_owned(),
            keys: keys.to_owned(),
        };
        let of_this = self.statements.iter().filter(|statement| statement.is_of(action, resource));
        of_this.into_iter().find_map(|statement| match &statement.leading {
            None => Some(vec![grant("*")]),
            Some(patterns) if !keys.is_empty() => {
                let fitting = |key: &&str| patterns.iter().find(|pattern| fits(pattern, key));
                keys.iter().map(|key| fitting(key).map(|pattern| grant(pattern))).collect()
            }
            Some(_) => None,
        })
    }

    /// Everything that the role grants, taken apart.
    #[must_use]
    pub fn all(&self) -> Vec<Grant> {
        let mut all = Vec::new();
        for statement in &self.statements {
            let anything = ["*".to_owned()];
            let patterns = statement.leading.as_deref().unwrap_or(&anything);
            for action in &statement.actions {
                for resource in &statement.resources {
                    all.extend(patterns.iter().map(|keys| Grant {
                        action: action.clone(),
                        resource: resource.clone(),
                        keys: keys.clone(),
                    }));
                }
            }
        }
        all
    }
}

impl Statement {
    fn read(id: &str, read: &ReadStatement) -> Result<Self, TemplateError> {
        let place = format!("{id}, Policies");
        let refused = |cause: &str| Err(TemplateError::at(&place, cause));
        if read.effect != "Allow" {
            return refused("only what is allowed is known here");
        }
        let actions = texts(&read.action);
        if actions.is_empty() || actions.iter().any(|action| action.contains('*')) {
            return refused("a statement has to name its actions one by one");
        }
        let leading = read
            .condition
            .get("ForAllValues:StringLike")
            .and_then(|condition| condition.get(LEADING_KEYS))
            .map(texts);
        let is_of_tables = actions.iter().all(|action| action.starts_with("dynamodb:"));
        if is_of_tables && !read.condition.is_null() && leading.is_none() {
            return refused("only ForAllValues:StringLike on dynamodb:LeadingKeys is known here");
        }
        let resources = match &read.resource {
            // Elsewhere the action is enough: there is one secret, one bucket and one sender.
            _ if !is_of_tables => vec!["*".to_owned()],
            Value::Array(list) => list.iter().map(resource).collect(),
            one => vec![resource(one)],
        };
        Ok(Self { actions, resources, leading })
    }

    fn is_of(&self, action: &str, resource: &str) -> bool {
        self.actions.iter().any(|granted| granted == action)
            && self.resources.iter().any(|granted| granted == resource)
    }
}

/// `StringLike` with a star at the end, the only form in use.
fn fits(pattern: &str, key: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == key, |start| key.starts_with(start))
}

/// Reads `!GetAtt Outbox.Arn` as `Outbox`.
///
/// `!Sub ${Outbox.Arn}/index/due` is `Outbox/index/due`.
fn resource(value: &Value) -> String {
    let named = ["Fn::GetAtt", "Fn::Sub", "Ref"].iter().find_map(|form| value.get(form)?.as_str());
    let text = named.or(value.as_str()).map_or_else(|| value.to_string(), str::to_owned);
    match text.strip_prefix("${").and_then(|rest| rest.split_once(".Arn}")) {
        Some((table, rest)) => format!("{table}{rest}"),
        None => text.strip_suffix(".Arn").unwrap_or(&text).to_owned(),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Policy {
    statement: Vec<ReadStatement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ReadStatement {
    effect: String,
    action: Value,
    resource: Value,
    #[serde(default)]
    condition: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(statement: &Value) -> Result<Role, TemplateError> {
        Role::read("SignIn", json!([{"Statement": [statement]}]))
    }

    fn limited() -> Role {
        let keys = json!({"ForAllValues:StringLike": {LEADING_KEYS: ["E#*", "extract"]}});
        let statement = json!({
            "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"],
            "Resource": {"Fn::GetAtt": "Members.Arn"}, "Condition": keys,
        });
        role(&statement).expect("it is a role")
    }

    #[test]
    fn a_statement_grants_its_actions_on_its_resource_for_its_keys_only() {
        let role = limited();
        let granted = |action, table, keys: &[&str]| role.grants(action, table, keys).is_some();

        assert!(granted("dynamodb:GetItem", "Members", &["E#pat", "extract"]));
        assert!(!granted("dynamodb:PutItem", "Members", &["E#pat"]));
        assert!(!granted("dynamodb:GetItem", "Outbox", &["E#pat"]));
        assert!(!granted("dynamodb:GetItem", "Members", &["E#pat", "M#1"]), "every key has to fit");
        assert!(!granted("dynamodb:GetItem", "Members", &["extracts"]));
        // IAM would grant it, since a condition on all keys holds if there are none. Our calls with a limit have keys.
        assert!(!granted("dynamodb:Scan", "Members", &[]));
    }

    #[test]
    fn an_index_and_other_resources_have_names() {
        let index = json!({"Fn::Sub": "${Outbox.Arn}/index/due"});
        let secret = json!({"Ref": "Keys"});

        assert_eq!(resource(&index), "Outbox/index/due");
        assert_eq!(resource(&secret), "Keys");
        assert_eq!(resource(&json!("*")), "*");
    }

    #[test]
    fn a_role_that_names_no_actions_or_has_another_condition_stops_the_start() {
        let everything = json!({"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"});
        let odd = json!({
            "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*",
            "Condition": {"StringEquals": {"dynamodb:Select": "COUNT"}},
        });
        let denied = json!({"Effect": "Deny", "Action": "dynamodb:GetItem", "Resource": "*"});

        for statement in [everything, odd, denied] {
            assert!(role(&statement).is_err(), "{statement}");
        }
    }
}
