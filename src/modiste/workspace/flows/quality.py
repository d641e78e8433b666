"""What a shop's data are worth and what to mend first: every check of collect's cleaning, run on one shop.

Knows where the shop keeps what each check wants, and lends models to those that take one; figures go to the
event log, so that they can be followed. Nothing is changed.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import clean
from modiste.garment import BodyMeasures, Colourway, Garment, Image, ModisteError, Price, Sku
from modiste.learning import Progress
from modiste.store import Run, write_whole
from modiste.workspace.doubts import doubt_counts
from modiste.workspace.flows.picture_facts import (
    PictureFacts,
    StopAsked,
    embedder_for,
    embeddings,
    picture_facts,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

EVENTS = "quality_figures"
NEWEST = "newest.json"
LEAST_A_CLASS, LEAST_LABELLED = 5, 30
FEWEST_BODIES = 5
"""Bodies of a band with fewer are not counted apart: a band of one is a person."""
WORDS = ("category", "brand", "department", "season")


@dataclass(frozen=True)
class Catalogue:
    """A shop's rows, read once."""

    garments: tuple[Garment, ...]
    images: tuple[Image, ...]
    colours: Mapping[str, tuple[str, ...]]
    skus: Mapping[str, tuple[Sku, ...]]
    prices: Mapping[str, float]
    priced_at: Mapping[str, frozenset[datetime]]


def quality_of(
    shop: "Shop", progress: Progress, should_stop: StopAsked = lambda: False, *, use_models: bool = True
) -> clean.QualityReport:
    """Check everything, keep the figures, and give the report.

    Args:
        shop: whose data.
        progress: told how far looking at pictures is.
        should_stop: asked between batches of pictures.
        use_models: lend the models in production to the checks of duplicates and labels.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    rows = _catalogue(shop)
    facts, damaged = picture_facts(shop, rows.images, progress, should_stop)
    shown = [image for image in rows.images if image.blob in facts]
    embedder = embedder_for(shop, frozenset(_labels(rows).values())) if use_models else None
    spaces = embeddings(shop, shown, embedder, progress, should_stop) if embedder else {}
    exact, near = _same_photographs(rows, facts, spaces)
    doubts, wrong, how = _audited(rows, facts, spaces, embedder.name if embedder else "")
    brought = _brought(shop.store.imports.page(None), rows)
    compared, drift = _drift(brought, rows, facts)
    findings = clean.Findings(
        garments=len(rows.garments),
        images=len(rows.images),
        completeness=tuple(
            clean.completeness(rows.garments, frozenset(image.garment_id for image in rows.images))
        ),
        refused=_refused(shop),
        doubted=doubt_counts(shop.store),
        outliers=tuple(clean.outliers(rows.prices, _categories(rows), logarithmic=True)),
        exact=exact,
        near=near,
        twins=tuple(clean.twins(_listings(rows, (*exact, *near)))),
        flaws=_flaws(shown, facts),
        examined=len(shown),
        damaged=tuple(image.id for image in rows.images if image.blob in damaged),
        doubts=doubts,
        audited=len(wrong),
        how_labels=how,
        runs=tuple(
            (run.started_at.isoformat(), run.source.partition(":")[2], len(garments))
            for run, garments in brought
        ),
        compared=compared,
        drift=drift,
        coverage=_coverage(shop, rows, wrong),
    )
    report = clean.quality_report(datetime.now(UTC), findings)
    _keep(shop, report)
    return report


def newest_quality(shop: "Shop") -> dict[str, Any]:
    """The report made last, as its JSON, with the trend.

    Raises:
        ModisteError: MOD-1103 when none was made yet.
    """
    path = shop.root / "quality" / NEWEST
    try:
        made: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise ModisteError("MOD-1103", kind="quality report", id="newest") from None
    return {**made, "trend": quality_trend(shop)}


def quality_trend(shop: "Shop") -> dict[str, list[tuple[str, float]]]:
    """Every figure over time: (moment, value), oldest first."""
    try:
        rows = shop.store.events.scan(EVENTS).order('"at"').fetchall()
    except ModisteError as error:
        if error.code != "MOD-1103":
            raise
        return {}
    trend: dict[str, list[tuple[str, float]]] = {}
    for at, figure, value in rows:
        trend.setdefault(figure, []).append((at, value))
    return trend


def _keep(shop: "Shop", report: clean.QualityReport) -> None:
    at = report.at.isoformat()
    shop.store.events.append(
        EVENTS, [{"at": at, "figure": name, "value": value} for name, value in report.figures.items()]
    )
    (shop.root / "quality").mkdir(exist_ok=True)
    write_whole(shop.root / "quality" / NEWEST, json.dumps(report.to_json(), ensure_ascii=False).encode())


def _catalogue(shop: "Shop") -> Catalogue:
    scan = shop.store.rows.scan
    garment_of = {}
    colours: dict[str, list[str]] = defaultdict(list)
    for colourway in scan(Colourway):
        garment_of[colourway.id] = colourway.garment_id
        colours[colourway.garment_id].append(colourway.colour)
    skus: dict[str, list[Sku]] = defaultdict(list)
    owner = {}
    for sku in scan(Sku):
        owner[sku.id] = garment_of[sku.colourway_id]
        skus[owner[sku.id]].append(sku)
    prices: dict[str, tuple[datetime, float]] = {}
    priced_at: dict[str, set[datetime]] = defaultdict(set)
    for price in scan(Price):
        garment = owner[price.sku_id]
        priced_at[garment].add(price.recorded_at)
        if garment not in prices or price.valid_from >= prices[garment][0]:
            prices[garment] = (price.valid_from, float(price.amount))
    return Catalogue(
        tuple(scan(Garment)),
        tuple(scan(Image)),
        {key: tuple(values) for key, values in colours.items()},
        {key: tuple(values) for key, values in skus.items()},
        {key: amount for key, (_, amount) in prices.items()},
        {key: frozenset(moments) for key, moments in priced_at.items()},
    )


def _categories(rows: Catalogue) -> dict[str, str]:
    return {garment.id: garment.category for garment in rows.garments}


def _labels(rows: Catalogue) -> dict[str, str]:
    """The label of each image: its garment's category, which a person may have set since."""
    category = _categories(rows)
    return {image.id: category[image.garment_id] for image in rows.images if category[image.garment_id]}


