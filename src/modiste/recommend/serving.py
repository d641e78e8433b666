"""From one customer's history to an answer: candidates of several sources merged, ranked, arranged, told.

Knows how sources, features and rules come together; each is a file of its own. Recommenders that were fitted
know the garments of then, the shelf those of now: codes are carried across.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, cast, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.answers import Answered, Recommended, Trace
from modiste.recommend.arranging import Manner, Placed, arranged
from modiste.recommend.likeness import Likeness, best_of
from modiste.recommend.protocols import (
    Codes,
    Floats,
    History,
    Reason,
    Recommender,
    SizeOracle,
    SizeSaid,
    Updatable,
)
from modiste.recommend.rules import Rule
from modiste.recommend.segments import meant
from modiste.recommend.shelf import Shelf
from modiste.recommend.weighing import Ranking, features_of, mixed

PER_SOURCE = 200
"""So many candidates each source gives."""
FRESH_DAYS = 45.0
"""A garment's freshness falls by a factor of e in so many days."""
MOST_REASONS = 3
ASKED_OF = 25
"""So many of the last garments a source is asked with; older ones have faded."""
TELLING = 12
"""So many of the last garments are looked at for reasons."""
NEW_DAYS = 14
Feature = Literal["history", "sequence", "alike", "trending"]


@runtime_checkable
class _Telling(Protocol):
    """A recommender that tells reasons of several garments at once, which is much quicker."""

    def reasons_of(
        self, history: History, codes: Sequence[int], most: int = 3
    ) -> list[tuple[Reason, ...]]: ...


class Source:
    """A recommender as a source of candidates, its codes carried to the shelf's.

    Attributes:
        recommender: what is asked.
        feature: the ranking's column that its scores fill.
        is_quick: whether it tells reasons of several garments at once.
    """

    def __init__(self, recommender: Recommender, feature: Feature, shelf: Shelf | None = None) -> None:
        """A source.

        Args:
            recommender: with its own items.
            feature: the column.
            shelf: to carry codes to; None where the recommender's codes are the shelf's.
        """
        self.recommender = recommender
        self.feature = feature
        self.is_quick = isinstance(recommender, _Telling)
        self._shelf = shelf
        self._outward = shelf.codes(recommender.items) if shelf is not None else None
        self._inward: dict[int, int] = {}
        # One that learns from acts must not be asked meanwhile.
        self._lock = threading.Lock()
        if self._outward is not None:
            self._inward = {int(code): own for own, code in enumerate(self._outward.tolist()) if code >= 0}

    def learn(self, history: History, code: int, weight: float) -> None:
        """Let the recommender take in an act, where it can."""
        own = self.own_code(code)
        if own is not None and hasattr(self.recommender, "update"):
            with self._lock:
                cast(Updatable, self.recommender).update(self.own(history), own, weight)

    def own(self, history: History) -> History:
        """A history in the recommender's codes, without the garments that it does not know."""
        if self._outward is None:
            return history
        codes = np.array([self._inward.get(code, -1) for code in history.codes.tolist()], np.int32)
        known = codes >= 0
        return History(codes[known], history.at[known], history.weights[known])

    def own_code(self, code: int) -> int | None:
        """A garment's code in the recommender."""
        return code if self._outward is None else self._inward.get(code)

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """In the shelf's codes; scores from 0 to 1, the best 1."""
        with self._lock:
            codes, scores = self.recommender.candidates(self.own(history.last(ASKED_OF)), k)
        if self._outward is not None:
            codes = self._outward[codes]
            known = codes >= 0
            codes, scores = codes[known], scores[known]
        if self.feature == "sequence" and len(scores):  # logits: only how far they are apart tells anything
            scores = scores - scores.min()
        top = float(scores.max(initial=0.0))
        return codes, np.clip(scores / (top if top > 0 else 1.0), 0.0, 1.0).astype(np.float32)

    def reasons(self, history: History, codes: Sequence[int]) -> list[tuple[Reason, ...]]:
        """Why each, with the ids of the garments that it rests on."""
        mine = self.own(history.last(TELLING))
        known = [(place, own) for place, code in enumerate(codes) if (own := self.own_code(code)) is not None]
        made: list[tuple[Reason, ...]] = [()] * len(codes)
        with self._lock:
            if self.is_quick:
                told = cast(_Telling, self.recommender).reasons_of(
                    mine, [own for _, own in known], MOST_REASONS
                )
            else:
                told = [self.recommender.reasons(mine, own, MOST_REASONS) for _, own in known]
        for (place, _), reasons in zip(known, told, strict=True):
            made[place] = reasons
        return made


