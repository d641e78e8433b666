"""RFID readers that speak LLRP: what their antennas saw, as messages of a device.

Knows llrpkit's reader; sealing and sending are the device client's. An EPC of a scheme that is known is named
by its pure identity, any other by its bits.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from modiste.garment import ModisteError
from modiste.supply.devices.mqtt_link import Address, unreachable
from modiste.supply.messages import MOST_PARTS, TagRead

_GATHER_SECONDS = 0.25


async def read_reader(
    address: Address,
    say: Callable[[Sequence[TagRead]], object],
    *,
    seconds: float | None = None,
    antennas: Sequence[int] = (),
) -> int:
    """Read a reader's tags and say them, at most 64 at once; returns how many reads there were.

    Args:
        address: The reader's host and port.
        say: Takes the reads of one message.
        seconds: How long; without end otherwise.
        antennas: Those that count; all of them otherwise.

    Raises:
        ModisteError: MOD-2540 when the reader cannot be reached or goes away, MOD-2014 without llrpkit.
    """
    try:
        from llrpkit import LLRPError, Reader  # noqa: PLC0415 - an extra of its own
    except ModuleNotFoundError:
        raise ModisteError("MOD-2014", what="RFID readers", package="llrpkit", extra="rfid") from None
    count, gathered, since = 0, list[TagRead](), time.monotonic()
    try:
        async with Reader(*address) as reader:
            async for tag in reader.inventory(antennas=antennas, duration=seconds):
                at = (tag.last_seen_us or time.time_ns() // 1000) // 1000
                strength = -60.0 if tag.rssi_dbm is None else float(tag.rssi_dbm)
                gathered.append(TagRead(at, epc_name(tag.epc), tag.antenna or 0, strength))
                if len(gathered) == MOST_PARTS or time.monotonic() - since > _GATHER_SECONDS:
                    await asyncio.to_thread(say, tuple(gathered))
                    count, gathered, since = count + len(gathered), [], time.monotonic()
    except (OSError, LLRPError) as error:
        raise unreachable(address, error) from None
    finally:
        if gathered:
            say(tuple(gathered))
            count += len(gathered)
    return count


def epc_name(epc: bytes) -> str:
    """A tag's EPC as EPCIS names it.

    Raises:
        ModisteError: MOD-2014 without llrpkit.
    """
    try:
        from llrpkit import decode_epc  # noqa: PLC0415 - an extra of its own
    except ModuleNotFoundError:
        raise ModisteError("MOD-2014", what="RFID readers", package="llrpkit", extra="rfid") from None
    try:
        found = decode_epc(epc)
    except ValueError:
        found = None
    return found.pure_identity_uri if found else f"urn:epc:raw:{len(epc) * 8}.x{epc.hex().upper()}"
