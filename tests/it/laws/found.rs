//! What a law found once, by name, and without chance.

use orgform::apply::Verification;
use orgform::guards::Verdict;
use orgform::manifest::load_files;
use orgform::model::{Desired, SourceFile};
use orgform::sandbox::Seed;
use proptest::test_runner::TestCaseError;

use super::run::carry_out;
use crate::stage::Stage;

/// What everybody declares.
const ROOT: &str = "apiVersion: orgform/v1\norganization: { key: acme }\n\
                    manage: { prune: [members, teams, team-members, grants] }\n";

fn desired(text: &str) -> Desired {
    let file = SourceFile {
        name: "orgform.yaml".into(),
        text: format!("{ROOT}{text}").into(),
    };
    let loaded = load_files("", &[file]);
    loaded
        .desired
        .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// One run, in which everything works and after which nothing is left.
async fn converges(seed: &str, manifest: &str) -> Result<Vec<String>, TestCaseError> {
    let organization = "organization: { key: acme, name: Acme }";
    let stage = Stage::open(Seed::parse(&format!("{organization}\n{seed}")).unwrap()).await;
    let desired = desired(manifest);
    let Verdict::Approved(approved) = stage.judge(&desired).await else {
        return Err(TestCaseError::fail("refused"));
    };
    carry_out(&stage, &desired, &approved).await?;
    let verification = stage.verify(&approved, &desired).await;
    assert!(
        matches!(verification, Verification::Converged { .. }),
        "{verification:?}"
    );
    let changes = approved.plan().changes.iter();
    Ok(changes.map(|change| change.address.to_string()).collect())
}

#[tokio::test]
async fn a_declared_caller_keeps_the_workspace_that_its_key_made() -> Result<(), TestCaseError> {
    let seed = "members: { root@acme.example: owner }";
    for users in [
        "{}",
        "{ root@acme.example: owner }",
        "{ root@acme.example: reader }",
    ] {
        let manifest =
            format!("members: {{ root@acme.example: owner }}\nworkspaces: {{ lab: {{ users: {users} }} }}\n");
        assert_eq!(converges(seed, &manifest).await?, ["workspace/lab"], "{users}");
    }
    Ok(())
}

#[tokio::test]
async fn who_is_live_under_an_earlier_address_is_granted_under_it() -> Result<(), TestCaseError> {
    let seed = "members: { root@acme.example: owner, old@acme.example: reader }\n\
                teams: [{ name: red }]\n\
                workspaces: { lab: { users: { root@acme.example: owner } } }\n";
    let manifest = "members:\n  root@acme.example: owner\n  new@acme.example: { role: reader, previously: [old@acme.example] }\n\
                    teams: { red: { members: [new@acme.example] } }\n\
                    workspaces: { lab: { users: { root@acme.example: owner, new@acme.example: reader } } }\n";
    let done = converges(seed, manifest).await?;
    assert_eq!(
        done,
        [
            "team/red/member/new@acme.example",
            "workspace/lab/user/new@acme.example"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn an_owner_under_an_earlier_address_counts_when_another_one_goes() -> Result<(), TestCaseError> {
    let seed = "caller: root@acme.example\n\
                members: { root@acme.example: owner, old@acme.example: reader, bob@acme.example: reader }\n\
                workspaces: { lab: { users: { old@acme.example: owner, bob@acme.example: owner } } }\n";
    let manifest = "members:\n  root@acme.example: owner\n  bob@acme.example: reader\n  \
                    new@acme.example: { role: reader, previously: [old@acme.example] }\n\
                    workspaces: { lab: { users: { new@acme.example: owner } } }\n";
    assert_eq!(
        converges(seed, manifest).await?,
        ["workspace/lab/user/bob@acme.example"]
    );
    Ok(())
}
