"""`modiste keys`: who may call this shop from outside: make a key, list them, revoke one.

Knows how keys are shown; how a secret is made and what a scope allows is the API's.
"""

from importlib import import_module
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table
from modiste.garment import ModisteError

SCOPE = "What the key may do, as garments:read; may be repeated. Without any, all that only reads."


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    keys = typer.Typer(help="API keys: add, list, revoke.", invoke_without_command=True)
    keys.callback()(keys_list_by_default)
    keys.command("add")(keys_add)
    keys.command("list")(keys_list)
    keys.command("revoke")(keys_revoke)
    app.add_typer(keys, name="keys")


def keys_list_by_default(context: typer.Context) -> None:
    """API keys: add, list, revoke."""
    if context.invoked_subcommand is None:
        keys_list(context)


def keys_add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What the key is for, as 'till'.")],
    scope: Annotated[list[str] | None, typer.Option(help=SCOPE)] = None,
) -> None:
    """Make a key; its secret is shown this once and kept nowhere."""
    terminal: Terminal = context.obj
    # The two faces do not know each other; the command line only knows the door's name.
    api = import_module("modiste.api")
    known: dict[str, str] = api.SCOPES
    scopes = scope or [each for each in known if each.endswith(":read")]
    for each in scopes:
        if each not in known:
            reason = f"{each!r} is no scope; known: {', '.join(known)}"
            raise ModisteError("MOD-2101", reason=reason)
    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise ModisteError("MOD-2101", reason="a key's name has 1 to 100 printable characters")
    with terminal.open_shop(create=True) as shop:
        key, secret = api.issue_key(shop, name, scopes)
    shown = {"id": key.id, "name": key.name, "scopes": list(key.scopes), "secret": secret}
    terminal.show(shown, lambda: secret)
    terminal.note(f"Key {key.id}, {', '.join(key.scopes)}. Keep the secret: it is not shown again.")


def keys_list(context: typer.Context) -> None:
    """List keys, oldest first; never their secrets."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.store.keys.all()
    rows = [
        {
            "id": key.id,
            "name": key.name,
            "scopes": list(key.scopes),
            "created_at": key.created_at.isoformat(timespec="seconds"),
        }
        for key in found
    ]
    columns = ("id", "name", "scopes", "created")
    shown = [(row["id"], row["name"], " ".join(row["scopes"]), row["created_at"]) for row in rows]
    terminal.show(rows, lambda: table(columns, shown))


def keys_revoke(context: typer.Context, key: Annotated[str, typer.Argument(help="A key's id.")]) -> None:
    """Revoke a key at once."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        if not shop.store.keys.remove(key):
            raise ModisteError("MOD-1103", kind="key", id=key[:80])
    terminal.show({"revoked": key}, lambda: f"{key} is revoked")
