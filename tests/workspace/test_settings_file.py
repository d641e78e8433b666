"""A settings file changed by key: everything else in it stays, and what cannot be changed so is refused."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.workspace.settings_file import Value, with_values

FILE = """# mine
threads = 1  # one core
host = "a # b" # home

[later]
threads = 9
"""


def test_a_value_is_replaced_where_it_stands_and_a_new_one_put_before_the_tables() -> None:
    made = with_values(FILE, {"threads": 2, "log_level": "debug"})
    assert made == FILE.replace("threads = 1 ", "threads = 2 ").replace(
        "[later]", 'log_level = "debug"\n[later]'
    )


def test_none_takes_a_value_out() -> None:
    assert with_values(FILE, {"host": None, "port": None}) == FILE.replace('host = "a # b" # home\n', "")


@pytest.mark.parametrize("text", ["", "threads = 1", "threads = 1\r\nport = 2\r\n", "'threads' = 1\n"])
def test_any_end_of_line_and_any_quoting(text: str) -> None:
    made = with_values(text, {"threads": 5, "decoders": 2})
    assert tomllib.loads(made) == {**tomllib.loads(text), "threads": 5, "decoders": 2}
    assert ("\r\n" in made) == ("\r\n" in text)


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(WORDS, st.integers(-(2**60), 2**60), NUMBERS)
def test_any_value_is_read_back(text: str, whole: int, number: float) -> None:
    values: dict[str, Value] = {"a": text, "threads": whole, "host": number, "b": True}
    assert tomllib.loads(with_values(FILE, values)) == {**tomllib.loads(FILE), **values}


def test_a_value_over_several_lines_is_left_alone() -> None:
    for text in ('host = """\na"""\n', "host = [\n 1,\n]\n", 'log = """\nthreads = 1\n"""\n'):
        with pytest.raises(ModisteError) as refused:
            with_values(text, {"host": "b", "threads": 2})
        assert refused.value.code == "MOD-2009"
