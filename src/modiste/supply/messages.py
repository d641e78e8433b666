"""What a device says at once: readings and tag reads, numbered without gaps within an epoch.

Knows the message and its bytes; who signed them is `devices.envelope`'s, what is believed is `intake`'s. The
bytes are JSON in one layout, moments in milliseconds since 1970 in UTC, so that a constrained device needs no
calendar; `at` stands first, so that a message that is sent again is stamped anew and otherwise the same:

    {"at": 1796000000900, "device": "press-07", "epoch": 3, "seq": 41, "made": 1796000000000,
     "ends": [], "lost": [], "sensed": [[1796000000000, "Temperature", 31.5, "CEL"]],
     "reads": [[1796000000000, "urn:epc:id:sgtin:4012345.012345.77", 1, -52.5]]}
"""

import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from modiste.garment import ModisteError

MOST_BYTES = 64 * 1024
MOST_PARTS = 64
"""Readings and tag reads of one message."""
_MOST_NUMBER = 2**53
_KEYS = frozenset(("at", "device", "epoch", "seq", "made", "ends", "lost", "sensed", "reads"))


@dataclass(frozen=True, slots=True)
class Sensed:
    """One value of one quantity: GS1's measurement type ("Temperature") and unit code ("CEL")."""

    at: int
    quantity: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class TagRead:
    """A tag seen by an antenna; `strength` in dBm."""

    at: int
    epc: str
    antenna: int
    strength: float


@dataclass(frozen=True, slots=True)
class Message:
    """What a device sends at once.

    Attributes:
        device: Its id.
        epoch: Grows by one each time the device begins anew to count; never falls.
        seq: From 1 in each epoch, without gaps.
        at: When it was sent, milliseconds since 1970; sent again it is stamped again.
        made: When the device took it into its outbox.
        sensed: Readings.
        reads: Tag reads.
        lost: Spans of (epoch, first, last) that the device knows it lost for good.
        ends: (epoch, last seq) of the earlier epochs of which not all was receipted, oldest first; only the
            first message of an epoch says it.
    """

    device: str
    epoch: int
    seq: int
    at: int
    made: int
    sensed: tuple[Sensed, ...] = ()
    reads: tuple[TagRead, ...] = ()
    lost: tuple[tuple[int, int, int], ...] = ()
    ends: tuple[tuple[int, int], ...] = ()


def written_message(message: Message) -> bytes:
    """The bytes that are sealed and sent."""
    return orjson.dumps(
        {
            "at": message.at,
            "device": message.device,
            "epoch": message.epoch,
            "seq": message.seq,
            "made": message.made,
            "ends": message.ends,
            "lost": message.lost,
            "sensed": [(one.at, one.quantity, one.value, one.unit) for one in message.sensed],
            "reads": [(one.at, one.epc, one.antenna, one.strength) for one in message.reads],
        }
    )


def restamped(body: bytes, at: int) -> bytes:
    """What `written_message` made, sent at another moment."""
    return b'{"at":%d%b' % (at, body[body.index(b",") :])


def read_message(body: bytes) -> Message:
    """The message of these bytes.

    Raises:
        ModisteError: MOD-2530 for bytes that are no message, with the reason.
    """
    if len(body) > MOST_BYTES:
        raise _refused(f"{len(body)} bytes are more than {MOST_BYTES}")
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _refused("it is no JSON") from error
    if not isinstance(found, dict) or found.keys() != _KEYS:
        raise _refused("its members are not those of a message")
    # Of two members of a name the reader keeps one silently: then what it writes again is other bytes.
    if orjson.dumps(found) != body:
        json.loads(body, object_pairs_hook=_once)
    sensed, reads = _rows(found, "sensed"), _rows(found, "reads")
    if len(sensed) + len(reads) > MOST_PARTS:
        raise _refused(f"it holds more than {MOST_PARTS} readings")
    return Message(
        _text(found["device"], 120),
        _number(found["epoch"], 1),
        _number(found["seq"], 1),
        _number(found["at"], 0),
        _number(found["made"], 0),
        tuple(_sensed(row) for row in sensed),
        tuple(_tag_read(row) for row in reads),
        tuple(_lost(row) for row in _rows(found, "lost")),
        _ends(_rows(found, "ends")),
    )


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _refused("a member stands in it twice")
    return made


def _rows(found: Mapping[str, Any], name: str) -> list[Any]:
    rows = found[name]
    if not isinstance(rows, list) or len(rows) > MOST_PARTS:
        raise _refused(f"{name} is no list of at most {MOST_PARTS}")
    return rows


def _sensed(row: object) -> Sensed:
    at, quantity, value, unit = _parts(row, 4)
    return Sensed(_number(at, 0), _text(quantity, 80), _real(value), _text(unit, 20))


def _tag_read(row: object) -> TagRead:
    at, epc, antenna, strength = _parts(row, 4)
    return TagRead(_number(at, 0), _text(epc, 300), _number(antenna, 0), _real(strength))


def _lost(row: object) -> tuple[int, int, int]:
    epoch, first, last = (_number(part, 1) for part in _parts(row, 3))
    if first > last:
        raise _refused("a lost span ends before it begins")
    return epoch, first, last


def _ends(rows: list[Any]) -> tuple[tuple[int, int], ...]:
    ends = []
    for row in rows:
        epoch, last = _parts(row, 2)
        ends.append((_number(epoch, 1), _number(last, 0)))
    if any(one[0] >= other[0] for one, other in itertools.pairwise(ends)):
        raise _refused("the ends of its epochs are in no order")
    return tuple(ends)


def _parts(row: object, count: int) -> Sequence[Any]:
    if not isinstance(row, list) or len(row) != count:
        raise _refused(f"a row has not {count} parts")
    return row


def _number(value: object, least: int) -> int:
    if type(value) is not int or not least <= value < _MOST_NUMBER:
        raise _refused(f"{value!r} is no whole number from {least}")
    return value


def _real(value: object) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):  # type: ignore[arg-type]
        raise _refused(f"{value!r} is no number")
    return float(value)  # type: ignore[arg-type]


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise _refused(f"{str(value)[:40]!r} is no text of 1 to {longest} signs")
    return value


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2530", reason=reason)
