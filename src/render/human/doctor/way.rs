//! The way to the platform, in words.

use jiff::SignedDuration;

use super::page::Said;
use crate::render::human::talk::how_long;
use crate::report::{CertificatesCheck, ClockCheck, ConnectionCheck, KeyCheck, ProxyCheck, ServerCheck};

pub(super) fn server(check: &ServerCheck) -> Said {
    match check {
        ServerCheck::Chosen { address, origin } => Said::found(format!("{address} ({origin})")),
        ServerCheck::Unusable { why, help } if help.is_empty() => Said::found(why).advise(
            "name the platform in one way: --server with a key, DREADNODE_SERVER with DREADNODE_API_KEY, or --profile",
        ),
        ServerCheck::Unusable { why, help } => help.iter().fold(Said::found(why), Said::advise),
    }
}

pub(super) fn key(check: &KeyCheck) -> Said {
    match check {
        KeyCheck::Accepted { origin } => Said::found(format!("accepted ({origin})")),
        KeyCheck::Refused { origin, answer } => {
            Said::found(format!("refused ({origin}): {answer}")).advise(
                "make a new key in the platform's own pages, and put it there in its place; keys are worth something \
                 on their own platform alone",
            )
        }
        KeyCheck::Untried { origin, because } => {
            let unknown = Said::unknown(*because).found;
            Said::found(format!("found ({origin}); whether it is right is {unknown}"))
        }
        KeyCheck::Missing { why } => Said::found(why)
            .advise("`export DREADNODE_API_KEY=...` with a key from the platform's own pages; --sandbox needs none"),
        KeyCheck::Unusable { why } => {
            Said::found(why).advise("name a file that holds the whole key on one line, or export DREADNODE_API_KEY; key and server come from one source")
        }
        KeyCheck::NotKnown { because } => Said::unknown(*because),
    }
}

pub(super) fn proxy(check: &ProxyCheck) -> Said {
    match check {
        ProxyCheck::Direct => Said::found("none"),
        ProxyCheck::Loopback => Said::found("none: this machine is never reached through one"),
        ProxyCheck::Through { proxy } => Said::found(format!("{proxy}, by HTTPS_PROXY and its like")),
        ProxyCheck::NotKnown { because } => Said::unknown(*because),
    }
}

pub(super) fn certificates(check: &CertificatesCheck) -> Said {
    match check {
        CertificatesCheck::NotNeeded => Said::found("not needed: nothing leaves this machine"),
        CertificatesCheck::System { instead, besides } => {
            let system = match instead.as_slice() {
                [] => "the system's".to_owned(),
                files => format!("those of {}", files.join(" and ")),
            };
            match besides {
                Some(file) => Said::found(format!("{system}, and those in {file}")),
                None => Said::found(system),
            }
        }
        CertificatesCheck::Unusable { why } => Said::found(why).advise(
            "name a PEM file with the certificates of whoever vouches for the server: --ca-cert FILE",
        ),
        CertificatesCheck::NotKnown { because } => Said::unknown(*because),
    }
}

pub(super) fn connection(check: &ConnectionCheck) -> Said {
    match check {
        ConnectionCheck::Answers {
            version,
            mode,
            sends_mail,
        } => {
            let parts = [
                mode.clone(),
                version.as_ref().map(|version| format!("version {version}")),
                (*sends_mail == Some(false)).then(|| "sends no mail: pass on the links of invitations yourself".to_owned()),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            Said::found(match parts.as_slice() {
                [] => "answers, and does not tell its version".to_owned(),
                told => format!("answers: {}", told.join(", ")),
            })
        }
        ConnectionCheck::Unreachable { why } => Said::found(format!("no connection: {why}"))
            .advise("see that the address is right, and that this machine reaches it or has a proxy that does (HTTPS_PROXY)"),
        ConnectionCheck::Untrusted { why } => Said::found(format!("nobody trusted vouches for this server: {why}"))
            .advise("if it has certificates of its own, or a proxy reads along, name them: --ca-cert FILE"),
        ConnectionCheck::SomethingElse { why } => Said::found(format!("something answers that is not the platform: {why}"))
            .advise("open the address in a browser on this machine: a proxy may want a login, or the address is another one's"),
        ConnectionCheck::Failing { why } => Said::found(format!("answers, and is not well: {why}"))
            .advise("try again later; if it stays so, ask whoever runs the platform"),
        ConnectionCheck::NotKnown { because } => Said::unknown(*because),
    }
}

pub(super) fn clock(check: &ClockCheck) -> Said {
    match check {
        ClockCheck::Agrees { .. } => Said::found("agrees with this machine's"),
        ClockCheck::Differs { ahead } => {
            let way = if *ahead < 0 { "behind" } else { "ahead of" };
            let long = how_long(SignedDuration::from_secs(*ahead).abs());
            Said::found(format!(
                "the platform's is {long} {way} this machine's; plans go by the platform's"
            ))
            .advise("see which of the two is wrong: certificates and `until` dates go by clocks")
        }
        ClockCheck::Untold => Said::found("not known: the platform does not tell the time"),
        ClockCheck::NotKnown { because } => Said::unknown(*because),
    }
}
