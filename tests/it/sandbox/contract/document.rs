//! The contract: the committed copy of the platform's published interface.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::Value;

/// Where the copy is, from the root of the repository.
pub(crate) const COPY: &str = "schemas/platform.openapi.yaml";

/// The document, and the schemas of it that were needed so far.
pub(crate) struct Contract {
    document: Value,
    validators: RefCell<BTreeMap<String, Validator>>,
}

/// One operation of it.
pub(crate) struct Operation<'a> {
    pub(crate) id: &'a str,
    pub(crate) method: String,
    /// Below `/api/v1`, with gaps such as `{org}`.
    pub(crate) path: &'a str,
    value: &'a Value,
}

impl Contract {
    pub(crate) fn read() -> Contract {
        let options = serde_saphyr::options! { budget: None };
        let text = std::fs::read_to_string(super::copy::root().join(COPY)).unwrap();
        Contract {
            document: serde_saphyr::from_str_with_options(&text, options).unwrap(),
            validators: RefCell::default(),
        }
    }

    /// In the order of the document.
    pub(crate) fn operations(&self) -> Vec<Operation<'_>> {
        let paths = self.document["paths"].as_object().unwrap().iter();
        let operations = paths.flat_map(|(path, item)| {
            let verbs = item.as_object().unwrap().iter();
            verbs.filter_map(move |(verb, value)| {
                Some(Operation {
                    id: value["operationId"].as_str()?,
                    method: verb.to_uppercase(),
                    path: path.strip_prefix("/api/v1").unwrap(),
                    value,
                })
            })
        });
        operations.collect()
    }

    pub(crate) fn operation(&self, id: &str) -> Operation<'_> {
        let mut operations = self.operations().into_iter();
        operations.find(|operation| operation.id == id).unwrap()
    }

    /// Holds the body of a request against the contract.
    pub(crate) fn hold_request(&self, id: &str, body: &Value) {
        let schema = &self.operation(id).value["requestBody"]["content"]["application/json"]["schema"];
        self.hold(schema, body, &format!("{id} request"));
    }

    /// Holds an answer against the contract: the status is documented, and the body is what it documents.
    pub(crate) fn hold_answer(&self, id: &str, status: u16, body: &Value) {
        let what = format!("{id} {status}");
        let responses = &self.operation(id).value["responses"];
        let by_number = &responses[status.to_string()];
        let by_class = &responses[format!("{}XX", status / 100)];
        let mut response = if by_number.is_null() { by_class } else { by_number };
        assert!(!response.is_null(), "{what} is not documented: {body}");
        if let Some(reference) = response["$ref"].as_str() {
            response = self.document.pointer(reference.trim_start_matches('#')).unwrap();
        }
        match &response["content"]["application/json"]["schema"] {
            Value::Null => assert_eq!(*body, Value::Null, "{what} has a body"),
            // A deletion may answer without a body, whatever the contract says of one.
            _ if status == 204 => assert_eq!(*body, Value::Null),
            schema => self.hold(schema, body, &what),
        }
        if status >= 400 {
            assert_eq!(body["code"], status, "{what} repeats its status");
        }
    }

    /// The schema of what a read gives: the answer itself, or where it is a list or a page, one of its rows.
    pub(crate) fn row(&self, id: &str) -> &Value {
        let schema = &self.operation(id).value["responses"]["200"]["content"]["application/json"]["schema"];
        let schema = self.resolved(schema);
        let lists = [
            schema,
            &schema["properties"]["members"],
            &schema["properties"]["workspaces"],
        ];
        let items = lists.into_iter().find_map(|list| list.get("items"));
        items.map_or(schema, |items| self.resolved(items))
    }

    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let reference = schema["$ref"].as_str();
        reference.map_or(schema, |reference| {
            self.document.pointer(reference.trim_start_matches('#')).unwrap()
        })
    }

    fn hold(&self, schema: &Value, value: &Value, what: &str) {
        let mut validators = self.validators.borrow_mut();
        let validator = validators.entry(what.to_owned()).or_insert_with(|| {
            let mut schema = schema.clone();
            schema["components"] = self.document["components"].clone();
            let options = jsonschema::options().should_validate_formats(true);
            options.build(&schema).unwrap()
        });
        let errors: Vec<_> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{what}: {errors:?} in {value}");
    }
}

impl Operation<'_> {
    /// Whether it can be asked without a key.
    pub(crate) fn is_public(&self) -> bool {
        let requirements = self.value["security"].as_array();
        requirements.is_some_and(|all| all.iter().any(|one| one == &serde_json::json!({})))
    }

    pub(crate) fn is_documented(&self) -> bool {
        self.value["x-evidence"] == "documented"
    }

    /// How well it is known, in words.
    pub(crate) fn evidence(&self) -> String {
        let evidence = self.value["x-evidence"].as_str().unwrap();
        match self.value["x-evidence-strength"].as_str() {
            Some(strength) => format!("{evidence}, {strength}"),
            None => evidence.to_owned(),
        }
    }

    pub(crate) fn takes_json(&self) -> bool {
        !self.value["requestBody"]["content"]["application/json"].is_null()
    }

    pub(crate) fn takes_a_file(&self) -> bool {
        !self.value["requestBody"]["content"]["multipart/form-data"].is_null()
    }

    /// The names of the gaps in its path.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = &str> {
        self.path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Its path with values in the gaps.
    pub(crate) fn filled<'v>(&self, value: impl Fn(&str) -> &'v str) -> String {
        let segments = self.path.split('/').map(|segment| {
            let gap = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            gap.map_or_else(|| segment.to_owned(), |gap| value(gap).to_owned())
        });
        segments.collect::<Vec<_>>().join("/")
    }

    /// The parameters of its query that are no plain text, with a value that they cannot have.
    pub(crate) fn wrong_query(&self) -> Option<String> {
        let parameters = self.value["parameters"].as_array()?;
        let mut typed = parameters.iter().filter(|parameter| {
            parameter["in"] == "query"
                && matches!(parameter["schema"]["type"].as_str(), Some("integer" | "boolean"))
        });
        Some(format!("?{}=maybe", typed.next()?["name"].as_str()?))
    }
}
