import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.passport.log.test_merkle import by_definition

from modiste.passport.log.merkle import root_of
from modiste.passport.log.nodes import NodeFiles


def leaves(count: int) -> list[bytes]:
    return [hashlib.sha256(str(each).encode()).digest() for each in range(count)]


@given(parts=st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_however_they_come_the_tree_is_one(
    tmp_path_factory: pytest.TempPathFactory, parts: list[int]
) -> None:
    nodes, all_, at = NodeFiles(tmp_path_factory.mktemp("nodes")), leaves(sum(parts)), 0
    for part in parts:
        nodes.append(at, all_[at : at + part])
        at += part
    assert root_of(nodes, at) == by_definition(all_)
    assert list(nodes.leaves(at)) == all_
    assert nodes.first_torn(at) is None
    nodes.close()


def test_what_is_torn_is_found_and_made_anew(tmp_path: Path) -> None:
    nodes = NodeFiles(tmp_path)
    nodes.append(0, leaves(200))
    root = root_of(nodes, 200)
    path = tmp_path / "level-03"
    data = path.read_bytes()
    path.write_bytes(data[: 32 * 7] + bytes(32) + data[32 * 8 :])
    assert nodes.first_torn(200) == 56
    nodes.rebuild(200)
    assert root_of(nodes, 200) == root
    assert path.read_bytes() == data
    path.write_bytes(data[:-1])
    assert not nodes.are_there(200)
    assert nodes.first_torn(200) == 192


def test_a_tile_is_a_slice_of_every_eighth_level(tmp_path: Path) -> None:
    nodes = NodeFiles(tmp_path)
    nodes.append(0, leaves(600))
    assert nodes.tile(0, 1) == b"".join(leaves(600)[256:512])
    assert nodes.tile(1, 0, 2) == nodes.node(8, 0) + nodes.node(8, 1)
