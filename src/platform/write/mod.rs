//! The writes: what apply alone holds. One file per noun, each with its requests and its calls.

mod api;
mod organization;
mod members;
mod invitations;
mod teams;
mod workspaces;
mod user_grants;
mod team_grants;

pub use api::WriteApi;
