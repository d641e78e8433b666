"""`modiste fabric search | measured | choose | wishes`: from goals to cloths, and from people to goals.

Knows how a front reads in a terminal; `cli.fabric` hangs the verbs on the app.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, figure, stoppable, table
from modiste.garment import ModisteError
from modiste.workspace import flows

State = Annotated[Path, typer.Argument(help="The state file of a search.")]
ROWS = 20
"""So many lines of a front are shown; --json tells all."""


def add_search(group: typer.Typer) -> None:
    """Hang the verbs on the room's group."""
    for command in (search, measured, choose, wishes):
        group.command()(command)


def search(
    context: typer.Context,
    goals: Annotated[Path, typer.Argument(metavar="GOALS.toml", help="As examples/fabric/goals.toml.")],
    evaluations: Annotated[int, typer.Option(min=1, max=1_000_000, help="Cloths to judge in all.")] = 5000,
    seed: Annotated[int, typer.Option(min=0, help="What chance begins with.")] = 1,
    state: Annotated[Path | None, typer.Option(help="A file to stop into and to go on from.")] = None,
    random: Annotated[bool, typer.Option("--random/--no-random", help="50,000 by chance beside it.")] = True,
) -> None:
    """Search for cloths that nothing beats in all that is asked; Ctrl-C stops and tells what was found."""
    terminal: Terminal = context.obj
    with terminal.progress() as progress, stoppable() as stopped:
        found = flows.search_fabrics(goals, evaluations, seed, state, progress, stopped, beside_random=random)
    asked = [each["of"] for each in found["objectives"]]
    terminal.show(found, lambda: _front(found["front"][:ROWS], asked))
    beside = found["hypervolume_random"]
    terminal.note(
        f"{len(found['front'])} cloths of {found['evaluations']:,} judged in {found['seconds']:.2f} s; "
        f"hypervolume {found['hypervolume']:.4f}"
        + ("" if beside is None else f", of {found['evaluations_random']:,} by chance {beside:.4f}")
    )
    if found["stopped"]:
        terminal.note("stopped before its end" + (f"; {state} goes on" if state else ""))


def measured(
    context: typer.Context,
    state: State,
    row: Annotated[Path, typer.Argument(metavar="ROW.toml", help="As examples/fabric/measured.toml.")],
) -> None:
    """Type in what was measured of a sample; predictions are corrected by it when the search goes on."""
    terminal: Terminal = context.obj
    found = flows.measured_sample(state, row)
    rows = [
        (name, each["predicted"], each["measured"], each["uncertainty"], f"{each['error_pct']:+.1f} %")
        for name, each in found["measured"].items()
    ]
    columns = ("property", "predicted", "measured", "uncertainty", "predicted is off by")
    terminal.show(found, lambda: table(columns, rows))
    terminal.note(f"{found['samples']} samples; `modiste fabric search --state {state}` goes on with them")


def choose(
    context: typer.Context,
    state: State,
    chosen: Annotated[int | None, typer.Option(help="The number of the member that was chosen.")] = None,
    over: Annotated[int | None, typer.Option(help="The number of the other.")] = None,
) -> None:
    """Note which of two cloths was chosen; tell the two to choose from next, and the front by taste."""
    if (chosen is None) != (over is None):
        raise ModisteError("MOD-2101", reason="--chosen and --over come together")
    terminal: Terminal = context.obj
    found = flows.chosen_fabric(state, chosen, over)
    asked = list(found["valued"])
    terminal.show(found, lambda: _front(found["best"], asked))
    pair = [each["number"] for each in found["pair"]]
    terminal.note(f"{found['choices']} choices; choose next: {pair[0]} or {pair[1]}")
    for each in found["pair"]:
        values = ", ".join(f"{name} {figure(each['values'][name]['value'])}" for name in asked)
        terminal.note(f"  {each['number']}: {_said(each)}: {values}")


def wishes(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="A CSV file of reviews, zipped or not, or its folder.")],
    segment: Annotated[str, typer.Option(help="Whose: age<35, department=Dresses, age>=50 and class=Knits.")],
) -> None:
    """Read what a segment's reviews ask of cloth, beside everyone else's, and what goals follow."""
    terminal: Terminal = context.obj
    found = flows.read_wishes(data, segment)
    rows = [
        (each["en"], f"{each['rate']:.1%}", f"{each['rate_others']:.1%}",
         " to ".join(f"{end:+.1%}" for end in each["difference_ci95"]), each["count"],
         "yes" if each["stands_out"] else "")
        for each in found["aspects"]
    ]  # fmt: skip
    columns = ("of cloth", "segment", "others", "difference, 95 %", "reviews", "stands out")
    terminal.show(found, lambda: table(columns, rows))
    terminal.note(found["how"])
    for each in found["proposals"]:
        terminal.note(f"{each['of']}: {each['because']}")


def _front(members: list[dict[str, Any]], asked: list[str]) -> object:
    rows = [
        (each["number"], _said(each), *(each["values"][name]["value"] for name in asked)) for each in members
    ]
    return table(("", "cloth", *asked), rows)


def _said(member: dict[str, Any]) -> str:
    """A cloth in one line."""
    told = member["design"]
    blend = told["fibre"]
    if told["second_pct"]:
        blend = f"{100 - told['second_pct']:g}% {blend} {told['second_pct']:g}% {told['second_fibre']}"
    if "weave" in told:
        made = f"{told['weave']} {told['ends']:g}/{told['picks']:g} per cm"
        made += f" of {told['warp_tex']:g} and {told['weft_tex']:g} tex"
    else:
        made = f"jersey, loop {told['loop_mm']:g} mm, {told['tex']:g} tex"
    return ", ".join(each for each in (blend, made, told["finish"]) if each)
