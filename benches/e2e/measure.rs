//! What is measured, in order.

use std::error::Error;
use std::time::Duration;

use tempfile::TempDir;

use super::organization::{Edit, Size};
use super::platform::Platform;
use super::program::{self, Ran};
use super::{plain, table};

/// So many requests at once.
const PARALLELISM: [usize; 3] = [10, 16, 32];

/// So many changed grants are applied.
const GRANTS: usize = 600;

/// A plan may take so many times the bound, and so much for what is not the network's: reading the manifest, planning.
const ALLOWED_FOR_A_PLAN: (f64, Duration) = (1.15, Duration::from_millis(50));

/// The changes of an apply may take so many times the bound.
const ALLOWED_FOR_CHANGES: (f64, Duration) = (1.3, Duration::ZERO);

/// Measures what `words` name, or everything.
pub(crate) fn all(words: &[String]) -> Result<(), Box<dyn Error>> {
    let is_wanted = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    table::head();
    for (name, size) in [
        ("small", Size::SMALL),
        ("middle", Size::MIDDLE),
        ("large", Size::LARGE),
    ] {
        if is_wanted(name) {
            plans(name, size)?;
        }
    }
    if is_wanted("apply") {
        applies(Size::LARGE)?;
    }
    Ok(())
}

/// Plans with nothing to do.
fn plans(name: &str, size: Size) -> Result<(), Box<dyn Error>> {
    let mut platform = Platform::start(size)?;
    let manifest = written(size, Edit::Nothing)?;
    let alone = alone(&mut platform)?;
    for parallelism in PARALLELISM {
        let ran = program::run(
            &platform,
            &["plan", "--detailed-exitcode"],
            manifest.path(),
            parallelism,
        )?;
        let requests = platform.requests()?;
        if requests.len() != size.reads() {
            return Err(format!("{} requests, and {} are needed", requests.len(), size.reads()).into());
        }
        let plain = plain::takes(&platform, &requests, parallelism)?;
        platform.requests()?;
        table::Line {
            what: &format!("plan, {name}"),
            parallelism,
            requests: requests.len(),
            wall: ran.wall,
            rounds: 1 + requests.len().div_ceil(parallelism),
            alone,
            allowed: ALLOWED_FOR_A_PLAN,
            plain: Some(plain),
            peak: peak(&ran),
            cpu: ran.cpu,
            memory: ran.memory,
        }
        .print();
    }
    Ok(())
}

/// Applies many changed grants, there and back again. The wall time is that of the changes alone.
fn applies(size: Size) -> Result<(), Box<dyn Error>> {
    let mut platform = Platform::start(size)?;
    let there = written(size, Edit::Grants(GRANTS))?;
    let back = written(size, Edit::Nothing)?;
    let alone = alone(&mut platform)?;
    for (manifest, parallelism) in [&there, &back, &there].into_iter().zip(PARALLELISM) {
        let arguments = ["apply", "--auto-approve", "--format", "jsonl"];
        let ran = program::run(&platform, &arguments, manifest.path(), parallelism)?;
        let requests = platform.requests()?;
        let writes = requests
            .iter()
            .filter(|request| !request.starts_with("GET "))
            .count();
        if writes != GRANTS || requests.len() != GRANTS + 2 * size.reads() {
            return Err(format!("{} requests, {writes} of them writes", requests.len()).into());
        }
        table::Line {
            what: &format!("apply, {GRANTS} grants"),
            parallelism,
            requests: requests.len(),
            wall: ran.changing.ok_or("no events")?,
            rounds: GRANTS.div_ceil(parallelism),
            alone,
            allowed: ALLOWED_FOR_CHANGES,
            plain: None,
            peak: "",
            cpu: ran.cpu,
            memory: ran.memory,
        }
        .print();
    }
    Ok(())
}

/// What one request takes when nothing else is on its way.
fn alone(platform: &mut Platform) -> Result<Duration, Box<dyn Error>> {
    let requests = vec!["GET /api/v1/user".to_owned(); 40];
    let took = plain::takes(platform, &requests, 1)?;
    platform.requests()?;
    Ok(took / 40)
}

/// A folder with the manifest, until it is dropped.
fn written(size: Size, edit: Edit) -> Result<TempDir, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("orgform.yaml"), size.manifest(edit))?;
    Ok(folder)
}

/// How many requests were on their way at once, from `reads 4,575 - 1.8 s - 16 in flight - 0 throttled`.
fn peak(ran: &Ran) -> &str {
    let before = ran.last_words.split(" in flight").next().unwrap_or_default();
    before.rsplit(' ').next().unwrap_or_default()
}
