//! Asking for operations by the names that the contract gives them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::document::{Contract, Operation};
use crate::sandbox::client::{Reply, WORLD, World, reply};

/// Asks a world, and holds every request and every answer against the contract.
pub(super) struct Asker {
    pub(super) contract: Contract,
    pub(super) world: World,
    /// What stands in the gaps of paths.
    gaps: BTreeMap<&'static str, String>,
    /// Every status of every operation that was seen.
    pub(super) seen: BTreeSet<(String, u16)>,
}

impl Asker {
    pub(super) async fn new() -> Asker {
        Asker::of(WORLD).await
    }

    pub(super) async fn of(seed: &str) -> Asker {
        let world = World::of(seed).await;
        let invitations = world.ask("GET", "/org/acme/invitations", None).await.body;
        let gaps = BTreeMap::from([
            ("org", "acme".to_owned()),
            ("workspace", "engagements".to_owned()),
            ("project", "default".to_owned()),
            ("user_id", world.user_id("rea@acme.example").await),
            ("team_id", world.team_id("red-team").await),
            ("invitation_id", invitations[0]["id"].as_str().unwrap().to_owned()),
        ]);
        Asker {
            contract: Contract::read(),
            world,
            gaps,
            seen: BTreeSet::new(),
        }
    }

    /// From now on this stands in the gap.
    pub(super) fn put(&mut self, gap: &'static str, value: &str) {
        self.gaps.insert(gap, value.to_owned());
    }

    /// Asks as the caller.
    pub(super) async fn ask(&mut self, id: &str, body: Value) -> Reply {
        let key = self.world.sandbox.key().to_owned();
        self.ask_as(&key, id, body).await
    }

    /// Asks with a key. A null body is none.
    pub(super) async fn ask_as(&mut self, key: &str, id: &str, body: Value) -> Reply {
        if body.is_null() {
            return self.send(key, id, "", Vec::new()).await;
        }
        self.contract.hold_request(id, &body);
        self.send(key, id, "", body.to_string().into_bytes()).await
    }

    /// Asks for what the contract need not allow.
    pub(super) async fn send(&mut self, key: &str, id: &str, query: &str, body: Vec<u8>) -> Reply {
        let operation = self.contract.operation(id);
        let (method, path) = (operation.method.clone(), self.path(&operation) + query);
        let request = self.world.request(method.parse().unwrap(), &path);
        let reply = reply(request.header("X-API-Key", key).body(body)).await;
        self.note(id, &reply);
        reply
    }

    /// Holds an answer against the contract, and notes that it was seen.
    pub(super) fn note(&mut self, id: &str, reply: &Reply) {
        self.contract.hold_answer(id, reply.status, &reply.body);
        self.seen.insert((id.to_owned(), reply.status));
    }

    pub(super) fn path(&self, operation: &Operation<'_>) -> String {
        operation.filled(|gap| &self.gaps[gap])
    }

    /// The names of all operations.
    pub(super) fn all(&self) -> Vec<String> {
        let operations = self.contract.operations();
        operations
            .iter()
            .map(|operation| operation.id.to_owned())
            .collect()
    }

    /// The names of the operations that are so.
    pub(super) fn those(&self, is: impl Fn(&Operation<'_>) -> bool) -> Vec<String> {
        let operations = self.contract.operations();
        let those = operations.iter().filter(|operation| is(operation));
        those.map(|operation| operation.id.to_owned()).collect()
    }
}

/// A property of an answer that is a text.
pub(super) fn text(reply: &Reply, name: &str) -> String {
    reply.body[name].as_str().unwrap().to_owned()
}
