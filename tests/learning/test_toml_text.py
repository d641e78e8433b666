"""TOML is written so that tomllib reads back what was meant."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.learning.toml_text import to_toml

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=3))
TABLES = st.dictionaries(KEYS, st.one_of(VALUES, st.dictionaries(KEYS, SCALARS, max_size=2)), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, st.one_of(VALUES, TABLES, st.lists(TABLES, min_size=1, max_size=2)), max_size=5))
def test_any_tree_of_plain_values_is_read_back_equal(tree: dict[str, object]) -> None:
    assert tomllib.loads(to_toml(tree)) == tree


def test_a_dotted_key_stays_one_key() -> None:
    assert tomllib.loads(to_toml({"rates": {"head.weight": 2.0}})) == {"rates": {"head.weight": 2.0}}
