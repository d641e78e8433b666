"""An event is a frozen value; silence is a listener too."""

from dataclasses import FrozenInstanceError

import pytest

from modiste.learning import Event, Progress, silent


def test_an_event_cannot_be_changed_and_silence_hears_it() -> None:
    event = Event("step", 1, 2, "half", {"loss": 0.5})
    with pytest.raises(FrozenInstanceError):
        event.done = 2  # type: ignore[misc] # the point of the test
    listener: Progress = silent
    assert listener(event) is None
