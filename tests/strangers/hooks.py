"""Names people and teams in bodies who are there, most of the time: no generated id or address ever is."""

import re
import zlib
from pathlib import Path

import schemathesis

LIVE = Path("target/strangers/live")
NAMES = {"user_id": "user", "user_email": "address", "team_id": "team"}
# What is of a wrong shape on purpose stays as it is.
RIGHT_SHAPE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^@\s]+@[^@\s]+\.[^@\s.]+", re.IGNORECASE)


@schemathesis.hook
def map_body(context, body):
    if isinstance(body, dict):
        return {name: lived_in(name, value) for name, value in body.items()}
    return body


def lived_in(name: str, value: object) -> object:
    if name not in NAMES or not isinstance(value, str) or not RIGHT_SHAPE.fullmatch(value):
        return value
    known = [line.strip('"') for line in (LIVE / f"{NAMES[name]}.dict").read_text().split()]
    drawn = zlib.crc32(value.encode())
    return value if drawn % 4 == 0 else known[drawn % len(known)]
