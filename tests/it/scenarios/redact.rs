//! What differs from run to run, replaced by something as wide.

/// The text with every UUID, every port of this machine and every duration in milliseconds replaced.
pub(crate) fn redacted(text: &str) -> String {
    durations(&ports(&uuids(text)))
}

fn uuids(text: &str) -> String {
    const SHAPE: &str = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    let mut redacted = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_uuid = rest.get(..SHAPE.len()).is_some_and(|candidate| {
            candidate
                .chars()
                .zip(SHAPE.chars())
                .all(|(c, shape)| match shape {
                    '-' => c == '-',
                    _ => c.is_ascii_hexdigit(),
                })
        });
        let (written, taken) = if is_uuid {
            (SHAPE, SHAPE.len())
        } else {
            (&rest[..first.len_utf8()], first.len_utf8())
        };
        redacted.push_str(written);
        rest = &rest[taken..];
    }
    redacted
}

fn ports(text: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let mut parts = text.split(HOST);
    let mut redacted = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        redacted.push_str(HOST);
        redacted.push_str("PORT");
        redacted.push_str(&part[digits..]);
    }
    redacted
}

fn durations(text: &str) -> String {
    const UNIT: &str = " ms";
    let mut parts = text.split(UNIT).peekable();
    let mut redacted = String::new();
    while let Some(part) = parts.next() {
        let number = part.trim_end_matches(|c: char| c.is_ascii_digit());
        if parts.peek().is_none() {
            redacted.push_str(part);
        } else {
            redacted.push_str(number);
            redacted.push_str(if number.len() < part.len() { "N" } else { "" });
            redacted.push_str(UNIT);
        }
    }
    redacted
}

#[test]
fn ids_ports_and_durations_are_replaced_and_nothing_else() {
    let text = "run 0190e6c4-1f2a-7b3c-8d4e-5f6071829304 at 127.0.0.1:39001 in 12 ms, ⏳ since 2026-06-01";
    assert_eq!(
        redacted(text),
        "run xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx at 127.0.0.1:PORT in N ms, ⏳ since 2026-06-01"
    );
}
