"""Garments found by words, by a picture, by both, and by what they are filtered by; each with its reasons.

Knows how rankings come about and are fused; the indexes are `words` and any `VectorIndex`, pictures become
vectors by an embedder that is lent. With a picture the words say what should be different about it.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation import concepts
from modiste.garment import ModisteError
from modiste.search.documents import fields_of
from modiste.search.fusion import fused
from modiste.search.protocols import Embedder, Floats, Neighbours, PictureEmbedder, VectorIndex
from modiste.search.question import (
    PRICE,
    Range,
    Understood,
    facet_terms,
    price_range,
    understood,
)
from modiste.search.reasons import Why, WordReason, named
from modiste.search.words import Mask, Scores, Words

DEPTH = 100
PHOTO_DEPTH = 1000
MOST = 200
"""Results of one answer."""
TEXT_SHARE = 0.8
"""What the words' vector weighs beside the picture's where both are asked with."""
WORDS_WEIGHT = 2.0
"""What the words' ranking counts beside those of vectors, where a picture is to be changed by them."""
SEPARATOR = "\t"
"""Between the image and what makes its vector out of date, in a vector's key."""
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        text: words in English or Chinese.
        picture: uint8 (height, width, 3).
        filters: names with values of which one must be there; `price` is a range.
        k: how many garments are wanted.
    """

    text: str = ""
    picture: Pixels | None = None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    k: int = 10


@dataclass(frozen=True)
class Result:
    """A garment that was found: its score, 1 for one that is first in every ranking, and why."""

    garment: str
    score: float
    why: Why

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"garment": self.garment, "score": round(self.score, 6), "why": self.why.to_json()}


@dataclass(frozen=True)
class Answer:
    """What was found.

    Attributes:
        results: the best, best first.
        count: how many garments have a place in a ranking at all.
        understood: how the text was read.
        facets: of the garments that match, how many have each value.
        embedder: by whose eyes pictures were compared; empty where none were.
        notes: what the person should know, in English and in Chinese.
    """

    results: tuple[Result, ...]
    count: int
    understood: Understood
    facets: Mapping[str, Mapping[str, int]]
    embedder: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        read = self.understood
        return {
            "results": [result.to_json() for result in self.results],
            "count": self.count,
            "understood": {
                "asked": [asked.said for asked in read.asked],
                "wanted": list(read.wanted),
                "excluded": list(read.excluded),
                "price": None if read.price is None else dict(vars(read.price)),
                "corrections": dict(read.corrections),
                "unknown": list(read.unknown),
            },
            "facets": {name: dict(values) for name, values in self.facets.items()},
            "embedder": self.embedder,
            "notes": [{"en": english, "zh": chinese} for english, chinese in self.notes],
        }


class Finder:
    """Search over one shop's indexes.

    Args:
        words: the index of words.
        vectors: the index of pictures, where there is one.
        embedder: whose vectors these are; without one pictures cannot be asked with.
        captions: the index of the garments' texts in the same space, where there is one.
    """

    def __init__(
        self,
        words: Words,
        vectors: VectorIndex | None = None,
        embedder: PictureEmbedder | None = None,
        captions: VectorIndex | None = None,
    ) -> None:
        self.words, self.vectors, self.embedder, self.captions = words, vectors, embedder, captions

    def search(self, question: Question, moment: float | None = None) -> Answer:
        """Answer a question; prices are those of `moment` (seconds since 1970), by default now.

        Raises:
            ModisteError: MOD-1801 for a text that is too long, MOD-1804 when nothing is asked, MOD-1805 for a
                filter that cannot be, MOD-1806 when a picture is asked with and nobody can look at it.
        """
        if not question.text.strip() and question.picture is None and not question.filters:
            raise ModisteError("MOD-1804")
        read = understood(question.text, self.words)
        now = time.time() if moment is None else moment
        allowed = self._allowed(question.filters, read, now)
        photo, meaning = self._vectors(question, read)
        scores = self.words.scores(read.asked) if read.asked else None
        rankings: dict[str, Sequence[int]] = {}
        weights: dict[str, float] = {}
        seen: dict[str, Neighbours] = {}
        wanted = min(max(question.k, 1), MOST)
        if photo is not None:
            seen["photo"] = self._pictures(photo, max(PHOTO_DEPTH, wanted), allowed)
            if meaning is not None:
                both = photo + TEXT_SHARE * meaning
                both /= max(float(np.linalg.norm(both)), 1e-12)
                seen["photo and words"] = self._pictures(both, max(DEPTH, wanted), allowed)
        elif meaning is not None:
            seen["pictures"] = self._pictures(meaning, max(DEPTH, wanted), allowed)
        if meaning is not None and self.captions is not None:
            seen["texts"] = self.captions.search(meaning, max(DEPTH, wanted), allowed)
        if scores is not None:
            looks = seen.get("photo", seen.get("pictures"))
            rankings["words"] = _by_words(
                scores, allowed, looks, max(DEPTH, wanted), is_photo=photo is not None
            )
            if "photo" in seen and any(each.any() for each in scores.each):
                # The words say what is to be different: the photo alone would call back what it shows. Its
                # likeness is in the words' ranking already.
                weights = {"words": WORDS_WEIGHT}
        rankings |= {
            name: near.numbers.tolist() for name, near in seen.items() if not (weights and name == "photo")
        }
        rankings = {name: numbers for name, numbers in rankings.items() if len(numbers)}
        matching = self._matching(scores, allowed, seen)
        if not rankings and read.unknown and not read.excluded:
            matching = np.zeros_like(matching)
        if not question.text.strip() and question.picture is None:
            rankings["newest"] = np.flatnonzero(allowed)[::-1][:MOST].tolist() if allowed is not None else []
        elif not read.asked and read.excluded and question.picture is None:
            rankings.setdefault("newest", np.flatnonzero(matching)[::-1][:MOST].tolist())
        best = fused(rankings, weights)
        if scores is not None and photo is None:
            best = _whole_first(best, scores)
        best = best[:wanted]
        garments = self.words.garments([number for number, _, _ in best])
        results = [
            Result(garment, score, self._why(number, read, scores, seen, ranks))
            for garment, (number, score, ranks) in zip(garments, best, strict=True)
            if garment is not None
        ]
        return Answer(
            tuple(results),
            int(matching.sum()),
            read,
            self._facets(question, read, scores, seen, matching, now),
            self.embedder.name if self.embedder is not None and seen else "",
            self._notes(read, meaning is not None),
        )

    def similar(self, garment: str, k: int = 10, picture: str = "") -> tuple[Result, ...]:
        """The garments whose pictures lie nearest to one of a garment's, by default its first.

        Raises:
            ModisteError: MOD-1806 when there is no index of pictures, MOD-1807 when none of the garment's is
            in it.
        """
        if self.vectors is None:
            raise ModisteError("MOD-1806", reason="there is no index of pictures")
        number = self.words.number(garment)
        keys = self.vectors.keys_of(number) if number is not None else []
        keys = [key for key in keys if not picture or image_of(key) == picture]
        if number is None or not keys:
            raise ModisteError("MOD-1807", id=picture or garment)
        vector = self.vectors.vectors_of(keys[:1])[keys[0]]
        wanted = min(max(k, 1), MOST)
        near = self.vectors.search(vector, wanted + 1, self._standing())
        found = zip(near.numbers.tolist(), near.cosines.tolist(), map(image_of, near.keys), strict=True)
        others = [each for each in found if each[0] != number][:wanted]
        names = self.words.garments([each[0] for each in others])
        return tuple(
            Result(name, cosine, Why(photo=cosine, picture=image, ranks={"photo": place}))
            for place, (name, (_, cosine, image)) in enumerate(zip(names, others, strict=True), 1)
            if name is not None
        )

    def _standing(self) -> Mask | None:
        """None where every vector is a garment's that is there: then the lists may be probed."""
        everyone = self.words.everyone()
        for index in (self.vectors, self.captions):
            numbers = index.numbers() if index is not None else np.zeros(0, np.int64)
            if len(numbers) and (numbers[-1] >= len(everyone) or not everyone[numbers].all()):
                return everyone
        return None

    def _allowed(self, filters: Mapping[str, Sequence[str]], read: Understood, moment: float) -> Mask | None:
        """By number, what may be found; None for everything."""
        masks: list[Mask] = []
        for name, values in filters.items():
            if name == PRICE:
                ranges = [price_range(value) for value in values]
                masks.append(np.logical_or.reduce([self._priced(each, moment) for each in ranges]))
            else:
                masks.append(self.words.having(facet_terms(self.words, name, values)))
        if read.price is not None:
            masks.append(self._priced(read.price, moment))
        masks += [~self.words.having(terms) for terms in read.excluded.values()]
        if not masks:
            return self._standing()
        return np.asarray(np.logical_and.reduce([self.words.everyone(), *masks]), np.bool_)

    def _priced(self, bounds: Range, moment: float) -> Mask:
        return self.words.priced(bounds.least, bounds.most, bounds.currency, moment)

    def _vectors(self, question: Question, read: Understood) -> tuple[Floats | None, Floats | None]:
        """The picture's vector and the words', as far as there are such."""
        photo = meaning = None
        if question.picture is not None:
            if self.embedder is None or self.vectors is None:
                raise ModisteError("MOD-1806", reason="there is no index of pictures")
            photo = self.embedder.embed_images([question.picture])[0]
        if read.rest and self.vectors is not None and isinstance(self.embedder, Embedder):
            meaning = self.embedder.embed_texts([read.rest])[0]
        return photo, meaning

    def _pictures(self, vector: Floats, depth: int, allowed: Mask | None) -> Neighbours:
        assert self.vectors is not None
        return self.vectors.search(vector, depth, allowed)

    def _matching(self, scores: Scores | None, allowed: Mask | None, seen: Mapping[str, Neighbours]) -> Mask:
        """By number, the garments that the facets count: those with a word, else all that may be found."""
        everyone = self.words.everyone() if allowed is None else allowed
        if scores is None or not scores.total.any():
            return everyone if scores is None or seen else np.zeros_like(everyone)
        return np.asarray(everyone & (scores.total[: len(everyone)] > 0), np.bool_)

    def _facets(
        self,
        question: Question,
        read: Understood,
        scores: Scores | None,
        seen: Mapping[str, Neighbours],
        matching: Mask,
        moment: float,
    ) -> Mapping[str, Mapping[str, int]]:
        """Counts of what matches; those of a facet leave its own filter out, so that one may change over."""
        counts = dict(self.words.counted(matching))
        for name in question.filters:
            if name != PRICE:
                others = {each: values for each, values in question.filters.items() if each != name}
                within = self._matching(scores, self._allowed(others, read, moment), seen)
                counts[name] = self.words.counted(within, only=name)[name]
        return counts

    def _why(
        self,
        number: int,
        read: Understood,
        scores: Scores | None,
        seen: Mapping[str, Neighbours],
        ranks: Mapping[str, int],
    ) -> Why:
        reasons, missing = list[WordReason](), list[str]()
        for place, asked in enumerate(read.asked):
            if scores is None or not scores.each[place][number]:
                missing.append(asked.said)
                continue
            standing = self.words.standing([term for term, _ in asked.terms], number)
            if not standing:  # it changed a moment ago
                continue
            term = standing[0][0]
            bits = 0
            for _, each in standing:
                bits |= each
            how = "typo" if asked.said in read.corrections else "same" if term == asked.said else "meaning"
            reasons.append(WordReason(asked.said, *named(term), how, fields_of(bits)))
        attributes: dict[str, list[str]] = {}
        for term, _ in self.words.standing([f"={each}" for each in read.wanted], number):
            concept = concepts()[term[1:]]
            attributes.setdefault(concept.kind, []).append(concept.id)
        cosines, pictures = {}, {}
        for name, near in seen.items():
            places = np.flatnonzero(near.numbers == number)
            if len(places):
                cosines[name] = float(near.cosines[places[0]])
                pictures[name] = image_of(near.keys[int(places[0])])
        return Why(
            tuple(reasons),
            attributes,
            tuple(missing),
            cosines.get("photo"),
            cosines.get("pictures", cosines.get("texts")),
            pictures.get("photo", pictures.get("pictures", "")),
            ranks,
        )

    def _notes(self, read: Understood, by_meaning: bool) -> tuple[tuple[str, str], ...]:
        notes = []
        for said, meant in read.corrections.items():
            notes.append((f"“{said}” was read as “{meant}”.", f"“{said}”按“{meant}”理解。"))
        if read.unknown:
            words = ", ".join(f"“{word}”" for word in read.unknown)
            some = "、".join(f"“{word}”" for word in read.unknown)
            how = " They were compared with pictures by meaning only." if by_meaning else ""
            how_zh = "仅按含义与图片比较。" if by_meaning else ""
            notes.append(
                (
                    f"No garment's text has {words}; words in English and Chinese are understood.{how}",
                    f"没有款式的文字含{some}；可识别英文与中文。{how_zh}",
                )
            )
        return tuple(notes)


