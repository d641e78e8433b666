"""The command line called as a function: what it said on both streams and its exit code."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from modiste.cli import run
from modiste.cli.terminal import Terminal


@dataclass(frozen=True)
class Said:
    """What one call said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)

    def refused(self, number: str) -> bool:
        """Whether it was refused by this number, in words for a person and without a traceback."""
        return number in self.err and "Traceback" not in self.err + self.out


Modiste = Callable[..., Said]


@pytest.fixture(autouse=True)
def _own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path, _no_shop_of_the_developer: None
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("MODISTE_CACHE", str(cache))


@pytest.fixture
def modiste() -> Modiste:
    """`modiste("import", folder)` as the program would do it."""

    def call(*words: object) -> Said:
        out, err = io.StringIO(), io.StringIO()
        code = run([str(word) for word in words], Terminal(stdout=out, stderr=err))
        return Said(code, out.getvalue(), err.getvalue())

    return call
