"""`modiste serve`: the API and the studio for one shop, with a worker beside them.

Knows how a server is started from a terminal; what it serves is the API's.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from modiste import workspace
from modiste.cli.terminal import Terminal


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(serve)


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to bind.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port to bind; 0 picks one.")] = None,
    unlocked: Annotated[bool, typer.Option(help="On this machine, let every program in.")] = False,
    name: Annotated[list[str] | None, typer.Option(help="A further host name to answer to.")] = None,
    certificate: Annotated[Path | None, typer.Option(help="PEM file, for HTTPS.")] = None,
    private_key: Annotated[Path | None, typer.Option(help="PEM file, for HTTPS.")] = None,
    work: Annotated[bool, typer.Option(help="Start a worker for jobs beside the server.")] = True,
    answerers: Annotated[int, typer.Option(min=0, max=64, help="Processes more that recommend.")] = 0,
) -> None:
    """Serve the shop until Ctrl-C."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        serve_shop(
            terminal,
            shop,
            host=host or shop.settings.host,
            port=shop.settings.port if port is None else port,
            unlocked=unlocked,
            hosts=tuple(name or ()),
            certificate=certificate,
            private_key=private_key,
            work=work,
            answerers=answerers,
        )


def serve_shop(
    terminal: Terminal,
    shop: "workspace.Shop",
    *,
    host: str,
    port: int,
    unlocked: bool = False,
    hosts: tuple[str, ...] = (),
    certificate: Path | None = None,
    private_key: Path | None = None,
    work: bool = True,
    answerers: int = 0,
    announced: Callable[[str], object] | None = None,
) -> None:
    """Serve, with a worker as a child process that ends with the server; `announced` is told the address."""

    def announce(address: str) -> None:
        terminal.show({"address": address}, lambda: address)
        if announced is not None:
            announced(address)

    # The two faces do not know each other; the command line only knows the door's name.
    api = import_module("modiste.api")
    worker = workspace.start_worker(shop) if work else None
    try:
        api.serve(
            shop,
            host,
            port,
            unlocked=unlocked,
            hosts=hosts,
            certificate=certificate,
            private_key=private_key,
            answerers=answerers,
            announce=announce,
        )
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait()
