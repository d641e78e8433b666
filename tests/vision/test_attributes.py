"""Tags over vectors: learned, calibrated, corrected, kept."""

from pathlib import Path

import numpy as np
import pytest

from modiste.foundation import Facts
from modiste.garment import ModisteError
from modiste.vision import Tagger, learn_tagger, read_tagger, thing_named, wanted_of, write_tagger

CHANCE = np.random.default_rng(6)
NAME = "cd" * 32
SLEEVES = ("long-sleeve", "short-sleeve", "sleeveless")
SPACE = np.linalg.qr(CHANCE.normal(size=(16, 16)))[0].astype(np.float32)


def examples(count: int, noise: float) -> tuple[np.ndarray, list[Facts]]:
    """T-shirts with sleeves and trousers without, each thing a direction of the space."""
    facts, vectors = [], []
    for number in range(count):
        shirt = number % 2 == 0
        sleeve = int(CHANCE.integers(3))
        things = (
            ("t-shirt", SLEEVES[sleeve], "solid", "crew-neck", "slim")
            if shirt
            else ("trousers", "solid", "slim")
        )
        facts.append(Facts(things))
        clean = SPACE[0] + SPACE[2 + sleeve] if shirt else SPACE[1]
        vectors.append(clean + noise * CHANCE.normal(size=16))
    made = np.array(vectors)
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32), facts


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return learn_tagger(NAME, *examples(400, 0.1), *examples(200, 0.1))


def test_what_is_learned_is_told_and_what_a_garment_has_not_is_left_out(tagger: Tagger) -> None:
    vectors, facts = examples(100, 0.1)
    told = tagger.tags(vectors)
    right = [
        each["category"].value == wanted_of(fact)["garment"] for each, fact in zip(told, facts, strict=True)
    ]
    assert np.mean(right) > 0.95
    assert "sleeve" in told[0] and "sleeve" not in told[1]
    sleeves = [told[row]["sleeve"].value == wanted_of(facts[row])["sleeve"] for row in range(0, 100, 2)]
    assert np.mean(sleeves) > 0.9


def test_confidence_is_calibrated(tagger: Tagger) -> None:
    vectors, facts = examples(600, 0.35)
    own = learn_tagger(NAME, vectors[:300], facts[:300], vectors[300:], facts[300:])
    fresh, truth = examples(600, 0.35)
    rows = range(0, 600, 2)
    head = own.heads["sleeve"]
    chances = head.chances(fresh[list(rows)])
    right = [
        head.values[int(best)] == wanted_of(truth[row])["sleeve"]
        for best, row in zip(chances.argmax(1), rows, strict=True)
    ]
    assert abs(chances.max(1).mean() - np.mean(right)) < 0.08


def test_corrections_move_the_answer_and_leaving_them_out_moves_it_back(tagger: Tagger) -> None:
    odd = ((SPACE[0] + SPACE[2] + 1.2 * SPACE[9]) / 1.9).astype(np.float32)[None]
    assert tagger.tags(odd)[0]["sleeve"].value == "long-sleeve"
    corrected = tagger.corrected(np.repeat(odd, 3, 0), [{"sleeve": "sleeveless"}] * 3)
    assert corrected.tags(odd)[0]["sleeve"].value == "sleeveless"
    vectors, facts = examples(100, 0.1)
    kept = [
        corrected.tags(vectors)[row]["sleeve"].value == wanted_of(facts[row])["sleeve"]
        for row in range(0, 100, 2)
    ]
    assert np.mean(kept) > 0.8
    assert tagger.corrected(odd, [{"sleeve": "no such thing"}]).heads["sleeve"] is tagger.heads["sleeve"]


def test_a_tagger_is_kept_and_a_damaged_one_refused(tagger: Tagger, tmp_path: Path) -> None:
    write_tagger(tagger, tmp_path / "t.npz")
    again = read_tagger(tmp_path / "t.npz")
    assert again.has == {kind: fields for kind, fields in tagger.has.items() if fields}
    assert (again.heads["sleeve"].weights == tagger.heads["sleeve"].weights).all() and again.encoder == NAME
    for data in (b"", b"none"):
        (tmp_path / "t.npz").write_bytes(data)
        with pytest.raises(ModisteError, match="MOD-1414"):
            read_tagger(tmp_path / "t.npz")


@pytest.mark.parametrize(
    ("field", "value", "thing"),
    [
        ("sleeve", "Long", "long-sleeve"),
        ("neckline", "crew", "crew-neck"),
        ("garment", "Dresses", "dress"),
        ("garment", "jeans", "trousers"),
        ("pattern", "条纹", "stripe"),
        ("sleeve", "blue", ""),
    ],
)
def test_a_shops_values_are_things(field: str, value: str, thing: str) -> None:
    assert thing_named(field, value) == thing


def test_the_shipped_tagger_reads_the_shipped_encoder() -> None:
    from modiste.foundation import bundled_encoder

    assert read_tagger().encoder == bundled_encoder().fingerprint


def test_the_pictures_of_a_garment_have_equal_votes(tagger: Tagger) -> None:
    vectors, _ = examples(4, 0.1)
    alone = tagger.tags(vectors, top=20)
    together = tagger.tags(vectors, top=20, owners=[0, 1, 0, 1])
    assert len(together) == 2
    for value, share in together[0]["category"].top:
        votes = [dict(alone[row]["category"].top)[value] for row in (0, 2)]
        assert share == pytest.approx(np.mean(votes), abs=1e-6)
    assert tagger.tags(vectors[:0]) == []
