"""Settings: which source wins, who is named as the origin, and what is refused."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import load_settings


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
