//! From a request to an operation's answer, in one transaction, without any network.

use super::{
    call::{Answer, Call, Reply},
    error::ApiError,
    incidents::Watch,
    query::run,
    routes::{self, Access, Offer, Route},
    settings::{ListOrder, Settings},
    store::{Store, Work, accounts},
};

/// A request as it came in.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) number: u64,
    pub(crate) method: String,
    /// The path of the route table that it matches.
    pub(crate) template: Option<String>,
    pub(crate) path: String,
    pub(crate) raw_query: Option<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) api_key: Option<String>,
    pub(crate) bearer: Option<String>,
    pub(crate) content_type: String,
    pub(crate) request_id: String,
    /// Nothing where it cannot be read or is too large.
    pub(crate) body: Option<Vec<u8>>,
}

/// What an operation came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The operation that the request is for.
    pub(crate) operation: Option<&'static str>,
    /// The address of the account that asked.
    pub(crate) account: Option<String>,
    pub(crate) reply: Reply,
}

/// How the answer to one request differs from the rule; faults set it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Twist {
    pub(crate) order: Option<ListOrder>,
    pub(crate) row_appears: bool,
    pub(crate) persist: Persist,
}

/// What becomes of a write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Persist {
    #[default]
    All,
    Nothing,
}

/// Answers a request. Every refusal, the sandbox's own failures too, has the documented body.
pub(crate) fn answer(store: &mut Store, request: &Request, twist: Twist) -> Outcome {
    let mut outcome = Outcome::default();
    let answered = match store.refresh() {
        Ok(()) => run_operation(store, request, twist, &mut outcome),
        Err(error) => Err(ApiError::new(500, "database_error", error.to_string())),
    };
    outcome.reply = answered.unwrap_or_else(|error| Reply::from(&error));
    outcome
}

fn run_operation(store: &mut Store, request: &Request, twist: Twist, outcome: &mut Outcome) -> Answer {
    let Some(template) = request.template.as_deref() else {
        return Err(ApiError::not_found("Route"));
    };
    let route = match routes::find(&request.method, template, store.settings()) {
        Offer::Route(route) => route,
        Offer::NotFound => return Err(ApiError::not_found("Route")),
        Offer::MethodNotAllowed(allow) => {
            return Ok(Reply {
                allow: Some(allow),
                ..Reply::from(&ApiError::method_not_allowed())
            });
        }
    };
    outcome.operation = Some(route.operation);
    let Some(body) = request.body.as_deref() else {
        return Err(ApiError::new(
            400,
            "invalid_error",
            "The body cannot be read or is too large",
        ));
    };
    let work = match (request.method.as_str(), twist.persist) {
        ("GET", _) => Work::Read,
        (_, Persist::All) => Work::Write,
        (_, Persist::Nothing) => Work::Trial,
    };
    store.transaction(work, |conn, settings, now| {
        let key = request.key(settings);
        let account = match route.access {
            Access::Public => None,
            Access::Key => Some(accounts::authenticate(conn, key)?.ok_or_else(ApiError::unauthenticated)?),
        };
        outcome.account = account.as_ref().map(|account| account.email.clone());
        let call = Call {
            conn,
            settings,
            now,
            account,
            path: segments(route, &request.path),
            query: request.query.clone(),
            body,
            content_type: &request.content_type,
            key,
            order: twist.order.unwrap_or(settings.list_order),
            row_appears: twist.row_appears,
        };
        if work == Work::Read {
            return (route.handler)(&call);
        }
        let watch = Watch::before(&call)?;
        let reply = (route.handler)(&call)?;
        for text in watch.after(&call, &reply)? {
            let text = format!("{} {}: {text}", request.method, request.path);
            run(conn, "INSERT INTO incidents (text) VALUES (?1)", [text])?;
        }
        Ok(reply)
    })
}

impl Request {
    /// The key that counts: `X-API-Key`, or where the setting allows it, a bearer token.
    fn key(&self, settings: &Settings) -> &str {
        match (&self.api_key, &self.bearer) {
            (Some(key), _) => key,
            (None, Some(token)) if settings.bearer => token,
            _ => "",
        }
    }
}

/// The named segments of a path, decoded. What is not UTF-8 names nothing, so it is replaced rather than refused.
fn segments(route: &'static Route, path: &str) -> Vec<(&'static str, String)> {
    let named = route.path.split('/').zip(path.split('/'));
    named
        .filter_map(|(pattern, segment)| {
            let name = pattern.strip_prefix('{')?.strip_suffix('}')?;
            Some((
                name,
                percent_encoding::percent_decode_str(segment)
                    .decode_utf8_lossy()
                    .into_owned(),
            ))
        })
        .collect()
}
