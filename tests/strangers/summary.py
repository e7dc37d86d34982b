"""Counts what the sandbox answered to the strangers, by its own log.

Fails where an operation of the contract was never reached with success: then the checks said nothing about it.
"""

import json
import os
import sys
import urllib.request
from collections import Counter, defaultdict
from pathlib import Path

import yaml

VERBS = {"get", "put", "post", "patch", "delete"}


def operations() -> set[str]:
    contract = yaml.safe_load(Path("schemas/platform.openapi.yaml").read_text())
    return {
        operation["operationId"]
        for path in contract["paths"].values()
        for verb, operation in path.items()
        if verb in VERBS
    }


def main() -> None:
    with urllib.request.urlopen(f"{os.environ['DREADNODE_SERVER']}/_sandbox/log") as response:
        log = json.load(response)
    seen = defaultdict(Counter)
    for entry in log:
        seen[entry.get("operation")][entry["status"]] += 1
    width = max(map(len, operations()))
    for operation in sorted(operations()):
        statuses = sorted(seen[operation].items())
        print(f"  {operation:<{width}}  " + "  ".join(f"{status} x {count}" for status, count in statuses))
    failed = [entry for entry in log if entry["status"] is None or entry["status"] >= 500]
    if failed:
        sys.exit(f"the sandbox itself failed: {failed[0]}")
    missed = [name for name in sorted(operations()) if not any(status < 300 for status in seen[name])]
    if missed:
        sys.exit(f"never answered with success, so hardly checked: {', '.join(missed)}")
    other = sum(seen[None].values())
    print(
        f"{len(operations())} operations of the contract, each answered with success;"
        f" {len(log)} requests, {other} of them of no operation; none made the sandbox fail"
    )


main()
