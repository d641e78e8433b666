import contextlib
import multiprocessing
import multiprocessing.connection
import os
import random
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.passport.log.log import Log
from modiste.passport.log.merkle import check_consistency, check_inclusion, leaf_hash
from modiste.passport.log.notes import NoteSigner
from modiste.passport.log.tiles import read_path, tile_path, tiles_of, unbundled

SIGNER = NoteSigner("log.brand.example/1", Ed25519PrivateKey.from_private_bytes(b"k" * 32))


def opened(folder: Path) -> Log:
    return Log(folder, SIGNER.key, SIGNER)


def entries(count: int, first: int = 0) -> list[bytes]:
    return [f"entry {first + each}".encode() for each in range(count)]


def test_entries_are_in_and_signed_for_once_append_returns(tmp_path: Path) -> None:
    log = opened(tmp_path)
    assert log.append(entries(3)) == 0
    assert log.append(entries(300, 3)) == 3
    again = Log(tmp_path, SIGNER.key)
    now = again.checkpoint()
    assert (now.origin, now.size) == ("log.brand.example/1", 303)
    assert again.entry(299) == b"entry 299"
    for index in range(0, 303, 7):
        leaf = leaf_hash(again.entry(index))
        check_inclusion(leaf, index, 303, again.proof(index, now), now.root)
    check_consistency(3, again.root(3), 303, now.root, again.consistency(3, 303))


@pytest.mark.parametrize("wrong", [b"", b"x" * 65_536])
def test_an_entry_has_bytes_and_not_too_many(tmp_path: Path, wrong: bytes) -> None:
    log = opened(tmp_path)
    with pytest.raises(ModisteError, match="MOD-2614"):
        log.append([b"right", wrong])
    assert log.size == 0


def test_who_has_no_private_key_appends_nothing(tmp_path: Path) -> None:
    opened(tmp_path).append(entries(1))
    with pytest.raises(ModisteError, match="MOD-2614"):
        Log(tmp_path, SIGNER.key).append(entries(1))


def test_what_was_not_signed_for_is_written_over(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append(entries(10))
    kept = (tmp_path / "checkpoint").read_bytes()
    log.append([b"told to nobody"] * 5)
    (tmp_path / "checkpoint").write_bytes(kept)
    log = opened(tmp_path)
    assert log.append(entries(5, 10)) == 10
    assert list(log.entries(0, 15)) == entries(15)
    assert log.audit().first_bad is None


@pytest.mark.parametrize("level", [0, 1, 5, 9])
def test_a_torn_level_is_made_anew(tmp_path: Path, level: int) -> None:
    log = opened(tmp_path)
    log.append(entries(1000))
    root = log.checkpoint().root
    path = tmp_path / "nodes" / f"level-{level:02}"
    os.truncate(path, path.stat().st_size - 7)
    log = opened(tmp_path)
    assert log.root(1000) == root
    assert log.audit().first_bad is None


def test_entries_that_do_not_lead_to_the_signed_root_are_refused(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append(entries(100))
    os.truncate(tmp_path / "entries", 500)
    os.truncate(tmp_path / "nodes/level-00", 64)
    with pytest.raises(ModisteError, match="MOD-2613"):
        opened(tmp_path)


@pytest.mark.parametrize("bad", [0, 1, 511, 4711, 4999])
def test_audit_names_the_first_bad_entry(tmp_path: Path, bad: int) -> None:
    log = opened(tmp_path)
    log.append(entries(5000))
    data = (tmp_path / "entries").read_bytes()
    at = data.index(f"entry {bad}".encode())
    (tmp_path / "entries").write_bytes(data[:at] + b"E" + data[at + 1 :])
    found = log.audit()
    assert found.first_bad == bad
    assert "hashed" in found.reason


def test_audit_finds_an_entry_that_was_changed_with_its_tree(tmp_path: Path) -> None:
    log = opened(tmp_path)
    for first in range(0, 400, 100):
        log.append(entries(100, first))
    data = (tmp_path / "entries").read_bytes()
    (tmp_path / "entries").write_bytes(data.replace(b"entry 250", b"Entry 250"))
    log._nodes.append(250, [leaf_hash(b"Entry 250"), *map(leaf_hash, entries(149, 251))])
    found = log.audit()
    assert found.first_bad == 200
    assert "200 to 299" in found.reason


def test_a_changed_node_is_no_proof(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append(entries(64))
    path = tmp_path / "nodes/level-02"
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    now = log.checkpoint()
    with pytest.raises(ModisteError, match="MOD-2613"):
        log.proof(5, now)
    assert log.audit().first_bad == 0


def test_a_checkpoint_of_another_key_is_refused(tmp_path: Path) -> None:
    opened(tmp_path).append(entries(1))
    other = NoteSigner("log.brand.example/1", Ed25519PrivateKey.generate())
    with pytest.raises(ModisteError, match="MOD-2612"):
        Log(tmp_path, other.key, other)


def test_tiles_hold_what_the_tree_is_made_of(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.append(entries(70_000))
    leaves, found = [], []
    for tile in tiles_of(70_000):
        data = log.file(tile_path(tile))
        assert data is not None
        assert read_path(tile_path(tile)) == tile
        if tile.level == -1:
            found += unbundled(data)
        else:
            assert len(data) == 32 * tile.width
            leaves += [data[at : at + 32] for at in range(0, len(data), 32)] if tile.level == 0 else []
    assert found == entries(70_000)
    assert leaves == [leaf_hash(each) for each in found]
    assert log.file("tile/1/000.p/18") is not None
    assert log.file("tile/0/273.p/113") is None  # there are 112
    assert log.file("checkpoint") == log.checkpoint_note().encode()


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1",
        "tile/0/x000/001",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/00/000",
        "../checkpoint",
        "tile/64/000",
    ],
)
def test_a_tile_has_one_path(path: str) -> None:
    assert read_path(path) is None


def test_long_numbers_go_in_groups() -> None:
    tile = read_path("tile/0/x001/x234/067")
    assert tile is not None
    assert tile.number == 1_234_067


def append_until_killed(folder: Path, told: "multiprocessing.connection.Connection") -> None:
    log = opened(folder)
    told.send(log.size)
    while True:
        size = log.size
        log.append(entries(7, size))
        told.send(size + 7)


def test_nothing_that_append_told_is_lost_by_a_kill(tmp_path: Path) -> None:
    chance, told, kills = random.Random(7), 0, 10
    forked = multiprocessing.get_context("fork")
    for _ in range(kills):
        hears, tells = forked.Pipe(duplex=False)
        process = forked.Process(target=append_until_killed, args=(tmp_path, tells))
        process.start()
        tells.close()
        assert hears.recv() >= told
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        with contextlib.suppress(EOFError):
            while True:
                told = hears.recv()
        process.join()
        log = opened(tmp_path)
        assert log.size >= told
        assert list(log.entries(0, log.size)) == entries(log.size)
        assert log.audit().first_bad is None
        log.close()
    print(f"{kills} kills, {told} entries told, none lost")
    assert told
