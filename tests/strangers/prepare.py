"""Fills the sandbox until there is enough of everything to delete, and writes down what lives in it.

Usage: prepare.py FOLDER. Each file in it is a dictionary of schemathesis: the keys and ids that paths are made of.
"""

import json
import os
import sys
import urllib.request
from pathlib import Path

MORE = 60


def ask(method: str, path: str, body: object = None) -> object:
    request = urllib.request.Request(
        f"{os.environ['DREADNODE_SERVER']}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"X-API-Key": os.environ["DREADNODE_API_KEY"], "Content-Type": "application/json"},
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
    people = [row for row in pages("/org/acme/members", "members") if row["role"] != "owner" and row["is_active"]]
    for n in range(MORE):
        ask("POST", "/org/acme/invitations", {"email": f"guest{n}@acme.example"})
        team = ask("POST", "/org/acme/teams", {"name": f"Crew {n}"})
        ask("POST", "/org/acme/ws", {"key": f"lab-{n}", "name": f"Lab {n}"})
        person = people[n % len(people)]
        ask("POST", f"/org/acme/teams/{team['id']}/members", {"user_id": person["user_id"]})
        ask("POST", f"/org/acme/ws/lab-{n}/users", {"user_email": person["user_email"], "permission": "reader"})
        ask("POST", f"/org/acme/ws/lab-{n}/teams", {"team_id": team["id"], "permission": "reader"})
    lists = {
        "org": ["acme"],
        # Owners are left out: the caller would soon have removed itself.
        "user_id": [row["user_id"] for row in people],
        "team_id": [row["id"] for row in ask("GET", "/org/acme/teams")],
        "invitation_id": [row["id"] for row in ask("GET", "/org/acme/invitations?include_all=true")],
        "workspace": [row["key"] for row in pages("/org/acme/ws", "workspaces")],
        "project": ["default"],
    }
    for name, values in lists.items():
        lines = "".join(f'"{value}"\n' for value in values)
        Path(sys.argv[1], f"{name}.dict").write_text(lines)


main()
