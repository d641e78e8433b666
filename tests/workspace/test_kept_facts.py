"""Facts come back as they were put; a damaged file only costs the work again."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modiste.workspace.kept_facts import KeptFacts

KEYS = [f"{number:02x}" + "ab" * 31 for number in range(4)] + ["00" + "cd" * 31]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(KEYS), st.binary(max_size=50)))
def test_what_is_put_is_got(tmp_path: Path, facts: dict[str, bytes]) -> None:
    kept = KeptFacts(tmp_path / str(len(list(tmp_path.iterdir()))))
    kept.put(facts)
    assert kept.get(KEYS) == facts


def test_later_facts_join_and_replace(tmp_path: Path) -> None:
    kept = KeptFacts(tmp_path)
    kept.put({KEYS[0]: b"old", KEYS[1]: b"other"})
    kept.put({KEYS[0]: b"new", KEYS[4]: b""})
    assert KeptFacts(tmp_path).get(KEYS) == {KEYS[0]: b"new", KEYS[1]: b"other", KEYS[4]: b""}


def test_a_damaged_file_holds_nothing(tmp_path: Path) -> None:
    kept = KeptFacts(tmp_path)
    kept.put({KEYS[0]: b"some bytes"})
    (file,) = tmp_path.glob("*.facts")
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:20], b"x" * 40, whole + b"y"):
        file.write_bytes(damaged)
        assert kept.get(KEYS) == {}
    file.write_bytes(whole)
    assert kept.get(KEYS) == {KEYS[0]: b"some bytes"}
