//! Since when something waits, and what follows once it need not.

use jiff::Timestamp;

use super::words;
use crate::report::{TargetReport, WaitingReport};

/// When the invitation was sent that one person's intents wait for.
pub(super) fn since(waiting: &[&WaitingReport], now: Timestamp) -> String {
    let invited = waiting
        .iter()
        .find_map(|waiting| Some((waiting.since?, waiting.until?)));
    let Some((since, until)) = invited else {
        return "invited by this plan".to_owned();
    };
    let verifying = waiting.iter().any(|waiting| waiting.verifying);
    let verifying = if verifying {
        ", address not confirmed yet"
    } else {
        ""
    };
    format!(
        "invited {}, until {}{verifying}",
        words::ago(since, now),
        words::day(until)
    )
}

/// What one person gets on accepting.
pub(super) fn intents(waiting: &[&WaitingReport]) -> String {
    let intents: Vec<String> = waiting.iter().map(|waiting| intent(waiting)).collect();
    words::list(&intents)
}

fn intent(waiting: &WaitingReport) -> String {
    let role = words::role(waiting.role);
    match &waiting.target {
        TargetReport::Invitation { .. } | TargetReport::Member { .. } | TargetReport::Organization => {
            format!("{role} in the organization")
        }
        TargetReport::Team { team } | TargetReport::TeamMember { team, .. } => format!("team {team}"),
        TargetReport::Workspace { workspace }
        | TargetReport::TeamGrant { workspace, .. }
        | TargetReport::UserGrant { workspace, .. } => format!("{role} on {workspace}"),
    }
}
