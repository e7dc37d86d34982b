//! Asking with a bar.

use crate::platform::Progress;

/// Tells the bar of one question more, and when it is answered.
pub(super) async fn asked<T>(progress: &dyn Progress, question: impl Future<Output = T>) -> T {
    progress.planned(1);
    let answer = question.await;
    progress.done();
    answer
}
