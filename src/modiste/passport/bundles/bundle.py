"""One file that proves a passport by itself: RFC 8785 JSON, every other byte of it covered by one signature.

Knows the file's members; what they prove is `checks`'.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.passport.credentials.proofs import moment, signed_bytes
from modiste.passport.jcs import read_canonical

FORMAT = "modiste.passport.bundle.3"
FORMATS = {
    "modiste.passport.bundle.1": frozenset[str](),
    "modiste.passport.bundle.2": frozenset(("parts",)),
    FORMAT: frozenset(("parts", "statements")),
}
"""By format, what it has beside the members of the first; a file that was saved stays readable."""
BUNDLE_BYTES = 256_000
"""Of one file."""
MEMBERS = frozenset(
    (
        "anchor",
        "checkpoint",
        "credential",
        "format",
        "history",
        "keys",
        "leaf",
        "log",
        "made",
        "proof",
        "quorum",
        "status",
        "witnesses",
    )
)
_LEAF = frozenset(("inclusion", "index", "salt"))
PART_MEMBERS = _LEAF | {"credential", "status"}
_LOGGED = frozenset(("entry", "inclusion", "index"))
STATEMENT_MEMBERS = frozenset(("document", "key", "sha256"))


@dataclass(frozen=True)
class Leaf:
    """Where something stands in the log, and the proof of it."""

    index: int
    inclusion: tuple[bytes, ...]

    def said(self) -> dict[str, Any]:
        """As a bundle has it."""
        return {"index": self.index, "inclusion": [_text(each) for each in self.inclusion]}


@dataclass(frozen=True)
class LoggedKey:
    """An entry of the log about an issuer's key."""

    entry: str
    leaf: Leaf


@dataclass(frozen=True)
class AnchorProof:
    """A root of the log on a chain, and how the checkpoint goes on from it.

    Attributes:
        provider: What kind of chain.
        chain: Which one, such as an EVM's chain id.
        contract: Where on it.
        transaction: By which transaction.
        block: In which block.
        size: The log's size then.
        root: And its root, 32 bytes.
        consistency: That the checkpoint's tree goes on from it.
        is_independent: Whether others than the issuer run the chain.
    """

    provider: str
    chain: str
    contract: str
    transaction: str
    block: int
    size: int
    root: bytes
    consistency: tuple[bytes, ...]
    is_independent: bool

    def said(self) -> dict[str, Any]:
        """As a bundle has it."""
        return {
            **vars(self),
            "root": _text(self.root),
            "consistency": [_text(each) for each in self.consistency],
        }


@dataclass(frozen=True)
class Part:
    """The passport of a model or a batch, which an item's passport names by its hash.

    Attributes:
        credential: It.
        salt: Under which the log commits to it.
        leaf: Where.
        status: Its list of statuses, None where it is the bundle's own.
    """

    credential: Mapping[str, Any]
    salt: bytes
    leaf: Leaf
    status: Mapping[str, Any] | None

    def said(self) -> dict[str, Any]:
        """As a bundle has it."""
        about = {"credential": self.credential, "salt": self.salt.hex(), "status": self.status}
        return {**about, **self.leaf.said()}


@dataclass(frozen=True)
class ShownStatement:
    """A supplier's signed statement, which a passport's fields name by its hash.

    Attributes:
        sha256: Of its canonical bytes, in hexadecimal.
        key: The signer's key as the passport's issuer knows it, a multikey.
        document: It, None where it is not for everybody.
    """

    sha256: str
    key: str
    document: Mapping[str, Any] | None


@dataclass(frozen=True)
class Bundle:
    """A passport with its proofs.

    Attributes:
        credential: The passport.
        salt: Under which the log commits to it.
        leaf: Where.
        checkpoint: A signed note with the witnesses' signatures.
        keys: The log's entries about the issuer's keys.
        history: Events of the item that are shown, each with salt and leaf.
        log: The log's key.
        witnesses: The witnesses' keys.
        quorum: How many of them must have signed.
        status: The status list credential at that time.
        anchor: The newest anchor of the log, if any.
        made: When.
        parts: The passports of its model and its batch.
        statements: What suppliers signed of it.
    """

    credential: Mapping[str, Any]
    salt: bytes
    leaf: Leaf
    checkpoint: str
    keys: tuple[LoggedKey, ...]
    history: tuple[tuple[Mapping[str, Any], bytes, Leaf], ...]
    log: str
    witnesses: tuple[str, ...]
    quorum: int
    status: Mapping[str, Any]
    anchor: AnchorProof | None
    made: str
    parts: tuple[Part, ...] = ()
    statements: tuple[ShownStatement, ...] = ()


