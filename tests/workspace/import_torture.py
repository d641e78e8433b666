"""Kill an import at random moments, start it again, and see that nothing is lost and nothing comes twice.

Used by test_import_crash.py with few kills and by benchmarks/collect_crash.py with many. It runs in a process
of its own that imports every module once and then only forks, so that a kill costs no start-up and nearly all
of them hit an import at work. A child imports by the function that `modiste import` calls. The parent has no
database open and one thread alone when it forks: DuckDB, clips and all else that makes threads are used in
children.

The truth is an unbroken import of the same file, whose shop is listed, row by row, before it, after each
batch and at its end. A killed import must leave one of these states, never an earlier one than before: its
ledger, its rows and its quarantine those of one moment, its logs and its blobs at most one batch ahead.
"""

import hashlib
import itertools
import json
import os
import random
import re
import runpy
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa
import pyarrow.parquet as pq

from modiste import collect
from modiste.collect import open_source
from modiste.learning import Event
from modiste.store import Blobs, EventLog
from modiste.workspace import flows, intake, open_shop, photo_intake
from modiste.workspace.plugins import CONNECTORS, DATA_SETS, connectors

Contents = dict[str, list[str]]
Digests = dict[str, str]
KINDS = sorted((*CONNECTORS, *DATA_SETS))
_HOME = tempfile.TemporaryDirectory()
_PATIENCE = 300.0
_BEGUN, _ENDED = b"begun\n", b"ended\n"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
# A price without a date is named after the moment it was read at.
_VARIES = {"import_runs": {"seconds"}, "prices": {"id"}}
# An import by a data set's own way begins anew: what it added before it was killed is there, unchanged.
_VARIES_ANEW = _VARIES | {"import_runs": {"seconds", "added", "unchanged"}}


