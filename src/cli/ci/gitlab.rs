//! What GitLab shows on a merge request: the widget that was made for Terraform counts anybody's changes.

use serde::Serialize;

use crate::report::SummaryReport;

#[derive(Serialize)]
struct Widget {
    create: usize,
    update: usize,
    delete: usize,
}

/// A plan for `artifacts:reports:terraform`. A rename counts as a change.
pub(in crate::cli) fn widget(summary: &SummaryReport) -> Result<String, serde_json::Error> {
    let widget = Widget {
        create: summary.add,
        update: summary.change + summary.rename,
        delete: summary.remove,
    };
    let mut text = serde_json::to_string(&widget)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_counts_as_a_change() {
        let summary = SummaryReport {
            add: 3,
            change: 1,
            remove: 2,
            rename: 1,
            waiting: 4,
        };
        assert_eq!(
            widget(&summary).unwrap(),
            "{\"create\":3,\"update\":2,\"delete\":2}\n"
        );
    }
}
