//! What `doctor` finds: what is here, the way to the platform, and what is there. One file per place.

mod document;
mod here;
mod way;
mod there;
mod routes;

pub use document::{Check, CheckReport, CheckState, DoctorReport, Subject};
pub use here::{LastApplyCheck, ManifestCheck};
pub use routes::{Answering, RouteName, RouteReport, RoutesCheck, WriteName};
pub use there::{Able, AccountCheck, LimitsCheck, NamedBy, OrganizationCheck, PowersCheck, SeatsReport};
pub use way::{CertificatesCheck, ClockCheck, ConnectionCheck, KeyCheck, ProxyCheck, ServerCheck};
