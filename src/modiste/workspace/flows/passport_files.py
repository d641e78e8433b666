"""Files about passports that come from elsewhere or go there: bundles, trust, a witness's folder.

Knows reading and writing them; what is in them is the passport room's.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import httpx

from modiste.garment import ModisteError
from modiste.passport import (
    BUNDLE_BYTES,
    WITNESS,
    Check,
    NoteSigner,
    Trust,
    Witness,
    WitnessServer,
    checked,
    kept_key,
    page_policy,
    read_key,
    read_trust,
    served,
    verify_page,
)
from modiste.store import telling, write_whole

TIMEOUT_SECONDS = 10.0
_LOOK_SECONDS = 0.2


def read_bundle(where: str) -> bytes:
    """The bytes of a bundle in a file or at an https address.

    Raises:
        ModisteError: MOD-2629 when it cannot be read or has more bytes than a bundle may have.
    """
    try:
        if where.startswith(("https://", "http://localhost", "http://127.0.0.1")):
            data = _fetched(where)
        else:
            with Path(where).open("rb") as file:
                data = file.read(BUNDLE_BYTES + 1)
    except (OSError, ValueError, httpx.HTTPError, httpx.InvalidURL) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower().rstrip(".")
        raise ModisteError("MOD-2629", where=where[:200], reason=reason) from None
    if len(data) > BUNDLE_BYTES:
        raise ModisteError("MOD-2629", where=where[:200], reason=f"it has more than {BUNDLE_BYTES} bytes")
    return data


def read_trust_file(path: Path) -> Trust:
    """Whom a file trusts.

    Raises:
        ModisteError: MOD-2629 when it cannot be read, MOD-2625 where it is no such file.
    """
    return read_trust(read_bundle(str(path)))


def verify_bundle(data: bytes, trust: Trust | None, now: datetime | None = None) -> list[Check]:
    """Check a bundle without a shop."""
    return checked(data, trust, now)


def verification_page() -> tuple[str, str]:
    """The page that checks passports in a browser, and the policy under which it is served."""
    return verify_page(), page_policy()


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole."""
    with telling(path):
        write_whole(path, data)


@contextmanager
def serving_witness(
    folder: Path, name: str, logs: Sequence[str], host: str, port: int
) -> Iterator[tuple[str, str]]:
    """Inside the block a witness answers; gives its address and key.

    Raises:
        ModisteError: MOD-2611 for a key of a log that is none, MOD-2205 where the address is taken.
    """
    signer = NoteSigner(name, kept_key(folder / "witness.key"), WITNESS)
    witness = Witness(folder, signer, [read_key(each) for each in logs])
    read_key(str(signer.key))  # a name with spaces makes no key
    with telling(folder):
        server = WitnessServer(witness, host, port)
    with served(server) as url:
        yield url, str(signer.key)


def until(should_stop: Callable[[], bool]) -> None:
    """Wait until somebody asks for a stop."""
    while not should_stop():
        time.sleep(_LOOK_SECONDS)


def _fetched(url: str) -> bytes:
    found = bytearray()
    with httpx.stream("GET", url, timeout=TIMEOUT_SECONDS, follow_redirects=False) as answer:
        answer.raise_for_status()
        for part in answer.iter_bytes():
            found += part
            if len(found) > BUNDLE_BYTES:
                break
    return bytes(found)
