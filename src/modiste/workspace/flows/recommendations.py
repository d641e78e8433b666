"""Recommendations in one shop: asked for, explained, logged, and changed by the next click.

Knows whose history is whose and what the shop's rules and experiments say; recommending is the recommend
room's, building its models `recommend_models`'. Nothing here waits for a model: until one is built, likeness
and trends answer.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import ModisteError
from modiste.recommend import (
    Asked,
    Feature,
    History,
    Likeness,
    Manner,
    Neighbours,
    Restraint,
    Rule,
    Serving,
    Source,
    Trending,
    Visits,
    history_of,
    mixed,
    rule_of,
    told_of,
)
from modiste.workspace.event_intake import WEIGHTS, Batch, EventIntake, Taken
from modiste.workspace.flows.answerers import Answerers
from modiste.workspace.flows.followed_acts import FollowedActs
from modiste.workspace.flows.impressions import Impressions, new_id
from modiste.workspace.flows.learned_sizes import LearnedSizes
from modiste.workspace.flows.merchandising import Chosen, ExperimentDesk, RuleBook
from modiste.workspace.flows.recommend_answers import (
    HOME,
    Recommendation,
    Wish,
    alarm_of,
    only_of,
    size_words,
    worded,
)
from modiste.workspace.flows.recommend_customers import KnownCustomers
from modiste.workspace.flows.recommend_models import (
    Acts,
    drift_of,
    learned_ranking,
    read_acts,
    registered,
)
from modiste.workspace.flows.shop_shelf import ShopShelf

if TYPE_CHECKING:
    from modiste.recommend import Answered, Shelf
    from modiste.workspace.shop import Shop

SHOWN_TO_ALL = frozenset({HOME, "trending"})
"""Placements that have an answer for nobody in particular."""
CHECKED_SECONDS = 2.0
ALARM_SECONDS = 60.0
MOST_ACTS = 300_000
"""Of more acts than these the model is built aside, while likeness and trends answer."""
LEARNED_ACTS = 5_000
"""After so many acts, and a tenth of all, the model is built anew."""
MOST_ASIDE = 64
Versions = tuple[tuple[str, str, str], ...]
"""Of the registry's recommenders name, version and stage."""
LAST = 50


