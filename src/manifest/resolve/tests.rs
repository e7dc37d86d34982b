use super::super::{Loaded, load_files};
use crate::model::SourceFile;

const HEAD: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n";

fn load(files: &[(&str, &str)]) -> Loaded {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(name, text)| SourceFile {
            name: (*name).into(),
            text: (*text).into(),
        })
        .collect();
    load_files("", &files)
}

/// What is told, as `file:line:column code`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let loaded = load(files);
    let told = loaded
        .diagnostics
        .iter()
        .map(|diagnostic| match &diagnostic.primary {
            Some(label) => {
                let start = label.span.start;
                format!(
                    "{}:{}:{} {}",
                    label.span.file, start.line, start.column, diagnostic.code
                )
            }
            None => diagnostic.code.to_string(),
        });
    told.collect()
}

/// The same for a root file alone, whose body starts in line 3.
fn told_of(body: &str) -> Vec<String> {
    told(&[("orgform.yaml", &format!("{HEAD}{body}"))])
}

#[test]
fn files_are_read_as_one() {
    let loaded = load(&[
        ("teams/red.yaml", "teams: { red: { members: [a@b.c] } }"),
        ("orgform.yaml", HEAD),
        (
            "workspaces/w.yaml",
            "workspaces: { www: { teams: { red: owner, blue: reader } } }",
        ),
        ("members.yaml", "members: { a@b.c: owner }"),
        ("teams/more/blue.yml", "teams: { blue: {} }"),
    ]);
    assert_eq!(loaded.diagnostics, []);
    let desired = loaded.desired.unwrap();
    assert_eq!(desired.teams.unwrap().len(), 2);
    assert_eq!(desired.members.unwrap().len(), 1);
}

#[test]
fn a_section_stands_where_its_owner_can_change_it_and_nothing_else() {
    let misplaced = told(&[
        ("orgform.yaml", HEAD),
        (
            "teams/red.yaml",
            "teams: {}\nguards: { min_owners: 1 }\nmembers: {}\n",
        ),
        ("members.yaml", "members: {}\nworkspaces: {}\n"),
    ]);
    let expected = [
        "members.yaml:2:1 section-not-here",
        "teams/red.yaml:2:1 section-not-here",
        "teams/red.yaml:3:1 section-not-here",
    ];
    assert_eq!(misplaced, expected);
}

#[test]
fn the_second_of_two_is_named_first() {
    let twice = told(&[
        ("orgform.yaml", &format!("{HEAD}members: {{ A@b.c: owner }}\n")),
        ("members.yaml", "members:\n  a@b.c: owner\n"),
        ("teams/b.yaml", "teams: { red: {} }"),
        ("teams/a.yaml", "teams: { red: {} }"),
        ("workspaces/a.yaml", "workspaces: { www: {} }"),
        ("workspaces/b.yaml", "workspaces: { www: {} }"),
    ]);
    let expected = [
        "members.yaml:2:3 duplicate-member",
        "teams/b.yaml:1:10 duplicate-team",
        "workspaces/b.yaml:1:15 duplicate-workspace",
    ];
    assert_eq!(twice, expected);
    assert_eq!(
        told_of("members:\n  b@b.c: owner\n  B@b.c: reader\n"),
        ["orgform.yaml:5:3 duplicate-member"]
    );
}

#[test]
fn references_resolve_where_names_are_declared() {
    let teams = "teams: { red: { members: [a@b.c] } }\nworkspaces: { www: { users: { x@b.c: owner }, teams: { rad: reader } } }\n";
    assert_eq!(told_of(teams), ["orgform.yaml:4:56 unknown-team"]);
    let with_members = format!("{teams}members: {{}}\n");
    assert_eq!(
        told_of(&with_members),
        [
            "orgform.yaml:3:27 unknown-member",
            "orgform.yaml:4:31 unknown-member",
            "orgform.yaml:4:56 unknown-team"
        ]
    );
}

#[test]
fn what_could_not_be_read_is_no_reason_for_a_further_mistake() {
    let root =
        format!("{HEAD}members: {{ a@b.c: owner }}\nworkspaces: {{ www: {{ teams: {{ red: owner }} }} }}\n");
    assert_eq!(
        told(&[("orgform.yaml", &root), ("teams/red.yaml", "teams: [")]).len(),
        1
    );
    let misspelt = "members: { bob.b.c: owner }\nteams: { red: { members: [bob@b.c, zoe@acme.example] } }\n";
    assert_eq!(
        told_of(misspelt),
        ["orgform.yaml:3:12 bad-email", "orgform.yaml:4:36 unknown-member"]
    );
    assert_eq!(
        told_of("members: { a@b.c: admin }\nteams: { red: { members: [a@b.c] } }\n").len(),
        1
    );
    assert_eq!(
        told_of("members: 5\nteams: { red: { members: [a@b.c] } }\n").len(),
        1
    );
}

