"""`modiste supply`: EPCIS documents checked and taken in, and where an item has been.

Knows how a verdict and a journey read in a terminal; judging and keeping are the workspace's.
"""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.garment import ModisteError
from modiste.workspace import flows

_MOST_SHOWN = 3


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app, beside those of devices where they hang first."""
    group = next((each.typer_instance for each in app.registered_groups if each.name == "supply"), None)
    if group is None:
        group = typer.Typer(no_args_is_help=True, help="Devices, supply events and journeys.")
        app.add_typer(group, name="supply")
    group.command()(validate)
    group.command()(ingest)
    group.command()(journey)
    group.command()(places)
    group.command()(place)
    group.command()(simulate)


def validate(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="EPCIS 2.0 documents, .json or .jsonld.")],
) -> None:
    """Check documents: their shape, and what their events say of one another."""
    terminal: Terminal = context.obj
    verdicts = [_verdict(path) for path in files]
    rows = [(each["file"], "ok" if each["ok"] else "\n".join(map(_told, _first(each)))) for each in verdicts]
    terminal.show(verdicts, lambda: table(("file", "verdict"), rows))
    terminal.failed = terminal.failed or not all(each["ok"] for each in verdicts)


def ingest(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An EPCIS 2.0 document, .json or .jsonld.")],
    proceed: Annotated[bool, typer.Option("--proceed", help="Keep what is right where some is not.")] = False,
) -> None:
    """Take a document's events in: all of them, or none."""
    terminal: Terminal = context.obj
    behaviour: flows.Behaviour = "proceed" if proceed else "rollback"
    with terminal.open_shop(create=True) as shop:
        made = shop.supplying.capture(flows.read_supply_document(_read(file), _MOST_BYTES), behaviour)
    answer = {
        "capture": made.id,
        "added": made.added,
        "known": made.known,
        "refused": len(made.errors),
        "ok": made.is_success,
        "errors": [vars(each) for each in made.errors],
    }
    rows = [(each.event, each.code, each.reason) for each in made.errors]
    terminal.show(answer, lambda: table(("event", "code", "why"), rows) if rows else "")
    terminal.note(f"{made.added} events added, {made.known} known before, {len(made.errors)} refused")
    terminal.failed = terminal.failed or not made.is_success


def journey(
    context: typer.Context, item: Annotated[str, typer.Argument(help="A Digital Link, or an EPC's name.")]
) -> None:
    """Where an item has been, from fibre to shop."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.supplying.journey(item)
    rows = [
        (
            step["at"],
            step["step"] or step["type"],
            step["place"],
            step["because"],
            "void" if step["is_void"] else "",
        )
        for step in found["steps"]
    ]
    terminal.show(found, lambda: table(("when", "what", "where", "because", ""), rows))


def places(context: typer.Context) -> None:
    """Where the places of the supply chain are."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.places.listing()
    rows = [(each.name, each.kind, f"{each.latitude:g},{each.longitude:g}", each.id) for each in found]
    terminal.show([each._asdict() for each in found], lambda: table(("name", "kind", "at", "id"), rows))


def place(
    context: typer.Context,
    gln: Annotated[str, typer.Argument(help="A GLN's name: urn:epc:id:sgln:... or a Digital Link.")],
    at: Annotated[
        str, typer.Option(help="LATITUDE,LONGITUDE in degrees; write --at=-33.9,18.4 where south.")
    ],
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
    kind: Annotated[str, typer.Option(help="Such as dye_house.")] = "",
) -> None:
    """Say where a place is: the map shows it, and ways between places must take their time."""
    terminal: Terminal = context.obj
    try:
        latitude, longitude = (float(part) for part in at.split(","))
    except ValueError:
        raise ModisteError(
            "MOD-2551", value=gln[:80], reason=f"{at[:40]!r} is no LATITUDE,LONGITUDE"
        ) from None
    with terminal.open_shop(create=True) as shop:
        made = shop.places.put(gln, latitude, longitude, name, kind=kind)
    terminal.show(made._asdict(), lambda: f"{made.name}: {made.latitude:g},{made.longitude:g}")


def simulate(
    context: typer.Context,
    devices: Annotated[int, typer.Option(min=1, max=200, help="How many devices.")] = 50,
    seconds: Annotated[float, typer.Option(min=0.0, max=86_400.0, help="How long they report live.")] = 60.0,
    days: Annotated[int, typer.Option(min=1, max=366, help="Of the past, the first time.")] = 28,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="The fleet's chance.")] = 0,
) -> None:
    """Let a simulated fleet report, from fibre to shop; all of it is marked as simulated."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop, stoppable() as should_stop, terminal.progress() as progress:
        made = flows.simulate(shop, devices, seconds, days, seed, progress, should_stop)
    rows = [(name.replace("_", " "), str(value)) for name, value in made.to_json().items()]
    terminal.show(made.to_json(), lambda: table(("simulated fleet", ""), rows))
    terminal.failed = terminal.failed or bool(made.lost or made.duplicated)


_MOST_BYTES = 64_000_000


def _verdict(path: Path) -> dict[str, Any]:
    try:
        errors = flows.judge_document(_read(path), int(time.time() * 1000))
    except ModisteError as error:
        errors = [{"where": "/", "code": error.code, "reason": error.detail}]
    return {"file": str(path), "ok": not errors, "errors": errors}


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ModisteError("MOD-2503", reason=f"it has more than {_MOST_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModisteError("MOD-2503", reason=f"{path.name} cannot be read: {reason}") from None


def _first(verdict: dict[str, Any]) -> list[dict[str, str]]:
    return list(verdict["errors"][:_MOST_SHOWN])


def _told(error: dict[str, str]) -> str:
    return f"{error['where']}: {error['reason']}"
