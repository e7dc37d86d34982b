//! Manifests as data, and as the files that a person would have written.

use std::collections::{BTreeMap, BTreeSet};

use orgform::manifest::load_files;
use orgform::model::{Desired, Role, SourceFile};
use serde_json::{Value, json};

/// What a manifest says. Everything goes through text on its way to `Desired`.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    pub(super) name: Option<&'static str>,
    pub(super) prune: Vec<&'static str>,
    pub(super) operators: Vec<&'static str>,
    pub(super) ignore: BTreeSet<String>,
    pub(super) guards: BTreeMap<&'static str, Value>,
    pub(super) members: Option<BTreeMap<String, Declared>>,
    pub(super) teams: Option<BTreeMap<String, DeclaredTeam>>,
    pub(super) workspaces: Option<BTreeMap<String, DeclaredWorkspace>>,
}

#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) role: Role,
    /// `None` is not compared, `Some(None)` is all.
    pub(super) models: Option<Option<Vec<&'static str>>>,
    pub(super) previously: Vec<String>,
    pub(super) reinvite: Option<&'static str>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct DeclaredTeam {
    pub(super) description: Option<&'static str>,
    pub(super) previously: Vec<String>,
    pub(super) members: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct DeclaredWorkspace {
    pub(super) delete: bool,
    pub(super) description: Option<&'static str>,
    pub(super) users: Option<BTreeMap<String, Role>>,
    pub(super) teams: Option<BTreeMap<String, Role>>,
}

impl Declared {
    pub(super) fn new(role: Role) -> Declared {
        Declared {
            role,
            models: None,
            previously: Vec::new(),
            reinvite: None,
        }
    }
}

impl Manifest {
    /// What it means, written into one file.
    pub(super) fn desired(&self) -> Desired {
        self.desired_as(Layout::ONE_FILE)
    }

    /// What it means, written in some layout.
    pub(super) fn desired_as(&self, layout: Layout) -> Desired {
        let files = self.files(layout);
        let loaded = load_files("", &files);
        let mistakes = loaded.diagnostics;
        loaded
            .desired
            .unwrap_or_else(|| panic!("{mistakes:#?}\n{files:#?}"))
    }

    /// The files, in the order and the arrangement of a layout.
    pub(super) fn files(&self, layout: Layout) -> Vec<SourceFile> {
        let mut writer = Writer::new(layout);
        writer.root("apiVersion", &json!("orgform/v1"));
        writer.root("organization", &self.organization());
        writer.root("manage", &self.manage());
        writer.root("guards", &json!(self.guards));
        let members = self
            .members
            .iter()
            .flatten()
            .map(|(email, declared)| (email, declared.to_value()));
        writer.section("members", self.members.is_some(), members.collect());
        let teams = self
            .teams
            .iter()
            .flatten()
            .map(|(name, declared)| (name, declared.to_value()));
        writer.section("teams", self.teams.is_some(), teams.collect());
        let workspaces = self
            .workspaces
            .iter()
            .flatten()
            .map(|(key, declared)| (key, declared.to_value()));
        writer.section("workspaces", self.workspaces.is_some(), workspaces.collect());
        writer.finish()
    }

    fn organization(&self) -> Value {
        let mut organization = json!({ "key": "acme" });
        put(&mut organization, "name", self.name);
        organization
    }

    fn manage(&self) -> Value {
        let ignore = self
            .ignore
            .iter()
            .map(|address| json!({ "address": address, "reason": "left to others" }));
        json!({ "prune": self.prune, "operators": self.operators, "ignore": ignore.collect::<Vec<_>>() })
    }
}

impl Declared {
    fn to_value(&self) -> Value {
        let mut value = json!({ "role": self.role });
        put(
            &mut value,
            "models",
            self.models
                .as_ref()
                .map(|models| models.as_ref().map_or(json!("all"), |models| json!(models))),
        );
        put(
            &mut value,
            "previously",
            (!self.previously.is_empty()).then_some(&self.previously),
        );
        put(&mut value, "reinvite", self.reinvite);
        value
    }
}

