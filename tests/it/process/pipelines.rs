//! `orgform init --ci`: pipelines at the root of the repository, and none is ever replaced.

use std::path::Path;

use super::checkout::{Ran, finished, program};

const GITHUB: [&str; 4] = [
    ".github/workflows/orgform-apply.yml",
    ".github/workflows/orgform-check.yml",
    ".github/workflows/orgform-drift.yml",
    ".github/workflows/orgform-plan.yml",
];

async fn init(folder: &Path, arguments: &[&str]) -> Ran {
    finished(program(folder, &[&["init"], arguments].concat())).await
}

#[tokio::test]
async fn pipelines_come_with_a_first_manifest_and_know_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    let ran = init(
        folder.path(),
        &["org", "--organization", "acme", "--ci", "github"],
    )
    .await;
    ran.assert_code(0).assert_says("required reviewers");
    for file in GITHUB {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains("\n  MANIFEST: \"org\""), "{file}");
        ran.assert_says(&format!("written: {file}"));
    }
    let validated = finished(program(folder.path(), &["validate", "org"])).await;
    validated.assert_code(0);
}

#[tokio::test]
async fn pipelines_come_alone_where_there_is_a_manifest_and_never_twice() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    init(folder.path(), &["--organization", "acme"])
        .await
        .assert_code(0);
    let manifest = std::fs::read(folder.path().join("orgform.yaml")).unwrap();
    init(folder.path(), &["--ci", "gitlab"]).await.assert_code(0);
    let component = folder.path().join(".gitlab/orgform.yml");
    let text = std::fs::read_to_string(&component).unwrap();
    assert!(text.contains("      default: \".\"\n"), "{text}");
    std::fs::write(&component, "mine").unwrap();
    let again = init(folder.path(), &["--ci", "gitlab"]).await;
    again
        .assert_code(64)
        .assert_says("there is a pipeline already: .gitlab/orgform.yml");
    assert_eq!(std::fs::read_to_string(component).unwrap(), "mine");
    assert_eq!(
        std::fs::read(folder.path().join("orgform.yaml")).unwrap(),
        manifest
    );
}

#[tokio::test]
async fn from_inside_the_folder_of_the_manifest_they_stand_at_the_root_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let org = folder.path().join("org");
    std::fs::create_dir_all(&org).unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    init(&org, &["--organization", "acme", "--ci", "github"])
        .await
        .assert_code(0);
    for file in GITHUB {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains("\n  MANIFEST: \"org\""), "{file}");
    }
}

#[tokio::test]
async fn one_pipeline_that_is_there_keeps_all_away() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join(".github/workflows")).unwrap();
    std::fs::write(folder.path().join(GITHUB[3]), "mine").unwrap();
    let ran = init(folder.path(), &["--ci", "github"]).await;
    ran.assert_code(64)
        .assert_says(GITHUB[3])
        .assert_says("nothing was written");
    assert!(!folder.path().join(GITHUB[0]).exists());
    assert!(!folder.path().join("orgform.yaml").exists());
}
