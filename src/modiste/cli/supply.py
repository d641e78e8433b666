"""`modiste supply`: EPCIS documents checked and taken in, and where an item has been.

Knows how a verdict and a journey read in a terminal; judging and keeping are the workspace's.
"""

import getpass
import time
from datetime import UTC, datetime
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
    for command in (simulate, alarms, watch, limit, arrivals, footprint, health, control):
        group.command()(command)


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
        "refused": made.refused,
        "ok": made.is_success,
        "errors": [vars(each) for each in made.errors],
    }
    rows = [(each.event, each.code, each.reason) for each in made.errors]
    terminal.show(answer, lambda: table(("event", "code", "why"), rows) if rows else "")
    terminal.note(f"{made.added} events added, {made.known} known before, {made.refused} refused")
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


def alarms(
    context: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Those that are over, too.")] = False,
    device: Annotated[str, typer.Option(help="Of one device.")] = "",
    ack: Annotated[str, typer.Option(help="Say that you have seen the alarm of this id.")] = "",
    note: Annotated[str, typer.Option(help="What there is to say of it.")] = "",
) -> None:
    """What is wrong with readings, how gravely, since when and why."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.insight.catch_up()
        if ack:
            shop.insight.acknowledge(ack, getpass.getuser(), note)
        found = shop.insight.alarms(lasting=not (all_ or ack), device=device)
    rows = [
        (_day(each["since"]), each["severity"], each["device"], each["why"]["en"], each["acknowledged_by"])
        for each in found
    ]
    terminal.show(found, lambda: table(("since", "severity", "device", "why", "seen by"), rows))


def watch(
    context: typer.Context,
    seconds: Annotated[float, typer.Option(help="Stop after so long; 0 is never.")] = 0.0,
) -> None:
    """Follow readings as they come, and tell each alarm, until Ctrl-C."""
    terminal: Terminal = context.obj
    told: dict[str, str] = {}
    ends = time.monotonic() + seconds if seconds else float("inf")
    with terminal.open_shop() as shop, stoppable() as should_stop:
        while not should_stop() and time.monotonic() < ends:
            made = shop.insight.catch_up(should_stop=should_stop)
            for each in reversed(shop.insight.alarms(lasting=True)):
                if told.setdefault(each["id"], "") != each["severity"]:
                    told[each["id"]] = each["severity"]
                    said = f"{each['severity']} {each['device']}: {each['why']['en']}"
                    terminal.note(f"{_day(each['since'])} {said}")
            if not made.events:
                time.sleep(_LOOK_SECONDS)
    terminal.show({"alarms": len(told)}, lambda: "")


def limit(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="Whose readings; without one, what is set is listed.")] = "",
    name: Annotated[str, typer.Option(help="The quantity: Temperature, RelativeHumidity and so on.")] = "",
    low: Annotated[
        float | None, typer.Option(help="The least that is right, in the quantity's unit.")
    ] = None,
    high: Annotated[float | None, typer.Option(help="The most.")] = None,
) -> None:
    """Say from where to where readings may be; without --low and --high, forget it."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        if device:
            if not name:
                raise ModisteError("MOD-2101", reason="--name says which quantity")
            shop.insight.set_limit(device, name, low, high, getpass.getuser())
        found = shop.insight.limits()
    rows = [(each.device, each.quantity, _end(each.low), _end(each.high), each.set_by) for each in found]
    columns = ("device", "quantity", "from", "to", "set by")
    terminal.show([each._asdict() for each in found], lambda: table(columns, rows))


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def arrivals(context: typer.Context) -> None:
    """How long ways take, and when what is under way should come, with 90 % intervals."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.supply_facts.arrivals()
        names = {each.id: each.name for each in shop.places.listing()}
    rows = [
        (_named(leg, names), _span(leg["hours"]), f"{leg['hours']['count']} shipments")
        for leg in found["legs"]
    ]
    for each in found["under_way"]:
        left = f"{_span(each['left'])} more" if each["left"] else ""
        rows.append((_named(each, names), left, "late" if each["overdue"] else "under way"))
    terminal.show(found, lambda: table(("way", "hours", ""), rows))


def footprint(
    context: typer.Context,
    factor: Annotated[
        float | None,
        typer.Option(min=0.0, max=5.0, help="kg CO2e of a kWh; the range of all power otherwise."),
    ] = None,
) -> None:
    """Energy, water and carbon of each order and piece, from the meters of the machines it was on."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.supply_facts.footprint(factor)
    rows = [
        (
            each["order"].rpartition(":")[2], each["pieces"], each["kwh"], each["litres"],
            f"{each['kg_co2e']:g} ({each['kg_co2e_low']:g} to {each['kg_co2e_high']:g})",
        )
        for each in found["orders"]
    ]  # fmt: skip
    terminal.show(found, lambda: table(("order", "pieces", "kWh", "litres", "kg CO2e"), rows))
    terminal.note(f"Carbon: {found['factor']['source']}.")


