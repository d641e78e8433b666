"""Pinterest's data download: the pins and boards of one person, as interactions of one pseudonym.

Knows the download's JSON lists; searches, messages and the profile are never read. Pins often have no date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modiste.collect.events.record import Event, judged, text_of
from modiste.collect.people import Pseudonym, nobody
from modiste.collect.press.instagram import moment_of
from modiste.collect.press.members import Member, members
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.garment import ModisteError

_PARTS = ("pins", "Pins", "likes", "pinterest")
WEIGHT = 2.0
"""A pin is a saved look: as much as a saved post elsewhere."""


@dataclass(frozen=True)
class Pinterest:
    """The connector `pinterest`."""

    pseudonym: Pseudonym = nobody
    kind: str = "pinterest"
    title: str = "Pinterest data download"

    def recognise(self, source: Source) -> float:
        """By the download's members."""
        names = [name.lower() for name in (source.name, *source.names)]
        pins = any(name.rpartition("/")[2].startswith("pins") and name.endswith(".json") for name in names)
        return 0.6 * pins + 0.4 * any("pinterest" in name for name in names) if pins else 0.0

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a pin, all of them of the one person whose download it is."""
        count = 0
        for member in members(source, _PARTS, limits):
            if isinstance(member, Rejection):
                count += 1
                if count > after:
                    yield member
                continue
            for number, pin in enumerate(_pins(member.value), 1):
                count += 1
                if count > after:
                    yield self._judged(source, member, number, pin)

    def _judged(
        self, source: Source, member: Member, number: int, pin: Mapping[str, Any]
    ) -> Arrival | Rejection:
        place = f"{member.name} pin {number}"
        said = {str(name).lower().replace(" ", "_"): value for name, value in pin.items()}
        at = moment_of(said.get("created_at") or said.get("creation_date") or said.get("timestamp"))
        told = {}
        if at is None:
            at, told = member.written_at, {"at": "missing; taken as the download's own date"}
        if at is None:
            return Rejection.of(place, ModisteError("MOD-1255", name=member.name))
        address = next(
            (
                text
                for name in ("link", "canonical_link", "url", "image")
                if (text := text_of(said.get(name)))
            ),
            "",
        )
        event = Event(
            key=f"{text_of(said.get('id')) or number}|{address}|{at.isoformat()}",
            name="add_to_wishlist",
            at=at,
            customer=f"pinterest {source.name}",
            address=address.partition("?")[0],
            query=text_of(said.get("board_name") or said.get("board")),
            weight=WEIGHT,
            raw=told,
        )
        return judged(place, event, self.kind, self.pseudonym, "")


def _pins(value: Any) -> Iterator[Mapping[str, Any]]:
    lists = value.values() if isinstance(value, Mapping) else [value]
    for each in lists:
        for pin in each if isinstance(each, list) else ():
            if isinstance(pin, Mapping):
                yield pin


PINTEREST = Pinterest()
