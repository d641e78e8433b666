"""Bytes into a connector, as a test writes them down."""

from pathlib import Path

from modiste.collect import Arrival, Connector, Rejection, open_source, pseudonymous
from modiste.garment import ModisteError
from modiste.workspace.people import bound

PSEUDONYM = pseudonymous(b"the salt of the tests")
Found = list[Arrival | Rejection]


def read(
    folder: Path, connector: Connector, data: bytes | str, name: str = "source", after: int = 0
) -> Found:
    """What a connector makes of a file with these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(bound(connector, PSEUDONYM).read(open_source(path), after=after))


def ends_well(folder: Path, connector: Connector, data: bytes, name: str = "source") -> None:
    """Any bytes end as arrivals, rejections, or one clear error; the same in every run and from any row."""
    try:
        found = read(folder, connector, data, name)
    except ModisteError as error:
        assert error.code in {"MOD-1233", "MOD-1234", "MOD-1236"}, error.code
        return
    assert all(isinstance(each, Arrival | Rejection) for each in found)
    assert all(each.records for each in found if isinstance(each, Arrival))
    assert all(each.code and each.reason for each in found if isinstance(each, Rejection))
    assert read(folder, connector, data, name) == found
    middle = len(found) // 2
    assert read(folder, connector, data, name, after=middle) == found[middle:]
