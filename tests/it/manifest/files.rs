//! Which files are read, on a real disk.

use std::fs;
use std::path::Path;

use orgform::manifest::load;
use tempfile::TempDir;

use super::told::{assert_refused, told, told_below};

const ROOT: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_root_file_given_as_path_is_all_that_is_read() {
    let folder = folder(&[
        ("orgform.yaml", ROOT),
        ("members.yaml", "members: {}"),
        ("mine.yaml", ROOT),
    ]);
    for name in ["orgform.yaml", "mine.yaml"] {
        let loaded = load(&folder.path().join(name));
        assert_eq!(told(&loaded), [""; 0]);
        assert_eq!(loaded.desired.unwrap().members, None);
        assert_eq!(loaded.root, folder.path());
    }
}

#[test]
fn files_are_named_as_the_path_was_typed() {
    let fixture = Path::new("tests/manifests/invalid/team-in-two-files");
    assert_eq!(
        told(&load(fixture)),
        ["tests/manifests/invalid/team-in-two-files/teams/b/red.yml:1:10 duplicate-team"]
    );
    let dotted = Path::new("./tests/manifests/invalid/team-in-two-files/");
    assert_eq!(told(&load(dotted)), told(&load(fixture)));
}

#[test]
fn nothing_at_the_path_is_told() {
    let folder = folder(&[]);
    assert_refused(&load(&folder.path().join("nowhere")), "no-manifest");
    assert_refused(&load(folder.path()), "no-manifest");
}

#[test]
fn state_and_seed_are_not_read_and_not_spoken_of() {
    let folder = folder(&[
        ("orgform.yaml", ROOT),
        ("sandbox.seed.yaml", "["),
        ("teams/sandbox.seed.yaml", "["),
        (".orgform/lock.yaml", "["),
        (".orgform/teams/x.yaml", "["),
        ("teams/.orgform/x.yaml", "["),
    ]);
    assert_eq!(told_below(folder.path()), [""; 0]);
}

#[test]
fn a_folder_that_looks_like_a_file_is_spoken_of() {
    let folder = folder(&[
        ("orgform.yaml", ROOT),
        ("members.yaml/a.yaml", "x: 1"),
        ("teams/a.yaml/b.yaml", "teams: {}"),
    ]);
    assert_eq!(told_below(folder.path()), ["members.yaml:1:1 ignored-file"]);
}

#[test]
fn a_root_file_that_is_a_folder_is_told() {
    let folder = folder(&[("orgform.yaml/x.yaml", "x: 1")]);
    assert_refused(&load(folder.path()), "no-manifest");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_that_leave_the_folder_are_errors() {
        let outside = folder(&[("red.yaml", "teams: { red: {} }"), ("deep/red.yaml", "teams: {}")]);
        let inside = folder(&[("orgform.yaml", ROOT), ("teams/blue.yaml", "teams: { blue: {} }")]);
        let at = |name: &str| inside.path().join(name);
        symlink(outside.path().join("red.yaml"), at("teams/red.yaml")).unwrap();
        symlink(outside.path().join("deep"), at("teams/deep")).unwrap();
        symlink(outside.path().join("red.yaml"), at("members.yaml")).unwrap();
        symlink(outside.path(), at("workspaces")).unwrap();
        symlink(outside.path().join("red.yaml"), at("teams/notes.txt")).unwrap();
        let expected = [
            "members.yaml:1:1 outside-link",
            "teams/deep:1:1 outside-link",
            "teams/red.yaml:1:1 outside-link",
            "workspaces:1:1 outside-link",
        ];
        assert_eq!(told_below(inside.path()), expected);
    }

    #[test]
    fn a_root_file_that_leaves_the_folder_is_an_error_and_one_that_is_typed_is_not() {
        let outside = folder(&[("root.yaml", ROOT)]);
        let inside = folder(&[]);
        symlink(
            outside.path().join("root.yaml"),
            inside.path().join("orgform.yaml"),
        )
        .unwrap();
        assert_refused(&load(inside.path()), "outside-link");
        assert_eq!(told(&load(&inside.path().join("orgform.yaml"))), [""; 0]);
    }

    #[test]
    fn links_that_stay_inside_are_followed() {
        let folder = folder(&[
            ("orgform.yaml", ROOT),
            ("shared/red.yaml", "teams: { red: {} }"),
            ("teams/x.yaml", "teams: {}"),
        ]);
        symlink("../shared/red.yaml", folder.path().join("teams/red.yaml")).unwrap();
        let loaded = load(folder.path());
        assert_eq!(loaded.desired.unwrap().teams.unwrap().len(), 1);
    }

    #[test]
    fn a_folder_that_is_a_link_itself_is_a_manifest() {
        let real = folder(&[("orgform.yaml", ROOT), ("teams/red.yaml", "teams: { red: {} }")]);
        let other = folder(&[]);
        symlink(real.path(), other.path().join("org")).unwrap();
        assert_eq!(told_below(&other.path().join("org")), [""; 0]);
    }

    #[test]
    fn links_that_go_round_or_nowhere_are_errors() {
        let folder = folder(&[("orgform.yaml", ROOT), ("teams/x.yaml", "teams: {}")]);
        symlink("..", folder.path().join("teams/up")).unwrap();
        symlink("nowhere.yaml", folder.path().join("teams/gone.yaml")).unwrap();
        symlink("../teams", folder.path().join("teams/again")).unwrap();
        let expected = [
            "teams/again:1:1 unreadable-file",
            "teams/gone.yaml:1:1 unreadable-file",
            "teams/up:1:1 outside-link",
        ];
        assert_eq!(told_below(folder.path()), expected);
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = folder(&[("orgform.yaml", ROOT), ("teams/red.yaml", "teams: {}")]);
        let _listener = UnixListener::bind(folder.path().join("teams/socket.yaml")).unwrap();
        assert_eq!(
            told_below(folder.path()),
            ["teams/socket.yaml:1:1 unreadable-file"]
        );
    }

    #[test]
    fn an_unreadable_file_is_no_reason_for_a_further_mistake() {
        let root = format!("{ROOT}workspaces: {{ attic: {{ teams: {{ red: owner, blue: owner }} }} }}\n");
        let folder = folder(&[
            ("orgform.yaml", &root),
            ("teams/blue.yaml", "teams: { blue: {} }"),
        ]);
        let _listener = UnixListener::bind(folder.path().join("teams/red.yaml")).unwrap();
        assert_eq!(told_below(folder.path()), ["teams/red.yaml:1:1 unreadable-file"]);
    }
}
