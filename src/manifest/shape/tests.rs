use super::super::load_files;
use crate::model::SourceFile;

/// What is told about a root file with this content after the head, as `code line:column`; line 1 is the first
/// line of `body`.
fn told(body: &str) -> Vec<String> {
    let text = format!("{body}\napiVersion: orgform/v1\norganization: {{ key: acme }}\n");
    let file = SourceFile {
        name: "orgform.yaml".into(),
        text: text.into(),
    };
    let loaded = load_files("", &[file]);
    let told = loaded.diagnostics.iter().map(|diagnostic| {
        let start = diagnostic.primary.as_ref().unwrap().span.start;
        format!("{} {}:{}", diagnostic.code, start.line, start.column)
    });
    told.collect()
}

#[test]
fn the_form_that_was_meant_is_the_one_that_is_judged() {
    assert_eq!(told("members: { a@b.c: admin }"), ["unknown-role 1:19"]);
    assert_eq!(told("members: { a@b.c: { role: admin } }"), ["unknown-role 1:27"]);
    assert_eq!(told("members: { a@b.c: [owner] }"), ["wrong-type 1:12"]);
    assert_eq!(
        told("members: { a@b.c: { role: reader, models: [5] } }"),
        ["wrong-type 1:44"]
    );
    assert_eq!(
        told("members: { a@b.c: { role: reader, models: some } }"),
        ["unknown-word 1:43"]
    );
}

#[test]
fn a_misspelt_key_is_one_mistake_and_not_two() {
    assert_eq!(told("members: { a@b.c: { rol: owner } }"), ["unknown-key 1:21"]);
    assert_eq!(
        told("members: { a@b.c: { colour: red } }"),
        ["missing-key 1:12", "unknown-key 1:21"]
    );
}

#[test]
fn keys_with_slashes_and_tildes_are_found() {
    assert_eq!(
        told("teams: { 'a/b~c': { description: 5 }, '7': { members: 3 } }"),
        ["wrong-type 1:34", "wrong-type 1:55"]
    );
}

#[test]
fn every_mistake_is_told_though_the_entry_is_broken() {
    let approval = "approvals:\n  - guard: nothing\n    objects: [x]\n    until: never\n";
    assert_eq!(
        told(approval),
        [
            "missing-key 2:5",
            "unknown-guard 2:12",
            "bad-address 3:15",
            "bad-date 4:12"
        ]
    );
}

#[test]
fn what_the_schema_forbids_beside_something_else_has_a_code_of_its_own() {
    assert_eq!(
        told("members: { a@b.c: { role: owner, models: all } }"),
        ["models-of-owner 1:34"]
    );
    assert_eq!(
        told("workspaces: { attic: { delete: true, users: {} } }"),
        ["deleted-workspace 1:38"]
    );
    assert_eq!(
        told("workspaces: { attic: { delete: true, name: Attic } }"),
        [""; 0]
    );
    assert_eq!(
        told("workspaces: { attic: { delete: false, users: {} } }"),
        [""; 0]
    );
}

#[test]
fn ambiguous_words_are_warned_of_where_nothing_worse_is_told() {
    assert_eq!(
        told("teams: { red: { description: no } }"),
        ["ambiguous-word 1:30"]
    );
    assert_eq!(
        told("workspaces: { attic: { delete: yes } }"),
        ["wrong-type 1:32"]
    );
}
