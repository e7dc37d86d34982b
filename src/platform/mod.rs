//! The HTTP client: the one way to the platform, for those who look and for those who write.
//!
//! [`Connection::open`] hands out a [`ReadApi`], which can send nothing but `GET`, and a [`WriteApi`]. Both
//! share connections, limits and the retry policy of `retry`. An [`AccountApi`] asks what needs no organization.

mod server;
mod profile;
mod endpoint;
mod addressed;
mod proxy;
mod options;
mod stats;
mod progress;
mod request;
mod refusal;
mod error;
mod retry;
mod limiter;
mod tried;
mod transport;
mod reply;
mod wire;
mod read;
mod write;
mod connection;

pub use addressed::Addressed;
pub use connection::Connection;
pub use endpoint::{Endpoint, EndpointError, Typed};
pub use error::{CallError, CallFacts, ConnectError, PlatformError, Problem};
pub use options::{Options, Pace};
pub use progress::{Progress, Silent};
pub use proxy::proxy_of;
pub use read::{AccountApi, Deployment, LiveRead, OwnOrganization, ReadApi};
pub use refusal::{FieldError, Refusal};
pub use reply::Answer;
pub use server::{Server, ServerError};
pub use stats::RequestStats;
pub use write::WriteApi;

use crate::model::ApiKey;
