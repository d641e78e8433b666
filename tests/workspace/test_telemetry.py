"""The log: JSON lines, nothing secret, nothing personal, and a file that does not grow for ever."""

import io
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.workspace import log_file, log_lines, logger


def line(**values: object) -> dict[str, object]:
    stream = io.StringIO()
    logger(stream).info("done", **values)
    made: dict[str, object] = json.loads(stream.getvalue())
    return made


def test_a_line_is_json_with_level_and_time() -> None:
    told = line(job="a", seconds=1.5)
    assert (told["event"], told["level"], told["job"], told["seconds"]) == ("done", "info", "a", 1.5)
    assert str(told["timestamp"]).endswith("Z")


def test_lines_below_the_level_are_not_written() -> None:
    stream = io.StringIO()
    logger(stream, "warning").info("quiet")
    assert stream.getvalue() == ""


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8))
def test_what_is_named_like_a_secret_is_hidden(secret: str) -> None:
    told = line(password=secret, deep={"api_key": secret, "customers": [{"email": secret}]})
    assert told["password"] == "[hidden]"
    assert told["deep"] == {"api_key": "[hidden]", "customers": [{"email": "[hidden]"}]}


def test_credentials_keys_and_addresses_inside_text_are_hidden() -> None:
    text = "postgresql://ann:hunter2@db/shop of ann@example.org with mod_abcdefghijklmnopqrstuvwxyz"
    told = str(line(note=text)["note"])
    assert not [secret for secret in ("hunter2", "ann@example.org", "mod_abc") if secret in told]
    assert "@db/shop" in told


def test_a_long_log_steps_aside(tmp_path: Path) -> None:
    path = log_file(tmp_path, 100)
    path.write_text("x" * 101)
    again = log_file(tmp_path, 100)
    assert again == path
    assert not path.exists()
    assert path.with_name("modiste.log.1").read_text() == "x" * 101


def test_the_lines_of_one_job_are_read_from_both_files_and_torn_ones_left_out(tmp_path: Path) -> None:
    path = log_file(tmp_path)
    rows = [{"job": "a", "n": 1}, {"job": "b", "n": 2}, {"job": "a", "n": 3, "about": "b"}]
    path.with_name("modiste.log.1").write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    path.write_text(json.dumps({"job": "a", "n": 4}) + '\n{"job": "a", "n"\n[]\n')
    assert [line["n"] for line in log_lines(path, "a")] == [1, 3, 4]
    assert [line["n"] for line in log_lines(path, "a", limit=2)] == [3, 4]
    assert log_lines(tmp_path / "none.log", "zzz") == []
