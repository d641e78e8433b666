"""Kill a writer again and again, and check after each kill that the shop holds what was acknowledged."""

import hashlib
import random
import runpy
import subprocess
import sys
import time
from pathlib import Path

from modiste.garment import Garment, Image
from modiste.store import Store

WRITER = Path(__file__).with_name("crash_writer.py")
_writer = runpy.run_path(str(WRITER))
contents, PER_BATCH = _writer["contents"], _writer["PER_BATCH"]


def torture(root: Path, kills: int, seed: int, longest: float) -> int:
    """Kill `kills` times, each at a random moment up to `longest` seconds after opening or after a batch.

    The batches waited for are 0 to 2: a slow machine acknowledges some, and a kill may strike the first.
    Returns how many batches were acknowledged in all; raises AssertionError when one is not whole.
    """
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    for kill in range(kills):
        # Each writer has numbers of its own: what the last one began and never acknowledged stays its own.
        batches, seconds = chance.randrange(3), chance.uniform(0.0, longest)
        acknowledged |= _killed_run(root, kill * 1000, batches, seconds)
        check(root, acknowledged)
    return len(acknowledged)


def _killed_run(root: Path, first: int, batches: int, seconds: float) -> set[int]:
    command = [sys.executable, str(WRITER), str(root), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(1 + batches)]
        time.sleep(seconds)
        writer.kill()
        said += writer.stdout.readlines()
    return {int(line) for line in said if line.strip().isdigit()}


def check(root: Path, acknowledged: set[int]) -> None:
    """Everything acknowledged is there and whole; nothing unacknowledged is there in part."""
    with Store.open(root) as store:
        for number in acknowledged:
            for content in contents(number):
                # Asked for by hash: to put it again would bring back what was lost.
                assert store.blobs.get(hashlib.sha256(content).hexdigest()) == content
            assert store.jobs.submit("test", {}, f"key-{number}").params == {"number": number}
        rows: dict[str, int] = {}
        for garment in store.rows.scan(Garment):
            rows[garment.name] = rows.get(garment.name, 0) + 1
        pictures: dict[str, int] = {}
        for image in store.rows.scan(Image):
            assert store.blobs.get(image.blob)
            number = image.id.split("-")[1].lstrip("0") or "0"
            pictures[number] = pictures.get(number, 0) + 1
        assert set(rows.values()) <= {PER_BATCH}
        assert rows == pictures
        assert {str(number) for number in acknowledged} <= set(rows)
        if acknowledged:
            query = "SELECT number, count(*) FROM events GROUP BY number"
            events = dict(store.events.scan("views").query("events", query).fetchall())
            assert set(events.values()) == {PER_BATCH}
            assert acknowledged <= set(events)
        held = {item.rejection.place for item in store.quarantine.page(limit=1_000_000)}
        assert {str(number) for number in acknowledged} <= held
