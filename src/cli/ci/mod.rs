//! What a run tells the pipeline that it is part of, beside its report. Nothing of it happens elsewhere.

mod facts;
mod github;
mod gitlab;
mod issues;
mod step;
mod pipelines;

pub(super) use facts::Facts;
pub(super) use gitlab::widget;
pub(super) use issues::write_issues;
pub(super) use pipelines::{Forge, pipelines, repository};
pub(super) use step::{annotate, ended, page, tell};