@contextmanager
def warm() -> Iterator[Callable[..., dict[str, Any]]]:
    """`torture`, done by a process in which everything is imported already."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MODISTE_")}
    kept |= {name: os.environ[name] for name in ("MODISTE_FASHION_MNIST",) if name in os.environ}
    # The salt, so that customers have the same pseudonyms in every shop; one thread, so that it can fork.
    set_up = {"MODISTE_CURRENCY": "EUR", "MODISTE_PSEUDONYM_SALT": "the same in each"}
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    one_thread["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=kept | set_up | one_thread,
    ) as server:

        def ask(**what: object) -> dict[str, Any]:
            assert server.stdin and server.stdout
            print(json.dumps(what), file=server.stdin, flush=True)
            said = server.stdout.readline()
            assert said, "the process that forks has died"
            found: dict[str, Any] = json.loads(said)
            return found

        yield ask


@dataclass
class Importer:
    """One kind of import: its file, and shops that take it in."""

    kind: str
    folder: Path
    batch: int
    source: str = ""
    shops: int = 0
    begun: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="microseconds"))

    def prepare(self, rows: int) -> None:
        """Write the file, and read a little of it, so that tables of words are loaded."""
        files = runpy.run_path(str(Path(__file__).with_name("import_files.py")))
        self.source = _answer(lambda: files["write"](self.kind, self.folder, rows))
        if self.kind in CONNECTORS and self.kind != "clips":
            for _ in itertools.islice(connectors()[self.kind].read(open_source(self.source)), 100):
                pass

    def fresh(self) -> Path:
        """A new shop."""
        self.shops += 1
        return Path(shutil.copytree(_empty_shop(), self.folder / f"shop-{self.shops}"))

    def work(
        self, root: Path, tell: Callable[[bytes], None], watch: Callable[[], None] = lambda: None
    ) -> None:
        """Import, as `modiste import` does."""
        intake.BATCH = photo_intake.BATCH = self.batch
        collect.CLIPS = replace(collect.CLIPS, batch=min(self.batch, collect.CLIPS.batch))

        def progress(event: Event) -> None:
            if event.kind == "start":
                tell(_BEGUN)
            watch()

        with open_shop(root, create=False) as shop:
            flows.import_from(shop, self.source, progress, self.kind if self.kind != "fashion-mnist" else "")
            tell(_ENDED)

    def truth(self) -> tuple[list[Digests], float]:
        """The states of a shop during an unbroken import, and its seconds."""
        root = self.fresh()

        def listed() -> tuple[list[Digests], float, list[str]]:
            states: list[Digests] = []
            watching = 0.0

            def watch() -> None:
                nonlocal watching
                started = time.monotonic()
                self.note(root, states)
                watching += time.monotonic() - started

            started = time.monotonic()
            watch()
            self.work(root, lambda _: None, watch)
            watch()
            return states, time.monotonic() - started - watching, [*sys.modules]

        states, seconds, modules = _answer(listed)
        for module in modules:  # so that no other child has to import anything
            with suppress(ImportError):
                import_module(module)
        return states, seconds

    def note(self, root: Path, states: list[Digests]) -> None:
        """Keep the state that a shop is in, if it is another than the one before."""
        contents = self.contents(root)
        if not states or _digests(contents) != states[-1]:
            self._listing(len(states)).write_text(json.dumps(contents))
            states.append(_digests(contents))

    def state(self, root: Path, states: Sequence[Digests]) -> int:
        """Which of the states a shop is in."""
        found = _digests(self.contents(root))
        parts = {part for each in (found, *states) for part in each}
        beside = {part for part in parts if part == "blobs" or part.startswith("log ")}
        if self.kind in DATA_SETS:
            beside.add("quarantine")  # it is written behind the rows
        settled = [
            number
            for number, each in enumerate(states)
            if all(found.get(part) == each.get(part) for part in parts - beside)
        ]
        for number in settled:
            near = states[max(0, number - (self.kind in DATA_SETS)) : number + 2]
            if all(any(found.get(part) == each.get(part) for each in near) for part in beside):
                return number
        alike = [sum(found.get(part) == each.get(part) for part in parts) for each in states]
        nearest = settled[0] if settled else alike.index(max(alike))
        raise AssertionError(f"{self.kind}: {self._difference(root, nearest)}")

    def contents(self, root: Path) -> Contents:
        """All that a shop holds, a line a row, without what must differ between two imports."""
        found = _tables(root / "shop.db", _VARIES_ANEW if self.kind in DATA_SETS else _VARIES, self.begun)
        log, blobs = EventLog(root / "events"), Blobs(root / "blobs")
        for name in log.tables():
            files = [pa.BufferReader(path.read_bytes()) for path in log.snapshot(name).files]
            rows = [row for file in files for row in pq.ParquetFile(file).read(use_threads=False).to_pylist()]
            found[f"log {name}"] = sorted(_line(row.values(), self.begun) for row in rows)
        with closing(sqlite3.connect(f"{(root / 'shop.db').as_uri()}?mode=ro", uri=True)) as database:
            for (key,) in database.execute("SELECT DISTINCT blob FROM images"):
                blobs.get(key)  # which raises where it is missing or damaged
        found["blobs"] = [f"{len(blobs)} blobs"]
        return found

    def _listing(self, number: int) -> Path:
        return self.folder / f"state-{number}.json"

    def _difference(self, root: Path, number: int) -> str:
        """What a shop lacks of a state, and what it has that the state has not."""
        found = self.contents(root)
        state: Contents = json.loads(self._listing(number).read_text())
        told = []
        for part in sorted({*found, *state}):
            here, there = Counter(found.get(part, ())), Counter(state.get(part, ()))
            for word, rows in (("lacks", there - here), ("has besides", here - there)):
                if rows:
                    told.append(f"{part} {word} {rows.total()} rows, such as {next(iter(rows))[:300]}")
        return f"it is not in state {number}: {'; '.join(told)}"


def torture(kind: str, *, rows: int, kills: int, seed: int, batch: int = intake.BATCH) -> dict[str, Any]:
    """Kill imports of one file so many times; each import is begun again until it has ended.

    Returns:
        How many kills there were, how many of them hit an import between its beginning and its end, how many
        imports ended whole, the seconds of an unbroken one and by how many changes of state it comes to its
        end; and `fault`, empty or what was wrong.
    """
    found: dict[str, Any] = {"kind": kind, "kills": 0, "hit": 0, "imports": 0, "fault": ""}
    try:
        with tempfile.TemporaryDirectory() as folder:
            _torture(Importer(kind, Path(folder), batch), rows, kills, random.Random(f"{seed} {kind}"), found)
    except Exception as error:  # a shop that does not open as well
        found["fault"] = f"{type(error).__name__}: {error}, seed {seed}"
    return found


def _torture(importer: Importer, rows: int, kills: int, chance: random.Random, found: dict[str, Any]) -> None:
    importer.prepare(rows)
    states, longest = importer.truth()
    last = len(states) - 1
    while found["kills"] < kills:
        root, reached = importer.fresh(), 0
        while reached < last:
            seconds = chance.uniform(0, longest) if found["kills"] < kills else None
            started = time.monotonic()
            said, was_killed = _run(partial(importer.work, root), seconds)
            if not reached and not was_killed:  # whoever else uses the machine comes and goes
                longest = time.monotonic() - started
            found["kills"] += was_killed
            found["hit"] += was_killed and said == _BEGUN
            now = importer.state(root, states)
            assert now >= reached, f"{importer.kind}: state {reached} of {last} was lost, it is in {now}"
            assert was_killed or now == last, f"{importer.kind}: it ended in state {now} of {last}"
            reached = now
        found["imports"] += 1
        shutil.rmtree(root)
    found |= {"states": last, "seconds": round(longest, 3)}


@cache
def _empty_shop() -> Path:
    """A shop to copy, made once."""
    root = Path(_HOME.name) / "shop"
    _answer(lambda: open_shop(root).close())
    return root


def _tables(path: Path, varies: Mapping[str, set[str]], begun: str) -> Contents:
    """The rows of every table of a database, and what is broken in it."""
    found: Contents = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'card_words%'"
        for (name,) in database.execute(listed).fetchall():
            rows = database.execute(f'SELECT * FROM "{name}"')
            kept = [each[0] not in varies.get(name, ()) for each in rows.description]
            found[name] = sorted(_line(itertools.compress(row, kept), begun) for row in rows)
        checks = ("PRAGMA integrity_check", "PRAGMA foreign_key_check")
        found["broken"] = [_line(row, begun) for check in checks for row in database.execute(check)]
    return found


def _line(row: Iterable[object], begun: str) -> str:
    """A row as text; every moment since the torture began is `now`."""
    told = []
    for value in row:
        text = (
            value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
        )
        is_now = isinstance(text, str) and _MOMENT.fullmatch(text) is not None and text >= begun
        told.append("now" if is_now else repr(text))
    return " ".join(told)


def _digests(contents: Contents) -> Digests:
    return {part: hashlib.sha256("\n".join(rows).encode()).hexdigest() for part, rows in contents.items()}


def _answer(work: Callable[[], Any]) -> Any:
    """What a child finds out."""
    return json.loads(_run(lambda tell: tell(json.dumps(work()).encode()), None)[0])


def _run(work: Callable[[Callable[[bytes], None]], None], seconds: float | None) -> tuple[bytes, bool]:
    """Let a child work, and kill it after so many seconds; what it told, and whether it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(work, writing)
    os.close(writing)
    deadline = time.monotonic() + (_PATIENCE if seconds is None else seconds)
    told = b""
    with closing(os.fdopen(reading, "rb", buffering=0)) as pipe:
        while select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
            more = pipe.read(1 << 16)
            if not more:
                break
            told += more
        else:
            os.kill(child, signal.SIGKILL)
            told += pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), told.decode(errors="replace")[-2000:]
    assert status == 0 or seconds is not None, (
        f"after {_PATIENCE} s it was still at work, having told {told!r}"
    )
    return told, status != 0


def _work(work: Callable[[Callable[[bytes], None]], None], writing: int) -> NoReturn:
    """The child's life; it never returns into what it was forked from."""

    def tell(told: bytes) -> None:
        os.write(writing, told)

    try:
        work(tell)
        os._exit(0)
    except BaseException:
        tell(traceback.format_exc().encode())
    finally:
        os._exit(1)


if __name__ == "__main__":
    for asked in sys.stdin:
        print(json.dumps(torture(**json.loads(asked))), flush=True)
