import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.passport.log.merkle import (
    check_consistency,
    check_inclusion,
    check_subtree_consistency,
    check_subtree_inclusion,
    consistency,
    inclusion,
    leaf_hash,
    node_hash,
    root_of,
    subtree_consistency,
)


class Tree:
    """Whole nodes in memory, made the long way."""

    def __init__(self, entries: list[bytes]) -> None:
        self.levels = [[leaf_hash(each) for each in entries]]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append(list(map(node_hash, below[::2], below[1::2])))

    def node(self, level: int, index: int) -> bytes:
        return self.levels[level][index]


def tree(size: int) -> Tree:
    return Tree([bytes([each % 256, each // 256]) for each in range(size)])


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 defines it."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


def vectors(folder: Path) -> list[dict[str, object]]:
    return [json.loads(each.read_text()) for each in sorted(folder.rglob("*.json"))]


def raw(text: object) -> bytes:
    return base64.b64decode(str(text or ""))


def test_inclusion_vectors_of_rfc_6962_forged_ones_refused(modiste_data: Path) -> None:
    found = vectors(modiste_data / "trace/merkle/testdata/inclusion")
    right = 0
    for each in found:
        proof = [raw(one) for one in each["proof"] or []]  # type: ignore[attr-defined]
        args = (raw(each["leafHash"]), each["leafIdx"], each["treeSize"], proof, raw(each["root"]))
        if each["wantErr"]:
            with pytest.raises(ModisteError, match="MOD-2610"):
                check_inclusion(*args)  # type: ignore[arg-type]
        else:
            check_inclusion(*args)  # type: ignore[arg-type]
            right += 1
    print(f"{len(found)} inclusion vectors, {right} right ones")
    assert len(found) == 98
    assert 0 < right < 98


def test_consistency_vectors_of_rfc_6962_forged_ones_refused(modiste_data: Path) -> None:
    found = vectors(modiste_data / "trace/merkle/testdata/consistency")
    right = 0
    for each in found:
        proof = [raw(one) for one in each["proof"] or []]  # type: ignore[attr-defined]
        args = (each["size1"], raw(each["root1"]), each["size2"], raw(each["root2"]), proof)
        if each["wantErr"]:
            with pytest.raises(ModisteError, match="MOD-2610"):
                check_consistency(*args)  # type: ignore[arg-type]
        elif each["size1"]:
            check_consistency(*args)  # type: ignore[arg-type]
            right += 1
    print(f"{len(found)} consistency vectors, {right} right ones")
    assert len(found) == 98
    assert 0 < right < 98


def test_all_322_vectors_of_subtrees_forged_ones_refused(modiste_data: Path) -> None:
    inside = vectors(modiste_data / "trace/merkle/testdata/subtreeinclusion")
    whole = vectors(modiste_data / "trace/merkle/testdata/subtreeconsistency")
    right = empty = 0
    for each in [*inside, *whole]:
        proof = [raw(one) for one in each["proof"] or []]  # type: ignore[attr-defined]
        span = (each["start"], each["end"])
        if "leafIdx" in each:
            args = (raw(each["leafHash"]), each["leafIdx"], *span, proof, raw(each["root"]))
            check = check_subtree_inclusion
        else:
            args = (*span, raw(each["root1"]), each["size"], raw(each["root2"]), proof)
            check = check_subtree_consistency  # type: ignore[assignment]
        # The draft lets an empty subtree be part of anything; here nothing is proof of nothing.
        is_empty = not each["wantErr"] and each["start"] == each["end"]
        empty += is_empty
        if each["wantErr"] or is_empty:
            with pytest.raises(ModisteError, match="MOD-2610"):
                check(*args)  # type: ignore[arg-type]
        else:
            check(*args)  # type: ignore[arg-type]
            right += 1
    print(f"{len(inside)} + {len(whole)} vectors of subtrees, {right} right ones, {empty} empty")
    assert (len(inside), len(whole), empty) == (204, 118, 6)
    assert right == 18


def test_every_subtree_of_every_small_tree_is_proved_and_no_other_root() -> None:
    for size in range(1, 24):
        nodes = tree(size)
        root = root_of(nodes, size)
        for start in range(size):
            for stop in range(start + 1, size + 1):
                if start % (1 << (stop - start - 1).bit_length()):
                    with pytest.raises(ModisteError, match="MOD-2610"):
                        subtree_consistency(nodes, start, stop, size)
                    continue
                mine = by_definition(nodes.levels[0][start:stop])
                proof = subtree_consistency(nodes, start, stop, size)
                check_subtree_consistency(start, stop, mine, size, root, proof)
                with pytest.raises(ModisteError, match="MOD-2610"):
                    check_subtree_consistency(start, stop, leaf_hash(b"other"), size, root, proof)


def test_every_leaf_of_every_small_tree_is_proved() -> None:
    for size in range(1, 40):
        nodes = tree(size)
        root = root_of(nodes, size)
        assert root == by_definition(nodes.levels[0])
        for index in range(size):
            proof = inclusion(nodes, index, size)
            check_inclusion(nodes.node(0, index), index, size, proof, root)


def test_every_beginning_of_every_small_tree_is_proved() -> None:
    for new in range(1, 40):
        nodes = tree(new)
        for old in range(1, new + 1):
            proof = consistency(nodes, old, new)
            check_consistency(old, root_of(nodes, old), new, root_of(nodes, new), proof)


@given(st.data())
def test_one_flipped_bit_of_a_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 300))
    index = data.draw(st.integers(0, size - 1))
    nodes = tree(size)
    proof = inclusion(nodes, index, size)
    which, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    proof[which] = (int.from_bytes(proof[which]) ^ 1 << bit).to_bytes(32)
    with pytest.raises(ModisteError, match="MOD-2610"):
        check_inclusion(nodes.node(0, index), index, size, proof, root_of(nodes, size))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ModisteError, match="MOD-2610"):
        inclusion(tree(3), index, size)


def test_nothing_is_no_beginning() -> None:
    with pytest.raises(ModisteError, match="MOD-2610"):
        consistency(tree(3), 0, 3)
    with pytest.raises(ModisteError, match="MOD-2610"):
        consistency(tree(3), 4, 3)