@dataclass(frozen=True, eq=False)
class Asked:
    """One question to serving.

    Attributes:
        history: in the shelf's codes, what the customer and the visit took up, oldest first.
        k: how many.
        at: now.
        customer: for the size oracle; "" for nobody that is known.
        placement: where it is shown.
        only: (n,) which garments may be among it, None for all.
        hidden: codes that are not shown: what is looked at, what was bought.
        seed: of the draws of chance.
    """

    history: History
    k: int
    at: datetime
    customer: str = ""
    placement: str = "home"
    only: NDArray[np.bool_] | None = None
    hidden: frozenset[int] = frozenset()
    seed: int = 0


class _Found:
    """Candidates as sources name them, merged in the end."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self._parts: list[tuple[Codes, str, Floats]] = []

    def __len__(self) -> int:
        return sum(len(codes) for codes, _, _ in self._parts)

    def add(self, codes: Codes, feature: str, scores: Floats) -> None:
        """What a source names."""
        self._parts.append((codes, feature, scores))

    def merged(self) -> tuple[Codes, dict[str, Floats]]:
        """(m,) codes, each once, and the best score (m,) of each under every feature."""
        if not self._parts:
            return np.zeros(0, np.int32), {}
        codes, place = np.unique(np.concatenate([each for each, _, _ in self._parts]), return_inverse=True)
        columns: dict[str, Floats] = {}
        start = 0
        for its, feature, scores in self._parts:
            column = columns.setdefault(feature, np.zeros(len(codes), np.float32))
            np.maximum.at(column, place[start : start + len(its)], scores)
            start += len(its)
        return codes.astype(np.int32), columns


@dataclass(frozen=True, eq=False)
class Serving:
    """One way to recommend: sources, a ranking, a manner. Threads may share it.

    Attributes:
        shelf: the garments.
        likeness: by content, on that shelf.
        sources: likeness and trends among them or not.
        ranking: how candidates are put in order.
        manner: how they are arranged.
        oracle: who knows sizes, if anybody.
    """

    shelf: Shelf
    likeness: Likeness
    sources: Sequence[Source]
    ranking: Ranking = field(default_factory=mixed)
    manner: Manner = field(default_factory=Manner)
    oracle: SizeOracle | None = None

    def answer(self, asked: Asked, rules: Sequence[Rule] = ()) -> tuple[Answered, Floats]:
        """The answer, and the features of its garments (results, features), as they are logged.

        Rules that do not hold now, there, or for this customer are left out of account.
        """
        there = (rule for rule in rules if rule.holds(asked.at, asked.placement))
        held = [rule for rule in there if meant(self.shelf, rule, asked.history, asked.at)]
        found = self._candidates(asked)
        wanted = self._in_my_size(asked)
        if wanted:
            found.counts["size"] = len(wanted)
            found.add(np.array(list(wanted), np.int32), "size", np.array(list(wanted.values()), np.float32))
        codes, columns = found.merged()
        said = self._sizes(asked.customer, codes)
        stocked = self._stocked(codes, said)
        gone = self._gone(codes, columns, said, ~stocked, asked.k)
        codes, said = codes[stocked], _pick(said, stocked)
        columns = {name: column[stocked] for name, column in columns.items()}
        features = self._features(asked, codes, said, columns)
        scores = self.ranking.scores(features)
        placed, kept_out = arranged(
            self.shelf,
            codes,
            scores,
            asked.k,
            held,
            self.manner,
            self.likeness.alike,
            np.random.default_rng(asked.seed),
            lambda code: self._may_stand(asked, code),
        )
        results = self._results(asked, placed, said, columns)
        empty = np.zeros(features.shape[1], np.float32)
        shown = np.array([features[each.row] if each.row >= 0 else empty for each in placed], np.float32)
        left_out = self._left_out(scores, codes, [*kept_out, *gone], asked.k)
        return Answered(results, left_out, found.counts), shown.reshape(len(placed), features.shape[1])

    def _candidates(self, asked: Asked) -> "_Found":
        """What each source names of what may be shown."""
        found = _Found()
        size = len(self.shelf)
        may = self.shelf.alive()[:size].copy()
        if asked.hidden:
            may[[code for code in asked.hidden if code < size]] = False
        if asked.only is not None:
            may[: len(asked.only)] &= asked.only[:size]
            may[len(asked.only) :] = False
        for source in self.sources:
            codes, scores = source.candidates(asked.history, PER_SOURCE + len(asked.hidden))
            kept = codes < size
            kept[kept] = may[codes[kept]]
            found.add(codes[kept], source.feature, scores[kept])
            found.counts[source.recommender.name] = int(kept.sum())
        if len(found) < asked.k:
            self._fill(asked, may, found)
        return found

    def _fill(self, asked: Asked, may: NDArray[np.bool_], found: "_Found") -> None:
        """What may be shown although no source named it: the most alike, else the newest."""
        codes = np.flatnonzero(may).astype(np.int32)[-5000:]
        recent = asked.history.codes[-5:]
        if len(recent):
            scores = self.likeness.alike(codes, recent).mean(1)
        else:
            age = asked.at.timestamp() - self.shelf.born()[codes]
            scores = np.exp(-np.maximum(age, 0) / (FRESH_DAYS * 86_400)).astype(np.float32)
        best = np.argsort(-scores, kind="stable")[:PER_SOURCE]
        worth = scores[best] if len(recent) else np.zeros(len(best), np.float32)
        found.add(codes[best], "alike", worth)
        found.counts["filled"] = len(best)

    def _in_my_size(self, asked: Asked) -> dict[int, float]:
        """The same but in your size: for what was looked at last and is gone in it, what is most alike."""
        recent = np.array(list(dict.fromkeys(reversed(asked.history.codes[-5:].tolist()))), np.int32)
        if not len(recent):
            return {}
        sizes = self._sizes(asked.customer, recent)
        wanted: dict[int, float] = {}
        for code, one in zip(recent.tolist(), sizes, strict=True):
            if not one.size or self.shelf.has_stock(np.array([code]), one.size)[0]:
                continue
            group: NDArray[np.integer] = np.flatnonzero(
                (self.shelf.categories() == self.shelf.categories()[code]) & self.shelf.alive()
            )
            if asked.only is not None:
                group = group[group < len(asked.only)]
                group = group[asked.only[group]]
            group = group[self.shelf.is_made_in(group, one.size)]
            mine = group[self.shelf.has_stock(group, one.size)].astype(np.int32)
            if not len(mine):
                continue
            best, scores = best_of(self.likeness.alike(np.array([code], np.int32), mine)[0], 20)
            for place, score in zip(best.tolist(), scores.tolist(), strict=True):
                other = int(mine[place])
                if other != code and other not in asked.hidden:
                    wanted[other] = max(score, wanted.get(other, 0.0))
        return wanted

    def _sizes(self, customer: str, codes: Codes) -> list[SizeSaid]:
        if self.oracle is None or not customer:
            return [_UNSAID] * len(codes)
        return list(self.oracle.said(customer, [self.shelf.items[code] for code in codes.tolist()]))

    def _stocked(self, codes: Codes, said: Sequence[SizeSaid]) -> NDArray[np.bool_]:
        """(m,) whether each can be had, in the customer's size where one is known."""
        kept = np.ones(len(codes), np.bool_)
        names = np.array([one.size for one in said], dtype=object)
        for size in set(names.tolist()):
            rows = np.flatnonzero(names == size)
            kept[rows] = self.shelf.has_stock(codes[rows], size)
        return kept

    def _features(
        self, asked: Asked, codes: Codes, said: Sequence[SizeSaid], found: Mapping[str, Floats]
    ) -> Floats:
        columns = dict(found)
        prices = self.shelf.prices()
        usual = prices[asked.history.codes[-10:]] if len(asked.history) else np.zeros(0, np.float32)
        usual = usual[np.isfinite(usual) & (usual > 0)]
        if len(usual):
            with np.errstate(invalid="ignore", divide="ignore"):
                far = np.abs(np.log(prices[codes]) - np.log(usual).mean())
            columns["price"] = np.nan_to_num(np.exp(-far), nan=0.0).astype(np.float32)
        columns["stock"] = self.shelf.share_in_stock(codes)
        age = np.maximum(0.0, asked.at.timestamp() - self.shelf.born()[codes]) / 86_400
        columns["fresh"] = np.exp(-age / FRESH_DAYS).astype(np.float32)
        columns["fits"] = np.array([one.probability or 0.0 for one in said], np.float32)
        columns["returns"] = np.array([one.return_risk or 0.0 for one in said], np.float32)
        return features_of(columns, len(codes))

    def _may_stand(self, asked: Asked, code: int) -> bool:
        """Whether a pinned garment can be had, and passes the filter."""
        if not self.shelf.alive()[code] or code in asked.hidden:
            return False
        if asked.only is not None and not (code < len(asked.only) and asked.only[code]):
            return False
        one = self._sizes(asked.customer, np.array([code], np.int32))
        return bool(self._stocked(np.array([code], np.int32), one)[0])

    def _results(
        self,
        asked: Asked,
        placed: Sequence[Placed],
        said: Sequence[SizeSaid],
        columns: Mapping[str, Floats],
    ) -> tuple[Recommended, ...]:
        """What is shown, each with its reasons."""
        sources = [
            {name: float(column[each.row]) for name, column in columns.items() if column[each.row] > 0}
            if each.row >= 0
            else {}
            for each in placed
        ]
        told = self._told(asked.history, [each.code for each in placed])
        weights = self.ranking.by_name()
        made = []
        for place, each in enumerate(placed):
            one = said[each.row] if each.row >= 0 else _UNSAID
            given = [(source.feature, rows[place]) for source, rows in zip(self.sources, told, strict=True)]
            made.append(
                Recommended(
                    self.shelf.items[each.code],
                    each.score,
                    each.propensity,
                    self._reasons(asked, each, one, sources[place], weights, given),
                    each.traces,
                    one.size,
                    sources[place],
                    one.basis,
                    tuple(self.shelf.items[code] for code in each.drawn),
                )
            )
        return tuple(made)

    def _told(self, history: History, codes: Sequence[int]) -> list[list[tuple[Reason, ...]]]:
        """By source and garment what speaks for it; who tells slowly is asked where nobody else tells."""
        made: list[list[tuple[Reason, ...]]] = [[()] * len(codes) for _ in self.sources]
        for is_quick in (True, False):
            for source, rows in zip(self.sources, made, strict=True):
                if source.is_quick is not is_quick:
                    continue
                left = [at for at in range(len(codes)) if is_quick or not any(each[at] for each in made)]
                for place, reasons in zip(
                    left, source.reasons(history, [codes[at] for at in left]), strict=True
                ):
                    rows[place] = reasons
        return made

    def _reasons(
        self,
        asked: Asked,
        placed: Placed,
        said: SizeSaid,
        sources: Mapping[str, float],
        weights: Mapping[str, float],
        given: Sequence[tuple[str, Sequence[Reason]]],
    ) -> tuple[Reason, ...]:
        """What speaks for a garment, by how much of its score each source explains."""
        parts = {name: weight * sources.get(name, 0.0) for name, weight in weights.items()}
        total = sum(max(0.0, part) for part in parts.values()) or 1.0
        made: list[Reason] = []
        for feature, reasons in given:
            part = max(0.0, parts.get(feature, 0.0)) / total
            if part > 0.02:
                made += [Reason(each.kind, each.share * part, each.garment, each.facts) for each in reasons]
        if sources.get("size"):
            made.append(Reason("size", max(0.0, parts.get("size", 0.0)) / total, "", {"size": said.size}))
        age = asked.at.timestamp() - float(self.shelf.born()[placed.code])
        if not made and 0 <= age < NEW_DAYS * 86_400:
            made.append(Reason("new", 1.0, "", {"days": int(age // 86_400)}))
        for trace in placed.traces:
            if trace.effect in ("pinned", "explored"):
                made.insert(0, Reason(trace.effect, 1.0 if not made else 0.0, "", trace.facts))
        made.sort(key=lambda each: (each.kind not in ("pinned", "explored"), -each.share))
        return tuple(made[:MOST_REASONS])

    def _gone(
        self,
        codes: Codes,
        columns: Mapping[str, Floats],
        said: Sequence[SizeSaid],
        gone: NDArray[np.bool_],
        most: int,
    ) -> list[tuple[int, Trace]]:
        """Of what is out of stock, what sources like best."""
        rows = np.flatnonzero(gone)
        liked = np.sum([column[rows] for column in columns.values()], axis=0) if columns else rows
        best = rows[np.argsort(-liked, kind="stable")[:most]] if len(rows) else rows
        return [
            (int(codes[row]), Trace("out of stock", "", {"size": said[row].size} if said[row].size else {}))
            for row in best.tolist()
        ]

    def _left_out(
        self, scores: Floats, codes: Codes, kept_out: Sequence[tuple[int, Trace]], most: int
    ) -> tuple[tuple[str, Trace], ...]:
        """Of what a rule kept out, the best."""
        by_code = dict(zip(codes.tolist(), scores.tolist(), strict=True))
        ranked = sorted(kept_out, key=lambda each: -by_code.get(each[0], 0.0))
        return tuple((self.shelf.items[code], trace) for code, trace in ranked[:most])


_UNSAID = SizeSaid()


def _pick(said: Sequence[SizeSaid], kept: NDArray[np.bool_]) -> list[SizeSaid]:
    return [one for one, is_kept in zip(said, kept.tolist(), strict=True) if is_kept]
