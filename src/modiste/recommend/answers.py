"""What is asked of serving and what it answers: garments with scores, reasons, chances and traces of rules.

Knows the shapes; who fills them is `serving`, who puts them into words is `words`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from modiste.recommend.protocols import Reason

Effect = Literal["pinned", "boosted", "buried", "excluded", "capped", "spread", "explored", "out of stock"]


@dataclass(frozen=True)
class Trace:
    """What a rule did to a garment.

    Attributes:
        effect: what was done.
        rule: the id of the merchandiser's rule, "" for a rule of the house.
        facts: what is needed to tell it, such as {"place": 1} or {"brand": "Linden", "most": 3}.
    """

    effect: Effect
    rule: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"effect": self.effect, "rule": self.rule, "facts": dict(self.facts)}


@dataclass(frozen=True)
class Recommended:
    """One garment of an answer.

    Attributes:
        garment: its id.
        score: from 0 to 1 among the answer's candidates; no probability.
        propensity: the probability with which this garment stood in this place, over the draws of serving.
        reasons: why, the weightiest first.
        traces: what rules did to it.
        size: the size that it is recommended in, or "".
        sources: its score in each source that found it.
        size_basis: where the size is from, as `SizeSaid.basis`.
        drawn: where chance put it there, the ids of all that it drew from with the same chance.
    """

    garment: str
    score: float
    propensity: float
    reasons: tuple[Reason, ...] = ()
    traces: tuple[Trace, ...] = ()
    size: str = ""
    sources: Mapping[str, float] = field(default_factory=dict)
    size_basis: str = ""
    drawn: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "garment": self.garment,
            "score": round(self.score, 4),
            "propensity": round(self.propensity, 6),
            "reasons": [reason_json(each) for each in self.reasons],
            "rules": [each.to_json() for each in self.traces],
            "size": self.size,
            "size_basis": self.size_basis,
            "sources": {name: round(float(score), 4) for name, score in self.sources.items()},
            **({"drawn": list(self.drawn)} if self.drawn else {}),
        }


@dataclass(frozen=True)
class Answered:
    """What serving answers.

    Attributes:
        results: best first.
        left_out: what would have been there but for a rule, with the trace.
        candidates: how many each source found.
    """

    results: tuple[Recommended, ...]
    left_out: Sequence[tuple[str, Trace]] = ()
    candidates: Mapping[str, int] = field(default_factory=dict)


def reason_json(reason: Reason) -> dict[str, Any]:
    """A reason as plain values."""
    return {
        "kind": reason.kind,
        "share": round(float(reason.share), 4),
        "garment": reason.garment,
        "facts": dict(reason.facts),
    }


def reason_of(plain: Mapping[str, Any]) -> Reason:
    """A reason from plain values as `reason_json` writes them."""
    return Reason(plain["kind"], plain["share"], plain["garment"], plain["facts"])
