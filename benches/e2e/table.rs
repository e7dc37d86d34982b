//! The figures of one run as a line of a table in Markdown.

use std::time::Duration;

use super::platform::LATENCY;

/// One run of the program beside what the network allows.
pub(crate) struct Line<'a> {
    pub(crate) what: &'a str,
    pub(crate) parallelism: usize,
    pub(crate) requests: usize,
    pub(crate) wall: Duration,
    /// The rounds of the network that cannot be avoided.
    pub(crate) rounds: usize,
    /// What one request alone takes in this run: the latency, and what timers and kernel add to it.
    pub(crate) alone: Duration,
    /// What is allowed: so many times the bound, and so much more.
    pub(crate) allowed: (f64, Duration),
    /// What the plain client took for the same requests.
    pub(crate) plain: Option<Duration>,
    pub(crate) peak: &'a str,
    pub(crate) cpu: Duration,
    pub(crate) memory: u64,
}

pub(crate) fn head() {
    println!(
        "| run | C | requests | wall | bound | ratio | of what is allowed | measured bound | ratio | plain client | ratio \
         | in flight | CPU | CPU per request | memory |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
}

impl Line<'_> {
    pub(crate) fn print(&self) {
        let rounds = u32::try_from(self.rounds).unwrap_or(u32::MAX);
        let (bound, measured) = (LATENCY * rounds, self.alone * rounds);
        let (times, more) = self.allowed;
        let allowed = bound.mul_f64(times) + more;
        let ratio = |to: Duration| self.wall.as_secs_f64() / to.as_secs_f64();
        let (plain, to_plain) = self.plain.map_or(("".to_owned(), "".to_owned()), |plain| {
            (seconds(plain), format!("{:.3}", ratio(plain)))
        });
        println!(
            "| {} | {} | {} | {} | {} | {:.3} | {:.0} % | {} | {:.3} | {plain} | {to_plain} | {} | {} | {:.3} ms \
             | {:.1} MiB |",
            self.what,
            self.parallelism,
            self.requests,
            seconds(self.wall),
            seconds(bound),
            ratio(bound),
            ratio(allowed) * 100.0,
            seconds(measured),
            ratio(measured),
            self.peak,
            seconds(self.cpu),
            self.cpu.as_secs_f64() * 1000.0 / self.requests as f64,
            self.memory as f64 / f64::from(1 << 20),
        );
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.3} s", duration.as_secs_f64())
}
