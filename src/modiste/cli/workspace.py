"""`modiste jobs, work, quarantine, config, doctor, demo, version`: the shop itself.

Knows how they are shown; what they mean is the workspace's.
"""

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

import modiste
from modiste import workspace
from modiste.cli.api import serve_shop
from modiste.cli.studio import tell_when_unbuilt
from modiste.cli.terminal import Terminal, figure, stoppable, table
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.store import Held
    from modiste.workspace import Job

FOLLOW_SECONDS = 0.3
HeldId = Annotated[int, typer.Argument(help="The number in the list.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    jobs = typer.Typer(help="Long work: list, show, cancel, resume, watch.", invoke_without_command=True)
    jobs.callback()(jobs_list_by_default)
    jobs.command("list")(jobs_list)
    jobs.command("show")(jobs_show)
    jobs.command("cancel")(jobs_cancel)
    jobs.command("resume")(jobs_resume)
    jobs.command("watch")(jobs_watch)
    app.add_typer(jobs, name="jobs")
    config = typer.Typer(help="Settings and where each comes from.", invoke_without_command=True)
    config.callback()(config_by_default)
    config.command("show")(config_show)
    app.add_typer(config, name="config")
    held = typer.Typer(help="What was refused: list, show, fix, admit, give up.", invoke_without_command=True)
    held.callback()(quarantine)
    held.command("list")(quarantine_list)
    held.command("show")(quarantine_show)
    held.command("fix")(quarantine_fix)
    held.command("admit")(quarantine_admit)
    held.command("give-up")(quarantine_give_up)
    app.add_typer(held, name="quarantine")
    app.command()(doctor)
    app.command()(work)
    app.command()(demo)
    app.command()(version)


def jobs_list_by_default(context: typer.Context) -> None:
    """Long work: list, show, cancel, resume, watch."""
    if context.invoked_subcommand is None:
        jobs_list(context)


def jobs_list(
    context: typer.Context,
    state: Annotated[
        str | None, typer.Option(help="Only queued, running, done, failed or cancelled.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most so many.")] = 50,
) -> None:
    """List jobs, newest first."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.jobs.page(limit=limit, state=state).items
    terminal.show([job.to_json() for job in found], lambda: _table(found))


def jobs_show(context: typer.Context, job: Annotated[str, typer.Argument(help="A job's id.")]) -> None:
    """Show one job with its parameters, result or error."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.jobs.get(job)
    shown = {**found.to_json(), "result": None, **{f"result.{k}": v for k, v in _short(found.result).items()}}
    rows = [(key, figure(value)) for key, value in shown.items() if value is not None]
    terminal.show(found.to_json(), lambda: table(("", ""), rows))


def jobs_cancel(context: typer.Context, job: Annotated[str, typer.Argument(help="A job's id.")]) -> None:
    """Ask a job to stop; what it has done is kept."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.jobs.cancel(job)
    terminal.show(found.to_json(), lambda: _table([found]))


def jobs_resume(context: typer.Context, job: Annotated[str, typer.Argument(help="A job's id.")]) -> None:
    """Queue a failed or cancelled job again; it goes on where it was."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.jobs.resume(job)
    terminal.show(found.to_json(), lambda: _table([found]))


def jobs_watch(context: typer.Context, job: Annotated[str, typer.Argument(help="A job's id.")]) -> None:
    """Follow a job until it is over; exit code 1 unless it was done."""
    from modiste.learning import Event  # noqa: PLC0415 - keeps --help quick

    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, stoppable() as stopped, terminal.progress() as progress:
        number = 0
        while True:
            now = shop.jobs.get(job)
            for event in shop.jobs.events(job, number):
                number = event.number
                heard = Event("step", event.done, event.total, event.message, event.values)
                progress(heard if event.kind in ("progress", "epoch") else replace(heard, kind="note"))
            if now.is_over or stopped():
                break
            time.sleep(FOLLOW_SECONDS)
    terminal.failed = now.state != "done"
    terminal.show(now.to_json(), lambda: _table([now]))
    if now.error:
        terminal.note(f"{now.error.get('code')}: {now.error.get('detail')}\n{now.error.get('remedy', '')}")


def quarantine(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
) -> None:
    """What was refused on its way in: list, show, fix, admit, give up."""
    if context.invoked_subcommand is None:
        quarantine_list(context, limit)


def quarantine_list(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
) -> None:
    """List what was refused on its way in, and why."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        held = shop.store.quarantine.page(limit=limit)
        count = shop.store.quarantine.count()
    rows = [_held(each) for each in held]
    columns = ("id", "place", "code", "reason")
    terminal.show(rows, lambda: table(columns, [[row[name] for name in columns] for row in rows]))
    if count > len(held):
        terminal.note(f"{count - len(held)} more: --limit {count}")


def quarantine_show(context: typer.Context, id: HeldId) -> None:
    """Show one refused row with its text."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        row = _held(shop.store.quarantine.get(id))
    terminal.show(row, lambda: table(("", ""), [(key, figure(value)) for key, value in row.items()]))


def quarantine_fix(
    context: typer.Context,
    id: HeldId,
    text: Annotated[str, typer.Option(help="The mended row; without it standard input is read.")] = "",
) -> None:
    """Replace a refused row's text with a mended one, and admit it."""
    _admit(context.obj, id, text or sys.stdin.read())


def quarantine_admit(context: typer.Context, id: HeldId) -> None:
    """Admit a refused row as it is, when what it refers to has come in the meantime."""
    _admit(context.obj, id, "")


def quarantine_give_up(context: typer.Context, id: HeldId) -> None:
    """Give a refused row up: it is not held again when its source is imported again."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.store.quarantine.get(id)
        shop.store.quarantine.release([id], given_up=True)
        row = _held(shop.store.quarantine.get(id))
    terminal.show(row, lambda: "given up")


def _admit(terminal: Terminal, id: int, text: str) -> None:
    with terminal.open_shop() as shop:
        report = flows.admit(shop, id, text)
    terminal.show(report.to_json(), lambda: "admitted")


def _held(held: "Held") -> dict[str, Any]:
    return {
        "id": held.id,
        **vars(held.rejection),
        "first_seen": held.first_seen.isoformat(),
        "given_up": held.given_up,
    }


def config_by_default(context: typer.Context) -> None:
    """Settings and where each comes from."""
    if context.invoked_subcommand is None:
        config_show(context)


def config_show(
    context: typer.Context,
    origin: Annotated[bool, typer.Option("--origin", help="Say where each value comes from.")] = False,
) -> None:
    """Show every setting; secrets are masked."""
    terminal: Terminal = context.obj
    root = terminal.root if workspace.is_shop(terminal.root) else None
    rows = workspace.load_settings(root).shown()
    names = ("name", "value", "origin", "description") if origin else ("name", "value", "description")
    shown = [{name: row[name] for name in names} for row in rows]
    terminal.show(shown, lambda: table(names, [list(row.values()) for row in shown]))


def doctor(context: typer.Context) -> None:
    """Check this machine, the shipped models, the data and the shop. Changes nothing."""
    terminal: Terminal = context.obj
    checks = workspace.examine(terminal.root)
    terminal.failed = any(check.state == "failed" for check in checks)
    rows = [
        (check.state, check.name, check.detail, check.remedy if check.state != "ok" else "")
        for check in checks
    ]
    shown = {"healthy": not terminal.failed, "checks": [vars(check) for check in checks]}
    terminal.show(shown, lambda: table(("state", "what", "found", "remedy"), rows))


def work(
    context: typer.Context,
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when nothing waits.")] = False,
    parent: Annotated[int, typer.Option(min=0, help="End when this process is gone.", hidden=True)] = 0,
) -> None:
    """Be the worker that does the shop's jobs, until SIGTERM or Ctrl-C; the present job keeps what it has."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        taken = workspace.work(shop, until_idle=until_idle, parent=parent)
    terminal.show({"jobs": taken}, lambda: f"{taken} jobs taken up")


def demo(
    context: typer.Context,
    serve: Annotated[bool, typer.Option(help="Serve the shop afterwards.")] = True,
    photos: Annotated[
        str | None, typer.Option(help="Photos in class folders, for the clothing model.")
    ] = None,
) -> None:
    """Open the sample house in ./shop; show models at work in ./shop-fashion-mnist; about four minutes."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        with (
            workspace.open_shop(flows.study_beside(shop.root), create=True) as study,
            terminal.progress() as progress,
            stoppable() as stopped,
        ):
            made = flows.demonstrate(shop, study, progress, stopped, photos)
        terminal.show(made.to_json(), lambda: table(("step", "seconds", "what it looked like"), made.rows()))
        if serve:
            tell_when_unbuilt(terminal)
            serve_shop(terminal, shop, host=shop.settings.host, port=shop.settings.port)


def version(context: typer.Context) -> None:
    """Print the version."""
    terminal: Terminal = context.obj
    terminal.show({"version": modiste.__version__}, lambda: modiste.__version__)


def _short(result: "Mapping[str, Any] | None") -> dict[str, Any]:
    """The figures of a result that fit on a line; --json shows all of them."""
    return {key: value for key, value in (result or {}).items() if not isinstance(value, dict | list)}


def _table(jobs: "list[Job] | tuple[Job, ...]") -> object:
    columns = ("id", "kind", "state", "done", "message", "created")
    rows = [
        (
            job.id,
            job.kind,
            job.state,
            f"{job.done}/{job.total}" if job.total else figure(job.done),
            job.message or (job.error or {}).get("detail", ""),
            job.created_at.isoformat(timespec="seconds"),
        )
        for job in jobs
    ]
    return table(columns, rows)