class ShopRecommender:
    """Recommendations in one shop. Threads may share it.

    Attributes:
        rules: the merchandisers'.
        experiments: what is tried side by side.
        impressions: what was shown.
        intake: what visitors did.
        answerers: the processes that answer beside this one, if there are any.
    """

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._shelves = ShopShelf(shop)
        self._visits = Visits()
        self._restraint = Restraint()
        self._lock = threading.RLock()
        self._checked = -1e9
        self._held = Acts.empty()
        self._started = False
        self._ranking = mixed()
        self._serving: dict[str, Serving] = {}
        self._built_at: datetime | None = None
        self._likeness: Likeness | None = None
        self._shadow = ""
        self._seen_versions: Versions = ()
        self._versions_of: tuple[int | None, Versions] = None, ()
        self._since = 0
        self._followed = FollowedActs(shop.store.events)
        self.answerers: Answerers | None = None
        self._aside = ThreadPoolExecutor(1, "recommend-shadow")
        self._waiting = 0
        self._alarmed: tuple[float, list[dict[str, Any]]] = (-1e9, [])
        self._is_building = False
        self.rules = RuleBook(shop, lambda: self.shelf)
        self.experiments = ExperimentDesk(shop, self.models)
        self.impressions = Impressions(shop)
        self.intake = EventIntake(shop)
        self._sizes = LearnedSizes(shop, self._shelves.shelf)
        self._known = KnownCustomers(shop, self._sizes.bought.last)

    @property
    def shelf(self) -> "Shelf":
        """The garments as they are."""
        self._start()
        return self._shelves.shelf

    def prices(self, garments: Sequence[str]) -> list[tuple[float | None, str]]:
        """What garments cost now, with the currency; (None, "") where no price is known."""
        return self._shelves.prices(garments)

    def models(self) -> list[str]:
        """The ways to recommend that can be named; the first one is served."""
        self._start()
        return list(self._serving)

    def recommend(self, wish: Wish) -> Recommendation:
        """Recommend.

        Raises:
            ModisteError: MOD-1103 for a customer or a garment that is not there, MOD-2370 when nobody is
                named where somebody is needed, MOD-2376 for a filter that is none.
        """
        if self.answerers is not None and (made := self.answerers.recommend(wish)) is not None:
            answer, owner = made
            if wish.is_logged:
                self.impressions.remember(answer.to_json(), owner)
            return answer
        return self._answer(wish, None, is_logged=wish.is_logged)

    def preview(
        self, wish: Wish, drafts: Sequence[Mapping[str, Any]]
    ) -> tuple[Recommendation, Recommendation]:
        """The answer with the rules as they are, and with others; neither is logged.

        Raises:
            ModisteError: as `recommend`, MOD-2372 for a draft that says nothing.
        """
        rules = [rule_of(each, f"draft-{place + 1}") for place, each in enumerate(drafts)]
        return self._answer(wish, None, is_logged=False), self._answer(wish, rules, is_logged=False)

    def why(self, recommendation: str) -> Recommendation:
        """An answer that was given, with reasons in words.

        Raises:
            ModisteError: MOD-2371 when there is none.
        """
        found = self.impressions.find(recommendation)
        owner = found.pop("customer_id")
        if owner and not self._shop.people.agrees(owner):
            raise ModisteError("MOD-2371", id=recommendation)
        named = self.shelf.name
        results = [worded(each, named) for each in found["results"]]
        return Recommendation(**{**found, "results": results})

    def take(
        self,
        events: Sequence[Any],
        sent_at: datetime | None,
        *,
        checked: Callable[[Any], Mapping[str, Any]],
        may_name: bool = True,
    ) -> dict[str, Any]:
        """Take events in; the next answer knows them.

        Raises:
            ModisteError: MOD-1110 when the disk refuses.
        """
        self._start()  # or it would find in the log what it is about to be told
        made: Batch = self.intake.take(events, sent_at, checked, may_name=may_name)
        self.hear(made.taken)
        return made.to_json()

    def hear(self, taken: Sequence[Taken]) -> None:
        """Learn of acts that are on disk, or that memory alone may know; so do the processes beside."""
        self._start()
        if self.answerers is not None:
            self.answerers.tell(taken)
        self._learn(taken)

    def share(self, processes: int) -> None:
        """Let so many processes more answer; they are ready a while later, and end with this one."""
        self.answerers = Answerers(self._shop, processes)

    def remember(self, session: str, garment: str, kind: str = "view_item") -> None:
        """Let a visit have done something, in memory alone: nothing is logged, the next answer knows it."""
        visit = self.intake.visit(session)
        self.hear([Taken("", kind, datetime.now(UTC), visit, visit, garment, "", is_kept=False)])

    def customers(
        self, after: str | None, limit: int, search: str = ""
    ) -> tuple[list[dict[str, Any]], str | None]:
        """Customers with a history, those first who did something last; and the mark of the next page."""
        self._start()
        return self._known.page(after, limit, search)

    def learned_from(self) -> tuple[str, ...]:
        """Whose histories the model was fitted on."""
        self._start()
        return self._held.interactions.customers

    def history(self, customer: str, limit: int = 100) -> list[dict[str, Any]]:
        """What a customer did, the newest first.

        Raises:
            ModisteError: MOD-1103 when there is no such customer, or they were erased.
        """
        self._start()
        person = self._person(customer)
        names = {weight: kind for kind, weight in reversed(WEIGHTS.items())}
        acts = self._acts(person)
        return [
            {
                "at": datetime.fromtimestamp(at, UTC),
                "kind": names.get(weight, "view_item"),
                "garment": self.shelf.items[code],
                "weight": weight,
            }
            for at, code, weight in reversed(acts[-limit:])
        ]

    def size_advice(self, session: str, garment: str) -> dict[str, Any]:
        """The size that whoever makes a visit should take.

        Raises:
            ModisteError: MOD-1103 for a garment that is not there.
        """
        self._shop.garments.get(garment)
        said = self._sizes.said(self.intake.visit(session), [garment])[0]
        en, zh = size_words(said)
        return {
            "garment": garment,
            "size": said.size,
            "basis": said.basis,
            "confidence": said.probability,
            "en": en,
            "zh": zh,
        }

    def state(self) -> dict[str, Any]:
        """What recommends here, from how much, and whether behaviour has drifted."""
        self._start()
        return {
            "model": next(iter(self._serving)),
            "shadow": self._shadow,
            "models": list(self._serving),
            "garments": int(self.shelf.alive().sum()),
            "customers": len(self.learned_from()),
            "acts": len(self._held.interactions),
            "built_at": self._built_at,
            "is_building": self._is_building,
            "ranking": self._ranking.basis,
            "alarms": self._alarms(),
        }

    def close(self) -> None:
        """Write what waits to be logged, and let the processes that help end."""
        if self.answerers is not None:
            self.answerers.close()
        self._aside.shutdown()
        self._sizes.close()
        self.impressions.close()

    def _alarms(self) -> list[dict[str, Any]]:
        """Whether behaviour drifts, in words."""
        if time.monotonic() - self._alarmed[0] < ALARM_SECONDS:
            return self._alarmed[1]
        made = [
            alarm_of(what, drift, self.shelf.name)
            for what, drift in drift_of(self._shop).items()
            if drift.enough
        ]
        self._alarmed = time.monotonic(), made
        return made

    # --- keeping up ---

    def _start(self) -> None:
        with self._lock:
            if not self._started:
                self._started = True
                self._shelves.catch_up()
                read = read_acts(self._shop, self._shelves.shelf)
                if len(read.interactions) > MOST_ACTS:
                    self._put_together(read, fitted=False)
                    self._build_aside()
                else:
                    self._put_together(read)
        now = time.monotonic()
        if now - self._checked > CHECKED_SECONDS:
            self._checked = now
            self._shelves.catch_up()
            if self._shelves.is_behind():
                threading.Thread(target=self._restock_quietly, name="recommend-stock", daemon=True).start()
            self._notice()
        self._follow()

    def _follow(self) -> None:
        """Learn what other processes wrote; build anew where that is too much."""
        more = self._followed.found()
        if more:
            self._learn(more)
        elif more is None and not self._is_building:
            self._build_aside()

    def _notice(self) -> None:
        """Build anew, aside, after many acts, or where a model was trained or promoted."""
        most = max(LEARNED_ACTS, len(self._held.interactions) // 10)
        if (self._versions() != self._seen_versions or self._since > most) and not self._is_building:
            self._build_aside()

    def _versions(self) -> Versions:
        """The registry's recommenders by name, version and stage: what tells that it is another set."""
        state = self._shop.store.commits()
        if state is None or state != self._versions_of[0]:
            kept = self._shop.registry.models()
            named = tuple((each.name, each.version, each.stage) for each in kept if "recommend" in each.name)
            self._versions_of = state, named
        return self._versions_of[1]

    def _build_aside(self) -> None:
        """Build in a thread; what answers now goes on until it is done."""
        self._is_building = True
        threading.Thread(target=self._build_quietly, name="recommend-build", daemon=True).start()

    def _build_quietly(self) -> None:
        try:
            self.build()
        except (ModisteError, OSError) as error:
            self._shop.log.warning("recommender not built", reason=str(error)[:200])
        finally:
            self._is_building = False

    def _restock_quietly(self) -> None:
        try:
            self._shelves.restock()
        except (ModisteError, OSError) as error:
            self._shop.log.warning("stock not read", reason=str(error)[:200])

    def build(self) -> None:
        """Read the log, fit, learn the ranking, and answer with that from now on.

        Whoever was erased since is in it no more.
        """
        self._start()
        read = read_acts(self._shop, self._shelves.shelf)
        ranking = learned_ranking(self._shop, self.impressions)
        with self._lock:
            self._since, self._ranking = 0, ranking
            self._put_together(read)

    def _put_together(self, read: Acts, *, fitted: bool = True) -> None:
        """The ways to recommend, the first of which is served."""
        shelf = self._shelves.shelf
        likeness = self._likeness = self._likeness or Likeness(shelf)
        trends = Trending(shelf.items)
        held = read.interactions
        trends.take(held.codes, held.at, held.weights)
        alike, trending = Source(likeness, "alike"), Source(trends, "trending")
        ways: dict[str, Sequence[Source]] = {"alike": (alike, trending), "trending": (trending,)}
        self._seen_versions = self._versions()
        served, candidates = registered(self._shop) if self._seen_versions else ([], [])
        if len(held) and fitted:
            kept = [each.recommender for each in served]
            tuned = next((each for each in kept if isinstance(each, Neighbours)), None)
            # Its settings were chosen then; the counts are those of now.
            knn = Source(Neighbours.fit(held, tuned.settings if tuned else None), "history", shelf)
            more = [Source(each, "sequence", shelf) for each in kept if not isinstance(each, Neighbours)]
            ways = {"blend": (knn, *more, alike, trending), "knn": (knn, trending), **ways}
        for each in candidates:
            feature: Feature = "history" if isinstance(each.recommender, Neighbours) else "sequence"
            ways[each.label] = (Source(each.recommender, feature, shelf), alike, trending)
        self._shadow = candidates[0].label if candidates else ""
        self._trending = trends
        self._held = read
        self._known.begin(read)
        self._followed.begin(read.rows)
        self._serving = {
            name: Serving(shelf, likeness, sources, self._ranking, Manner(), self._sizes)
            for name, sources in ways.items()
        }
        self._built_at = datetime.now(UTC)

    def _learn(self, taken: Sequence[Taken]) -> None:
        """Let acts change what is answered next; each does so once."""
        sources = {id(each): each for serving in self._serving.values() for each in serving.sources}
        for each in self._followed.unlearned(taken):
            code = self.shelf.code(each.garment) if each.garment else None
            weight = WEIGHTS.get(each.kind, 0.0)
            if each.kind == "purchase":
                self._sizes.forget(each.who)
            if code is None or not weight:
                continue
            at = int(each.at.timestamp())
            if each.is_kept:
                self._known.take(each.who, at, code)
            counted = self._restraint.weight(each.who, each.garment, at, weight)
            if counted and each.who:
                before = history_of(self._acts(each.who)[-LAST:])
                for source in sources.values():
                    source.learn(before, code, counted)
            if each.who:
                self._visits.take(each.who, [(at, code, weight)])
                if each.visit and each.visit != each.who:
                    self._visits.take(each.visit, [(at, code, weight)])
            self._since += 1
            if counted:
                one = np.array([code], np.int32)
                self._trending.take(one, np.array([at], np.int64), np.array([counted], np.float32))

    # --- answering ---

    def _answer(self, wish: Wish, rules: Sequence[Rule] | None, *, is_logged: bool) -> Recommendation:
        self._start()
        now = datetime.now(UTC)
        person, visit = self._person(wish.customer) if wish.customer else "", self.intake.visit(wish.session)
        anchor = self._anchor(wish.garment)
        acts = self._acts(person) + (self._acts(visit) if visit else [])
        acts.sort()
        history = history_of(acts[-LAST:])
        for each in wish.looked:
            if (code := self._anchor(each)) is not None:
                history = _with(history, code, int(now.timestamp()), 1.0)
        if anchor is not None:
            history = _with(history, anchor, int(now.timestamp()))
        if not len(history) and wish.placement not in SHOWN_TO_ALL and not (person or visit):
            raise ModisteError("MOD-2370", placement=wish.placement)
        unit = person or visit
        chosen = self.experiments.arm(wish.placement, unit) if is_logged else None
        serving = self._serving.get(chosen.model if chosen else "") or next(iter(self._serving.values()))
        model = chosen.model if chosen and chosen.model else next(iter(self._serving))
        if chosen is not None:
            serving = replace(serving, manner=chosen.manner)
        elif not is_logged:
            serving = replace(serving, manner=replace(serving.manner, explore=0.0))
        id_ = new_id(now)
        asked = Asked(
            history,
            wish.k,
            now,
            person or visit,
            wish.placement,
            only_of(self.shelf, wish.filters),
            frozenset(history.codes.tolist()),
            int(id_[-12:], 16),
        )
        began = time.perf_counter()
        answered, features = serving.answer(asked, self.rules.now() if rules is None else rules)
        took = (time.perf_counter() - began) * 1000
        made = self._shown(id_, now, wish.placement, person, model, answered, chosen, took, len(history))
        if is_logged:
            kept = unit if self._is_kept(unit) else None
            self.impressions.add(made.to_json(), features.tolist(), kept, (kept and visit) or None)
            self._answer_aside(made, asked, kept, visit)
        return made

    def _answer_aside(self, made: Recommendation, asked: Asked, kept: str | None, visit: str) -> None:
        """Let the candidate answer, too, for the log alone; where it does not keep up, some are left out."""
        serving = self._serving.get(self._shadow)
        if serving is None or self._waiting >= MOST_ASIDE:
            return
        self._waiting += 1

        def answer() -> None:
            try:
                answered, features = serving.answer(asked, self.rules.now())
                results = [
                    {**each.to_json(), "place": place} for place, each in enumerate(answered.results, 1)
                ]
                told = {**made.to_json(), "model": self._shadow, "results": results}
                session = (kept and visit) or None
                self.impressions.add(told, features.tolist(), kept, session, shadow=True)
            except ModisteError as error:
                self._shop.log.warning("no answer in shadow", reason=error.detail)
            finally:
                self._waiting -= 1

        with suppress(RuntimeError):  # closed meanwhile
            self._aside.submit(answer)

    def _shown(
        self,
        id_: str,
        now: datetime,
        placement: str,
        person: str,
        model: str,
        answered: "Answered",
        chosen: Chosen | None,
        took: float,
        known: int,
    ) -> Recommendation:
        named = self.shelf.name
        results = [
            worded({**each.to_json(), "place": place}, named)
            for place, each in enumerate(answered.results, 1)
        ]
        left_out = []
        for garment, trace in answered.left_out:
            en, zh = told_of(trace, named)
            left_out.append({"garment": garment, **trace.to_json(), "en": en, "zh": zh})
        notes = []
        if not known:
            notes.append(
                {
                    "en": "Nothing is known of this visitor yet: trends and new garments.",
                    "zh": "尚无访客记录：显示热门与新品。",
                }
            )
        arm = {"experiment": chosen.experiment, "arm": chosen.arm} if chosen else None
        return Recommendation(
            id_,
            now,
            placement,
            person,
            model,
            results,
            left_out,
            arm,
            answered.candidates,
            notes,
            round(took, 3),
        )

    def _person(self, customer: str) -> str:
        """A customer's id.

        Raises:
            ModisteError: MOD-1103 when there is no such customer, or they were erased.
        """
        for id_ in (customer, self._shop.people.pseudonym(customer)):
            if id_ and (found := self._shop.people.known(id_)):
                if found.erased_at:
                    self._visits.forget(id_)
                    break
                return id_
        raise ModisteError("MOD-1103", kind="customer", id=customer)

    def _acts(self, who: str) -> list[tuple[int, int, float]]:
        """What is known of one, from the log as it was read and from memory since."""
        if not who:
            return []
        held = self._held.acts(who)
        known = set(held)
        return sorted([*held, *(act for act in self._visits.acts(who) if act not in known)])

    def _is_kept(self, who: str) -> bool:
        """Whether what is shown to one may be logged as theirs: they agreed to it."""
        if not who:
            return False
        return self._shop.people.agrees(who)

    def _anchor(self, garment: str) -> int | None:
        if not garment:
            return None
        self._shop.garments.get(garment)
        self._shelves.catch_up()
        return self.shelf.code(garment)


def _with(history: History, code: int, at: int, weight: float = 3.0) -> History:
    """A history with what is looked at now, which counts for much."""
    return History(
        np.append(history.codes, np.int32(code)),
        np.append(history.at, np.int64(at)),
        np.append(history.weights, np.float32(weight)),
    )
