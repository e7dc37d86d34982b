//! `validate` of a large manifest: 10,000 members, 1,000 teams and 5,000 workspaces, about 5 MB, once in one file and once
//! in a file for each team and workspace. The files stay in `target/tmp/manifest`, for other tools to look at.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use criterion::{Criterion, criterion_group, criterion_main};
use orgform::manifest::load;

const MEMBERS: usize = 10_000;
const TEAMS: usize = 1_000;
const WORKSPACES: usize = 5_000;
const TEAM_SIZE: usize = 20;
const GRANTS: usize = 14;

const ROOT: &str = "apiVersion: orgform/v1\norganization: { key: acme }\nmanage: { prune: [members, teams, team-members, grants] }\n";
const ROLES: [&str; 3] = ["reader", "contributor", "owner"];

fn person(index: usize) -> String {
    format!("person.number{:05}@acme.example", index % MEMBERS)
}

fn members() -> String {
    let mut text = "members:\n".to_owned();
    for index in 0..MEMBERS {
        let (person, role) = (person(index), ROLES[index % 2]);
        let line = if index % 5 == 0 {
            format!("  {person}: {{ role: {role}, models: [dn/large, dn/small] }}\n")
        } else {
            format!("  {person}: {role}\n")
        };
        text.push_str(&line);
    }
    text
}

fn team(index: usize) -> String {
    let mut text = format!("  team-{index:04}:\n    description: The people of team {index}\n    members:\n");
    for seat in 0..TEAM_SIZE {
        writeln!(text, "      - {}", person(index * 7 + seat * 31)).expect("memory");
    }
    text
}

fn workspace(index: usize) -> String {
    let mut text = format!(
        "  workspace-{index:04}:\n    name: Workspace {index}\n    description: What is done for client {index}, and by whom\n    \
         teams:\n      team-{:04}: contributor\n      team-{:04}: reader\n    users:\n",
        index % TEAMS,
        (index + 1) % TEAMS
    );
    for grant in 0..GRANTS {
        let role = ROLES[(index + grant) % ROLES.len()];
        writeln!(text, "      {}: {role}", person(index * 3 + grant * 611)).expect("memory");
    }
    text
}

/// One file with everything in it.
fn one_file(folder: &Path) -> PathBuf {
    let mut text = format!("{ROOT}{}teams:\n", members());
    (0..TEAMS).for_each(|index| text.push_str(&team(index)));
    text.push_str("workspaces:\n");
    (0..WORKSPACES).for_each(|index| text.push_str(&workspace(index)));
    put(folder, "all.yaml", &text);
    folder.join("all.yaml")
}

/// A folder with 6,002 files.
fn many_files(folder: &Path) -> PathBuf {
    put(folder, "many/orgform.yaml", ROOT);
    put(folder, "many/members.yaml", &members());
    for index in 0..TEAMS {
        put(
            folder,
            &format!("many/teams/team-{index:04}.yaml"),
            &format!("teams:\n{}", team(index)),
        );
    }
    for index in 0..WORKSPACES {
        let text = format!("workspaces:\n{}", workspace(index));
        put(
            folder,
            &format!("many/workspaces/workspace-{index:04}.yaml"),
            &text,
        );
    }
    folder.join("many")
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn validate(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manifest");
    let mut group = criterion.benchmark_group("validate");
    group.sample_size(20);
    for (name, path) in [
        ("one file", one_file(&folder)),
        ("6,002 files", many_files(&folder)),
    ] {
        assert!(load(&path).desired.is_some(), "{:?}", load(&path).diagnostics);
        group.bench_function(name, |bencher| bencher.iter(|| load(&path)));
    }
    group.finish();
}

criterion_group!(benches, validate);
criterion_main!(benches);
