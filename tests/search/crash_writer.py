"""A writer that is killed: adds one vector after another, merging now and then, and says what is on disk."""

import sys
from pathlib import Path

from conftest import unit_rows  # type: ignore[import-not-found] # run as a program beside it
from modiste.search import Vectors


def main(folder: str, start: str) -> None:
    vectors, rows = Vectors(Path(folder), 16, "f"), unit_rows(4000, 16)
    for number in range(int(start), 4000):
        vectors.update([f"row-{number}"], [number], rows[number : number + 1], [], number + 1)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if number % 20 == 19:
            vectors.merge(least=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
