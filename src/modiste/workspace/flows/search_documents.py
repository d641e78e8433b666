"""Garments as search reads them: texts by field, what they can be filtered by, and what they cost when.

Knows which of a garment's records say what; how documents are indexed is the search room's.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from modiste.collect import colour
from modiste.garment import Colourway, Garment, Image, Price, Sku
from modiste.search import Document, PriceSpan
from modiste.store import Prediction, Store

LONGEST_VALUE = 60
"""Letters of an attribute's value that can be filtered by; longer ones are texts."""
SURE = 0.5
"""From this confidence what a model said of a photo is a word of the garment."""
_GROUP = 500
_TITLES = ("name", "title")
_TEXTS = ("description", "caption", "text", "details", "care")
_COLOURS = ("colour", "colours", "color", "colors")
_UNSAID = ("program", "chart", "flare")
"""Attributes that tell a machine something, and a person nothing."""
_PLAIN_VALUE = ("print", "pattern", "cloth", "fabric", "material", "line")
_SHORT_NAMES = {"neckline": "neck", "none": "no"}


def documents_of(store: Store, garment_ids: Sequence[str]) -> list[Document]:
    """The documents of those of the garments that are there."""
    garments = store.rows.find(Garment, garment_ids)
    numbers = store.cards.numbers(list(garments))
    colourways: dict[str, list[Colourway]] = {}
    owners: dict[str, str] = {}
    for colourway in store.rows.scan(Colourway, where={"garment_id": list(garments)}):
        colourways.setdefault(colourway.garment_id, []).append(colourway)
        owners[colourway.id] = colourway.garment_id
    skus: dict[str, list[Sku]] = {}
    for group in _groups(list(owners)):
        for sku in store.rows.scan(Sku, where={"colourway_id": group}):
            skus.setdefault(owners[sku.colourway_id], []).append(sku)
    sku_ids = [sku.id for each in skus.values() for sku in each]
    prices: dict[str, list[Price]] = {}
    for group in _groups(sku_ids):
        for price in store.rows.scan(Price, where={"sku_id": group}):
            prices.setdefault(price.sku_id, []).append(price)
    said: dict[str, Prediction] = {}
    for prediction in store.predictions.of(list(garments)):
        newest = said.get(prediction.garment_id)
        if newest is None or prediction.at > newest.at:
            said[prediction.garment_id] = prediction
    return [
        _document(
            garment,
            numbers[garment.id],
            colourways.get(garment.id, ()),
            skus.get(garment.id, ()),
            prices,
            said.get(garment.id),
        )
        for garment in garments.values()
        if garment.id in numbers
    ]


