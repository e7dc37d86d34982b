//! Two people apply the same manifest to the same organization at once.

use super::bench::{Bench, MANIFEST, SEED};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_is_right_and_nobody_is_invited_twice() {
    let alone = Bench::new(SEED, MANIFEST).await;
    alone.run().await.unwrap();
    let expected = alone.sandbox.state().unwrap();

    let bench = Bench::new(SEED, MANIFEST).await;
    let (one, other) = tokio::join!(bench.run(), bench.run());
    assert!(one.is_some() && other.is_some());
    bench.run().await.unwrap();
    assert_eq!(bench.sandbox.state().unwrap(), expected);
    assert_eq!(bench.sandbox.incidents().unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_platform_takes_a_second_invitation_the_surplus_one_is_cancelled() {
    let seed = format!("{SEED}settings: {{ duplicate_invitation: accepted }}\n");
    let bench = Bench::new(&seed, MANIFEST).await;
    let _ = tokio::join!(bench.run(), bench.run());
    bench.run().await.unwrap();
    let state = bench.sandbox.state().unwrap();
    let organization = state.organization().unwrap();
    let open: Vec<&str> = organization
        .invitations
        .iter()
        .filter(|invitation| invitation.email == "new@acme.example")
        .filter(|invitation| invitation.state == "open")
        .map(|invitation| invitation.email.as_str())
        .collect();
    assert_eq!(open, ["new@acme.example"]);
}
