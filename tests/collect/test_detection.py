"""The surest kind is taken where it stands out; otherwise a person is told what it might be."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from modiste.collect import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits, guesses, kind_of
from modiste.garment import ModisteError


@dataclass
class Sure:
    """A connector that is as sure as it is told to be."""

    kind: str
    sureness: float
    title: str = "A format"

    def recognise(self, source: Source) -> float:
        return self.sureness

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        return iter(())


SOURCE = Source("feed.csv")


def test_the_surest_is_first_and_the_impossible_is_left_out() -> None:
    found = guesses(SOURCE, [Sure("a", 0.2), Sure("b", 0.9), Sure("c", 0)])
    assert [each.kind for each in found] == ["b", "a"]
    assert kind_of(SOURCE, [Sure("a", 0.2), Sure("b", 0.9)]).kind == "b"


@pytest.mark.parametrize(
    ("sures", "told"),
    [
        ([], "no format fits"),
        ([Sure("a", 0.3)], r"a \(30% sure\)"),
        ([Sure("a", 0.9), Sure("b", 0.85)], r"may be a \(90% sure\), b \(85% sure\)"),
    ],
)
def test_what_is_not_sure_is_asked_back_with_the_kinds(sures: list[Sure], told: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1238") as refused:
        kind_of(SOURCE, [*sures, Sure("z", 0)])
    assert refused.match(told)
    assert "z" in refused.value.remedy
