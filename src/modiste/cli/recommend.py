"""`modiste recommend, rules, experiments`: garments for a customer with reasons; what merchandisers decide.

Knows how answers read in a terminal; recommending is the workspace's.
"""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows

if TYPE_CHECKING:
    from rich.table import Table

Placement = Annotated[str, typer.Option(help="Where it holds, such as home; everywhere by default.")]
Until = Annotated[str, typer.Option(help="Until when, as 2027-01-31.")]
Audience = Annotated[str, typer.Option(help="For whom: new or returning; else everybody.")]
Taste = Annotated[
    str, typer.Option(help="For those with a taste: category=C, brand=B or an attribute name=value.")
]
Share = Annotated[float, typer.Option(help="The least part of their history that is of that taste.")]
Note = Annotated[str, typer.Option(help="Why, for colleagues.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(recommend)
    made = typer.Typer(help="Rules of recommendations: list, pin, boost, bury, exclude, cap, remove.")
    made.command("list")(rules_list)
    for verb in (pin, boost, bury, exclude, cap, remove):
        made.command()(verb)
    app.add_typer(made, name="rules", no_args_is_help=True)
    tried = typer.Typer(help="Experiments: two ways to recommend side by side.", no_args_is_help=True)
    tried.command("list")(experiments_list)
    tried.command()(start)
    tried.command()(stop)
    app.add_typer(tried, name="experiments")


def recommend(
    context: typer.Context,
    customer: Annotated[str, typer.Option(help="A customer's id, or the source's own id or address.")] = "",
    session: Annotated[str, typer.Option(help="A visit's id, as its events name it.")] = "",
    garment: Annotated[str, typer.Option(help="What is looked at: what goes with it.")] = "",
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="How many garments.")] = 10,
    filter_: Annotated[
        list[str] | None, typer.Option("--filter", metavar="NAME=VALUE", help="category=dress, price=20..50.")
    ] = None,
    placement: Annotated[str, typer.Option(help="Where it would be shown.")] = "home",
    why: Annotated[bool, typer.Option("--why", help="Every reason and rule, and what was left out.")] = False,
    state: Annotated[
        bool, typer.Option("--state", help="What recommends here, and whether it drifts.")
    ] = False,
    retrain: Annotated[
        str, typer.Option(metavar="KIND", help="Train a candidate first: knn, transformer, blend, ...")
    ] = "",
) -> None:
    """Recommend garments to a customer, in a visit, or to go with a garment, each with why; not logged."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        if retrain:
            with terminal.progress() as progress, stoppable() as stopped:
                made = flows.retrain(shop, retrain, None, progress, stopped)
            rows = [(made["model"], made["stage"], made["acts"], made["validation_ndcg_at_10"])]
            terminal.show(made, lambda: table(("model", "stage", "acts", "NDCG@10"), rows))
            return
        if state:
            told = shop.recommending.state()
            shown = {name: value for name, value in told.items() if name != "built_at"}
            terminal.show(shown, lambda: table(("what", "value"), [(n, str(v)) for n, v in shown.items()]))
            return
        wish = flows.Wish(customer, session, garment, placement, k, filter_ or (), is_logged=False)
        answer = shop.recommending.recommend(wish)
        names = {each: shop.recommending.shelf.name(each) for each in answer.garments}
    for note in answer.notes:
        terminal.note(note["en"])
    plain = {**answer.to_json(), "at": answer.at.isoformat()}
    terminal.show(plain, lambda: _shown(answer, names, why=why))


def _shown(answer: "flows.Recommendation", names: dict[str, str], *, why: bool) -> "Table":
    rows = []
    for each in answer.results:
        told = [reason["en"] for reason in each["reasons"]] + [rule["en"] for rule in each["rules"]]
        shown = "; ".join(told if why else told[:1])
        rows.append((each["garment"], names[each["garment"]], each["size"], each["score"], shown))
    if why:
        rows += [(each["garment"], "", "", "", f"left out: {each['en']}") for each in answer.left_out]
    return table(("garment", "name", "size", "score", "why"), rows)


def rules_list(context: typer.Context) -> None:
    """List the rules, in the order in which they are applied."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.recommending.rules.all()
    _tell(terminal, found)


def pin(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id.")],
    place: Annotated[int, typer.Option(min=1, max=100, help="From 1.")] = 1,
    placement: Placement = "",
    until: Until = "",
    note: Note = "",
    audience: Audience = "",
    taste: Taste = "",
    share: Share = 0.3,
) -> None:
    """Pin a garment to a place."""
    _add(
        context,
        {"verb": "pin", "garment": garment, "place": place},
        Held(placement, until, note, audience, taste, share),
    )


def boost(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="garment=ID, brand=B, category=C, or an attribute name=value.")],
    factor: Annotated[float, typer.Option(help="Above 1.")] = 1.5,
    placement: Placement = "",
    until: Until = "",
    note: Note = "",
    audience: Audience = "",
    taste: Taste = "",
    share: Share = 0.3,
) -> None:
    """Multiply the scores of some garments by more than 1."""
    _add(
        context,
        {"verb": "boost", "factor": factor, **_covered(what)},
        Held(placement, until, note, audience, taste, share),
    )


def bury(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="As for boost.")],
    factor: Annotated[float, typer.Option(help="Below 1.")] = 0.5,
    placement: Placement = "",
    until: Until = "",
    note: Note = "",
    audience: Audience = "",
    taste: Taste = "",
    share: Share = 0.3,
) -> None:
    """Multiply the scores of some garments by less than 1."""
    _add(
        context,
        {"verb": "bury", "factor": factor, **_covered(what)},
        Held(placement, until, note, audience, taste, share),
    )


