"""Pieces are shared out whole, and none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from modiste.trends.launches.sizes import by_size


@given(
    st.floats(0, 1e5),
    st.dictionaries(st.sampled_from(["XS", "S", "M", "L", "XL"]), st.floats(0.01, 1), min_size=1),
)
def test_the_sizes_sum_to_the_total(pieces: float, shares: dict[str, float]) -> None:
    found = by_size(pieces, shares)
    assert sum(found.values()) == round(pieces)
    whole = sum(shares.values())
    assert all(abs(found[size] - round(pieces) * shares[size] / whole) < 1 for size in shares)


def test_sizes_without_a_share_get_nothing() -> None:
    assert by_size(5, {"M": 0.0}) == {"M": 0}
    assert by_size(-3, {"M": 1.0}) == {"M": 0}
