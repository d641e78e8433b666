"""`modiste cluster run, jobs, train`: a large job by partitions, here, on all cores or on Ray.

Knows how it is asked for and told; what is done stands in the workspace.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from modiste import workspace
from modiste.cli.terminal import Terminal, figure, settings_of, stoppable, table, whole_place
from modiste.garment import ModisteError
from modiste.workspace import flows

Executor = Literal["serial", "pool", "ray"]
Starter = Literal["torchrun", "ray"]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    cluster = typer.Typer(help="Large jobs by partitions, here or on a cluster.", no_args_is_help=True)
    cluster.callback()(_cluster)
    cluster.command("run")(run)
    cluster.command("jobs")(jobs)
    cluster.command("train")(train)
    app.add_typer(cluster, name="cluster")


def _cluster() -> None:
    """Large jobs by partitions, here or on a cluster."""


def run(
    context: typer.Context,
    job: Annotated[str, typer.Argument(help="encode, duplicates, cooccurrence, forecast, generate or tune.")],
    data: Annotated[str, typer.Option(help="As evaluate takes it; generate takes none.")] = "",
    executor: Annotated[Executor, typer.Option(help="Who does the work.")] = "serial",
    workers: Annotated[int, typer.Option(help="How many at once; 0 for a core each.")] = 0,
    partitions: Annotated[int, typer.Option(help="Into how many parts; 0 as the data ask for.")] = 0,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Of the job.")] = None,
    out: Annotated[Path | None, typer.Option(help="The run's folder; by default in the cache.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Begin anew, whatever the folder holds.")] = False,
    address: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Of a Ray cluster; by default one is started here.")
    ] = "",
    object_store_memory: Annotated[
        int, typer.Option(min=0, help="MB, of a Ray that is started here; 0 for Ray's own measure.")
    ] = 0,
    as_job: Annotated[
        bool, typer.Option("--job", help="Leave it to the shop's worker: followed, stopped, gone on with.")
    ] = False,
) -> None:
    """Do a job by partitions. Cut off, the same command goes on; every executor finds the same."""
    terminal: Terminal = context.obj
    settings = settings_of(set_ or ())
    if as_job:
        _for_worker({"--out": out, "--address": address, "--object-store-memory": object_store_memory})
        if "recipe" in settings:
            settings["recipe"] = whole_place(settings["recipe"])
        params = {"job": job, "data": whole_place(data), "settings": settings, "again": again}
        hired = {"executor": executor, "workers": workers, "partitions": partitions}
        terminal.queued("cluster", {**params, **hired})
        return
    asked = workspace.asked_of(job, data, settings, partitions)
    hands = workspace.Hands(executor, workers, address, object_store_memory)
    with terminal.progress() as progress, stoppable() as stopped:
        made = workspace.run_cluster_job(
            asked, hands, out, again=again, progress=progress, should_stop=stopped
        )
    told = made.to_json()
    rows = [
        (name, figure(value)) for name, value in told.items() if isinstance(value, str | int | float | bool)
    ]
    terminal.show(told, lambda: table(("", ""), rows))
    for each in made.set_aside:
        terminal.note("Set aside: {stage} {partition}: {code}: {reason}".format_map(each))
    terminal.failed = terminal.failed or bool(made.set_aside)


def _for_worker(options: Mapping[str, object]) -> None:
    for name, value in options.items():
        if value:
            reason = "a job's run lies in the shop, and its worker knows a cluster by RAY_ADDRESS"
            raise ModisteError("MOD-3103", what=name, value=str(value), reason=reason)


def jobs(context: typer.Context) -> None:
    """List the jobs and their settings."""
    terminal: Terminal = context.obj
    found = workspace.list_cluster_jobs()
    rows = [
        (each["job"], each["title"], ", ".join(f"{k}={v}" for k, v in each["settings"].items()))
        for each in found
    ]
    terminal.show({"items": found}, lambda: table(("job", "what", "settings"), rows))


def train(
    context: typer.Context,
    recipe: Annotated[
        str, typer.Argument(help="A shipped one, a file, recommend.transformer or recommend.gru.")
    ],
    data: Annotated[str, typer.Option(help="As train takes it, seen by every machine.")],
    out: Annotated[Path, typer.Option(help="The run's folder; a shared one on several machines.")],
    workers: Annotated[int, typer.Option(help="Processes; a batch is cut into as many equal parts.")] = 2,
    executor: Annotated[Starter, typer.Option(help="Who starts the processes.")] = "torchrun",
    address: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Of a Ray cluster; by default one is started here.")
    ] = "",
) -> None:
    """Train one network by several processes. Cut off, the same command goes on, with more or fewer."""
    terminal: Terminal = context.obj
    made = flows.train_together(recipe, data, out, workers, executor, address)
    rows = [tuple(row.values()) for row in made.history]
    names = tuple(made.history[0]) if made.history else ("epoch",)
    terminal.show(made.to_json(), lambda: table(names, rows))