#[test]
fn a_mistake_in_one_part_hides_none_in_another() {
    let body = "manage: { prune: [x] }\nmembers: { a@b.c: { role: owner, reinvite: 2026-02-30 } }\nteams: { red: { description: 5, members: [z@b.c] } }\n";
    assert_eq!(
        told_of(body),
        [
            "orgform.yaml:3:19 unknown-word",
            "orgform.yaml:4:44 bad-date",
            "orgform.yaml:5:30 wrong-type",
            "orgform.yaml:5:43 unknown-member"
        ]
    );
}

#[test]
fn former_names_belong_to_one_thing() {
    let body = "teams:\n  b: { previously: [old] }\n  a: { previously: [old, b] }\n";
    assert_eq!(
        told_of(body),
        [
            "orgform.yaml:5:21 previously-twice",
            "orgform.yaml:5:26 previously-declared"
        ]
    );
}

#[test]
fn models_are_not_for_operators() {
    let body = "manage: { operators: [ci@b.c] }\nmembers: { CI@b.c: { role: reader, models: [] } }\n";
    assert_eq!(told_of(body), ["orgform.yaml:4:12 models-of-operator"]);
    assert_eq!(
        told_of("manage: { operators: [ci@b.c] }\nmembers: { ci@b.c: reader }\n"),
        [""; 0]
    );
}

#[test]
fn the_root_file_says_for_whom_it_is() {
    assert_eq!(told(&[("orgform.yaml", "members: {}\n")]).len(), 2);
    assert_eq!(
        told(&[(
            "orgform.yaml",
            "apiversion: orgform/v1\norganization: { key: acme }\n"
        )])
        .len(),
        1
    );
    assert_eq!(told(&[("teams/red.yaml", "teams: {}")]), ["no-manifest"]);
}

#[test]
fn files_from_memory_are_named_below_what_is_shown_before_them() {
    let file = SourceFile {
        name: "orgform.yaml".into(),
        text: "members: 5\n".into(),
    };
    let named = |base: &str| {
        let loaded = load_files(base, std::slice::from_ref(&file));
        loaded.diagnostics[0]
            .primary
            .as_ref()
            .unwrap()
            .span
            .file
            .to_string()
    };
    assert_eq!(named(""), "orgform.yaml");
    assert_eq!(named("acme/"), "acme/orgform.yaml");
    assert_eq!(named("git:HEAD:"), "git:HEAD:orgform.yaml");
    assert_eq!(named("git:HEAD:acme"), "git:HEAD:acme/orgform.yaml");
}

#[test]
fn absent_is_not_managed_and_empty_is_none() {
    let absent = load(&[("orgform.yaml", HEAD)]).desired.unwrap();
    assert_eq!(
        (absent.members, absent.teams, absent.workspaces),
        (None, None, None)
    );
    let empty = load(&[(
        "orgform.yaml",
        &format!("{HEAD}members: {{}}\nteams: {{ red: {{ members: [] }} }}\n"),
    )]);
    let empty = empty.desired.unwrap();
    assert_eq!(empty.members.unwrap().len(), 0);
    let team = empty.teams.unwrap().into_values().next().unwrap();
    assert_eq!(team.members.map(|members| members.len()), Some(0));
    assert_eq!(team.description, None);
}

#[test]
fn the_digest_is_of_the_meaning() {
    let digest = |files: &[(&str, &str)]| load(files).desired.unwrap().digest();
    let one = digest(&[(
        "orgform.yaml",
        &format!("{HEAD}members: {{ a@b.c: owner, d@b.c: reader }}\n"),
    )]);
    let moved = digest(&[
        (
            "members-z.yaml",
            "# sorted\nmembers:\n  'd@b.c': { role: reader }\n",
        ),
        (
            "orgform.yaml",
            "organization: { key: acme }\napiVersion: orgform/v1\nmembers: { a@b.c: owner }\n",
        ),
    ]);
    let other = digest(&[(
        "orgform.yaml",
        &format!("{HEAD}members: {{ a@b.c: owner, d@b.c: owner }}\n"),
    )]);
    assert_eq!(one, moved);
    assert_ne!(one, other);
}

#[test]
fn what_is_declared_and_ignored_is_warned_of() {
    let body = "manage: { ignore: [{ address: team/red, reason: x }] }\nteams: { red: {} }\n";
    assert_eq!(told_of(body), ["orgform.yaml:3:31 ignored-and-declared"]);
}

#[test]
fn what_lost_an_entry_lacks_nothing() {
    assert_eq!(
        told_of("members: { a@b.c: { <<: { role: owner } } }\n"),
        ["orgform.yaml:3:21 merge-key"]
    );
    let section = "members: { <<: { a@b.c: owner }, z@b.c: owner }\nteams: { red: { members: [a@b.c] } }\n";
    assert_eq!(told_of(section), ["orgform.yaml:3:12 merge-key"]);
    assert_eq!(
        told_of("teams: { red: !team { description: 5 } }\n"),
        ["orgform.yaml:3:21 tag"]
    );
}

