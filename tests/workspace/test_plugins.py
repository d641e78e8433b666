"""The plug-in tables: built-in names load, entry points extend them, and nothing replaces a built-in."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint

import pytest

from modiste.garment import ModisteError
from modiste.workspace import JobKind, plugins

TABLES = [plugins.networks, plugins.adapters, plugins.connectors, plugins.cycles, plugins.job_kinds]


@pytest.mark.parametrize("table", TABLES)
def test_every_built_in_name_leads_somewhere(table: Callable[[], plugins.Table[object]]) -> None:
    made = table()
    assert len(made) == len(list(made)) > 0
    for name in made:
        assert made.pick(name) is not None


def test_job_kinds_are_what_a_worker_can_do() -> None:
    assert all(isinstance(kind, JobKind) for kind in plugins.job_kinds().values())


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ModisteError) as refused:
        plugins.networks().pick("transformer")
    assert refused.value.code == "MOD-2012"
    assert "resnet" in refused.value.remedy


@pytest.fixture
def extended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    entries = [
        EntryPoint("mine", "json:dumps", "modiste.networks"),
        EntryPoint("broken", "no_such_module:thing", "modiste.networks"),
        EntryPoint("cnn", "json:loads", "modiste.networks"),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [e for e in entries if e.group == group])
    plugins._extensions.cache_clear()
    yield
    plugins._extensions.cache_clear()


@pytest.mark.usefixtures("extended")
def test_a_plug_in_adds_a_name_and_replaces_none() -> None:
    networks = plugins.networks()
    assert networks["mine"] is json.dumps
    assert networks["cnn"] is not json.loads
    assert {"mine", "broken", "cnn"} <= set(networks)


@pytest.mark.usefixtures("extended")
def test_a_broken_plug_in_is_an_error_only_when_it_is_asked_for() -> None:
    networks = plugins.networks()
    assert "broken" in networks
    with pytest.raises(ModisteError) as refused:
        networks.pick("broken")
    assert refused.value.code == "MOD-2013"


def test_the_tables_import_nothing_by_themselves() -> None:
    code = (
        "import sys; from modiste.workspace import plugins; list(plugins.networks());"
        "print([m for m in ('torch', 'modiste.vision', 'modiste.learning.networks') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
