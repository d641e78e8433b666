"""Outfits of a shop's garments: what is missing beside one, filled, with why.

Knows which garments are worn where, their colours and vectors, and when a promoted outfit model is asked;
harmony and the model are recommend's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from modiste.garment import Colourway, Garment, ModisteError
from modiste.recommend import Member, OutfitModel, Pairing, open_outfit_model, pairing
from modiste.workspace.flows.fitting import cut_named
from modiste.workspace.flows.made_models import promoted

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Slot = Literal["top", "bottom", "dress", "layer"]
_SLOTS: Mapping[str, Slot] = {
    "t-shirt": "top",
    "shirt": "top",
    "sweatshirt": "layer",
    "hoodie": "layer",
    "trousers": "bottom",
    "shorts": "bottom",
    "skirt-straight": "bottom",
    "skirt-a-line": "bottom",
    "dress-shift": "dress",
    "dress-a-line": "dress",
}
"""Where what a program draws is worn."""
_MISSING: Mapping[Slot, tuple[Slot, ...]] = {
    "top": ("bottom", "layer"),
    "bottom": ("top", "layer"),
    "layer": ("top", "bottom"),
    "dress": ("layer",),
}
"""What makes an outfit of a garment."""
_NAMES: Mapping[Slot, tuple[str, str]] = {
    "top": ("top", "上装"),
    "bottom": ("bottom", "下装"),
    "dress": ("dress", "连衣裙"),
    "layer": ("layer over it", "外搭"),
}
_RULES = {
    "neutral": "与中性色相配",
    "tone on tone": "同色系",
    "neighbouring": "邻近色",
    "complementary": "互补色",
    "apart": "无色彩规则支持",
}
_PALETTE, _STYLE, _RANGE = 0.5, 0.3, 0.2
_SHORTLIST = 12
_AGAIN = 0.15
"""What a piece costs that an outfit before has already."""
MOST = 20
RULES = "rules: what is worn where, palette, likeness of pictures, range; no learned probability"
LEARNED = (
    "half the learned probability that people put such pieces together, half rules: palette, likeness of "
    "pictures, range"
)
_PUBLISHED: Mapping[str, tuple[str, ...]] = {
    "t-shirt": ("T-Shirts", "Men's T-Shirts"),
    "shirt": ("Blouses", "Men's Casual Shirts"),
    "sweatshirt": ("Sweatshirts", "Men's Sweatshirts"),
    "hoodie": ("Hoodies", "Men's Hoodies"),
    "trousers": ("Pants", "Men's Casual Pants"),
    "shorts": ("Shorts", "Men's Shorts"),
    "skirt-straight": ("Knee Length Skirts", "Skirts"),
    "skirt-a-line": ("Skirts",),
    "dress-shift": ("Day Dresses", "Dresses"),
    "dress-a-line": ("Day Dresses", "Dresses"),
}
"""What a program draws in the words of the Polyvore outfits, for women and where they differ for men."""


@dataclass(frozen=True)
class OutfitPiece:
    """One garment of an outfit and why it is there.

    Attributes:
        garment: its id.
        colourway: the colour in which it goes.
        slot: where it is worn.
        score: from 0 to 1.
        harmony: the rule of colour with the garment that was given.
        likeness: cosine of pictures with that garment's, None where they are not indexed.
        same: what both have in common: `season`, `line`.
        en: why, in English.
        zh: the same in Chinese.
    """

    garment: str
    colourway: str
    slot: Slot
    score: float
    harmony: str
    likeness: float | None
    same: tuple[str, ...]
    en: str
    zh: str


@dataclass(frozen=True)
class OutfitMade:
    """A garment completed: the pieces beside it, the best outfit first; `basis` is how scores came about.

    `model` is the promoted one that was asked, as `outfits@2`, or ""; `chance` is what it says: how likely
    people put such pieces together. Without a model that knows them all, rules alone score.
    """

    garment: str
    colourway: str
    score: float
    pieces: tuple[OutfitPiece, ...]
    basis: str = RULES
    model: str = ""
    chance: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class _Offer:
    """A garment of the shop in one colour, as outfits see it."""

    garment: Garment
    colourway: str
    colour: str
    slot: Slot
    program: str


def complete_outfit(shop: "Shop", garment_id: str, k: int = 3, colourway: str = "") -> tuple[OutfitMade, ...]:
    """Outfits around a garment, of garments for the same people, the best first; none where nothing goes.

    Args:
        shop: where.
        garment_id: the garment.
        k: how many outfits.
        colourway: in which of its colours; by default the one that goes best.

    Raises:
        ModisteError: MOD-1103 for a garment that is not there, MOD-2012 for a colourway that it has not,
            MOD-2361 where nothing says how it is worn.
    """
    anchor = shop.store.rows.get(Garment, garment_id)
    offers = list(_offers(shop, anchor))
    own = [each for each in offers if each.garment.id == garment_id]
    if not own:
        raise ModisteError("MOD-2361", garment=garment_id)
    if colourway:
        known = ", ".join(each.colourway for each in own)
        own = [each for each in own if each.colourway == colourway]
        if not own:
            raise ModisteError("MOD-2012", kind="Colourway", name=colourway, known=known)
    slots = _MISSING[own[0].slot]
    others = [each for each in offers if each.slot in slots and each.garment.id != garment_id]
    vectors = shop.finding.vectors([garment_id, *dict.fromkeys(each.garment.id for each in others)])
    learned = _promoted_outfits(shop)
    made = [
        each
        for start in own
        for each in _scored_whole(start, list(_combined(start, slots, others, vectors)), learned, vectors)
    ]
    return tuple(_varied(sorted(made, key=lambda each: (-each.score, each.colourway)), min(k, MOST)))


def _offers(shop: "Shop", anchor: Garment) -> Iterator[_Offer]:
    """Every garment for the same people in each of its colours, of which something says how it is worn."""
    rows = shop.store.rows
    garments = {each.id: each for each in rows.scan(Garment, where={"department": anchor.department})}
    slots: dict[str, tuple[Slot, str]] = {}
    for id_ in garments:
        try:
            program = cut_named(id_, shop).program
        except ModisteError as error:
            if error.code != "MOD-2030":
                raise
            continue
        if program in _SLOTS:
            slots[id_] = _SLOTS[program], program
    ids = list(slots)
    for start in range(0, len(ids), 400):
        for each in rows.scan(Colourway, where={"garment_id": ids[start : start + 400]}):
            garment = garments[each.garment_id]
            yield _Offer(garment, each.id, each.colour_hex or "", *slots[garment.id])


@dataclass(frozen=True, eq=False)
class _Learned:
    """The promoted outfit model, and by what it is told of."""

    model: OutfitModel
    name: str

    def member(self, offer: _Offer, vectors: Mapping[str, NDArray[np.float32]]) -> Member | None:
        """A garment as the model sees it; None where it does not know what that is."""
        names = _PUBLISHED[offer.program]
        of_men = offer.garment.department == "men"
        tried = (offer.garment.category or "", offer.program, *(reversed(names) if of_men else names))
        known = {each.casefold(): each for each in self.model.categories if each}
        category = next((known[each.casefold()] for each in tried if each.casefold() in known), None)
        if category is None:
            return None
        seen = vectors.get(offer.garment.id)
        fits = seen is not None and len(seen) == self.model.width
        return Member(category, tuple(seen.tolist()) if seen is not None and fits else ())


def _promoted_outfits(shop: "Shop") -> _Learned | None:
    entry = promoted(shop, "outfit")
    if entry is None:
        return None
    try:
        return _Learned(open_outfit_model(entry.folder), f"{entry.name}@{entry.version}")
    except ModisteError as error:
        shop.log.warning("outfit model not used", model=entry.name, reason=error.detail)
        return None


def _scored_whole(
    start: _Offer,
    combined: Sequence[tuple[float, tuple[OutfitPiece, ...], list[_Offer]]],
    learned: _Learned | None,
    vectors: Mapping[str, NDArray[np.float32]],
) -> Iterator[OutfitMade]:
    """Outfits with their scores: by the learned model where it knows all pieces, else by rules."""
    told: dict[int, float] = {}
    if learned is not None:
        asked = {}
        for row, (_, _, worn) in enumerate(combined):
            members = [learned.member(each, vectors) for each in (start, *worn)]
            known = [each for each in members if each is not None]
            if len(known) == len(members):
                asked[row] = known
        if asked:
            chances = learned.model.compatibility(list(asked.values()))
            told = dict(zip(asked, chances.tolist(), strict=True))
    for row, (score, pieces, _) in enumerate(combined):
        chance = told.get(row)
        if chance is None or learned is None:
            yield OutfitMade(start.garment.id, start.colourway, round(score, 3), pieces)
            continue
        both = round((score + chance) / 2, 3)
        yield OutfitMade(
            start.garment.id, start.colourway, both, pieces, LEARNED, learned.name, round(chance, 3)
        )


def _combined(
    start: _Offer,
    slots: Sequence[Slot],
    others: Sequence[_Offer],
    vectors: Mapping[str, NDArray[np.float32]],
) -> Iterator[tuple[float, tuple[OutfitPiece, ...], list[_Offer]]]:
    """Outfits around one garment in one colour: the best pieces of each slot, each with each, by rules."""
    shortlists = []
    for slot in slots:
        scored = [(_scored(start, each, vectors), each) for each in others if each.slot == slot]
        scored.sort(key=lambda pair: (-pair[0].score, pair[0].colourway))
        if scored:
            shortlists.append(scored[:_SHORTLIST])
    if not shortlists:
        return
    for chosen in product(*shortlists):
        pieces = tuple(piece for piece, _ in chosen)
        pairs = [piece.score for piece in pieces]
        worn = [offer for _, offer in chosen]
        pairs += [
            _value(one, other, vectors)[0] for place, one in enumerate(worn) for other in worn[place + 1 :]
        ]
        yield float(np.mean(pairs)), pieces, worn


def _value(
    one: _Offer, other: _Offer, vectors: Mapping[str, NDArray[np.float32]]
) -> tuple[float, Pairing | None, float | None, tuple[str, ...]]:
    """How well two go together, and by what."""
    colours = pairing(one.colour, other.colour) if one.colour and other.colour else None
    first, second = vectors.get(one.garment.id), vectors.get(other.garment.id)
    likeness = float(first @ second) if first is not None and second is not None else None
    same = tuple(
        name
        for name, a, b in (
            ("season", one.garment.season, other.garment.season),
            ("line", *(each.garment.attributes.get("line", "") for each in (one, other))),
        )
        if a and a == b
    )
    parts = [(_PALETTE, colours.score if colours else 0.5), (_RANGE, len(same) / 2)]
    if likeness is not None:
        parts.append((_STYLE, max(0.0, likeness)))
    return (
        sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts),
        colours,
        likeness,
        same,
    )


def _scored(start: _Offer, each: _Offer, vectors: Mapping[str, NDArray[np.float32]]) -> OutfitPiece:
    score, colours, likeness, same = _value(start, each, vectors)
    name, name_zh = _NAMES[each.slot]
    rule = colours.rule if colours else "apart"
    said = [f"a {name}", f"its colour is {rule} to the garment's" if colours else "its colour is not known"]
    said_zh = [name_zh, _RULES[rule] if colours else "颜色未知"]
    if likeness is not None:
        said.append(f"pictures alike {likeness:.2f} (cosine)")
        said_zh.append(f"图片相似度 {likeness:.2f}（余弦）")
    if same:
        said.append(f"same {' and '.join(same)}")
        said_zh.append("同" + "、同".join({"season": "季", "line": "系列"}[each] for each in same))
    return OutfitPiece(
        each.garment.id,
        each.colourway,
        each.slot,
        round(score, 3),
        rule if colours else "",
        None if likeness is None else round(likeness, 3),
        same,
        "; ".join(said),
        "；".join(said_zh),
    )


def _varied(made: Sequence[OutfitMade], k: int) -> Iterator[OutfitMade]:
    """The best outfits, a garment that an earlier one has counting less; no two of the same garments."""
    left, used = list(made), set[str]()
    for _ in range(k):
        if not left:
            return
        best = max(
            left, key=lambda each: each.score - _AGAIN * sum(piece.garment in used for piece in each.pieces)
        )
        yield best
        have = {piece.garment for piece in best.pieces}
        used |= have
        left = [each for each in left if {piece.garment for piece in each.pieces} != have]