def image_of(key: str) -> str:
    """The image that a vector's key names."""
    return key.partition(SEPARATOR)[0]


def _whole_first(
    found: Sequence[tuple[int, float, dict[str, int]]], scores: Scores
) -> list[tuple[int, float, dict[str, int]]]:
    """What has every word that was asked for comes before what only looks so; scores stay between 0 and 1."""
    whole = np.logical_and.reduce([each > 0 for each in scores.each])
    if not any(whole[number] for number, _, _ in found):
        return list(found)
    ranked = [(number, (score + bool(whole[number])) / 2, ranks) for number, score, ranks in found]
    return sorted(ranked, key=lambda one: -one[1])


def _by_words(
    scores: Scores, allowed: Mask | None, looks: Neighbours | None, depth: int, *, is_photo: bool
) -> list[int]:
    """Garments by BM25, those first that have more of what was asked; what is even, by how it looks.

    Beside a photo what has as much of what was asked counts as even.
    """
    total = scores.total
    most = np.array([each.max(initial=0.0) for each in scores.each], np.float32)
    has = np.stack([each > 0 for each in scores.each])
    coverage = (most @ has) / max(float(most.sum()), 1e-9)
    score = total * (0.3 + 0.7 * coverage)
    if allowed is not None:
        score = np.where(allowed[: len(score)], score, 0)
    if looks is not None and len(looks.numbers):
        likeness = np.full(len(score), -1.0, np.float32)
        inside = looks.numbers < len(score)
        likeness[looks.numbers[inside]] = looks.cosines[inside]
        base = np.round(coverage, 2) * 10 if is_photo else np.round(score, 3) * 1000
        score = np.where(score > 0, base + likeness + 2, 0)
    best = (
        np.argpartition(-score, min(depth, len(score) - 1))[:depth] if len(score) else np.zeros(0, np.int64)
    )
    best = best[np.lexsort((best, -score[best]))]
    return [int(number) for number in best if score[number] > 0]
