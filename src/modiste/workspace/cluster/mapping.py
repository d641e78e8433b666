"""Every partition done once: kept when it answers, tried again when it fails, at last set aside.

Knows windows, patience and order; where calls run is an executor's, and what they do the work's.
"""

import hashlib
import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace.cluster.checkpoint import Checkpoint
from modiste.workspace.cluster.protocol import Call, Done, Executor, Fault, Usage, peak_mb, worker_name

Payload = Callable[[int], bytes]
StopAsked = Callable[[], bool]

FATAL = frozenset({"MOD-3104", "MOD-3105", "MOD-2012", "MOD-2014"})
"""What is wrong with the whole run, not with one partition: nothing is set aside, the run ends."""

AHEAD = 2
"""Calls that are started for every worker, so that none waits for the driver."""

_LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Patience:
    """How often a partition is tried, and how long is waited: `first` seconds, twice as long each time.

    A worker that is lost says less about the partition than an error does, so that it may be lost more often.
    """

    raised: int = 3
    lost: int = 5
    first_seconds: float = 0.1
    most_seconds: float = 10.0

    def delay(self, failures: int) -> float:
        """Seconds before the next try, after so many failures.

        Example:
            >>> [Patience().delay(failures) for failures in (1, 2, 3)]
            [0.1, 0.2, 0.4]
        """
        return min(self.first_seconds * 2.0 ** (failures - 1), self.most_seconds)

    def is_over(self, faults: list[Fault]) -> bool:
        """Whether a partition has failed often enough."""
        raised = sum(fault.kind == "raised" for fault in faults)
        return raised >= self.raised or len(faults) - raised >= self.lost


@dataclass(frozen=True)
class SetAside:
    """A partition that could not be done, and the last reason."""

    stage: str
    partition: int
    code: str
    reason: str

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return dict(vars(self))


def place_of(stage: str, set_aside: Sequence[SetAside]) -> str:
    """Where a stage's answers are kept: elsewhere for each set of partitions that earlier ones lack.

    What was made of less is never taken for what was made of all, when a partition is done after all.

    Example:
        >>> place_of("sum", [])
        'sum'
        >>> place_of("sum", [SetAside("count", 3, "MOD-2100", "poisoned")])
        'sum-without-4242c013'
    """
    if not set_aside:
        return stage
    lines = sorted(f"{each.stage}:{each.partition}\n" for each in set_aside)
    return f"{stage}-without-{hashlib.sha256(''.join(lines).encode()).hexdigest()[:8]}"


