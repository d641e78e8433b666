"""A builder's parameters read off its source: as inspect sees them, without an import."""

from inspect import Parameter, signature
from pathlib import Path

import pytest

from modiste.learning import NETWORKS, defaults_in, parameters_of
from modiste.learning.losses import LOSSES
from modiste.learning.optimisers import OPTIMISERS
from modiste.learning.schedules import SCHEDULES

BUILDERS = {"network": NETWORKS, "loss": LOSSES, "schedule": SCHEDULES, "optimiser": OPTIMISERS}


@pytest.mark.parametrize(("section", "name"), [(s, n) for s, table in BUILDERS.items() for n in table])
def test_the_source_says_what_the_signature_says(section: str, name: str) -> None:
    real = {
        key: each.default
        for key, each in signature(BUILDERS[section][name]).parameters.items()
        if each.default is not Parameter.empty
    }
    found = parameters_of(section, name)
    if section == "optimiser":
        assert (found.pop("learning_rate"), found.pop("weight_decay")) == (0.001, 0.0)
    assert found == real


@pytest.mark.parametrize("content", [b"", b"def f(", b"\xff", b"f = 3"])
def test_a_source_without_the_function_gives_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.py").write_bytes(content)
    assert defaults_in(tmp_path / "a.py", "f") is None
    assert defaults_in(tmp_path / "missing.py", "f") is None


def test_a_default_that_is_no_plain_value_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(a, b=1, *, c=print, d=(2, 3), e): ...")
    assert defaults_in(tmp_path / "a.py", "f") == {"b": 1, "d": (2, 3)}
