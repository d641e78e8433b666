"""What a shop asks of people today, pressing things first: failed work, refused rows, doubtful tags.

Knows where to look, and looks at counts and indices only; what to say of it is the faces'.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from modiste.garment import Image, ModisteError
from modiste.workspace.flows import default_model

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Kind = Literal[
    "failed_jobs", "quarantine", "review", "untagged", "lagging_model", "running_jobs", "first_garments"
]
Role = Literal["merchandiser", "engineer"]
SHOWN = 6


@dataclass(frozen=True)
class Need:
    """One thing that asks for a person: what, whose, how many, and the first few by id.

    `failed_jobs`, `running_jobs`: ids are jobs'. `quarantine`: rows that were refused. `review`: garments
    whose tag is unsure or differs, least sure first. `untagged`: photos that the shop's model has not seen;
    `lagging_model`: a candidate newer than what is in production, or tags of a version before it; `model`
    names it. `first_garments`: the shop is empty.
    """

    kind: Kind
    role: Role
    count: int
    ids: Sequence[str] = ()
    model: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Home:
    """A shop at a glance: what it needs, and how much there is of everything."""

    needs: Sequence[Need]
    garments: int
    photos: int
    models: int
    jobs: Mapping[str, int]
    quarantined: int
    states: Mapping[str, int]


def look_around(shop: "Shop") -> Home:
    """What the shop needs now."""
    garments, facets = shop.garments.counted()
    photos = shop.store.rows.count(Image)
    jobs = shop.store.jobs.counts()
    held = shop.store.quarantine.count()
    models = shop.registry.models()
    needs = [
        *_jobs(shop, jobs, "failed", "failed_jobs"),
        *((Need("quarantine", "merchandiser", held),) if held else ()),
        *_review(shop, facets["state"]),
        *_tags(shop, photos),
        *_candidates(shop),
        *_jobs(shop, jobs, "running", "running_jobs"),
        *((Need("first_garments", "merchandiser", 1),) if not garments else ()),
    ]
    names = {entry.name for entry in models}
    return Home(needs, garments, photos, len(names), jobs, held, facets["state"])


def _jobs(shop: "Shop", counts: Mapping[str, int], state: str, kind: Kind) -> Iterator[Need]:
    if counts.get(state):
        newest = shop.jobs.page(limit=SHOWN, state=state).items
        yield Need(kind, "engineer", counts[state], [job.id for job in newest])


def _review(shop: "Shop", states: Mapping[str, int]) -> Iterator[Need]:
    doubtful = {name: states.get(name, 0) for name in ("unsure", "differs")}
    count = sum(doubtful.values())
    if count:
        ids = shop.garments.ids({"state": list(doubtful)}, order="certainty", limit=SHOWN)
        yield Need("review", "merchandiser", count, ids, values=doubtful)


def _tags(shop: "Shop", photos: int) -> Iterator[Need]:
    """Photos that the present model has not seen, whether none has or an older version did."""
    if not photos:
        return
    try:
        entry = shop.registry.resolve(default_model(shop), allow_folder=False)
    except ModisteError:
        return
    seen = {(model, version): count for model, version, count, _ in shop.store.predictions.seen()}
    missing = photos - seen.get((entry.name, entry.version), 0)
    older = sum(n for (model, version), n in seen.items() if model == entry.name and version != entry.version)
    if older:
        values = {"tagged_by_older": older, "now": entry.version}
        yield Need("lagging_model", "engineer", older, model=entry.name, values=values)
    if missing - older > 0:
        yield Need("untagged", "merchandiser", missing - older, model=entry.name)


def _candidates(shop: "Shop") -> Iterator[Need]:
    """Models with a candidate that is newer than the version in production."""
    by_name: dict[str, list[Any]] = {}
    for entry in shop.registry.models():
        by_name.setdefault(entry.name, []).append(entry)
    for name, entries in by_name.items():
        current = next((entry for entry in entries if entry.is_current), None)
        newer = [
            entry
            for entry in entries
            if entry.stage == "candidate"
            and current is not None
            and current.stage != "candidate"
            and entry.created_at > current.created_at
        ]
        if newer and current is not None:
            values = {"in_production": current.version, "candidate": newer[-1].version}
            yield Need("lagging_model", "engineer", len(newer), model=name, values=values)