@dataclass
class Mapper:
    """Maps work over partitions, stage after stage, for one run.

    Attributes:
        executor: whose hands do it.
        checkpoint: where answers are kept.
        patience: with failures.
        set_aside: partitions that could not be done, so far.
        resumed: answers that an earlier run had kept.
        retried: calls that were made again.
        bytes_read: by all calls.
        partitions: of all stages so far.
    """

    executor: Executor
    checkpoint: Checkpoint
    patience: Patience = field(default_factory=Patience)
    progress: Progress = silent
    should_stop: StopAsked = lambda: False
    set_aside: list[SetAside] = field(default_factory=list)
    resumed: int = 0
    retried: int = 0
    bytes_read: int = 0
    partitions: int = 0
    _peaks: dict[str, float] = field(default_factory=dict)

    @property
    def peak_mb(self) -> float:
        """The driver's highest memory and, added to it, each worker's own."""
        mine = worker_name()
        return peak_mb() + sum(peak for name, peak in self._peaks.items() if name != mine)

    def map(self, stage: str, work: str, count: int, payload: Payload, shared: bytes = b"") -> "Answers":
        """Have `count` partitions done, in any order; those that an earlier run kept are not done again.

        Args:
            stage: its name, one a run.
            work: what is done, by its name in the table of works.
            count: how many partitions.
            payload: what partition number 0 to count - 1 is given; asked when it is its turn, and once more
                for every further try.
            shared: what all are given.

        Raises:
            ModisteError: MOD-2018 when stopped, MOD-1110 when an answer cannot be kept, one of `FATAL`, and
                what `payload` raises.
        """
        started, retried, aside = time.monotonic(), self.retried, len(self.set_aside)
        self.partitions += count
        place = place_of(stage, self.set_aside)
        todo = [number for number in range(count) if self.checkpoint.load(place, number) is None]
        self.resumed += count - len(todo)
        self.progress(Event("start", count - len(todo), count, stage))
        if todo:
            self.executor.share(shared)
            self._work_off(stage, work, todo, payload, count)
        self.progress(Event("done", count, count, stage))
        self.progress(
            Event(
                "note",
                message=f"{stage}: {count} partitions in {time.monotonic() - started:.1f} s by "
                f"{self.executor.workers} of {self.executor.name}; {count - len(todo)} kept from before, "
                f"{self.retried - retried} tries again, {len(self.set_aside) - aside} set aside",
            )
        )
        return Answers(self.checkpoint, place, count)

    def _work_off(self, stage: str, work: str, todo: list[int], payload: Payload, count: int) -> None:
        place = place_of(stage, self.set_aside)
        waiting = [(0.0, number) for number in todo]  # when it may start; a heap, and sorted already
        under_way: set[int] = set()
        faults: dict[int, list[Fault]] = {}
        over = count - len(todo)
        while waiting or under_way:
            if self.should_stop():
                raise ModisteError("MOD-2018", what=f"The stage {stage}")
            now = time.monotonic()
            while waiting and waiting[0][0] <= now and len(under_way) < AHEAD * self.executor.workers:
                _, number = heapq.heappop(waiting)
                self.executor.start(Call(number, work, payload(number)))
                under_way.add(number)
            if not under_way:
                time.sleep(min(max(waiting[0][0] - now, 0.0), _LOOK_SECONDS))
                continue
            for done in self.executor.wait(_LOOK_SECONDS):
                if done.number not in under_way:  # told twice: the first answer counts
                    continue
                under_way.remove(done.number)
                self._note(done.usage)
                if done.fault is None and done.value is not None:
                    self.checkpoint.keep(place, done.number, done.value)
                    over += 1
                    self.progress(Event("step", over, count, stage))
                elif self._failed(stage, done, faults):
                    over += 1
                else:
                    self.retried += 1
                    delay = self.patience.delay(len(faults[done.number]))
                    heapq.heappush(waiting, (time.monotonic() + delay, done.number))

    def _failed(self, stage: str, done: Done, faults: dict[int, list[Fault]]) -> bool:
        """Whether that was the last try; a failure of the whole run is raised."""
        fault = done.fault
        assert fault is not None
        if fault.code in FATAL:
            raise ModisteError(fault.code, **fault.values)
        faults.setdefault(done.number, []).append(fault)
        note = f"{stage}: partition {done.number}: {fault.code}: {fault.reason}"
        self.progress(Event("note", message=note[:500]))
        if not self.patience.is_over(faults[done.number]):
            return False
        self.set_aside.append(SetAside(stage, done.number, fault.code, fault.reason))
        return True

    def _note(self, usage: Usage) -> None:
        if usage.worker:
            self._peaks[usage.worker] = max(self._peaks.get(usage.worker, 0.0), usage.peak_mb)
        self.bytes_read += usage.bytes_read


@dataclass(frozen=True)
class Answers:
    """What a stage's partitions answered, read from the run's folder one at a time, in order."""

    checkpoint: Checkpoint
    stage: str
    count: int

    def __iter__(self) -> Iterator[bytes]:
        """Those that are there; a partition that was set aside is passed over."""
        for _, value in self.numbered():
            yield value

    def numbered(self) -> Iterator[tuple[int, bytes]]:
        """Each with its partition's number."""
        for number in range(self.count):
            value = self.checkpoint.load(self.stage, number)
            if value is not None:
                yield number, value

    def views(self) -> Iterator[memoryview]:
        """As the answers themselves, where they lie: of many readings of a few numbers each."""
        for number in range(self.count):
            value = self.checkpoint.view(self.stage, number)
            if value is not None:
                yield value
