"""A belief is a key, a value and its interval; what is written otherwise is refused."""

import pytest
import typer

from modiste.cli.beliefs import beliefs
from modiste.workspace.flows import Belief


def test_a_belief_is_read_with_its_interval_or_as_sure() -> None:
    said = ["coats=-2:-2.6:-1.4", "a=b=0.1"]
    assert beliefs(said, "--trend") == {"coats": Belief(-2, -2.6, -1.4), "a=b": Belief(0.1, 0.1, 0.1)}
    assert beliefs(None, "--trend") == {}


@pytest.mark.parametrize("said", ["-3", "=-3", "coats=steep", "coats=-1:-2", "coats="])
def test_what_is_no_belief_is_refused(said: str) -> None:
    with pytest.raises(typer.BadParameter):
        beliefs([said], "--elasticity")