def pictures_in(store: Store, wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The picture that shows a garment in a colour: an image's id by garment, where there is one.

    Args:
        store: the shop's.
        wanted: base colours by garment; of its colourways one whose ground has such a colour comes first.
    """
    ranks: dict[str, tuple[int, str]] = {}
    for each in store.rows.scan(Colourway, where={"garment_id": list(wanted)}):
        found = colour(each.colour)
        bases = [part.base for part in (found.parts or (found,))] if found else []
        places = [place for place, base in enumerate(bases) if base in wanted[each.garment_id]]
        if places:
            ranks[each.id] = places[0], each.garment_id
    best: dict[str, tuple[int, str]] = {}
    for image in store.rows.scan(Image, where={"colourway_id": list(ranks)}) if ranks else ():
        place, garment = ranks[str(image.colourway_id)]
        best[garment] = min(best.get(garment, (len(ranks) + 99, "")), (place, image.id))
    return {garment: image for garment, (_, image) in best.items()}


def caption_of(document: Document) -> str:
    """A garment in a line, as an embedder of texts reads it."""
    said = (document.texts.get(name, "") for name in ("title", "colours", "description"))
    return ". ".join(part for part in said if part)[:1000]


def _document(
    garment: Garment,
    number: int,
    colourways: Sequence[Colourway],
    skus: Sequence[Sku],
    prices: Mapping[str, Sequence[Price]],
    said: Prediction | None,
) -> Document:
    label = said.label if said is not None and said.confidence >= SURE else ""
    titles, texts, colours, attributes = [garment.name], [garment.description], list[str](), list[str]()
    facets: dict[str, list[str]] = {}
    for name, value in garment.attributes.items():
        plain = name.lower().rpartition("_")[0] if name.lower().endswith(("_zh", "_en")) else name.lower()
        translated = plain != name.lower()
        if plain in _UNSAID or not value.strip():
            continue
        if plain in _TITLES:
            titles.append(value)
        elif plain in _TEXTS or len(value) > LONGEST_VALUE:
            texts.append(value)
        elif plain in _COLOURS:
            colours.append(value)
        else:
            attributes.append(value if translated or plain in _PLAIN_VALUE else _told(plain, value))
            if not translated:
                facets.setdefault(plain.replace("=", " ").strip() or "attribute", []).append(value)
    colours += [each.colour for each in colourways]
    bases, shades = list[str](), list[str]()
    for each in dict.fromkeys(
        part.strip() for line in colours for part in line.replace("、", ",").split(",")
    ):
        if found := colour(each):
            bases += [part.base for part in (found.parts or (found,))]
            if each.isascii():
                shades.append(each.lower())
    facets |= {
        "category": [garment.category],
        "brand": [garment.brand],
        "department": [garment.department],
        "season": [garment.season],
        "colour": sorted(set(bases)),
        "shade": sorted(set(shades)),
        "pattern": sorted({each.pattern for each in colourways}),
        "size": sorted({sku.size for sku in skus}),
    }
    tags = (garment.category, garment.brand, garment.department, garment.season, label)
    chosen = {name: [value for value in values if value] for name, values in facets.items()}
    return Document(
        garment.id,
        number,
        {
            "title": ". ".join(titles),
            "tags": ". ".join(each for each in tags if each),
            "colours": ", ".join(dict.fromkeys([*colours, *bases])),
            "attributes": ". ".join(attributes),
            "id": garment.id,
            "description": ". ".join(each for each in texts if each),
        },
        {name: values for name, values in chosen.items() if values},
        _spans([prices.get(sku.id, ()) for sku in skus]),
    )


def _groups(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _GROUP):
        yield list(ids[start : start + _GROUP])


def _told(name: str, value: str) -> str:
    """An attribute as people say it: "long sleeve", "V neck", "no sleeve"."""
    return f"{_SHORT_NAMES.get(value, value)} {_SHORT_NAMES.get(name, name)}"


def _spans(of_skus: Sequence[Sequence[Price]]) -> tuple[PriceSpan, ...]:
    """What a garment costs when, whatever its size: at every moment the price that was recorded last."""
    made: set[PriceSpan] = set()
    seen: set[tuple[object, ...]] = set()
    for prices in of_skus:
        key = tuple((each.currency, each.amount, each.valid_from, each.valid_to) for each in prices)
        if key in seen:  # most sizes cost the same
            continue
        seen.add(key)
        for currency in {each.currency for each in prices}:
            made.update(_in_one_currency([each for each in prices if each.currency == currency]))
    return tuple(sorted(made, key=lambda span: (span.currency, span.start, span.amount)))


def _in_one_currency(prices: Sequence[Price]) -> list[PriceSpan]:
    moments = sorted(
        {each.valid_from for each in prices} | {each.valid_to for each in prices if each.valid_to}
    )
    made: list[PriceSpan] = []
    for start, end in itertools.zip_longest(moments, moments[1:]):
        holds = [
            each
            for each in prices
            if each.valid_from <= start and (not each.valid_to or each.valid_to > start)
        ]
        if not holds:
            continue
        price = max(holds, key=lambda each: (each.recorded_at, each.valid_from, each.id))
        amount, from_, to = float(price.amount), start.timestamp(), end.timestamp() if end else None
        if made and made[-1].end == from_ and made[-1].amount == amount:
            from_ = made.pop().start
        made.append(PriceSpan(price.currency, amount, from_, to))
    return made
