//! "Cannot here" or "not this one": decided once all answers are in (design.md 3).

use super::outcome::Outcome;
use crate::model::Reading;
use crate::platform::CallError;

/// What is known about a route before its answers are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A page documents it, so a 404 speaks of the object.
    Documented,
    /// It is inferred, and a documented sibling answered: a 404 everywhere speaks of the route.
    BesideOneThatAnswers,
    /// It is inferred, and nothing beside it answered either.
    Inferred,
}

/// The verdict on a list of which there is one.
pub(super) fn on_list<T>(outcome: Option<Outcome<T>>) -> Reading<T> {
    match outcome {
        None => Reading::NotAsked,
        Some(Outcome::Read(rows)) => Reading::Read(rows),
        Some(Outcome::Refused(call)) if call.is_forbidden() => unreadable(&call),
        Some(Outcome::Refused(_)) => Reading::Unsupported,
    }
}

/// Whether a route is missing on this platform: none of its instances answered, and all of them were
/// refused in a way that speaks of the route. Without instances there is no verdict.
pub(super) fn is_missing<'a, T: 'a>(
    route: Route,
    outcomes: impl IntoIterator<Item = &'a Outcome<T>>,
) -> bool {
    let mut instances = 0;
    for outcome in outcomes {
        instances += 1;
        let speaks_of_the_route = match outcome {
            Outcome::Read(_) => false,
            Outcome::Refused(call) if call.is_not_found() => route == Route::BesideOneThatAnswers,
            Outcome::Refused(call) => call.is_not_offered(),
        };
        if !speaks_of_the_route {
            return false;
        }
    }
    instances > 0
}

/// The verdict on one of many.
pub(super) fn on_one<T>(outcome: Outcome<T>, route_is_missing: bool) -> Reading<T> {
    match outcome {
        Outcome::Read(rows) => Reading::Read(rows),
        Outcome::Refused(_) if route_is_missing => Reading::Unsupported,
        Outcome::Refused(call) => unreadable(&call),
    }
}

fn unreadable<T>(call: &CallError) -> Reading<T> {
    Reading::Unreadable(call.problem().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::{CallFacts, Problem, Refusal};

    fn answers(statuses: &[u16]) -> Vec<Outcome<()>> {
        let refused = |status| {
            let problem = Problem::Refused(Refusal::read(status, b"", &[]));
            Outcome::Refused(CallError::new(CallFacts::default(), problem, false))
        };
        statuses
            .iter()
            .map(|status| match status {
                200 => Outcome::Read(()),
                status => refused(*status),
            })
            .collect()
    }

    #[test]
    fn when_a_route_is_missing() {
        use Route::{BesideOneThatAnswers as Beside, Documented, Inferred};
        let table: [(&[u16], Route, bool); 12] = [
            (&[], Beside, false),
            (&[404], Beside, true),
            (&[404, 404], Beside, true),
            (&[404, 405], Beside, true),
            (&[404, 403], Beside, false),
            (&[404, 200], Beside, false),
            (&[405, 200], Beside, false),
            (&[403], Beside, false),
            (&[404, 404], Inferred, false),
            (&[404, 404], Documented, false),
            (&[405, 405], Documented, true),
            (&[405], Inferred, true),
        ];
        for (statuses, route, missing) in table {
            assert_eq!(
                is_missing(route, &answers(statuses)),
                missing,
                "{statuses:?} {route:?}"
            );
        }
    }

    #[test]
    fn a_list_that_may_not_be_read_is_not_one_that_does_not_exist() {
        let verdict = |status| on_list(answers(&[status]).pop());
        assert_eq!(verdict(404), Reading::Unsupported);
        assert_eq!(verdict(405), Reading::Unsupported);
        assert!(matches!(verdict(403), Reading::Unreadable(_)));
        assert_eq!(verdict(200), Reading::Read(()));
        assert_eq!(on_list::<()>(None), Reading::NotAsked);
    }
}