def _same_photographs(
    rows: Catalogue, facts: Mapping[str, PictureFacts], spaces: Mapping[str, NDArray[np.float32]]
) -> tuple[tuple[clean.PictureGroup, ...], tuple[clean.PictureGroup, ...]]:
    """Groups with the same bytes, and groups of different files that show the same photograph."""
    by_blob: dict[str, list[Image]] = defaultdict(list)
    for image in rows.images:
        by_blob[image.blob].append(image)
    exact = [_group(images, ("copied",)) for images in by_blob.values() if len(images) > 1]
    blobs = [blob for blob in by_blob if blob in facts]
    space = np.stack([spaces[blob] for blob in blobs]) if blobs and all(b in spaces for b in blobs) else None
    pairs = clean.near_duplicates([facts[blob].features for blob in blobs], embeddings=space)
    near = []
    for members in clean.groups((pair.one, pair.other) for pair in pairs):
        inside = set(members)
        edits = sorted({pair.edit for pair in pairs if pair.one in inside})
        near.append(_group([by_blob[blobs[row]][0] for row in members], tuple(edits)))
    return tuple(exact), tuple(near)


def _group(images: Sequence[Image], edits: tuple[str, ...]) -> clean.PictureGroup:
    garments = dict.fromkeys(image.garment_id for image in images)
    return clean.PictureGroup(tuple(image.id for image in images), edits, tuple(garments))


def _audited(
    rows: Catalogue,
    facts: Mapping[str, PictureFacts],
    spaces: Mapping[str, NDArray[np.float32]],
    model: str,
) -> tuple[tuple[clean.LabelDoubt, ...], dict[str, bool], str]:
    """Doubts, whether the second opinion differs by image, and whose opinion it is."""
    label_of = _labels(rows)
    counts = Counter(label_of.values())
    images = [
        image
        for image in rows.images
        if counts[label_of.get(image.id, "")] >= LEAST_A_CLASS and image.blob in facts
    ]
    labels = sorted({label_of[image.id] for image in images})
    if len(labels) < 2 or len(images) < LEAST_LABELLED:
        return (), {}, ""
    place = {label: number for number, label in enumerate(labels)}
    targets = np.array([place[label_of[image.id]] for image in images], dtype=np.int64)
    second: clean.LabelModel
    if spaces:
        examples = np.stack([spaces[image.blob] for image in images])
        second, how = clean.CrossFittedLinear(), f"linear, cross-fitted on embeddings of {model}"
    else:
        examples = np.stack([_colours(facts[image.blob]) for image in images])
        second, how = clean.Neighbours(), "nearest others by colours"
    chances = second.out_of_sample(examples, targets, len(labels))
    found = clean.audit(chances, targets)
    doubts = tuple(
        clean.LabelDoubt(
            images[each.row].id,
            images[each.row].garment_id,
            labels[each.given],
            labels[each.likelier],
            each.margin,
        )
        for each in found.doubts
    )
    differs = (chances.argmax(axis=1) != targets).tolist()
    return doubts, {image.id: wrong for image, wrong in zip(images, differs, strict=True)}, how


def _colours(facts: PictureFacts) -> NDArray[np.float32]:
    flat = facts.colours.astype(np.float32).ravel() / 255
    centred: NDArray[np.float32] = flat - flat.mean()
    return centred


def _flaws(images: Sequence[Image], facts: Mapping[str, PictureFacts]) -> dict[str, tuple[str, ...]]:
    flaws: dict[str, list[str]] = defaultdict(list)
    for image in images:
        for flaw in facts[image.blob].quality.flaws:
            flaws[flaw].append(image.id)
    return {flaw: tuple(ids) for flaw, ids in sorted(flaws.items())}


