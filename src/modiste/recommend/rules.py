"""What merchandisers decide about recommendations: pins, boosts, buries, exclusions and caps, each a value.

Knows what a rule covers and when it holds; how rules change a ranking is `arranging`'s, where they are kept
the store's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from modiste.garment import ModisteError

Verb = Literal["pin", "boost", "bury", "exclude", "cap"]
Audience = Literal["", "new", "returning"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
VERBS: tuple[Verb, ...] = get_args(Verb)
MOST_PLACE, MOST_CAP, MOST_FACTOR = 100, 100, 10.0
USUAL_SHARE = 0.3


@dataclass(frozen=True)
class Rule:
    """One decision.

    Attributes:
        verb: `pin` to a place, `boost` or `bury` by a factor, `exclude`, or `cap` how many there may be.
        id: tells it from others; "" for a draft.
        garment: one garment that it covers.
        brand: or a brand.
        category: or a category; with a brand, both must fit.
        attribute: or what a garment must have, as `colour=red`.
        placement: where it holds, such as `home`; everywhere if "".
        audience: for whom it holds: `new` or `returning`; everybody if "".
        taste: or for those of whose history such garments are a part, as `category=Coats`.
        share: at least so large a part, by weight.
        place: from 1, where a pin stands.
        factor: above 1 for a boost, below for a bury: the score is multiplied by it.
        most: how many a cap lets through in one answer.
        starts: from when it holds.
        ends: until when.
        note: why, for colleagues.
    """

    verb: Verb
    id: str = ""
    garment: str = ""
    brand: str = ""
    category: str = ""
    attribute: str = ""
    placement: str = ""
    audience: Audience = ""
    taste: str = ""
    share: float = USUAL_SHARE
    place: int = 1
    factor: float = 1.0
    most: int = 0
    starts: datetime | None = None
    ends: datetime | None = None
    note: str = ""

    def holds(self, now: datetime, placement: str) -> bool:
        """Whether it is to be applied now, there."""
        begun = self.starts is None or self.starts <= now
        over = self.ends is not None and self.ends <= now
        return begun and not over and self.placement in ("", placement)

    def to_json(self) -> dict[str, Any]:
        """Plain values without the id; moments as ISO 8601."""
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "id"}
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()
        }


def rule_of(said: Mapping[str, Any], id_: str = "") -> Rule:
    """A rule from plain values.

    Raises:
        ModisteError: MOD-2372 for what says nothing, or more than one thing.
    """
    known = {each.name for each in fields(Rule)} - {"id"}
    if unknown := set(said) - known:
        raise ModisteError("MOD-2372", reason=f"{sorted(unknown)[0]!r} means nothing")
    values: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    for name in ("starts", "ends"):
        if isinstance(values.get(name), str):
            values[name] = _moment(values[name])
    rule = Rule(**values, id=id_)
    for wrong, reason in _flaws(rule):
        if wrong:
            raise ModisteError("MOD-2372", reason=reason)
    return rule


def _flaws(rule: Rule) -> list[tuple[bool, str]]:
    covers = (rule.garment, rule.brand, rule.category, rule.attribute)
    name, _, value = rule.attribute.partition("=")
    return [
        (rule.verb not in VERBS, f"{rule.verb!r} is none of {', '.join(VERBS)}"),
        (not any(covers), "it covers nothing"),
        (bool(rule.garment) and any(covers[1:]), "it names a garment and a group of garments"),
        (bool(rule.attribute) and not (name and value), "an attribute is written name=value"),
        (rule.audience not in AUDIENCES, f"{rule.audience!r} is neither new nor returning"),
        (bool(rule.taste) and not all(rule.taste.partition("=")), "a taste is written category=C or brand=B"),
        (not 0.0 < rule.share <= 1.0, "a share lies above 0, up to 1"),
        (rule.verb == "pin" and not rule.garment, "only one garment can be pinned to a place"),
        (not 1 <= rule.place <= MOST_PLACE, f"a place lies between 1 and {MOST_PLACE}"),
        (rule.verb == "boost" and not 1.0 < rule.factor <= MOST_FACTOR, "a boost is above 1, at most 10"),
        (rule.verb == "bury" and not 0.0 <= rule.factor < 1.0, "a bury is below 1, at least 0"),
        (rule.verb == "cap" and not 1 <= rule.most <= MOST_CAP, f"a cap lies between 1 and {MOST_CAP}"),
        (rule.verb == "cap" and bool(rule.garment), "a cap is for a group of garments"),
        (
            rule.starts is not None and rule.ends is not None and rule.ends <= rule.starts,
            "it ends before it starts",
        ),
    ]


def _moment(text: str) -> datetime:
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        raise ModisteError("MOD-2372", reason=f"{text[:40]!r} is no moment") from None
    return made if made.tzinfo else made.replace(tzinfo=UTC)
