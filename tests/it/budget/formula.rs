//! What a plan with nothing to do sends, worked out from the size of the organization.

use orgform::sandbox::Seed;

use crate::organization::{Edit, Size};
use crate::stage::Stage;

#[tokio::test]
async fn a_plan_with_nothing_to_do_sends_what_the_formula_says_and_not_one_more() {
    for (members, teams, workspaces) in [(9, 1, 1), (99, 3, 100), (100, 3, 101), (230, 12, 110)] {
        let size = Size {
            members,
            teams,
            workspaces,
        };
        let stage = Stage::open(Seed::parse(&size.seed()).unwrap()).await;
        let survey = stage.survey(&size.desired(Edit::Nothing)).await;
        assert_eq!(survey.plan.changes, [], "{size:?}");
        let needed = size.reads();
        assert_eq!(stage.sandbox.log().unwrap().len(), needed, "{size:?}");
        assert_eq!(survey.requests.total(), needed as u64, "{size:?}");
    }
}
