"""What merchandisers decide, kept in the shop: rules with what they cover, experiments with their results.

Knows the store's books; what a rule does and when a difference is sure is the recommend room's.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np

from modiste.garment import ModisteError
from modiste.recommend import METHOD, Arm, Manner, Rule, arm_of, compared, covered, is_uneven, rule_of
from modiste.store import KeptExperiment, KeptRule
from modiste.workspace.event_intake import GOALS, RESPONSES
from modiste.workspace.flows.impressions import IMPRESSIONS

if TYPE_CHECKING:
    from modiste.recommend import Shelf
    from modiste.workspace.shop import Shop

MOST_RULES = 500
FRESH_SECONDS = 2.0
"""Rules and experiments of another process hold here so late in PostgreSQL; at once in SQLite."""
WITHIN = 7 * 86_400 * 10**6
"""Microseconds after being shown something in which a goal counts."""


class _Fresh:
    """Whether what was read of the books may have changed since it was last asked."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._state: int | None = None
        self._read_at = -1e9

    def is_due(self) -> bool:
        """Whether it is to be read again; then it counts as read."""
        state, now = self._shop.store.commits(), time.monotonic()
        held = now - self._read_at <= FRESH_SECONDS if state is None else state == self._state
        if not held:
            self._state, self._read_at = state, now
        return not held

    def forget(self) -> None:
        """Let it be due."""
        self._state, self._read_at = None, -1e9


