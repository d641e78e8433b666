"""What one call of the command line may say, and where: data on stdout, progress and notes on stderr.

Knows streams, tables and bars; it knows no verb.
"""

import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from modiste import workspace
from modiste.garment import ModisteError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID
    from rich.table import Table

    from modiste.learning import Event, Progress
    from modiste.workspace import Shop

DEFAULT_SHOP = "shop"
LINE_SECONDS = 5.0
"""How often progress says a line where there is no terminal to draw a bar on."""


@dataclass
class Terminal:
    """The two streams, whether JSON is wanted, and which shop was named."""

    shop: Path | None = None
    json: bool = False
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    failed: bool = False

    @property
    def root(self) -> Path:
        """The shop's folder: `--shop`, else `$MODISTE_SHOP`, else `./shop`."""
        return self.shop or Path(os.environ.get("MODISTE_SHOP") or DEFAULT_SHOP)

    def open_shop(self, *, create: bool = False) -> "Shop":
        """The shop; a writing verb makes a missing one."""
        return workspace.open_shop(self.root, create=create)

    @contextmanager
    def shop_if_any(self) -> "Iterator[Shop | None]":
        """The shop when one was named or lies at hand, else None; nothing is made."""
        named = self.shop or os.environ.get("MODISTE_SHOP")
        if not named and not workspace.is_shop(self.root):
            yield None
            return
        with self.open_shop() as shop:
            yield shop

    def show(self, value: object, text: "Callable[[], object] | None" = None) -> None:
        """JSON for a program with `--json`; else what `text` gives a person (a string or a Rich table)."""
        if self.json or text is None:
            dumped = json.dumps(_plain(value), ensure_ascii=False, indent=2, allow_nan=False)
            self._write(self.stdout, dumped + "\n")
            return
        shown = text()
        if isinstance(shown, str):
            self._write(self.stdout, shown + "\n" if shown else "")
        else:
            self._console(self.stdout).print(shown)

    def note(self, text: str) -> None:
        """A line for the person, on stderr."""
        self._write(self.stderr, printable(text, keep="\n") + "\n")

    def refuse(self, error: Mapping[str, str]) -> None:
        """An error: on stderr for a person, and on stdout as JSON for a program."""
        if self.json:
            self.show({"error": error})
        lines = [f"{error['code']}: {error['title']}", error["detail"], error["remedy"]]
        self.note("\n".join(line for line in lines if line))

    def queued(self, kind: str, params: Mapping[str, object]) -> None:
        """Leave long work to the shop's worker as a job, and say how it is followed."""
        with self.open_shop(create=True) as shop:
            job = shop.jobs.submit(kind, params)
        self.show(job.to_json(), lambda: job.id)
        self.note(f"do it with: modiste work; follow it with: modiste jobs watch {job.id}")

    @contextmanager
    def progress(self) -> "Iterator[Progress]":
        """A listener for events: a bar where stderr is a terminal, now and then a line where it is not."""
        if not self.stderr.isatty():
            yield _Lines(self.note)
            return
        from rich.progress import (  # noqa: PLC0415 - keeps --help quick
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[values]}", markup=False),
        )
        with Progress(*columns, console=self._console(self.stderr), transient=True) as bar:
            yield _Bar(bar)

    def _console(self, stream: TextIO) -> "Console":
        from rich.console import Console  # noqa: PLC0415 - keeps --help quick

        # Tables are not cut to the width of a terminal that is not there.
        width = None if stream.isatty() else 200
        return Console(file=stream, markup=False, highlight=False, emoji=False, width=width)

    def _write(self, stream: TextIO, text: str) -> None:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()


class _Lines:
    """Progress as lines: starts, epochs, notes and ends at once, steps every few seconds."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note, self._told = note, time.monotonic()

    def __call__(self, event: "Event") -> None:
        now = time.monotonic()
        if event.kind == "step" and now - self._told < LINE_SECONDS:
            return
        self._told = now
        count = f"{event.done}/{event.total} " if event.total else ""
        self._note(f"{event.kind}: {count}{event.message} {_values(event.values)}".rstrip())


class _Bar:
    """Progress as a Rich bar; epochs and notes stay above it."""

    def __init__(self, bar: "RichProgress") -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def __call__(self, event: "Event") -> None:
        text, values = printable(event.message), _values(event.values)
        if event.kind == "start" or self._task is None:
            self._task = self._bar.add_task(text, total=event.total or None, values="")
        if event.kind in ("epoch", "note"):
            self._bar.console.print(f"{text} {values}".rstrip())
        if event.total:
            self._bar.update(self._task, completed=event.done, total=event.total, values=values)


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C or SIGTERM into "please stop"; the second Ctrl-C interrupts at once.

    One of many processes of a training leaves SIGTERM alone: torchrun sends it when another is lost, and who
    waited for that one would never come to the moment where it stops.
    """
    stopped = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    alone = os.environ.get("WORLD_SIZE", "1") == "1"
    caught = (signal.SIGINT, signal.SIGTERM) if alone else (signal.SIGINT,)
    before = {number: signal.signal(number, ask) for number in caught}
    try:
        yield lambda: stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> "Table":
    """A Rich table of plain text: no markup is read, no control character is sent."""
    from rich.table import Table  # noqa: PLC0415 - keeps --help quick
    from rich.text import Text  # noqa: PLC0415 - keeps --help quick

    made = Table(box=None, pad_edge=False, header_style="bold", show_header=any(columns))
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text(printable(cell if isinstance(cell, str) else figure(cell))) for cell in row))
    return made


def figure(value: object) -> str:
    """A value as a person reads it."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def printable(text: str, keep: str = "") -> str:
    """Text without control characters, which could move the cursor or hide what is shown."""
    return "".join(
        letter if letter.isprintable() or letter in keep else letter.encode("unicode_escape").decode()
        for letter in text
    )


def settings_of(pairs: Sequence[str]) -> dict[str, str]:
    """`k=v` pairs as a mapping.

    Raises:
        ModisteError: MOD-2102 for a pair without `=` or without a key.
    """
    made = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise ModisteError("MOD-2102", text=pair)
        made[key.strip()] = value
    return made


def whole_place(place: str) -> str:
    """A path, `FOLDER:part` too, as a worker in another folder understands it; a name stays what it is."""
    path, colon, part = place.rpartition(":")
    if place and os.path.lexists(place):
        return str(Path(place).absolute())
    return f"{Path(path).absolute()}:{part}" if colon and os.path.lexists(path) else place


def _values(values: Mapping[str, float]) -> str:
    return "  ".join(
        f"{name} {value:.4g}" for name, value in values.items() if isinstance(value, int | float)
    )


def _plain(value: object) -> object:
    """Only what JSON has: paths become text, numbers that are none become null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, str | int | bool) else str(value)
