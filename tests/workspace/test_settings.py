"""Settings: which source wins, who is named as the origin, and what is refused."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import change_settings, load_settings


def test_without_any_source_every_value_is_its_default(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path)
    assert loaded.settings.port == 8321
    assert set(loaded.origins.values()) == {"default"}


def test_flags_go_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modiste.toml").write_text("port = 1\nthreads = 2\nhost = 'file'\n")
    monkeypatch.setenv("MODISTE_PORT", "3")
    monkeypatch.setenv("MODISTE_THREADS", "4")
    loaded = load_settings(tmp_path, {"port": 5, "host": None})
    assert (loaded.settings.port, loaded.settings.threads, loaded.settings.host) == (5, 4, "file")
    origins = loaded.origins
    assert (origins["port"], origins["threads"], origins["host"]) == ("flag", "environment", "modiste.toml")
    assert origins["decoders"] == "default"


def test_a_secret_is_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODISTE_DATABASE_URL", "postgresql+psycopg://ann:hunter2@db/shop")
    loaded = load_settings(tmp_path)
    assert "hunter2" not in repr(loaded) + str(loaded.shown())
    assert loaded.settings.database_url is not None
    assert "hunter2" in loaded.settings.database_url.get_secret_value()


@pytest.mark.parametrize(
    "content",
    [
        b"port = ",
        b"\xff\xfe\x00",
        b"colour = 'red'\n",
        b"port = 'many'\n",
        b"port = 70000\n",
        b"# " + b"x" * 70_000,
    ],
    ids=["truncated", "mis-encoded", "unknown name", "wrong type", "out of range", "huge"],
)
def test_a_bad_file_is_refused_by_number(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "modiste.toml").write_bytes(content)
    with pytest.raises(ModisteError) as refused:
        load_settings(tmp_path)
    assert refused.value.code == "MOD-2009"
    assert "modiste.toml" in refused.value.detail


def test_a_refused_secret_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        load_settings(tmp_path, {"database_url": ["hunter2"]})
    assert "hunter2" not in str(refused.value)


def test_a_change_keeps_comments_and_other_lines_and_none_takes_back(tmp_path: Path) -> None:
    path = tmp_path / "modiste.toml"
    path.write_text("# mine\nthreads = 3 # three\nlog_level = 'info'\n")
    loaded = change_settings(tmp_path, {"threads": 2, "poll_seconds": 1.5})
    assert (loaded.settings.threads, loaded.settings.poll_seconds) == (2, 1.5)
    assert path.read_text().startswith("# mine\nlog_level = 'info'\n")
    loaded = change_settings(tmp_path, {"threads": None})
    assert (loaded.settings.threads, loaded.origins["threads"]) == (1, "default")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"host": "0.0.0.0"}, "MOD-2021"),
        ({"nothing": 1}, "MOD-2021"),
        ({"threads": 0}, "MOD-2009"),
        ({"threads": 2, "log_level": "loud"}, "MOD-2009"),
    ],
)
def test_what_may_not_be_changed_changes_nothing(
    tmp_path: Path, values: dict[str, object], code: str
) -> None:
    (tmp_path / "modiste.toml").write_text("threads = 3\n")
    with pytest.raises(ModisteError, match=code):
        change_settings(tmp_path, values)
    assert (tmp_path / "modiste.toml").read_text() == "threads = 3\n"


def test_what_the_environment_sets_is_shown_so_and_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_THREADS", "4")
    fields = {field.name: field for field in load_settings(tmp_path).fields()}
    assert (fields["threads"].origin, fields["threads"].editable) == ("environment", False)
    assert fields["log_level"].choices == ("debug", "info", "warning", "error")
    assert fields["port"].maximum == 65_535
    with pytest.raises(ModisteError, match=r"MOD-2021.*environment"):
        change_settings(tmp_path, {"threads": 2})
