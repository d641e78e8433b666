"""How a flow is followed while it is judged is a setting; nonsense is refused before anything is drawn."""

import pytest

from modiste.design import FlowGenerator
from modiste.garment import ModisteError
from modiste.workspace.flows.concept_worth import Wanted, set_generator, wanted_of


def test_settings_are_read_and_a_flow_is_followed_as_they_say():
    wanted = wanted_of({"n": "500", "guidance": "0.0", "steps": "3"})
    assert wanted == Wanted(n=500, guidance=0.0, steps=3)
    flow = FlowGenerator(card=None, session=None)
    followed = set_generator(flow, wanted)
    assert (followed.steps, followed.guidance) == (3, 0.0)
    unchanged = set_generator(flow, Wanted())
    assert (unchanged.steps, unchanged.guidance) == (flow.steps, flow.guidance)
    assert set_generator("another", wanted) == "another"


@pytest.mark.parametrize("key", ["n=99", "n=many", "seeds=0", "steps=0", "guidance=-1", "colour=red"])
def test_nonsense_is_refused(key):
    name, _, value = key.partition("=")
    with pytest.raises(ModisteError, match="MOD-2704"):
        wanted_of({name: value})
