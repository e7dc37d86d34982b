//! The way to the platform: the server, what stands between, and whether it answers. It is asked without the key first,
//! so that nothing else that answers in its place gets to see one.

use jiff::Timestamp;

use super::approach::Approach;
use super::asked::asked;
use super::examination::Examination;
use crate::apply::moment;
use crate::cli::environment::now;
use crate::model::Caller;
use crate::platform::{
    AccountApi, Addressed, ConnectError, Deployment, Endpoint, PlatformError, Server, proxy_of,
};
use crate::report::{
    CertificatesCheck, Check, ClockCheck, ConnectionCheck, KeyCheck, ProxyCheck, ServerCheck, Subject,
};

/// The variables that put other certificates in the place of the system's.
const INSTEAD_OF_THE_SYSTEMS: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// How far the way leads.
pub(super) struct Way<'a> {
    server: ServerCheck,
    proxy: ProxyCheck,
    certificates: CertificatesCheck,
    connection: ConnectionCheck,
    clock: ClockCheck,
    pub(super) deployment: Deployment,
    /// What came of the key, as far as the account tells.
    pub(super) key: KeyCheck,
    /// The account, where it could be asked for.
    pub(super) account: Option<Account<'a>>,
}

/// What the platform says of the account behind the key.
pub(super) struct Account<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) api: AccountApi,
    pub(super) told: Result<Caller, PlatformError>,
}

/// What asking without the key brought.
struct Knock {
    certificates: CertificatesCheck,
    connection: ConnectionCheck,
    deployment: Deployment,
    date: Option<Timestamp>,
}

impl<'a> Way<'a> {
    /// Goes as far as it leads.
    pub(super) async fn probe(approach: &'a Approach, of: &Examination<'_>) -> Way<'a> {
        match approach {
            Approach::Nowhere(server) => Way::nowhere(server.clone()),
            Approach::Keyless(Addressed { server, origin }, key) => {
                let knock = Knock::at(server, of).await;
                Way::to(server, server.to_string(), origin, knock, (key.clone(), None))
            }
            Approach::Site(site) => {
                let endpoint = site.endpoint();
                let (server, origin) = (&endpoint.server, &endpoint.origin_of_server);
                let mut knock = Knock::at(server, of).await;
                let asked = ask_with_key(endpoint, &mut knock.connection, of).await;
                Way::to(server, site.name(), origin, knock, asked)
            }
        }
    }

    fn to(
        server: &Server,
        address: String,
        origin: &str,
        knock: Knock,
        (key, account): (KeyCheck, Option<Account<'a>>),
    ) -> Way<'a> {
        Way {
            server: ServerCheck::Chosen {
                address,
                origin: origin.to_owned(),
            },
            proxy: proxy(server),
            certificates: knock.certificates,
            clock: clock(knock.date, &knock.connection),
            connection: knock.connection,
            deployment: knock.deployment,
            key,
            account,
        }
    }

    fn nowhere(server: ServerCheck) -> Way<'a> {
        let because = Subject::Server;
        Way {
            server,
            proxy: ProxyCheck::NotKnown { because },
            certificates: CertificatesCheck::NotKnown { because },
            connection: ConnectionCheck::NotKnown { because },
            clock: ClockCheck::NotKnown { because },
            deployment: Deployment::default(),
            key: KeyCheck::NotKnown { because },
            account: None,
        }
    }

    /// What keeps from asking further.
    pub(super) fn obstacle(&self) -> Subject {
        match (&self.server, &self.connection) {
            (ServerCheck::Unusable { .. }, _) => Subject::Server,
            (_, ConnectionCheck::Answers { .. }) => Subject::Key,
            (_, ConnectionCheck::NotKnown { because }) => *because,
            _ => Subject::Connection,
        }
    }

    /// What was found, with the key as it turned out.
    pub(super) fn checks(self, has_taken_the_key: bool) -> [Check; 6] {
        let key = match self.key {
            KeyCheck::Untried { origin, .. } if has_taken_the_key => KeyCheck::Accepted { origin },
            key => key,
        };
        [
            Check::Server(self.server),
            Check::Proxy(self.proxy),
            Check::Certificates(self.certificates),
            Check::Connection(self.connection),
            Check::Clock(self.clock),
            Check::Key(key),
        ]
    }
}

