"""Fills the sandbox until there is enough of everything to change and delete, and writes down what lives in it.

Usage: prepare.py FOLDER. Each .dict file in it is a dictionary of schemathesis: keys and ids that paths are made of.
"""

import json
import os
import sys
import urllib.request
from pathlib import Path

SERVER = os.environ["DREADNODE_SERVER"]
OWNER = os.environ["DREADNODE_API_KEY"]
READER = os.environ["READER_KEY"]
MORE = 60


def ask(method: str, path: str, body: object = None, key: str = OWNER) -> object:
    request = urllib.request.Request(
        f"{SERVER}{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"X-API-Key": key, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def pages(path: str, name: str) -> list:
    rows, page = [], 1
    while True:
        answer = ask("GET", f"{path}?page_size=100&page={page}")
        rows += answer[name]
        if not answer["has_next"]:
            return rows
        page += 1


def main() -> None:
    acme = "/api/v1/org/acme"

    people = [row for row in pages(f"{acme}/members", "members") if row["is_active"] and row["role"] != "owner"]
    shared = f"{acme}/ws/shared"
    ask("POST", f"{acme}/ws", {"key": "shared", "name": "Shared with all"})
    everybody = ask("POST", f"{acme}/teams", {"name": "Everybody"})["id"]
    for person in people:
        ask("POST", f"{acme}/teams/{everybody}/members", {"user_id": person["user_id"]})
        ask("POST", f"{shared}/users", {"user_email": person["user_email"], "permission": "reader"})
    crews = []
    for n in range(MORE):
        ask("POST", f"{acme}/invitations", {"email": f"guest{n}@acme.example"})
        ask("POST", f"{acme}/ws", {"key": f"lab-{n}", "name": f"Lab {n}"})
        ask("POST", f"{shared}/projects", {"key": f"project-{n}", "name": f"Project {n}"})
        crew = ask("POST", f"{acme}/teams", {"name": f"Crew {n}"})["id"]
        ask("POST", f"{shared}/teams", {"team_id": crew, "permission": "reader"})
        crews.append(crew)

    # Only who is invited can respond: the reader is, to other organizations.
    reader = ask("GET", "/api/v1/user", key=READER)["email_address"]
    for n in range(MORE):
        ask("POST", "/api/v1/user/onboarding", {"username": "ci", "org_name": f"Other {n}"})
        ask("POST", f"/api/v1/org/other-{n}/invitations", {"email": reader})

    folder = Path(sys.argv[1])
    lists = {
        "org": ["acme"],
        "workspace": [row["key"] for row in pages(f"{acme}/ws", "workspaces") if row["key"] != "shared"],
        "shared": ["shared"],
        "project": [f"project-{n}" for n in range(MORE)],
        # Neither owners nor the reader: who asks must not soon be gone.
        "user": [row["user_id"] for row in people if row["user_email"] != reader],
        "address": [row["user_email"] for row in people],
        "everybody": [everybody],
        "team": [row["id"] for row in ask("GET", f"{acme}/teams") if row["id"] not in [everybody, *crews]],
        "crew": crews,
        "invitation": [row["id"] for row in ask("GET", f"{acme}/invitations?include_all=true")],
        "received": [row["id"] for row in ask("GET", "/api/v1/invitations/me", key=READER)],
    }
    for name, values in lists.items():
        folder.joinpath(f"{name}.dict").write_text("".join(f'"{value}"\n' for value in values))
    # What was asked here counts for nothing.
    ask("DELETE", "/_sandbox/log")


main()