impl DeclaredTeam {
    fn to_value(&self) -> Value {
        let mut value = json!({});
        put(&mut value, "description", self.description);
        put(
            &mut value,
            "previously",
            (!self.previously.is_empty()).then_some(&self.previously),
        );
        put(&mut value, "members", self.members.as_ref());
        value
    }
}

impl DeclaredWorkspace {
    fn to_value(&self) -> Value {
        if self.delete {
            return json!({ "delete": true });
        }
        let mut value = json!({});
        put(&mut value, "description", self.description);
        put(&mut value, "users", self.users.as_ref());
        put(&mut value, "teams", self.teams.as_ref());
        value
    }
}

fn put<T: serde::Serialize>(object: &mut Value, key: &str, value: Option<T>) {
    if let Some(value) = value {
        object[key] = json!(value);
    }
}

/// How a manifest is spread over files and lines. Any number is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout(pub(super) u64);

impl Layout {
    /// Everything in the root file, sorted.
    pub(super) const ONE_FILE: Layout = Layout(0);

    /// A number for something of this layout; always the same one, and 0 for the plain layout.
    fn of(self, salt: &str) -> u64 {
        // FNV-1a: short, and the same everywhere.
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = salt
            .bytes()
            .chain(self.0.to_le_bytes())
            .fold(0xcbf2_9ce4_8422_2325, mix);
        if self.0 == 0 { 0 } else { hash >> 7 }
    }
}

/// Puts entries into files.
struct Writer {
    layout: Layout,
    /// Of each file, its sections, each with its lines.
    files: BTreeMap<String, BTreeMap<&'static str, Vec<String>>>,
}

impl Writer {
    fn new(layout: Layout) -> Writer {
        Writer {
            layout,
            files: BTreeMap::new(),
        }
    }

    fn root(&mut self, key: &'static str, value: &Value) {
        let text = self.flow(value);
        self.files
            .entry("orgform.yaml".to_owned())
            .or_default()
            .insert(key, vec![text]);
    }

    fn section(&mut self, section: &'static str, declared: bool, entries: Vec<(&String, Value)>) {
        if declared && entries.is_empty() {
            return self.root(section, &json!({}));
        }
        for (name, value) in entries {
            let file = self.file_of(section, name);
            let line = format!("  {}: {}", json!(name), self.flow(&value));
            self.files
                .entry(file)
                .or_default()
                .entry(section)
                .or_default()
                .push(line);
        }
    }

    fn file_of(&self, section: &str, name: &str) -> String {
        match (section, self.layout.of(name) % 3) {
            (_, 0) => "orgform.yaml".to_owned(),
            ("members", part) => format!("members-{part}.yaml"),
            (section, 1) => format!("{section}/one.yaml"),
            (section, _) => format!("{section}/deeper/two.yml"),
        }
    }

    /// A value on one line, its keys and items in the order of the layout.
    fn flow(&self, value: &Value) -> String {
        match value {
            Value::Object(entries) => {
                let texts = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", json!(key), self.flow(value)));
                format!("{{ {} }}", self.shuffled(texts.collect()).join(", "))
            }
            Value::Array(items) => {
                let texts = items.iter().map(|item| self.flow(item)).collect();
                format!("[{}]", self.shuffled(texts).join(", "))
            }
            other => other.to_string(),
        }
    }

    fn shuffled(&self, mut texts: Vec<String>) -> Vec<String> {
        texts.sort_by_key(|text| self.layout.of(text));
        texts
    }

    fn finish(self) -> Vec<SourceFile> {
        let mut files: Vec<SourceFile> = self
            .files
            .iter()
            .map(|(name, sections)| self.file(name, sections))
            .collect();
        files.sort_by_key(|file| self.layout.of(&file.name));
        files
    }

    fn file(&self, name: &str, sections: &BTreeMap<&'static str, Vec<String>>) -> SourceFile {
        let texts = sections.iter().map(|(section, lines)| match lines.as_slice() {
            [line] if !line.starts_with(' ') => format!("{section}: {line}\n"),
            lines => format!("{section}:\n{}\n", self.shuffled(lines.to_vec()).join("\n")),
        });
        let text = self.shuffled(texts.collect()).concat();
        SourceFile {
            name: name.into(),
            text: text.into(),
        }
    }
}
