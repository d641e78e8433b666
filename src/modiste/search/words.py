"""The index of words: garments by the terms of their texts, by what they can be filtered by, and by price.

Knows BM25 over weighted fields (Robertson and Zaragoza 2009, simple BM25F) and typos; which terms a query
asks for is `question`'s. Its files are kept as those of `vectors` are.
"""

import json
import math
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from modiste.foundation import is_chinese, phrases
from modiste.search.arrays import ArrayFile
from modiste.search.documents import Document, terms_of
from modiste.search.following import Followed
from modiste.search.journal import records
from modiste.search.postings import Entry, Newest, Postings, Segment, price_arrays, segment_arrays
from modiste.search.shelf import Manifest, Shelf

ANALYSIS = "words-1"
"""Raise it when documents become other terms: then the index is made again."""
K1, B = 1.2, 0.6
MERGE_FROM = 2_000
TYPO_FROM, TWO_TYPOS_FROM = 4, 8
"""Letters of a word from which one, and two, wrong ones are looked through."""
SURE_FROM = 6
"""Letters from which the first one may be wrong, too: "drop" is no crop."""
Mask = NDArray[np.bool_]
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """One thing that is asked for: terms of which one is enough, each with what it counts (1: as said)."""

    said: str
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Scores:
    """By a garment's number: the BM25 score in all, and of each thing that was asked for."""

    total: NDArray[np.float32]
    each: tuple[NDArray[np.float32], ...]


@dataclass
class _View:
    segment: Segment | None
    alive: Mask
    newest: Newest
    numbers: dict[str, int]
    after: int
    cursor: int

    def room(self, number: int) -> None:
        if number >= len(self.alive):
            more = np.zeros(max(1024, number + 1 - len(self.alive), len(self.alive)), np.bool_)
            self.alive = np.concatenate([self.alive, more])


def _alone(method: Callable[..., T]) -> Callable[..., T]:
    """One thread at a time: what is read is changed by whoever catches up with the journal."""

    @wraps(method)
    def locked(self: "Words", *given: Any, **named: Any) -> T:
        with self._lock:
            return method(self, *given, **named)

    return locked