class RuleBook:
    """The rules of one shop. Threads may share it."""

    def __init__(self, shop: "Shop", shelf: "Callable[[], Shelf]") -> None:
        self._shop = shop
        self._shelf = shelf
        self._fresh = _Fresh(shop)
        self._rules: tuple[Rule, ...] = ()
        self._lock = threading.Lock()

    def now(self) -> tuple[Rule, ...]:
        """Every rule, in order, as it is now; in PostgreSQL as of two seconds ago at the earliest."""
        with self._lock:
            if self._fresh.is_due():
                self._rules = tuple(
                    rule_of(each.said, each.id) for each in self._shop.store.merchandise.rules()
                )
            return self._rules

    def all(self) -> list[dict[str, Any]]:
        """Every rule as faces show it."""
        return [self._shown(each) for each in self._shop.store.merchandise.rules()]

    def add(self, said: Mapping[str, Any], who: str) -> dict[str, Any]:
        """Keep a new rule, behind all others.

        Raises:
            ModisteError: MOD-2372 for what says nothing, MOD-2373 for one too many.
        """
        rule = rule_of(said)
        if (count := len(self._shop.store.merchandise.rules())) >= MOST_RULES:
            raise ModisteError("MOD-2373", count=count, limit=MOST_RULES)
        kept = self._shop.store.merchandise.add_rule(rule.to_json(), who)
        self._forget()
        return self._shown(kept)

    def change(self, id_: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """Let a rule say something else.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-2372 for what says nothing.
        """
        kept = self._shop.store.merchandise.change_rule(id_, rule_of(said).to_json())
        self._forget()
        return self._shown(kept)

    def remove(self, id_: str) -> None:
        """Take a rule away.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        self._shop.store.merchandise.remove_rule(id_)
        self._forget()

    def order(self, ids: Sequence[str]) -> None:
        """Put rules in order.

        Raises:
            ModisteError: MOD-1103 for an id that is no rule's.
        """
        self._shop.store.merchandise.order_rules(ids)
        self._forget()

    def _forget(self) -> None:
        self._fresh.forget()

    def _shown(self, kept: KeptRule) -> dict[str, Any]:
        rule, now = rule_of(kept.said, kept.id), datetime.now(UTC)
        state = "holds"
        if rule.starts is not None and rule.starts > now:
            state = "waits"
        elif rule.ends is not None and rule.ends <= now:
            state = "ended"
        shelf = self._shelf()
        hits = covered(shelf, rule, np.arange(len(shelf), dtype=np.int32)) & shelf.alive()
        facts = {"state": state, "covers": int(hits.sum()), "made_at": kept.made_at, "made_by": kept.made_by}
        return {"id": kept.id, **rule.to_json(), **facts}


@dataclass(frozen=True)
class Chosen:
    """The arm of an experiment that a customer or a visit is in."""

    experiment: str
    arm: str
    model: str
    manner: Manner


class ExperimentDesk:
    """The experiments of one shop. Threads may share it."""

    def __init__(self, shop: "Shop", models: Callable[[], Sequence[str]]) -> None:
        self._shop = shop
        self._models = models
        self._fresh = _Fresh(shop)
        self._running: tuple[KeptExperiment, ...] = ()
        self._lock = threading.Lock()

    def arm(self, placement: str, unit: str) -> Chosen | None:
        """The arm that answers there; None where nothing runs or nobody is known."""
        if not unit:
            return None
        for each in self._now():
            if each.said.get("placement", "") in ("", placement):
                arms = _arms(each)
                name = arm_of(each.name, unit, arms).name
                said = next(one for one in each.said["arms"] if one["name"] == name)
                usual = Manner()
                return Chosen(
                    each.name,
                    name,
                    said.get("model", ""),
                    Manner(
                        usual.diversity if said.get("diversity") is None else said["diversity"],
                        usual.explore if said.get("explore") is None else said["explore"],
                        said.get("rules", True),
                    ),
                )
        return None

    def all(self) -> list[dict[str, Any]]:
        """Every experiment with its results, the newest first."""
        return [self._shown(each) for each in self._shop.store.merchandise.experiments()]

    def get(self, name: str) -> dict[str, Any]:
        """One of them.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._shown(self._shop.store.merchandise.experiment(name))

    def start(self, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """Start an experiment.

        Raises:
            ModisteError: MOD-2374 for arms that do not do, MOD-2375 for a name that is taken.
        """
        names = [each["name"] for each in said["arms"]]
        if len(set(names)) < len(names):
            raise ModisteError("MOD-2374", reason="two arms have one name")
        for each in said["arms"]:
            if each.get("model") and each["model"] not in self._models():
                raise ModisteError(
                    "MOD-2374", reason=f"{each['model']!r} is none of {', '.join(self._models())}"
                )
        kept = self._shop.store.merchandise.start_experiment(name, said)
        if kept is None:
            raise ModisteError("MOD-2375", name=name)
        self._fresh.forget()
        return self._shown(kept)

    def stop(self, name: str) -> dict[str, Any]:
        """Stop an experiment; its results stay.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        kept = self._shop.store.merchandise.stop_experiment(name)
        self._fresh.forget()
        return self._shown(kept)

    def _now(self) -> tuple[KeptExperiment, ...]:
        with self._lock:
            if self._fresh.is_due():
                found = self._shop.store.merchandise.experiments()
                self._running = tuple(each for each in found if each.stopped_at is None)
            return self._running

    def _shown(self, kept: KeptExperiment) -> dict[str, Any]:
        arms, goal = _arms(kept), kept.said.get("goal", "click")
        counts = self._counts(kept.name, goal)
        results = compared([(each, *counts.get(each.name, (0, 0))) for each in arms])
        models = {each["name"]: each.get("model", "") for each in kept.said["arms"]}
        return {
            "name": kept.name,
            "placement": kept.said.get("placement", ""),
            "goal": goal,
            "note": kept.said.get("note", ""),
            "started_at": kept.started_at,
            "stopped_at": kept.stopped_at,
            "arms": [{**each, "model": models[each["name"]]} for each in results],
            "is_decided": any(each["verdict"] in ("better", "worse") for each in results),
            "method": METHOD,
            "uneven": is_uneven(arms, [counts.get(each.name, (0, 0))[0] for each in arms]),
        }

    def _counts(self, name: str, goal: str) -> dict[str, tuple[int, int]]:
        """By arm how many units were shown something, and how many of them reached the goal in a week."""
        log = self._shop.store.events
        self._shop.recommending.impressions.flush()
        tables = log.tables()
        if IMPRESSIONS not in tables:
            return {}
        column, constant = duckdb.ColumnExpression, duckdb.ConstantExpression
        shown = log.scan(IMPRESSIONS).filter(
            (column("experiment") == constant(name))
            & column("customer_id").isnotnull()
            & ~column("is_shadow")
        )
        first: dict[str, tuple[str, int]] = {}
        for arm, unit, at in shown.aggregate('arm, customer_id, epoch_us(min("at"))').fetchall():
            if unit not in first or at < first[unit][1]:
                first[unit] = arm, at
        reached: set[str] = set()
        if RESPONSES in tables:
            kinds = [kind for kind, its in GOALS.items() if its == goal]
            acted = log.scan(RESPONSES).filter(column("customer_id").isnotnull())
            acted = acted.filter(column("kind").isin(*(constant(kind) for kind in kinds)))
            for unit, at in acted.select('customer_id, epoch_us("at")').fetchall():
                if unit in first and first[unit][1] <= at <= first[unit][1] + WITHIN:
                    reached.add(unit)
        made: dict[str, tuple[int, int]] = {}
        for unit, (arm, _) in first.items():
            units, goals = made.get(arm, (0, 0))
            made[arm] = units + 1, goals + (unit in reached)
        return made


def _arms(kept: KeptExperiment) -> list[Arm]:
    return [Arm(each["name"], float(each.get("share", 1.0))) for each in kept.said["arms"]]
