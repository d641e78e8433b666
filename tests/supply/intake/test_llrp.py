"""An RFID reader by LLRP: what its antennas saw becomes tag reads of a device."""

import asyncio

import pytest

from modiste.garment import ModisteError
from modiste.supply import TagRead, read_reader
from modiste.supply.intake.llrp import epc_name

llrpkit = pytest.importorskip("llrpkit", reason="no LLRP: pip install llrpkit")


def test_a_readers_tags_are_said_in_messages_of_at_most_64() -> None:
    from llrpkit.emulator import LLRPEmulator

    said: list[tuple[TagRead, ...]] = []

    async def read() -> int:
        emulator = LLRPEmulator(reads_per_sec=400.0, seed=3)
        await emulator.start()
        try:
            return await read_reader(
                ("127.0.0.1", emulator.port), lambda reads: said.append(tuple(reads)), seconds=0.6
            )
        finally:
            await emulator.stop()

    count = asyncio.run(read())
    print(f"{count} reads in {len(said)} messages")
    assert count == sum(map(len, said)) > 0
    assert max(map(len, said)) <= 64
    one = said[0][0]
    assert one.epc.startswith("urn:epc:")
    assert -100 < one.strength < 0
    assert one.at > 1_600_000_000_000


def test_an_epc_is_named_by_its_identity_or_by_its_bits() -> None:
    assert epc_name(bytes.fromhex("3074257bf7194e4000001a85")) == "urn:epc:id:sgtin:0614141.812345.6789"
    assert epc_name(bytes.fromhex("e2000017010b016210000002")) == "urn:epc:raw:96.xE2000017010B016210000002"


def test_a_reader_that_is_not_there_is_told() -> None:
    with pytest.raises(ModisteError, match="MOD-2540"):
        asyncio.run(read_reader(("127.0.0.1", 9), lambda reads: None, seconds=0.1))
