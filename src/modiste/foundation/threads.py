"""How many threads torch takes for a while.

Knows torch's one setting; who needs how many is the caller's. Small matrices lose by more than one, and so
does a busy machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def threads_of_torch(count: int) -> Iterator[None]:
    """Torch computes with `count` threads inside, and with as many as before after."""
    import torch  # noqa: PLC0415 - who serves needs none

    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
