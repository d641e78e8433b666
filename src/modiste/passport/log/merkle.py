"""The Merkle tree of RFC 6962 (section 2.1): roots and proofs made from stored nodes, and proofs checked.

Knows hashes alone. A node of level k covers 2**k leaves and is stored once they are all there; whatever is
not whole, at the right edge, is folded together when it is asked for.
"""

import hashlib
from collections.abc import Sequence
from typing import Protocol

from modiste.garment import ModisteError

HASH_BYTES = 32
_sha256 = hashlib.sha256


class Nodes(Protocol):
    """The whole nodes of a tree."""

    def node(self, level: int, index: int) -> bytes:
        """The hash of the leaves `index << level` up to `(index + 1) << level`."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry."""
    return _sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees, the left one whole."""
    return _sha256(b"\1" + left + right).digest()


def root_of(nodes: Nodes, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return _span(nodes, 0, size) if size else _sha256(b"").digest()


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` is among the first `size`, from the leaf's neighbour up.

    Raises:
        ModisteError: MOD-2610 for an index that is not below the size.
    """
    if not 0 <= index < size:
        raise _not_held(f"leaf {index} is not among {size}")
    begin, end, proof = 0, size, []
    while end - begin > 1:
        middle = begin + _left(end - begin)
        if index < middle:
            proof.append(_span(nodes, middle, end))
            end = middle
        else:
            proof.append(_span(nodes, begin, middle))
            begin = middle
    return proof[::-1]


def consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `old` leaves is the beginning of that of `new`.

    Raises:
        ModisteError: MOD-2610 where the sizes say nothing: none of old ones, or more than new ones.
    """
    return subtree_consistency(nodes, 0, old, new)


def subtree_consistency(nodes: Nodes, start: int, stop: int, size: int) -> list[bytes]:
    """The proof that the subtree of the leaves from `start` to before `stop` is one of the first `size`.

    Raises:
        ModisteError: MOD-2610 where it is no subtree (`check_subtree`), or ends behind the tree.
    """
    _check_span(start, stop, size)
    begin, end, proof, is_known = 0, size, list[bytes](), True
    while (begin, end) != (start, stop):
        middle = begin + _left(end - begin)
        if stop <= middle:
            proof.append(_span(nodes, middle, end))
            end = middle
        else:
            proof.append(_span(nodes, begin, middle))
            if start < middle:
                start, is_known = middle, False
            begin = middle
    if not is_known:
        proof.append(_span(nodes, begin, end))
    return proof[::-1]


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a leaf and its proof lead to (RFC 9162, section 2.1.3.2).

    Raises:
        ModisteError: MOD-2610 for a proof of another length than index and size ask for.
    """
    if not 0 <= index < size:
        raise _not_held(f"leaf {index} is not among {size}")
    _check_hashes(leaf, *proof)
    last, found = size - 1, leaf
    for each in proof:
        if not last:
            raise _not_held("the proof is too long")
        if index & 1 or index == last:
            found = _sha256(b"\1" + each + found).digest()
            if not index & 1:
                while not index & 1 and index:
                    index, last = index >> 1, last >> 1
        else:
            found = _sha256(b"\1" + found + each).digest()
        index, last = index >> 1, last >> 1
    if last:
        raise _not_held("the proof is too short")
    return found


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """See that a leaf is where a proof says.

    Raises:
        ModisteError: MOD-2610 where it is not.
    """
    _check_hashes(root)
    if root_by_inclusion(leaf, index, size, proof) != root:
        raise _not_held(f"leaf {index} leads to another root")


def check_subtree_inclusion(
    leaf: bytes, index: int, start: int, stop: int, proof: Sequence[bytes], root: bytes
) -> None:
    """See that a leaf is in the subtree from `start` to before `stop`, where a proof says.

    Raises:
        ModisteError: MOD-2610 where it is not, or where that is no subtree.
    """
    check_subtree(start, stop)
    check_inclusion(leaf, index - start, stop - start, proof, root)


def check_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """See that an older tree is the beginning of a newer one (RFC 9162, section 2.1.4.2).

    Raises:
        ModisteError: MOD-2610 where it is not; an empty tree is nothing that could be one.
    """
    check_subtree_consistency(0, old, old_root, new, new_root, proof)


def check_subtree_consistency(
    start: int, stop: int, subtree_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> None:
    """See that a subtree is one of a tree of `size` (draft-ietf-plants-merkle-tree-certs, section 4.4.3).

    Raises:
        ModisteError: MOD-2610 where it is not; an empty one is nothing that could be.
    """
    _check_span(start, stop, size)
    if stop - start == size:
        if proof or subtree_root != root:
            raise _not_held("two trees of one size differ")
        return
    _check_hashes(subtree_root, root, *proof)
    first, index, last = start, stop - 1, size - 1
    while first != index and (index == last or index & 1):
        first, index, last = first >> 1, index >> 1, last >> 1
    path = [subtree_root, *proof] if first == index else list(proof)
    if not path:
        raise _not_held("the proof is too short")
    was = now = path[0]
    for each in path[1:]:
        if not last:
            raise _not_held("the proof is too long")
        if index & 1 or index == last:
            was, now = node_hash(each, was) if first < index else was, node_hash(each, now)
            while not index & 1 and index:
                first, index, last = first >> 1, index >> 1, last >> 1
        else:
            now = node_hash(now, each)
        first, index, last = first >> 1, index >> 1, last >> 1
    if last or was != subtree_root or now != root:
        raise _not_held(f"the leaves {start} to {stop} are others than those of the tree of {size}")


def check_subtree(start: int, stop: int) -> None:
    """See that some leaves are a subtree: one whole tree of so many may begin there (ibid., section 4.1).

    Raises:
        ModisteError: MOD-2610 where they are none.
    """
    if not 0 <= start < stop or start % (1 << (stop - start - 1).bit_length()):
        raise _not_held(f"the leaves {start} to {stop} are no subtree")


def _check_span(start: int, stop: int, size: int) -> None:
    check_subtree(start, stop)
    if stop > size:
        raise _not_held(f"{stop} leaves are no beginning of {size}")


def _span(nodes: Nodes, begin: int, end: int) -> bytes:
    """The hash of the leaves from `begin`, which a whole tree of this size may begin at, to `end`."""
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        found.append(nodes.node(level, begin >> level))
        begin += 1 << level
    hash_ = found.pop()
    while found:
        hash_ = node_hash(found.pop(), hash_)
    return hash_


def _left(count: int) -> int:
    """The greatest power of two below a count above one."""
    return 1 << (count - 1).bit_length() - 1


def _check_hashes(*hashes: bytes) -> None:
    if any(len(each) != HASH_BYTES for each in hashes):
        raise _not_held("a hash has not 32 bytes")


def _not_held(reason: str) -> ModisteError:
    return ModisteError("MOD-2610", reason=reason)
