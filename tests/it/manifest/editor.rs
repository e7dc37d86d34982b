//! An editor with the published schema: the real language server for YAML, spoken to as editors do.
//!
//! `tests/editor/install` puts it into `target/editor`. Where that was not run, or could not be, these tests say so and
//! hold nothing.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use orgform::manifest::{Layout, first, load, schema_file, write};
use orgform::model::SourceFile;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::told::{read, told};

/// Longer than any answer takes, and shorter than anybody waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// The server, unless it is not there.
fn server() -> Option<PathBuf> {
    let script =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("target/editor/node_modules/.bin/yaml-language-server");
    let runs = Command::new("node")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if script.exists() && runs.is_ok_and(|status| status.success()) {
        return Some(script);
    }
    // Past what catches the output of tests: whoever reads the log should know.
    let notice =
        "NOTICE: not held: what an editor shows. tests/editor/install brings the language server (npm).";
    let _ = writeln!(std::io::stderr(), "{notice}");
    None
}

/// A running server with a folder of files.
struct Editor {
    folder: TempDir,
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    requests: u64,
}

impl Editor {
    /// Opens a folder with the schema in it; `None` where there is no server.
    fn open() -> Option<Editor> {
        let script = server()?;
        let mut child = Command::new("node")
            .arg(script)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(
            move || while message(&mut output).is_some_and(|message| sender.send(message).is_ok()) {},
        );
        let mut editor = Editor {
            folder: TempDir::new().unwrap(),
            input: child.stdin.take().unwrap(),
            child,
            messages,
            requests: 0,
        };
        let schema = schema_file();
        fs::write(editor.folder.path().join(&*schema.name), &*schema.text).unwrap();
        let capabilities = json!({ "workspace": { "configuration": true } });
        let root = editor.uri("");
        editor.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": root, "capabilities": capabilities }),
        );
        editor.tell("initialized", &json!({}));
        Some(editor)
    }

    fn uri(&self, name: &str) -> String {
        format!(
            "file://{}/{name}",
            self.folder.path().canonicalize().unwrap().display()
        )
    }

    /// Opens a file, and returns what is told of it: the line, from 1, and the story.
    fn show(&mut self, name: &str, text: &str) -> Vec<(u64, String)> {
        let uri = self.uri(name);
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == *uri {
                let told = message["params"]["diagnostics"].as_array().unwrap().clone();
                return told
                    .iter()
                    .map(|one| {
                        (
                            one["range"]["start"]["line"].as_u64().unwrap() + 1,
                            one["message"].to_string(),
                        )
                    })
                    .collect();
            }
        }
    }

    /// What is offered behind the marker `|` of a file.
    fn complete(&mut self, name: &str, text: &str) -> Vec<String> {
        let (before, after) = text.split_once('|').unwrap();
        self.show(name, &format!("{before}{after}"));
        let line = before.lines().count() - 1;
        let character = before.lines().last().unwrap().chars().count();
        let at = json!({ "line": line, "character": character });
        let uri = self.uri(name);
        let offered = self.ask(
            "textDocument/completion",
            &json!({ "textDocument": { "uri": uri }, "position": at }),
        );
        let items = offered["items"].as_array().or(offered.as_array()).unwrap();
        let mut labels: Vec<String> = items
            .iter()
            .map(|item| item["label"].as_str().unwrap().to_owned())
            .collect();
        labels.sort();
        labels
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
        }
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The next message. What the server asks for is answered: it wants settings, and is told to ask no network.
    fn receive(&mut self) -> Value {
        let message = self
            .messages
            .recv_timeout(PATIENCE)
            .expect("the language server answers");
        if let (Some(id), Some(_)) = (message.get("id"), message.get("method")) {
            let settings = json!({ "schemaStore": { "enable": false } });
            let wanted = message["params"]["items"].as_array().map_or(0, Vec::len);
            let result = if wanted > 0 {
                json!(vec![settings; wanted])
            } else {
                Value::Null
            };
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
        }
        message
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next message of a stream; `None` at its end.
fn message(stream: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", number)) => length = number.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

const HEAD: &str = "# yaml-language-server: $schema=orgform.schema.json
apiVersion: orgform/v1
organization:
  key: acme
";

#[test]
fn an_editor_marks_the_lines_that_validate_marks() {
    let Some(mut editor) = Editor::open() else { return };
    let text = format!(
        "{HEAD}manage:
  prune: [members, team]
members:
  root@acme.example: owner
  ada@acme.example: {{ role: owner, models: [] }}
  bob: reader
workspaces:
  lab_1: {{}}
  attic: {{ delete: true, users: {{}} }}
  cellar:
    usres: {{ root@acme.example: owner }}
"
    );
    let mut marked: Vec<u64> = editor
        .show("orgform.yaml", &text)
        .into_iter()
        .map(|(line, _)| line)
        .collect();
    marked.sort_unstable();
    marked.dedup();
    let loaded = read(&[("orgform.yaml", &text)]);
    let lines = loaded.diagnostics.iter().filter_map(|one| one.primary.as_ref());
    let mut validated: Vec<u64> = lines.map(|label| label.span.start.line.into()).collect();
    validated.dedup();
    assert_eq!(marked, [6, 9, 10, 12, 13, 15]);
    assert_eq!(marked, validated, "{:?}", told(&loaded));
}

#[test]
fn an_editor_completes_keys_and_words() {
    let Some(mut editor) = Editor::open() else { return };
    let keys = editor.complete("orgform.yaml", &format!("{HEAD}manage:\n  prune: []\n  |\n"));
    assert_eq!(keys, ["ignore", "operators", "unsupported"]);
    let roles = editor.complete(
        "members.yaml",
        "# yaml-language-server: $schema=orgform.schema.json\nmembers:\n  ada@acme.example: |\n",
    );
    for role in ["owner", "contributor", "reader"] {
        assert!(roles.iter().any(|offered| offered == role), "{roles:?}");
    }
    let line = "# yaml-language-server: $schema=../orgform.schema.json\n";
    let team = editor.complete("teams/red.yaml", &format!("{line}teams:\n  red:\n    |\n"));
    assert_eq!(team, ["description", "members", "previously"]);
}

#[test]
fn what_is_written_for_people_has_no_marks() {
    let Some(mut editor) = Editor::open() else { return };
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
    let files = write(&load(&examples).desired.unwrap(), Layout::Folder);
    let first = first("acme").map(|file| SourceFile {
        name: "first.yaml".into(),
        ..file
    });
    for file in files.into_iter().take(6).chain(first) {
        assert_eq!(editor.show(&file.name, &file.text), [], "{}", file.name);
    }
}