class Words:
    """The index of words in a folder. Threads may share it, processes each open their own."""

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder, ANALYSIS)
        self._lock = threading.RLock()
        self._followed = Followed(self._shelf, self._begun, self._applied)
        self._vocabulary: tuple[object, list[str]] = (None, [])

    # --- writing ---

    def update(self, documents: Sequence[Document], gone: Sequence[str], cursor: int) -> None:
        """Forget garments, then add or replace documents; on disk on return, or not at all.

        Raises:
            ModisteError: MOD-1110 when the disk refuses.
        """
        kept = []
        for document in documents:
            terms = terms_of(document)
            prices = [
                (span.currency, span.amount, int(span.start), None if span.end is None else int(span.end))
                for span in document.prices
            ]
            facets = {name: list(values) for name, values in document.facets.items()}
            kept.append([document.garment, document.number, dict(terms.counts), terms.length, facets, prices])
        record = {"documents": kept, "gone": list(gone), "cursor": cursor}
        data = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
        with self._shelf.writing() as journal:
            self._shelf.append(journal, data)
        self._followed.look_again()

    def merge(self, least: int = MERGE_FROM) -> None:
        """Make one segment of all, where at least so many documents wait; others may read and write."""
        if self._waiting() >= least:
            self._shelf.merge(lambda _: self._waiting() >= least, self._built)
            self._followed.look_again()

    def clear(self) -> None:
        """Forget all."""
        self._shelf.clear()
        self._followed.look_again()

    def verify(self) -> None:
        """Compare the segment with its sums.

        Raises:
            ModisteError: MOD-1803 when it is damaged.
        """
        segment = self._view().segment
        if segment is not None:
            segment.file.verify()

    # --- what is there ---

    def cursor(self) -> int:
        """What the last write said it brought the index up to."""
        return self._view().cursor

    @_alone
    def count(self) -> int:
        """How many garments there are."""
        return len(self._view().numbers)

    def number(self, garment: str) -> int | None:
        """The number of a garment."""
        return self._view().numbers.get(garment)

    @_alone
    def everyone(self) -> Mask:
        """By number, whether there is such a garment."""
        view = self._view()
        made = np.zeros(view.after, np.bool_)
        made[np.fromiter(view.numbers.values(), np.int64, len(view.numbers))] = True
        return made

    @_alone
    def garments(self, numbers: Sequence[int]) -> list[str | None]:
        """The garments of numbers, None where one is gone."""
        view = self._view()
        made: list[str | None] = []
        for number in numbers:
            entry = view.newest.entries.get(number)
            if entry is not None:
                made.append(entry.garment)
            elif view.segment is not None and number < len(view.alive) and view.alive[number]:
                place = int(np.searchsorted(view.segment.numbers, number))
                made.append(view.segment.garments[place])
            else:
                made.append(None)
        return made

    @_alone
    def facets(self) -> dict[str, list[str]]:
        """What can be filtered by, each with its values."""
        view, made = self._view(), dict[str, set[str]]()
        terms = [*(view.segment.terms if view.segment else ()), *view.newest.terms]
        for term in terms:
            if term.startswith("@"):
                name, _, value = term[1:].partition("=")
                made.setdefault(name, set()).add(value)
        return {name: sorted(values) for name, values in sorted(made.items())}

    @_alone
    def having(self, terms: Sequence[str]) -> Mask:
        """By number, whether a garment has one of some terms."""
        view = self._view()
        made = np.zeros(view.after, np.bool_)
        for term in terms:
            made[self._postings(view, term)[0]] = True
        return made

    @_alone
    def counted(self, within: Mask, only: str = "") -> dict[str, dict[str, int]]:
        """How many garments of a choice have each value of each facet, most first; none are left out."""
        view, made = self._view(), dict[str, dict[str, int]]()
        for name, values in self.facets().items():
            if only and name != only:
                continue
            counts = {
                value: int(within[self._postings(view, f"@{name}={value}")[0]].sum()) for value in values
            }
            made[name] = dict(
                sorted(((v, n) for v, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))
            )
        return made

    @_alone
    def priced(self, least: float | None, most: float | None, currency: str, moment: float) -> Mask:
        """By number, whether a price lies within bounds at a moment; an empty currency is any."""
        view = self._view()
        made = np.zeros(view.after, np.bool_)
        for arrays, currencies, alive in self._prices(view):
            fits = (arrays["price_start"] <= moment) & (arrays["price_end"] > moment)
            fits &= alive[arrays["price_number"]]
            if least is not None:
                fits &= arrays["price_amount"] >= least - 1e-4
            if most is not None:
                fits &= arrays["price_amount"] <= most + 1e-4
            if currency:
                code = currencies.index(currency) if currency in currencies else -1
                fits &= arrays["price_currency"] == code
            made[arrays["price_number"][fits]] = True
        return made

    # --- searching ---

    @_alone
    def scores(self, asked: Sequence[Asked]) -> Scores:
        """What every garment scores, by number."""
        view = self._view()
        count = max(1, len(view.numbers))
        lengths, mean = self._lengths(view)
        total, each = np.zeros(view.after, np.float32), []
        for one in asked:
            found = [(self._postings(view, term), weight) for term, weight in one.terms]
            frequency = max((len(postings[0]) for postings, _ in found), default=0)
            rarity = math.log1p((count - frequency + 0.5) / (frequency + 0.5))
            best = np.zeros(view.after, np.float32)
            for (where, counts, _), weight in found:
                if len(where):
                    tempered = counts / (1 - B + B * lengths[where] / mean)
                    score = (weight * rarity * (K1 + 1)) * tempered / (K1 + tempered)
                    best[where] = np.maximum(best[where], score)
            total += best
            each.append(best)
        return Scores(total, tuple(each))

    @_alone
    def standing(self, terms: Sequence[str], number: int) -> list[tuple[str, int]]:
        """Those of the terms that stand in a garment, with the fields as bits."""
        view, made = self._view(), list[tuple[str, int]]()
        for term in terms:
            where, _, bits = self._postings(view, term)
            place = int(np.searchsorted(where, number))
            if place < len(where) and where[place] == number:
                made.append((term, int(bits[place])))
        return made

    def is_known(self, word: str) -> bool:
        """Whether a word stands in a garment's texts."""
        return len(self._postings(self._view(), word)[0]) > 0

    @_alone
    def near(self, word: str) -> tuple[str, int] | None:
        """The known word that a mistyped one most likely is, with the number of wrong letters, or None.

        A letter too many, too few, another one, or two changed about is one; of words as near the commonest
        wins.
        """
        most = 0 if len(word) < TYPO_FROM or is_chinese(word) else 1 if len(word) < TWO_TYPOS_FROM else 2
        if not most:
            return None
        view = self._view()
        found = [
            each
            for each in process.extract(
                word, self._known_words(view), scorer=OSA.distance, score_cutoff=most, limit=20
            )
            if each[0][0] == word[0] or len(word) >= SURE_FROM
        ]
        if not found:
            return None

        def rank(each: tuple[str, float, int]) -> tuple[float, bool, int, str]:
            return each[1], each[0][0] != word[0], -len(self._postings(view, each[0])[0]), each[0]

        best = min(found, key=rank)
        return best[0], int(best[1])

    # --- inside ---

    def _known_words(self, view: _View) -> list[str]:
        key = (self._followed.names, len(view.newest.terms))
        if self._vocabulary[0] != key:
            words = {word for words in phrases() for word in words}
            for term in (*(view.segment.terms if view.segment else ()), *view.newest.terms):
                if term[0] not in "=@":
                    words.update(part for part in term.split() if not is_chinese(part))
            self._vocabulary = key, sorted(word for word in words if len(word) >= TYPO_FROM - 1)
        return self._vocabulary[1]

    def _postings(self, view: _View, term: str) -> Postings:
        newest = view.newest.postings(term)
        if view.segment is None:
            return newest
        where, counts, bits = view.segment.postings(term)
        if len(where):
            lives = view.alive[where]
            if not lives.all():
                where, counts, bits = where[lives], counts[lives], bits[lives]
        if not len(newest[0]):
            return where, counts, bits
        both = np.concatenate([where, newest[0]])
        order = np.argsort(both, kind="stable")
        return (
            both[order],
            np.concatenate([counts, newest[1]])[order],
            np.concatenate([bits, newest[2]])[order],
        )

    @staticmethod
    def _lengths(view: _View) -> tuple[NDArray[np.float32], float]:
        """The length of every document by number, and their mean."""
        made = np.ones(view.after, np.float32)
        if view.segment is not None:
            made[view.segment.numbers] = view.segment.lengths
        for number, entry in view.newest.entries.items():
            made[number] = entry.length
        return made, max(1.0, float(made.mean()) if len(made) else 1.0)

    @staticmethod
    def _prices(view: _View) -> Iterator[tuple[Mapping[str, NDArray[Any]], Sequence[str], Mask]]:
        if view.segment is not None:
            yield view.segment.file.arrays, view.segment.file.meta["currencies"], view.alive
        rows = [(number, *price) for number, entry in view.newest.entries.items() for price in entry.prices]
        if rows:
            currencies = sorted({row[1] for row in rows})
            yield price_arrays(rows, currencies), currencies, np.ones(view.after, np.bool_)

    @_alone
    def _waiting(self) -> int:
        view = self._view()
        gone = len(view.segment.numbers) - int(view.alive[view.segment.numbers].sum()) if view.segment else 0
        return len(view.newest.entries) + gone

    def _built(self, manifest: Manifest) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        view, _ = self._followed.loaded(manifest)
        entries = list(view.newest.entries.values())
        if view.segment is not None:
            view.segment.file.verify()
            entries += view.segment.entries(view.alive)
        meta, arrays = segment_arrays(entries)
        return {**meta, "after": view.after, "cursor": view.cursor}, arrays

    def _view(self) -> _View:
        """The state as it now stands on disk."""
        return self._followed.state()

    def _begun(self, name: str) -> _View:
        view = _View(None, np.zeros(0, np.bool_), Newest(), {}, 0, 0)
        if name:
            segment = Segment(ArrayFile(self._shelf.path(name)))
            view.segment, view.after = segment, segment.file.meta["after"]
            view.cursor = segment.file.meta["cursor"]
            view.alive = np.zeros(view.after, np.bool_)
            view.alive[segment.numbers] = True
            view.numbers = dict(zip(segment.garments, segment.numbers.tolist(), strict=True))
        return view

    def _applied(self, view: _View, journal: str, place: int) -> tuple[_View, int]:
        """The view with a journal's records from a place on, and how far it was read."""
        for end, data in records(self._shelf.path(journal), place):
            said = json.loads(data)
            for garment in said["gone"]:
                number = view.numbers.pop(garment, None)
                if number is not None:
                    view.newest.drop(number)
                    view.room(number)
                    view.alive[number] = False
            for garment, number, *rest in said["documents"]:
                view.room(number)
                view.alive[number] = False  # in the segment: the newest one counts
                view.newest.add(Entry(garment, number, *rest))
                view.numbers[garment] = number
                view.after = max(view.after, number + 1)
            view.cursor, place = said["cursor"], end
        return view, place