def _refused(shop: "Shop") -> dict[str, int]:
    counts: Counter[str] = Counter()
    after = 0
    while page := shop.store.quarantine.page(after=after, limit=500):
        after = page[-1].id
        counts.update(held.rejection.code for held in page)
    return dict(counts.most_common())


def _listings(rows: Catalogue, groups: Sequence[clean.PictureGroup]) -> list[clean.Listing]:
    photos: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for garment in group.garments:
            photos[garment].add(group.images[0])
    return [
        clean.Listing(
            id=garment.id,
            source=garment.source,
            name=garment.name,
            brand=garment.brand,
            category=garment.category,
            colour=" ".join(rows.colours.get(garment.id, ())),
            gtins=frozenset(sku.gtin for sku in rows.skus.get(garment.id, ()) if sku.gtin),
            price=rows.prices.get(garment.id),
            photos=frozenset(photos.get(garment.id, ())),
        )
        for garment in rows.garments
    ]


def _brought(runs: Sequence[Run], rows: Catalogue) -> list[tuple[Run, list[Garment]]]:
    """What each import brought, oldest first: garments it added, changed, or gave another price.

    By the ledger: all that a reading writes carries the moment at which it began. One that wrote nothing, for
    the shop knew it all, brought nothing.
    """
    found: dict[datetime, list[Garment]] = {run.started_at: [] for run in runs}
    for garment in rows.garments:
        moments = {garment.created_at, garment.updated_at, *rows.priced_at.get(garment.id, ())}
        for moment in moments & found.keys():
            found[moment].append(garment)
    ordered = sorted(runs, key=lambda run: (run.started_at, run.id))
    return [(run, garments) for run in ordered if (garments := found[run.started_at])]


def _drift(
    brought: Sequence[tuple[Run, list[Garment]]], rows: Catalogue, facts: Mapping[str, PictureFacts]
) -> tuple[str, tuple[clean.Drift, ...]]:
    """How what the last import brought differs from all else, and the moment of that import.

    A single row that came back out of quarantine is an import as well, so the last one that brought enough to
    be compared is taken, if there is one. What came in after it is left out.
    """
    enough = [place for place, (_, some) in enumerate(brought) if len(some) >= clean.LEAST_COMPARED]
    place = enough[-1] if enough else len(brought) - 1
    if place < 0:
        return "", ()
    run, now = brought[place]
    later = {garment.id for _, some in brought[place:] for garment in some}
    before = [garment for garment in rows.garments if garment.id not in later]
    if not before:
        return "", ()
    drift = [
        clean.word_drift(
            column, [getattr(each, column) for each in before], [getattr(each, column) for each in now]
        )
        for column in WORDS
    ]
    drift.append(
        clean.word_drift("language", *([clean.language_of(g.name) for g in part] for part in (before, now)))
    )
    first = {image.garment_id: image.blob for image in reversed(rows.images)}
    numbers = {
        "price": rows.prices,
        "brightness": {
            garment: facts[blob].quality.brightness for garment, blob in first.items() if blob in facts
        },
    }
    drift += [
        clean.number_drift(
            name,
            [values[each.id] for each in before if each.id in values],
            [values[each.id] for each in now if each.id in values],
        )
        for name, values in numbers.items()
    ]
    return run.started_at.isoformat(), tuple(drift)


def _coverage(shop: "Shop", rows: Catalogue, wrong: Mapping[str, bool]) -> tuple[clean.Coverage, ...]:
    """Counts by trait, with errors of the second opinion on labels where images carry the trait."""
    garments = {garment.id: garment for garment in rows.garments}
    judged = [(garments[image.garment_id], wrong[image.id]) for image in rows.images if image.id in wrong]

    def of_garments(trait: str, value_of: Any) -> clean.Coverage:
        tally: dict[str, list[bool]] = defaultdict(list)
        for garment, differs in judged:
            tally[value_of(garment)].append(differs)
        errors = {value: (len(each), sum(each)) for value, each in tally.items() if value}
        return clean.coverage(trait, [value_of(each) for each in rows.garments], errors)

    sizes = [sku.size for each in rows.skus.values() for sku in each]
    return (
        of_garments("category", lambda each: each.category),
        of_garments("season", lambda each: each.season),
        of_garments("department", lambda each: each.department),
        of_garments("language", lambda each: clean.language_of(f"{each.name} {each.description}")),
        clean.coverage("size", sizes),
        clean.coverage("body", _bodies(shop)),
    )


def _bodies(shop: "Shop") -> list[str]:
    """Bands of ten centimetres of height; small bands are told together."""
    bands = Counter(
        f"{int(body.height // 10) * 10}-{int(body.height // 10) * 10 + 10} cm"
        for body in shop.store.rows.scan(BodyMeasures)
        if body.height is not None
    )
    return [
        band if count >= FEWEST_BODIES else "other" for band, count in bands.items() for _ in range(count)
    ]
