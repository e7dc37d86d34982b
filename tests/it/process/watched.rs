//! `orgform watch` as a process: its platform goes away and comes back, its manifest breaks and is mended, and it ends
//! when it is asked to.

use std::path::{Path, PathBuf};

use orgform::sandbox::{Database, Options, Overrides, Sandbox, Seed, start};
use tempfile::TempDir;

use super::checkout::{Running, program, write_manifest};
use crate::apply::bench::{MANIFEST, SEED};

/// A platform that can be taken away, with everything on disk, and a program that watches it.
struct Watched {
    folder: TempDir,
    port: u16,
    key: String,
    running: Running,
    pages: String,
    http: reqwest::Client,
}

impl Watched {
    async fn start(sandbox: &Sandbox, folder: TempDir) -> Watched {
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut watch = program(
            folder.path(),
            &["watch", "--interval", "1s", "--listen", "127.0.0.1:0"],
        );
        watch
            .env("DREADNODE_SERVER", sandbox.url())
            .env("DREADNODE_API_KEY", sandbox.key())
            .stderr(log);
        let mut running = Running::start(watch);
        let listening = || {
            entries(folder.path())
                .iter()
                .any(|entry| entry["message"] == "listening")
        };
        running.until("it listens", listening).await;
        let entries = entries(folder.path());
        let entry = entries
            .iter()
            .find(|entry| entry["message"] == "listening")
            .unwrap();
        let pages = format!("http://{}", entry["address"].as_str().unwrap());
        // Whoever comes first installs it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Watched {
            port: sandbox.url().rsplit(':').next().unwrap().parse().unwrap(),
            key: sandbox.key().to_owned(),
            folder,
            running,
            pages,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    async fn get(&self, page: &str) -> (u16, String) {
        let reply = self
            .http
            .get(format!("{}{page}", self.pages))
            .send()
            .await
            .unwrap();
        (reply.status().as_u16(), reply.text().await.unwrap())
    }

    /// Asks a page again and again, for a while.
    async fn until(&self, page: &str, is_so: impl Fn(u16, &str) -> bool) {
        let began = std::time::Instant::now();
        loop {
            let (status, text) = self.get(page).await;
            if is_so(status, &text) {
                return;
            }
            let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap();
            assert!(began.elapsed().as_secs() < 60, "{page}: {status} {text}\n{log}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    async fn until_metric(&self, line: &str) {
        self.until("/metrics", |_, text| text.lines().any(|one| one == line))
            .await;
    }
}

/// The log so far, each line of which is JSON.
fn entries(folder: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(folder.join("log")).unwrap();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

async fn platform(database: PathBuf, port: u16) -> Sandbox {
    let seed = (!database.exists()).then(|| Seed::parse(SEED).unwrap());
    let options = Options {
        database: Database::File(database),
        seed,
        port,
        overrides: Overrides::default(),
        faults: Vec::new(),
    };
    start(options).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_goes_away_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    write_manifest(folder.path(), MANIFEST);
    let database = folder.path().join("world.db");
    let sandbox = platform(database.clone(), 0).await;
    let watched = Watched::start(&sandbox, folder).await;
    watched.until("/readyz", |status, _| status == 200).await;
    let (_, metrics) = watched.get("/metrics").await;
    assert!(
        metrics.contains("orgform_drift{organization=\"acme\"} "),
        "{metrics}"
    );
    assert!(metrics.contains("orgform_build_info{version="), "{metrics}");
    assert!(metrics.ends_with("# EOF\n"));

    sandbox.shutdown().await;
    watched.until_metric("orgform_consecutive_failures 1").await;
    watched
        .until("/readyz", |status, text| {
            status == 503 && text.contains("no connection")
        })
        .await;
    assert_eq!(
        watched.get("/healthz").await.0,
        200,
        "it is no reason to start again"
    );
    assert!(
        watched
            .get("/metrics")
            .await
            .1
            .contains("orgform_drift{organization=\"acme\"} ")
    );

    let sandbox = platform(database, watched.port).await;
    watched.until_metric("orgform_consecutive_failures 0").await;
    watched.until("/readyz", |status, _| status == 200).await;

    write_manifest(
        watched.folder.path(),
        "organization: { key: acme }\nmembers: [nobody]\n",
    );
    watched.until_metric("orgform_manifest_valid 0").await;
    write_manifest(watched.folder.path(), MANIFEST);
    watched.until_metric("orgform_manifest_valid 1").await;

    let log = sandbox.log().unwrap();
    assert!(
        !log.is_empty() && log.iter().all(|entry| !entry.is_write()),
        "it only looks"
    );
    sandbox.shutdown().await;
    watched.running.signal("TERM");
    let ran = watched.running.end().await;
    ran.assert_code(0);
    let told = std::fs::read_to_string(watched.folder.path().join("log")).unwrap();
    assert!(!told.contains(&watched.key));
    let last = entries(watched.folder.path()).pop().unwrap();
    assert_eq!(last["message"], "stopped");
}

/// A ConfigMap is laid out with links, which a swap of one link replaces as a whole.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manifest_is_read_as_a_cluster_mounts_it() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("..2026_06_01")).unwrap();
    write_manifest(&folder.path().join("..2026_06_01"), MANIFEST);
    symlink("..2026_06_01", folder.path().join("..data")).unwrap();
    symlink("..data/orgform.yaml", folder.path().join("orgform.yaml")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let sandbox = platform(elsewhere.path().join("world.db"), 0).await;
    let watched = Watched::start(&sandbox, folder).await;
    watched.until_metric("orgform_manifest_valid 1").await;
    watched.until("/readyz", |status, _| status == 200).await;
    watched.running.signal("INT");
    watched.running.end().await.assert_code(0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_watched_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    write_manifest(folder.path(), MANIFEST);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let refused = [
        (["--interval", "0s"], "an interval is at least a second"),
        (["--listen", &taken], "nobody can be answered at"),
        (["--api-key-file", "-"], "give it a file"),
        (["--format", "json"], "`watch` reports as human"),
    ];
    for (arguments, why) in refused {
        let mut watch = program(folder.path(), &["watch"]);
        watch.args(arguments);
        let ran = super::checkout::finished(watch).await;
        ran.assert_code(64).assert_says(why);
    }
}
