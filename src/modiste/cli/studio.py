"""`modiste studio`: the web studio on this machine, opened by a link that works once.

Knows how it is started; serving is `cli/api`'s, and the built files are the studio room's.
"""

import webbrowser
from importlib import import_module
from typing import Annotated

import typer

from modiste.cli.api import serve_shop
from modiste.cli.terminal import Terminal


def add(app: typer.Typer) -> None:
    """Hang the room's verb on the app."""
    app.command()(studio)


def studio(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port to bind; 0 picks one.")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    work: Annotated[bool, typer.Option(help="Start a worker for jobs beside it.")] = True,
) -> None:
    """Open the studio on this machine and print its link; until Ctrl-C."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        tell_when_unbuilt(terminal)
        serve_shop(
            terminal,
            shop,
            host="127.0.0.1",
            port=shop.settings.port if port is None else port,
            work=work,
            announced=webbrowser.open if open_ else None,
        )


def tell_when_unbuilt(terminal: Terminal) -> None:
    """Say on stderr how the studio is built, where it is not."""
    room = import_module("modiste.studio")
    if not room.is_built():
        terminal.note(f"The studio is not built in this copy: {room.HOW_TO_BUILD}.")
