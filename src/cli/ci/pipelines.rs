//! The pipelines that `init --ci` writes. They are the ones of examples/ci, which are checked and played.

use std::path::{Path, PathBuf};

/// Whose pipelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum Forge {
    /// Workflows for GitHub Actions
    Github,
    /// A component for GitLab CI/CD
    Gitlab,
}

const GITHUB: [(&str, &str); 4] = [
    (
        ".github/workflows/orgform-check.yml",
        include_str!("../../../examples/ci/github/orgform-check.yml"),
    ),
    (
        ".github/workflows/orgform-plan.yml",
        include_str!("../../../examples/ci/github/orgform-plan.yml"),
    ),
    (
        ".github/workflows/orgform-apply.yml",
        include_str!("../../../examples/ci/github/orgform-apply.yml"),
    ),
    (
        ".github/workflows/orgform-drift.yml",
        include_str!("../../../examples/ci/github/orgform-drift.yml"),
    ),
];

const GITLAB: [(&str, &str); 1] = [(
    ".gitlab/orgform.yml",
    include_str!("../../../examples/ci/gitlab/templates/orgform.yml"),
)];

/// Where the manifest stands in the pipelines as they are shipped.
const MANIFESTS: [&str; 2] = ["  MANIFEST: .", "      default: \".\""];

/// The files of a forge's pipelines, below the root of a repository, for a manifest at this place in it.
pub(in crate::cli) fn pipelines(forge: Forge, root: &Path, manifest: &str) -> Vec<(PathBuf, String)> {
    let files: &[(&str, &str)] = match forge {
        Forge::Github => &GITHUB,
        Forge::Gitlab => &GITLAB,
    };
    let placed = files.iter();
    placed
        .map(|(path, text)| (root.join(path), for_manifest(text, manifest)))
        .collect()
}

fn for_manifest(text: &str, manifest: &str) -> String {
    MANIFESTS.iter().fold(text.to_owned(), |text, shipped| {
        let key = &shipped[..=shipped.find(": ").unwrap_or_default()];
        // A JSON string is a YAML string too.
        text.replace(shipped, &format!("{key} {}", serde_json::Value::from(manifest)))
    })
}

/// The root of the repository that a folder is in; the folder where one stands now if it is in none.
pub(in crate::cli) fn repository(folder: &Path) -> PathBuf {
    // A folder without a name is the one where we are.
    let absolute = std::path::absolute(Path::new(".").join(folder)).unwrap_or_else(|_| folder.to_owned());
    absolute
        .ancestors()
        .find(|folder| folder.join(".git").exists())
        .map_or_else(|| std::path::absolute(".").unwrap_or_default(), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pipeline_is_told_where_the_manifest_is() {
        for (forge, place) in [
            (Forge::Github, "  MANIFEST: \"org\""),
            (Forge::Gitlab, "      default: \"org\""),
        ] {
            for (path, text) in pipelines(forge, Path::new("/r"), "org") {
                let once = text.matches(place).count();
                assert_eq!(once, 1, "{}", path.display());
                assert!(!text.contains("MANIFEST: ."), "{}", path.display());
            }
        }
    }

    #[test]
    fn a_place_that_yaml_would_read_otherwise_stays_a_place() {
        let files = pipelines(Forge::Github, Path::new("/r"), "a: \"b\" #");
        assert!(
            files[0].1.contains("  MANIFEST: \"a: \\\"b\\\" #\""),
            "{}",
            files[0].1
        );
    }

    /// The version of the action is the version of the program.
    #[test]
    fn workflows_take_the_action_of_this_version() {
        let wanted = format!(
            "OWNER/orgform/.github/actions/orgform@v{}\n",
            env!("CARGO_PKG_VERSION")
        );
        for (path, text) in GITHUB {
            let uses = text.matches("actions/orgform@").count();
            assert!(uses > 0 && text.matches(&wanted).count() == uses, "{path}");
        }
    }

    #[test]
    fn pipelines_stand_at_the_root_of_the_repository() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(repository(&folder.path().join("a/b")), folder.path());
    }
}