def exclude(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="As for boost.")],
    placement: Placement = "",
    until: Until = "",
    note: Note = "",
    audience: Audience = "",
    taste: Taste = "",
    share: Share = 0.3,
) -> None:
    """Never recommend some garments."""
    held = Held(placement, until, note, audience, taste, share)
    _add(context, {"verb": "exclude", **_covered(what)}, held)


def cap(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(help="brand=B, brand=* for each brand, category=C, or an attribute.")
    ],
    most: Annotated[int, typer.Option(min=1, max=100, help="In one answer.")] = 3,
    placement: Placement = "",
    until: Until = "",
    note: Note = "",
    audience: Audience = "",
    taste: Taste = "",
    share: Share = 0.3,
) -> None:
    """Let at most so many of a group into one answer."""
    _add(
        context,
        {"verb": "cap", "most": most, **_covered(what)},
        Held(placement, until, note, audience, taste, share),
    )


def remove(context: typer.Context, rule: Annotated[str, typer.Argument(help="A rule's id.")]) -> None:
    """Remove a rule."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.recommending.rules.remove(rule)
        left = shop.recommending.rules.all()
    _tell(terminal, left)


def experiments_list(context: typer.Context) -> None:
    """List experiments with their results; intervals hold at every look."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.recommending.experiments.all()
    _results(terminal, found)


def start(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Its name.")],
    arm: Annotated[
        list[str],
        typer.Option(
            metavar="NAME[:KEY=VALUE,...]", help="as-is, wide:diversity=0.6, knn:model=knn. Repeat."
        ),
    ],
    placement: Placement = "",
    goal: Annotated[str, typer.Option(help="click, cart or purchase.")] = "click",
) -> None:
    """Start an experiment; the first arm is what the others are compared with."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        said = {"arms": [_arm(each) for each in arm], "placement": placement, "goal": goal, "note": ""}
        made = shop.recommending.experiments.start(name, said)
    _results(terminal, [made])


def stop(context: typer.Context, name: Annotated[str, typer.Argument(help="Its name.")]) -> None:
    """Stop an experiment; what it found stays."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = shop.recommending.experiments.stop(name)
    _results(terminal, [made])


def _arm(text: str) -> dict[str, Any]:
    name, _, rest = text.partition(":")
    said: dict[str, Any] = {"name": name, "share": 1.0, "model": "", "rules": True}
    for part in filter(None, rest.split(",")):
        key, sign, value = part.partition("=")
        if not sign or key not in ("share", "model", "diversity", "explore", "rules"):
            raise typer.BadParameter(f"{part!r}: share, model, diversity, explore or rules=VALUE is wanted")
        try:
            said[key] = value if key == "model" else value == "yes" if key == "rules" else float(value)
        except ValueError:
            raise typer.BadParameter(f"{part!r}: a number is wanted") from None
    return said


def _covered(what: str) -> dict[str, str]:
    name, sign, value = what.partition("=")
    if not sign:
        return {"garment": what}
    return {name: value} if name in ("garment", "brand", "category") else {"attribute": what}


class Held(NamedTuple):
    """Where, until when and for whom a rule holds, and why."""

    placement: str
    ends: str
    note: str
    audience: str
    taste: str
    share: float


def _add(context: typer.Context, said: dict[str, Any], held: Held) -> None:
    terminal: Terminal = context.obj
    more = {name: value for name, value in held._asdict().items() if name != "ends" or value}
    with terminal.open_shop() as shop:
        made = shop.recommending.rules.add({**said, **more}, "command line")
    _tell(terminal, [made])


def _tell(terminal: Terminal, found: list[dict[str, Any]]) -> None:
    plain = [{**each, "made_at": each["made_at"].isoformat()} for each in found]
    rows = []
    for each in plain:
        covers = " ".join(
            str(each[name]) for name in ("garment", "brand", "category", "attribute") if each[name]
        )
        value = {"pin": each["place"], "cap": each["most"], "exclude": ""}.get(each["verb"], each["factor"])
        rows.append(
            (
                each["id"],
                each["verb"],
                covers,
                value,
                each["placement"] or "everywhere",
                _whom(each),
                each["state"],
            )
        )
    columns = ("id", "verb", "covers", "value", "where", "for", "state")
    terminal.show({"items": plain}, lambda: table(columns, rows))


def _whom(rule: dict[str, Any]) -> str:
    taste = f"{rule['taste']} from {rule['share']:.0%}" if rule["taste"] else ""
    return ", ".join(filter(None, (rule["audience"], taste))) or "everybody"


def _results(terminal: Terminal, found: list[dict[str, Any]]) -> None:
    plain = [
        {
            **each,
            "started_at": each["started_at"].isoformat(),
            "stopped_at": each["stopped_at"] and each["stopped_at"].isoformat(),
        }
        for each in found
    ]
    rows = []
    for each in plain:
        for arm in each["arms"]:
            rate = f"{arm['rate']['value']:.2%}" if arm["rate"] else ""
            lift = f"{arm['lift']['value']:+.2%}" if arm["lift"] else ""
            rows.append((each["name"], arm["name"], arm["units"], arm["goals"], rate, lift, arm["verdict"]))
    names = ("experiment", "arm", "units", "goals", "rate", "lift", "verdict")
    terminal.show({"items": plain}, lambda: table(names, rows))