def health(context: typer.Context) -> None:
    """How machines are beside their own first days, the worst first."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.insight.catch_up()
        found = shop.supply_facts.health()
    rows = [
        (
            each["device"], each["quantity"], f"{each['index']:.2f}",
            f"{each['first']:.3g} to {each['now']:.3g}", _left(each["days_left"]),
        )
        for each in found
    ]  # fmt: skip
    terminal.show(found, lambda: table(("device", "quantity", "health", "level", "days left"), rows))


def control(
    context: typer.Context,
    verb: Annotated[str, typer.Argument(help="list, propose, approve, refuse or reverse.")] = "list",
    what: Annotated[str, typer.Argument(help="A device to propose for, or a proposal's id.")] = "",
    name: Annotated[str, typer.Option(help="every_ms, or the quantity of a set-point.")] = "every_ms",
    quantity: Annotated[
        str, typer.Option(help="For every_ms: the curve that must stay drawn.")
    ] = "Temperature",
    tolerance: Annotated[float | None, typer.Option(help="For every_ms: how far it may be missed.")] = None,
    low: Annotated[float | None, typer.Option(help="For a set-point: the least that does.")] = None,
    high: Annotated[float | None, typer.Option(help="For a set-point: the most.")] = None,
    note: Annotated[str, typer.Option(help="What there is to say of it.")] = "",
) -> None:
    """Settings of devices: proposed from their readings, within bounds, approved, taken back."""
    terminal: Terminal = context.obj
    who = getpass.getuser()
    with terminal.open_shop() as shop:
        if verb == "list":
            found = shop.control.listing(what)
        elif verb == "propose":
            found = [
                shop.control.propose(
                    what, name, who, quantity=quantity, tolerance=tolerance, low=low, high=high
                )
            ]
        elif verb in ("approve", "refuse", "reverse"):
            found = [getattr(shop.control, verb)(what, who, note)]
        else:
            raise ModisteError(
                "MOD-2101", reason=f"{verb!r} is none of list, propose, approve, refuse, reverse"
            )
    rows = [
        (each.id, each.device, each.name, f"{each.was:g} to {each.value:g}", each.state, _saved(each.said))
        for each in found
    ]
    columns = ("id", "device", "setting", "from, to", "state", "saves")
    terminal.show([each._asdict() for each in found], lambda: table(columns, rows))


def _saved(said: dict[str, Any]) -> str:
    if said["name"] == "every_ms":
        return f"{100 * said['gain']:.0f} % of messages, missed by {said['error']:.2g}"
    return f"{said['gain']:.2f} kWh a batch ({said['gain_low']:.2f} to {said['gain_high']:.2f})"


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M")


def _named(way: dict[str, Any], names: dict[str, str]) -> str:
    return " > ".join(names.get(way[end], way[end]) for end in ("origin", "destination"))


def _span(hours: dict[str, Any]) -> str:
    return f"{hours['middle']:.0f} ({hours['low']:.0f} to {hours['high']:.0f})"


def _left(days: tuple[float, float, float] | None) -> str:
    return f"{days[0]:.0f} ({days[1]:.0f} to {days[2]:.0f})" if days else ""


_LOOK_SECONDS = 1.0
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
