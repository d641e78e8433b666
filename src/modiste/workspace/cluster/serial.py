"""One partition after the other in this process: what every other executor must agree with.

Knows order; it starts nothing and ends nothing.
"""

from collections import deque

from modiste.workspace.cluster.protocol import Call, Done, answered, conduct


class SerialExecutor:
    """Does one call each time it is waited for."""

    name = "serial"
    workers = 1

    def __init__(self) -> None:
        self._waiting: deque[Call] = deque()
        self._shared = b""

    def share(self, data: bytes) -> None:
        """Keep it."""
        self._shared = data

    def start(self, call: Call) -> None:
        """Queue it."""
        self._waiting.append(call)

    def wait(self, seconds: float) -> list[Done]:
        """Do the oldest."""
        if not self._waiting:
            return []
        call = self._waiting.popleft()
        return [answered(call.number, conduct(call.work, call.payload, self._shared))]

    def close(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
