"""Whether a message is the next one of its device, one we have, one that came early, or one to set aside.

Knows order, gaps and clocks, as pure functions; proofs are `devices.envelope`'s, rows the ledger's. A gap is
passed only where the device says that it lost what is in it; silence passes none.
"""

from dataclasses import dataclass
from typing import Literal

from modiste.garment import ModisteError
from modiste.store import DeviceMark
from modiste.supply.messages import Message

MOST_AHEAD_MS = 5 * 60 * 1000
"""A device's clock may be so far ahead of ours."""
MOST_BEHIND_MS = 60 * 60 * 1000
"""A message may have been on its way, or the clock behind, for so long; sent again it is stamped anew."""

Outcome = Literal["accepted", "again", "early", "quarantined"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that a device says it lost: at most so many messages, first and last included."""

    epoch: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a message stands in its device's order; `mark` is how far the device has come with it."""

    outcome: Outcome
    mark: DeviceMark
    gaps: tuple[Gap, ...] = ()
    ended: tuple[DeviceMark, ...] = ()


def placed(mark: DeviceMark | None, message: Message) -> Placed:
    """Where a message stands behind what is there.

    Args:
        mark: The newest epoch of the device and the last seq of it that is there; None for a device that
            never spoke.
        message: What it says now.

    Raises:
        ModisteError: MOD-2537 where it contradicts what the device said before: two devices with one key, or
            a device whose memory was put back.
    """
    at = mark or DeviceMark((message.ends[0] if message.ends else (message.epoch, 0))[0], 0)
    stay = mark or DeviceMark(0, 0)
    if (message.epoch, message.seq) <= (at.epoch, at.seq):
        return Placed("again", stay)
    gaps: list[Gap] = []
    ended: list[DeviceMark] = []
    if message.epoch > at.epoch:
        if message.seq != 1 and not message.ends:
            return Placed("early", stay)
        ends = dict(message.ends)
        while at.epoch < message.epoch:
            end = ends.get(at.epoch)
            if end is None:
                raise _forked(message, f"it does not say where epoch {at.epoch} ended")
            if end < at.seq:
                raise _forked(message, f"epoch {at.epoch} ended at {end}, and {at.seq} is here")
            at = _past(at, message, gaps)
            if at.seq < end:
                return Placed("early", stay)
            ended.append(at)
            at = DeviceMark(min((each for each in ends if each > at.epoch), default=message.epoch), 0)
    at = _past(at, message, gaps, message.seq - 1)
    if message.seq != at.seq + 1:
        return Placed("early", stay)
    return Placed("accepted", DeviceMark(message.epoch, message.seq), tuple(gaps), tuple(ended))


def check_clock(message: Message, now: int) -> None:
    """Refuse a message whose clock cannot be right.

    Raises:
        ModisteError: MOD-2536, with how far it is off.
    """
    if not -MOST_BEHIND_MS <= message.at - now <= MOST_AHEAD_MS:
        raise _off(message.device, message.at - now)
    latest = max([message.made, *[one.at for one in message.sensed], *[one.at for one in message.reads]])
    if latest > message.at + MOST_AHEAD_MS:
        raise _off(message.device, latest - message.at)


def _past(at: DeviceMark, message: Message, gaps: list[Gap], most: int | None = None) -> DeviceMark:
    """How far the declared losses carry within an epoch."""
    for epoch, first, last in sorted(message.lost):
        upto = last if most is None else min(last, most)
        if epoch == at.epoch and first <= at.seq + 1 <= upto:
            gaps.append(Gap(epoch, at.seq + 1, upto))
            at = DeviceMark(epoch, upto)
    return at


def _forked(message: Message, reason: str) -> ModisteError:
    return ModisteError("MOD-2537", device=message.device, reason=reason)


def _off(device: str, by: int) -> ModisteError:
    seconds = round(by / 1000)
    return ModisteError("MOD-2536", device=device, seconds=f"{seconds:+d}")