impl Knock {
    async fn at(server: &Server, of: &Examination<'_>) -> Knock {
        let api = match AccountApi::open(server, None, &of.options()) {
            Ok(api) => api,
            Err(error) => return Knock::unable(&error),
        };
        let told = asked(of.progress, api.deployment()).await;
        let connection = ConnectionCheck::of(told.as_ref().map(|(deployment, _)| deployment));
        let (deployment, date) = match told {
            Ok(told) => told,
            Err(call) => (Deployment::default(), call.facts().date),
        };
        Knock {
            certificates: certificates(server, of),
            connection,
            deployment,
            date,
        }
    }

    fn unable(error: &ConnectError) -> Knock {
        Knock {
            certificates: CertificatesCheck::Unusable {
                why: error.to_string(),
            },
            connection: ConnectionCheck::NotKnown {
                because: Subject::Certificates,
            },
            deployment: Deployment::default(),
            date: None,
        }
    }
}

/// Asks whose key it is, unless nothing can be reached or something else answers. A platform that fails to say what it
/// is may say that all the same, and then it answers.
async fn ask_with_key<'a>(
    endpoint: &'a Endpoint,
    connection: &mut ConnectionCheck,
    of: &Examination<'_>,
) -> (KeyCheck, Option<Account<'a>>) {
    let origin = endpoint.origin_of_key.clone();
    let untried = |because| KeyCheck::Untried {
        origin: origin.clone(),
        because,
    };
    match connection {
        ConnectionCheck::NotKnown { because } => return (untried(*because), None),
        ConnectionCheck::Unreachable { .. }
        | ConnectionCheck::Untrusted { .. }
        | ConnectionCheck::SomethingElse { .. } => {
            return (untried(Subject::Connection), None);
        }
        _ => {}
    }
    let api = match AccountApi::open(&endpoint.server, Some(&endpoint.key), &of.options()) {
        Ok(api) => api,
        Err(error) => {
            let why = format!("{origin}: {error}");
            return (KeyCheck::Unusable { why }, None);
        }
    };
    let told = asked(of.progress, api.account()).await;
    let is_the_platforms = match &told {
        Ok(_) => true,
        Err(error) => error
            .call()
            .and_then(|call| call.refusal())
            .is_some_and(|refusal| refusal.has_error_body),
    };
    if is_the_platforms {
        *connection = connection.clone().or_answers();
    } else if !matches!(connection, ConnectionCheck::Answers { .. }) {
        return (untried(Subject::Connection), None);
    }
    let key = match &told {
        Ok(_) => KeyCheck::Accepted { origin },
        Err(PlatformError::KeyRefused(call)) => {
            let answer = call.problem().to_string();
            return (KeyCheck::Refused { origin, answer }, None);
        }
        Err(_) => untried(Subject::Account),
    };
    let account = Account { endpoint, api, told };
    (key, Some(account))
}

fn proxy(server: &Server) -> ProxyCheck {
    match proxy_of(server) {
        Some(proxy) => ProxyCheck::Through { proxy },
        None if server.is_loopback() => ProxyCheck::Loopback,
        None => ProxyCheck::Direct,
    }
}

fn certificates(server: &Server, of: &Examination<'_>) -> CertificatesCheck {
    if !server.is_encrypted() {
        return CertificatesCheck::NotNeeded;
    }
    let environment = &of.settings.environment;
    let instead = INSTEAD_OF_THE_SYSTEMS.into_iter();
    CertificatesCheck::System {
        instead: instead
            .filter_map(|name| Some(format!("{name}={}", environment.get(name)?)))
            .collect(),
        besides: of
            .platform
            .ca_cert
            .as_ref()
            .map(|file| file.display().to_string()),
    }
}

fn clock(date: Option<Timestamp>, connection: &ConnectionCheck) -> ClockCheck {
    let local = now();
    match (date, connection) {
        (Some(date), _) => {
            let (_, difference) = moment(local, Some(date));
            ClockCheck::of(date.duration_since(local), difference.is_some())
        }
        (None, ConnectionCheck::Answers { .. }) => ClockCheck::Untold,
        (None, ConnectionCheck::NotKnown { because }) => ClockCheck::NotKnown { because: *because },
        (None, _) => ClockCheck::NotKnown {
            because: Subject::Connection,
        },
    }
}