def written(bundle: Bundle, key: Ed25519PrivateKey, method: str, at: datetime) -> bytes:
    """A bundle's file, signed by its issuer.

    Args:
        bundle: What is in it; its `made` is the moment given here.
        key: The issuer's.
        method: The key's address.
        at: When.
    """
    said: dict[str, Any] = {
        "format": FORMAT,
        "credential": bundle.credential,
        "leaf": {**bundle.leaf.said(), "salt": bundle.salt.hex()},
        "checkpoint": bundle.checkpoint,
        "keys": [{"entry": each.entry, **each.leaf.said()} for each in bundle.keys],
        "history": [
            {"event": event, **leaf.said(), "salt": salt.hex()} for event, salt, leaf in bundle.history
        ],
        "log": bundle.log,
        "witnesses": list(bundle.witnesses),
        "quorum": bundle.quorum,
        "status": bundle.status,
        "anchor": bundle.anchor.said() if bundle.anchor else None,
        "made": moment(at),
        "parts": [each.said() for each in bundle.parts],
        "statements": [vars(each) for each in bundle.statements],
    }
    return signed_bytes(said, key, method, at)


def read(data: bytes) -> tuple[dict[str, Any], Bundle]:
    """A bundle's JSON and what is in it; no proof is looked at.

    Raises:
        ModisteError: MOD-2600 for bytes that are not the one way, MOD-2624 for other members.
    """
    said = read_canonical(data, BUNDLE_BYTES)
    name = said.get("format") if isinstance(said, dict) else None
    more = FORMATS.get(name) if isinstance(name, str) else None
    if more is None or set(said) != MEMBERS | more:
        raise _not_one("its members are others")
    try:
        leaf = _object(said["leaf"], _LEAF)
        return said, Bundle(
            credential=_object(said["credential"]),
            salt=bytes.fromhex(leaf["salt"]),
            leaf=_leaf(leaf),
            checkpoint=_str(said["checkpoint"]),
            keys=tuple(_logged(each) for each in _list(said["keys"])),
            history=tuple(_event(each) for each in _list(said["history"])),
            log=_str(said["log"]),
            witnesses=tuple(_str(each) for each in _list(said["witnesses"])),
            quorum=_int(said["quorum"]),
            status=_object(said["status"]),
            anchor=_anchor(said["anchor"]) if said["anchor"] is not None else None,
            made=_str(said["made"]),
            parts=tuple(_part(each) for each in _list(said.get("parts", []))),
            statements=tuple(_statement(each) for each in _list(said.get("statements", []))),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise _not_one(f"a member is of another kind ({error})"[:200]) from None


def _logged(said: Any) -> LoggedKey:
    found = _object(said, _LOGGED)
    return LoggedKey(_str(found["entry"]), _leaf(found))


def _part(said: Any) -> Part:
    found = _object(said, PART_MEMBERS)
    status = found["status"]
    status = None if status is None else _object(status)
    return Part(_object(found["credential"]), bytes.fromhex(found["salt"]), _leaf(found), status)


def _statement(said: Any) -> ShownStatement:
    found = _object(said, STATEMENT_MEMBERS)
    document = found["document"]
    document = None if document is None else _object(document)
    return ShownStatement(_str(found["sha256"]), _str(found["key"]), document)


def _event(said: Any) -> tuple[Mapping[str, Any], bytes, Leaf]:
    found = _object(said, _LEAF | {"event"})
    return _object(found["event"]), bytes.fromhex(found["salt"]), _leaf(found)


def _anchor(said: Any) -> AnchorProof:
    found = _object(said, frozenset(AnchorProof.__dataclass_fields__))
    if not isinstance(found["is_independent"], bool):
        raise TypeError("is_independent")
    texts = {name: _str(found[name]) for name in ("provider", "chain", "contract", "transaction")}
    return AnchorProof(
        **texts,
        block=_int(found["block"]),
        size=_int(found["size"]),
        root=_raw(found["root"]),
        consistency=tuple(map(_raw, _list(found["consistency"]))),
        is_independent=found["is_independent"],
    )


def _leaf(said: Mapping[str, Any]) -> Leaf:
    return Leaf(_int(said["index"]), tuple(map(_raw, _list(said["inclusion"]))))


def _object(value: Any, members: frozenset[str] | None = None) -> dict[str, Any]:
    if not isinstance(value, dict) or (members is not None and set(value) != members):
        raise TypeError("an object")
    return value


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError("a list")
    return value


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    return value


def _int(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a number")
    return value


def _raw(value: Any) -> bytes:
    return base64.b64decode(_str(value), validate=True)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _not_one(reason: str) -> ModisteError:
    return ModisteError("MOD-2624", reason=reason)