#[test]
fn a_name_that_is_a_mistake_is_not_declared() {
    let files = [
        ("orgform.yaml", HEAD),
        ("teams/a.yaml", "teams: { 404: {} }"),
        ("teams/b.yaml", "teams: { '404': {} }"),
    ];
    assert_eq!(told(&files), ["teams/a.yaml:1:10 key-not-text"]);
}

#[test]
fn a_mistake_behind_an_alias_is_told_once() {
    let body = "members: {}\nteams: { red: { members: &all [a@b.c] }, blue: { members: *all } }\n";
    assert_eq!(told_of(body), ["orgform.yaml:4:32 unknown-member"]);
}

#[test]
fn every_part_of_the_meaning_is_in_the_digest() {
    let bodies = [
        "",
        "members: {}\n",
        "teams: {}\n",
        "workspaces: {}\n",
        "manage: { prune: [members] }\n",
        "manage: { operators: [a@b.c] }\n",
        "manage: { unsupported: [teams] }\n",
        "manage: { ignore: [{ address: team/x, reason: y }] }\n",
        "manage: { ignore: [{ address: team/x, reason: z }] }\n",
        "guards: { min_owners: 2 }\n",
        "guards: { break_glass: [a@b.c] }\n",
        "guards: { email_domains: [] }\n",
        "guards: { email_domains: [b.c] }\n",
        "guards: { max_removals: { count: 1 } }\n",
        "guards: { max_removals: { percent: 1 } }\n",
        "guards: { max_access_loss: { count: 1 } }\n",
        "guards: { max_invitations: 1 }\n",
        "approvals: [{ guard: break-glass, objects: [team/x], until: 2026-01-01, reason: y }]\n",
        "approvals: [{ guard: last-owner, objects: [team/x], until: 2026-01-01, reason: y }]\n",
        "approvals: [{ guard: last-owner, objects: [team/y], until: 2026-01-01, reason: y }]\n",
        "approvals: [{ guard: last-owner, objects: [team/y], until: 2026-01-02, reason: y }]\n",
        "approvals: [{ guard: last-owner, objects: [team/y], until: 2026-01-02, reason: z }]\n",
        "members: { a@b.c: owner }\n",
        "members: { a@b.c: reader }\n",
        "members: { A@b.c: reader }\n",
        "members: { a@b.c: { role: reader, models: all } }\n",
        "members: { a@b.c: { role: reader, models: [] } }\n",
        "members: { a@b.c: { role: reader, models: [x] } }\n",
        "members: { a@b.c: { role: reader, previously: [x@b.c] } }\n",
        "members: { a@b.c: { role: reader, reinvite: 2026-01-01 } }\n",
        "teams: { red: {} }\n",
        "teams: { red: { description: '' } }\n",
        "teams: { red: { previously: [x] } }\n",
        "teams: { red: { members: [] } }\n",
        "teams: { red: { members: [a@b.c] } }\n",
        "workspaces: { www: {} }\n",
        "workspaces: { www: { delete: true } }\n",
        "workspaces: { www: { name: Web } }\n",
        "workspaces: { www: { description: Web } }\n",
        "workspaces: { www: { teams: {} } }\n",
        "workspaces: { www: { teams: { red: owner } } }\n",
        "workspaces: { www: { teams: { red: reader } } }\n",
        "workspaces: { www: { users: { a@b.c: owner } } }\n",
    ];
    let heads = [
        "organization: { key: other }\n",
        "organization: { key: acme, name: Acme }\n",
        "organization: { key: acme, description: Acme }\n",
        "organization: { key: acme, expect: { allow_external_invites: true } }\n",
        "organization: { key: acme, expect: { allow_external_invites: false } }\n",
        "organization: { key: acme, expect: { max_members: 5 } }\n",
    ];
    let texts = bodies.iter().map(|body| format!("{HEAD}{body}"));
    let texts = texts.chain(heads.iter().map(|head| format!("apiVersion: orgform/v1\n{head}")));
    let mut seen = std::collections::BTreeMap::new();
    for text in texts {
        let digest = load(&[("orgform.yaml", &text)]).desired.unwrap().digest();
        assert_eq!(seen.insert(digest, text.clone()), None, "{text}");
    }
}

#[test]
fn what_means_the_same_has_one_digest() {
    let digest = |body: &str| {
        load(&[("orgform.yaml", &format!("{HEAD}{body}"))])
            .desired
            .unwrap()
            .digest()
    };
    let pairs = [
        ("guards: { min_owners: 1, max_removals: { count: 10 } }\n", ""),
        (
            "manage: { prune: [teams, members] }\n",
            "manage: { prune: [members, teams] }\n",
        ),
        (
            "teams: { red: { members: [A@b.c] } }\n",
            "teams: { ' red ': { members: [a@B.c] } }\n",
        ),
        (
            "members: { a@b.c: { role: reader } }\n",
            "members: { 'a@b.c': reader }\n",
        ),
        (
            "workspaces: { www: { delete: false } }\n",
            "workspaces: { www: {} }\n",
        ),
    ];
    for (one, other) in pairs {
        assert_eq!(digest(one), digest(other), "{one}");
    }
}
