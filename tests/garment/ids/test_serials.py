"""Serials are not guessed, and fit a label and a tag."""

from modiste.garment import new_serial, sgtin
from modiste.garment.ids.serials import ALPHABET, SIGNS


def test_a_serial_has_at_least_60_random_bits() -> None:
    asked: list[int] = []

    def draw(bits: int) -> int:
        asked.append(bits)
        return 2**bits - 1

    assert new_serial(draw) == ALPHABET[-1] * SIGNS
    assert asked == [65]
    drawn = {new_serial() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(set(each) <= set(ALPHABET) and sgtin("09506000134352", each) for each in drawn)
