"""A writer to be killed: commits batches for ever and says each number once it is acknowledged.

Run as a program with the shop's folder and the first number.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from modiste.garment import Garment, Image
from modiste.store import Rejection, Store

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PER_BATCH = 5


def contents(number: int) -> list[bytes]:
    """The blobs of a batch; the last is large enough for a file of its own."""
    small = [f"batch {number} blob {each}".encode() * 20 for each in range(PER_BATCH - 1)]
    return [*small, f"batch {number} large ".encode() * 5000]


def write(store: Store, number: int) -> None:
    """Commit one batch to every part of the store."""
    with store.blobs.batch():
        keys = [store.blobs.put(content) for content in contents(number)]
    garments = [
        Garment(id=f"g-{number:06d}-{each}", name=f"{number}", created_at=NOW, updated_at=NOW)
        for each in range(PER_BATCH)
    ]
    images = [
        Image(
            id=f"i-{number:06d}-{each}",
            garment_id=garment.id,
            blob=keys[each],
            media_type="image/png",
            width=1,
            height=1,
        )
        for each, garment in enumerate(garments)
    ]
    store.rows.put([*garments, *images])
    store.events.append("views", [{"number": number, "each": each} for each in range(PER_BATCH)])
    job = store.jobs.submit("test", {"number": number}, f"key-{number}")
    store.quarantine.put([Rejection("writer", str(number), "MOD-1001", job.id)])


def main(root: Path, first: int) -> None:
    """Write until killed."""
    with Store.open(root) as store:
        print("open", flush=True)
        number = first
        while True:
            write(store, number)
            print(number, flush=True)
            number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
