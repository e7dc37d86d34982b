//! What a fault does to a request.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sandbox::{
    call::Reply,
    error::ApiError,
    exchange::{Persist, Twist},
    settings::ListOrder,
};

/// What happens to a request that is struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// It takes `ms` milliseconds, and up to `jitter_ms` more, which depend on `seed` and on the request's number alone:
    /// half of them before the operation runs, and the rest before the answer leaves.
    Latency {
        /// The least.
        ms: u64,
        /// What may come on top.
        #[serde(default)]
        jitter_ms: u64,
        /// Which jitter.
        #[serde(default)]
        seed: u64,
    },
    /// 429, with `Retry-After` in seconds if given.
    RateLimited {
        /// The seconds.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// 429 that speaks of credits, which no waiting mends.
    OutOfCredits,
    /// This status and the documented body; the operation does not run. 401, 403, 404 and 405 make a route missing or
    /// forbidden, 500 to 504 are outages.
    Status(u16),
    /// The operation runs, and this status is answered.
    StatusAfter(u16),
    /// The connection is closed; the operation does not run.
    DropBefore,
    /// The operation runs, and the connection is closed without an answer.
    DropAfter,
    /// 502 with an HTML page, as a proxy says it; the operation does not run.
    Html,
    /// The operation runs, and half of its answer's body is sent before the connection is closed.
    CutBody,
    /// The operation runs, and its answer is a success of a shape that nobody expects.
    WrongShape,
    /// One row of a page is missing, while `total` counts it.
    ShortPage,
    /// The list comes in another order each time.
    Reordered,
    /// A row has appeared at the front of a paged list: everything moves by one.
    RowAppears,
    /// The operation answers as ever, and nothing of it is kept.
    Swallowed,
}

/// How an answer goes over the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Delivery {
    #[default]
    Whole,
    /// Half of the body.
    Half,
    /// Not at all.
    Nothing,
}

impl Effect {
    /// The word in the log.
    pub(crate) fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(Value::String(name)) => name,
            Ok(Value::Object(object)) => match object.into_iter().next() {
                Some((name, Value::Number(status))) => format!("{name} {status}"),
                Some((name, _)) => name,
                None => String::new(),
            },
            _ => String::new(),
        }
    }

    /// How long the `n`-th struck request waits.
    pub(super) fn delay(self, n: u64) -> Duration {
        let Self::Latency { ms, jitter_ms, seed } = self else {
            return Duration::ZERO;
        };
        let mixed = mix(seed ^ n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Duration::from_millis(ms.saturating_add(mixed % jitter_ms.saturating_add(1)))
    }

    /// The answer, where the operation does not run. An answer without a body is one that is not sent.
    pub(crate) fn instead(self) -> Option<Reply> {
        match self {
            Self::RateLimited { retry_after } => {
                let error = ApiError::new(429, "app_error", "Too many requests");
                Some(Reply {
                    retry_after,
                    ..Reply::from(&error)
                })
            }
            Self::OutOfCredits => Some(Reply::from(&ApiError::new(
                429,
                "app_error",
                "The organization is out of credits",
            ))),
            Self::Status(status) => Some(Reply::from(&outage(status))),
            Self::Html => Some(Reply {
                html: true,
                ..Reply::new(502, None)
            }),
            Self::DropBefore => Some(Reply::new(502, None)),
            _ => None,
        }
    }

    /// How the operation runs otherwise.
    pub(crate) fn twist(self, n: u64, twist: &mut Twist) {
        match self {
            Self::Reordered => {
                let orders = [ListOrder::NewestFirst, ListOrder::Shuffled, ListOrder::Insertion];
                twist.order = usize::try_from(n % 3).ok().and_then(|n| orders.get(n).copied());
            }
            Self::RowAppears => twist.row_appears = true,
            Self::Swallowed => twist.persist = Persist::Nothing,
            _ => {}
        }
    }

    /// What becomes of the operation's answer.
    pub(crate) fn spoil(self, reply: Reply) -> Reply {
        match self {
            Self::StatusAfter(status) => Reply::from(&outage(status)),
            Self::WrongShape => {
                let body = if matches!(reply.body, Some(Value::Array(_))) {
                    json!({ "unexpected": true })
                } else {
                    json!(["unexpected"])
                };
                Reply::new(200, Some(body))
            }
            Self::ShortPage => drop_a_row(reply),
            _ => reply,
        }
    }

    /// How the answer is sent.
    pub(crate) fn delivery(self) -> Delivery {
        match self {
            Self::DropBefore | Self::DropAfter => Delivery::Nothing,
            Self::CutBody => Delivery::Half,
            _ => Delivery::Whole,
        }
    }
}

fn drop_a_row(mut reply: Reply) -> Reply {
    for name in ["members", "workspaces"] {
        if let Some(Value::Array(rows)) = reply.body.as_mut().and_then(|body| body.get_mut(name)) {
            rows.pop();
        }
    }
    reply
}

/// The published body for a status that comes from nowhere.
fn outage(status: u16) -> ApiError {
    let (kind, detail) = match status {
        400 => ("invalid_error", "Invalid request"),
        401 => ("authentication_error", "Authentication failed"),
        403 => ("forbidden_error", "Access forbidden"),
        404 => ("not_found_error", "Not found"),
        405 => ("app_error", "Method Not Allowed"),
        409 => ("conflict_error", "Conflict"),
        426 => ("upgrade_required_error", "Upgrade required"),
        429 => ("app_error", "Too many requests"),
        502 => ("bad_gateway_error", "Bad gateway"),
        504 => ("gateway_timeout_error", "Gateway timeout"),
        _ => ("server_error", "Server error"),
    };
    ApiError::new(status, kind, detail)
}

/// Spreads a number over all bits (the finalizer of SplitMix64).
fn mix(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_stays_within_its_bounds_and_is_repeatable() {
        let effect = Effect::Latency {
            ms: 10,
            jitter_ms: 5,
            seed: 7,
        };
        let delays: Vec<_> = (0..50).map(|n| effect.delay(n)).collect();
        assert!(delays.iter().all(|delay| (10..=15).contains(&delay.as_millis())));
        assert!(delays.iter().any(|delay| *delay != delays[0]));
        assert_eq!(delays[3], effect.delay(3));
    }

    #[test]
    fn the_log_knows_effects_by_their_words() {
        assert_eq!(Effect::DropAfter.name(), "drop_after");
        assert_eq!(Effect::StatusAfter(500).name(), "status_after 500");
        assert_eq!(
            Effect::RateLimited { retry_after: Some(3) }.name(),
            "rate_limited"
        );
    }
}
