"""The forecast of new garments: shape by volume, the way to the volume chosen, with a band that was measured.

Knows launches before one moment only; features are `features`', ways to a volume `volume`'s, bands and what
first weeks change `band`'s: it is handed forecasts of earlier launches by models that had not seen them.
"""

from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.launches.band import LaunchBand
from modiste.trends.launches.book import WEEK, Ints, LaunchBook, day_of
from modiste.trends.launches.curve import launch_shapes
from modiste.trends.launches.features import Known
from modiste.trends.launches.kinship import same_kind
from modiste.trends.launches.volume import WAYS, volumes
from modiste.trends.panel import Floats

LEAST = 5
"""How many earlier launches a forecast needs."""
BLOCKS = 4
_LEAST_WEEKS = 2
"""Of a launch that is learned from."""
_CLEARLY = 0.97
"""What another way's error must be below, of the mean of line and trees."""
_HALF_LIFE = 18 * WEEK


@dataclass(frozen=True, eq=False)
class _Answer:
    """Sales of some launches as one moment's knowledge has them: (m, weeks) each way, and the shapes."""

    ways: dict[str, Floats]
    alike: Floats
    past: Ints


class LaunchModel:
    """What is learned of launches before one moment.

    Args:
        book: all garments; nothing from the moment on is looked at but what is known ahead.
        known: what was known of each at its launch.
        moment: the day from which on nothing is known.
        weeks: how many weeks from launch are forecast.

    Raises:
        ModisteError: MOD-2472 where fewer than `LEAST` launches are old enough to learn from.
    """

    def __init__(self, book: LaunchBook, known: Known, moment: np.datetime64, weeks: int) -> None:
        self.book, self.known, self.weeks = book, known, weeks
        self.moment = day_of(moment)
        past = book.past_launches(self.moment, _LEAST_WEEKS)
        if len(past) < LEAST:
            raise ModisteError("MOD-2472", count=len(past), least=LEAST)
        self._walked, self._own = self._walk(past)
        self.way, self.worth = self._choose()

    def y_hat(self, places: Ints) -> Floats:
        """(m, weeks) pieces by week since launch."""
        return self._answer(places, self.moment).ways[self.way]

    def band(self, moment: np.datetime64 | None = None) -> LaunchBand:
        """What had been forecast of earlier launches, and what came by a moment; by default the model's own.

        A later moment is for forecasts that first weeks of sales correct: by then more has come.
        """
        now = self.moment if moment is None else day_of(moment)
        seen = self.book.weekly(self._walked, self.weeks, now)
        age = (now - self.book.launched[self._walked]).astype(np.float64)
        return LaunchBand(self._own[self.way], seen, age / WEEK)

    @property
    def n_past(self) -> int:
        """From how many launches it learned."""
        return len(self.book.past_launches(self.moment, _LEAST_WEEKS))

    def neighbours(self, places: Ints, count: int = 5) -> list[list[tuple[int, float]]]:
        """The most alike earlier launches of each garment with their likeness, the most alike first."""
        answer = self._answer(places, self.moment)
        order = np.argsort(-answer.alike, axis=1, kind="stable")[:, :count]
        return [
            [(int(answer.past[each]), float(answer.alike[row, each])) for each in order[row]]
            for row in range(len(places))
        ]

    def _answer(self, places: Ints, moment: np.datetime64) -> _Answer:
        """What a moment's knowledge says of garments."""
        book, known = self.book, self.known
        past = book.past_launches(moment, _LEAST_WEEKS)
        sales = book.weekly(past, self.weeks, moment)
        before = book.known(moment)
        alike = known.kinship.likeness(places, past, before)
        same = same_kind(book, places, past, before)
        shapes = launch_shapes(alike, same, sales)
        usual = launch_shapes(np.zeros((1, len(past))), np.zeros((1, len(past)), bool), sales)[0]
        there = np.isfinite(sales)
        rates = np.where(there, sales, 0.0).sum(1) / np.maximum((there * usual).sum(1), 1e-9)
        age = (moment - book.launched[past]).astype(np.int64)
        weights = np.sqrt(there.mean(1)) * 0.5 ** (age / _HALF_LIFE)
        found = volumes(known.rows[past], np.log1p(rates), weights, alike, known.rows[places])
        return _Answer({way: np.expm1(logs)[:, None] * shapes for way, logs in found.items()}, alike, past)

    def _walk(self, past: Ints) -> tuple[Ints, dict[str, Floats]]:
        """The later half of the launches, in blocks, forecast by what was known when each block began."""
        book = self.book
        order = past[np.argsort(book.launched[past], kind="stable")]
        later = order[len(order) // 2 :]
        places: list[Ints] = []
        found: list[dict[str, Floats]] = []
        for block in np.array_split(later, min(BLOCKS, len(later))):
            start = self.known.moments[block].min()
            if len(book.past_launches(start, _LEAST_WEEKS)) < LEAST:
                continue
            places.append(block)
            found.append(self._answer(block, start).ways)
        if not places:
            return later[:0], {"kin": np.zeros((0, self.weeks))}
        ways = set.intersection(*(set(each) for each in found))
        return np.concatenate(places), {way: np.concatenate([each[way] for each in found]) for way in ways}

    def _choose(self) -> tuple[str, dict[str, float]]:
        """The way whose forecasts of launches to come were nearest (WAPE), and what each was worth.

        The mean of line and trees stays unless another was clearly better: on few launches luck is as large.
        """
        seen = self.book.weekly(self._walked, self.weeks, self.moment)
        there, total = np.isfinite(seen), max(float(np.nansum(seen)), 1e-9)
        worth = {
            way: float(np.abs(np.where(there, seen - guess, 0.0)).sum()) / total
            for way, guess in sorted(self._own.items())
        }
        best = min(worth, key=lambda way: worth[way])
        safe = WAYS[-1]
        return (safe if safe in worth and worth[best] > _CLEARLY * worth[safe] else best), worth
