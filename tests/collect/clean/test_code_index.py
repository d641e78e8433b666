"""The index gives the pictures that share pieces of codes, mirrored or not, most shared first."""

import numpy as np

from modiste.collect.clean.code_index import CROWD, LEAST_VOTES, CodeIndex
from modiste.collect.clean.local_features import mirrored


def codes(seed: int, places: int = 40) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (places, 32), dtype=np.uint8)


def test_a_picture_is_found_by_the_pieces_it_shares() -> None:
    held = [codes(seed) for seed in range(30)]
    index = CodeIndex.build(held)
    half = np.concatenate((held[7][:20], codes(99, 20)))
    (found,) = index.candidates(half)
    assert (found.row, found.mirrored, found.votes) == (7, False, 40)  # two tables


def test_the_mirror_image_is_found_as_such() -> None:
    held = [codes(seed) for seed in range(30)]
    (found,) = CodeIndex.build(held).candidates(mirrored(held[3]))
    assert (found.row, found.mirrored) == (3, True)


def test_flipped_bits_cost_votes_but_not_the_picture() -> None:
    chance = np.random.default_rng(5)
    held = [codes(seed, 150) for seed in range(20)]
    flipped = np.packbits(np.unpackbits(held[4], axis=1) ^ (chance.random((150, 256)) < 0.06), axis=1)
    found = CodeIndex.build(held).candidates(flipped)
    assert found[0].row == 4
    assert LEAST_VOTES <= found[0].votes < 150


def test_what_a_crowd_shares_says_nothing() -> None:
    common = codes(1000, 10)
    few, many = ([np.concatenate((common, codes(seed, 5))) for seed in range(n)] for n in (CROWD, CROWD + 1))
    assert len(CodeIndex.build(few).candidates(common, most=1000)) == CROWD
    assert CodeIndex.build(many).candidates(common) == []


def test_no_pictures_and_pictures_without_places() -> None:
    empty = np.empty((0, 32), np.uint8)
    assert CodeIndex.build([]).candidates(codes(0)) == []
    index = CodeIndex.build([empty, codes(1), empty])
    assert [each.row for each in index.candidates(codes(1))] == [1]
    assert index.candidates(empty) == []
    assert (index.count, index.bytes) == (3, 2 * 40 * 8)
