"""The platform's own Python SDK, driven against the sandbox.

It reads every answer with the SDK's models, which refuse what the platform would not send.
Run by `run`, with DREADNODE_SERVER and DREADNODE_API_KEY (an owner's) set.
"""

import importlib.util
import os
import sys
import types
from pathlib import Path


def stub_parents() -> None:
    """Lets `dreadnode.app.api` be imported without the half of PyPI that its parent packages import."""
    root = Path(importlib.util.find_spec("dreadnode").submodule_search_locations[0])
    for name in ["dreadnode", "dreadnode.app", "dreadnode.core"]:
        package, folder = types.ModuleType(name), root.joinpath(*name.split(".")[1:])
        package.__path__, package.__file__ = [str(folder)], str(folder / "__init__.py")
        sys.modules[name] = package


stub_parents()
from dreadnode.app.api import client as sdk  # noqa: E402

CALLS = []


class Client(sdk.ApiClient):
    """The SDK's client, keeping count of what it asked."""

    def request(self, method, path, *args, **kwargs):
        CALLS.append(f"{method} {path}")
        return super().request(method, path, *args, **kwargs)


def expect(truth: bool, what: object) -> None:
    if not truth:
        sys.exit(f"the SDK read something else than it should: {what}")


def refused(error: type[Exception], call, *args, status: int) -> None:
    """The call raises what the SDK raises for this status, with the platform's words in it."""
    try:
        answer = call(*args)
    except error as raised:
        expect(str(raised).startswith(f"{status}: ") and "{" not in str(raised), raised)
    else:
        sys.exit(f"{call.__name__}{args} was not refused: {answer}")


def main() -> None:
    server, key = os.environ["DREADNODE_SERVER"], os.environ["DREADNODE_API_KEY"]
    api = Client(server, api_key=key)

    expect(api.health_check().status == "ok", "health")
    expect(api.get_config().api_version == "v1", "config")
    user = api.get_user()
    expect(user.email_address == "ci@acme.example", user)

    org = api.get_organization("acme")
    expect(org in api.list_user_organizations() and org.permissions.manage_members, org)

    workspaces = api.list_workspaces("acme")
    expect(len(workspaces) == 20, "the SDK reads the first page and no more")
    made = api.create_workspace("acme", "Made by the SDK", "sdk-made", "By its own client")
    expect(made == api.get_workspace("acme", "sdk-made"), made)
    expect((made.key, made.is_default, str(made.created_by)) == ("sdk-made", False, str(user.id)), made)

    (default,) = api.list_projects("acme", "sdk-made")
    expect(default.is_default and api.get_default_project_key("acme", "sdk-made") == default.key, default)
    project = api.create_project("acme", "sdk-made", "By the SDK", "by-sdk")
    expect(project.id == api.get_project("acme", "sdk-made", "by-sdk").id, project)
    api.delete_project("acme", "sdk-made", "by-sdk")

    own = api.create_api_key_with_jwt(key, "for one call", allow_self_revoke=True)["key"]
    passing = Client(server, api_key=own)
    passing.revoke_self_api_key()

    refused(sdk.AuthenticationError, passing.get_user, status=401)
    refused(sdk.NotFoundError, api.get_organization, "nobody", status=404)
    refused(sdk.NotFoundError, api.get_workspace, "acme", "nowhere", status=404)
    refused(sdk.NotFoundError, api.get_project, "acme", "sdk-made", "by-sdk", status=404)
    refused(sdk.ConflictError, api.create_workspace, "acme", "Again", "sdk-made", status=409)
    refused(RuntimeError, api.delete_project, "acme", "sdk-made", default.key, status=403)
    refused(RuntimeError, api.create_workspace, "acme", "No", "no", status=422)

    print(f"SDK {sdk.VERSION}: {len(CALLS)} calls, {len(set(CALLS))} different, each read by the SDK's own models")


main()
