"""What anyone can check of a bundle, one line each: it holds, it does not, or it cannot be told.

Knows which proof must hold for what. Nothing is fetched here: who may ask a chain hands the asking in. Where
a verifier names nobody whom it trusts, keys are taken from the bundle, and whether they are the issuer's is
not told.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport.bundles.bundle import AnchorProof, Bundle, Leaf, Part, ShownStatement, read
from modiste.passport.bundles.check_words import told
from modiste.passport.bundles.trust import Trust
from modiste.passport.credentials.identity import key_at
from modiste.passport.credentials.passport import check_shape
from modiste.passport.credentials.proofs import check_document
from modiste.passport.credentials.statements import check_signer, signed_facts, signer_key, stated
from modiste.passport.credentials.status import is_set
from modiste.passport.jcs import canonical
from modiste.passport.log.leaves import KeyEntry, commitment, committed_entry, read_key_entry
from modiste.passport.log.merkle import check_consistency, check_inclusion, leaf_hash
from modiste.passport.log.notes import (
    WITNESS,
    Checkpoint,
    NoteKey,
    opened,
    proved_by,
    read_checkpoint,
    read_key,
    read_note,
)
from modiste.passport.profile.profile import PART_LEVELS

CheckStatus = Literal["ok", "failed", "unknown"]
AskChain = Callable[[AnchorProof], bool | None]
"""Whether the chain holds an anchor; None where it cannot be asked."""


@dataclass(frozen=True)
class Check:
    """One line of a verdict.

    Attributes:
        name: What was looked at.
        status: What came of it.
        reason: The word under which `check_words` says why.
        values: What goes into its gaps.
    """

    name: str
    status: CheckStatus
    reason: str
    values: Mapping[str, Any]

    def why(self, language: str = "en") -> str:
        """Why, in words."""
        return told(self.reason, self.values, language)


class _UnsureError(Exception):
    """It cannot be told, for this reason."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class _WrongError(_UnsureError):
    """It does not hold, for this reason."""


def checked(
    data: bytes,
    trust: Trust | None = None,
    now: datetime | None = None,
    ask_chain: AskChain = lambda _: None,
) -> list[Check]:
    """Check a bundle's file.

    Args:
        data: The file.
        trust: Whom the verifier trusts; with None the issuer is not told to be anybody.
        now: The verifier's clock.
        ask_chain: Asks the chain.
    """
    try:
        said, bundle = read(data)
    except ModisteError as error:
        return [Check("format", "failed", "refused", {"detail": error.detail})]
    one = _Checked(said, bundle, trust, now or datetime.now(UTC), ask_chain)
    return [Check("format", "ok", "canonical", {"bytes": len(data)}), *one.all()]


class _Checked:
    """One bundle under its verifier's eyes."""

    def __init__(
        self,
        said: Mapping[str, Any],
        bundle: Bundle,
        trust: Trust | None,
        now: datetime,
        ask_chain: AskChain,
    ) -> None:
        self._said, self._bundle, self._trust, self._now = said, bundle, trust, now
        self._ask_chain = ask_chain
        issuer = bundle.credential.get("issuer")
        did = issuer.get("id") if isinstance(issuer, dict) else None
        self._did = did if isinstance(did, str) else ""

    def all(self) -> Iterator[Check]:
        looks = (
            ("bundle_signature", self._bundle_signature),
            ("signature", self._signature),
            ("issuer_trusted", self._issuer_trusted),
            ("key", self._key),
            ("dates", self._dates),
            ("inclusion", self._inclusion),
            ("checkpoint", self._checkpoint),
            ("witnesses", self._witnesses),
            ("anchor", self._anchor),
            ("status", self._status),
            ("history", self._history),
            ("parts", self._parts),
            ("statements", self._statements),
        )
        for name, look in looks:
            try:
                reason, values = look()
                yield Check(name, "ok", reason, values)
            except _WrongError as error:
                yield Check(name, "failed", error.reason, error.values)
            except _UnsureError as error:
                yield Check(name, "unknown", error.reason, error.values)
            except ModisteError as error:
                yield Check(name, "failed", "refused", {"detail": error.detail})

    def _bundle_signature(self) -> tuple[str, dict[str, Any]]:
        check_document(self._said, self._issuers_key)
        return "signed_whole", {}

    def _signature(self) -> tuple[str, dict[str, Any]]:
        check_shape(self._bundle.credential)
        check_document(self._bundle.credential, self._issuers_key)
        return "signed_by", {"did": self._did}

    def _issuer_trusted(self) -> tuple[str, dict[str, Any]]:
        if self._trust is None:
            raise _UnsureError("no_trust", did=self._did)
        if self._did not in self._trust.issuers:
            raise _WrongError("stranger", did=self._did)
        keys = self._trust.issuers[self._did]
        for method in (*self._methods(), *(_method(each.credential) for each in self._bundle.parts)):
            key = method.partition("#")[2]
            # A newer key is the issuer's where a log that is trusted says so.
            if key not in keys and not (self._log_key() in self._trust.logs.values() and self._since(key)):
                raise _WrongError("strange_key", key=key)
        return "trusted", {"did": self._did}

    def _key(self) -> tuple[str, dict[str, Any]]:
        # Of the file and the list of statuses the moment is not logged: their key must not be revoked at all.
        credential, *others = self._methods()
        self._counts(credential, self._bundle.leaf.index)
        for method in others:
            self._counts(method, self._tree.size)
        for each in self._bundle.parts:
            self._counts(_method(each.credential), each.leaf.index)
        return "key_logged", {}

    def _counts(self, method: str, index: int) -> None:
        """See that a key's signature counts at an index of the log."""
        key = method.partition("#")[2]
        since, revoked = self._since(key), self._logged(key, "revoked")
        if since is None:
            raise _WrongError("key_unlogged", key=key)
        if since > index:
            raise _WrongError("key_later", key=key)
        if revoked is not None and revoked <= index:
            raise _WrongError("key_revoked", key=key, index=revoked)

    def _dates(self) -> tuple[str, dict[str, Any]]:
        start, end = (_moment(self._bundle.credential.get(name)) for name in ("validFrom", "validUntil"))
        if self._now < start:
            raise _WrongError("not_yet", at=start.date())
        if self._now >= end:
            raise _WrongError("expired", at=end.date())
        return "valid_until", {"at": end.date()}

    def _inclusion(self) -> tuple[str, dict[str, Any]]:
        entry = committed_entry("passport", commitment(self._bundle.salt, self._bundle.credential))
        self._included(entry, self._bundle.leaf)
        return "included", {"index": self._bundle.leaf.index, "size": self._tree.size}

    def _checkpoint(self) -> tuple[str, dict[str, Any]]:
        key = self._log_key()
        if self._trust is not None and key not in self._trust.logs.values():
            raise _WrongError("strange_log", log=key.name)
        return "checkpointed", {"log": key.name, "size": opened(self._bundle.checkpoint, key).size}

    def _witnesses(self) -> tuple[str, dict[str, Any]]:
        note = read_note(self._bundle.checkpoint)
        named = [read_key(each) for each in self._bundle.witnesses]
        known = {(each.name, each.id): each for each in [*named, self._log_key()]}
        for signature in note.signatures:
            key = known.get((signature.name, signature.id))
            if key is None:
                raise _WrongError("strange_signature", name=signature.name)
            proved_by(note, key)  # a wrong one, of whomever, spoils the note
        trusted = self._trust.witnesses if self._trust is not None else named
        quorum = self._trust.quorum if self._trust is not None else self._bundle.quorum
        seen = {key.public for key in trusted if key.kind == WITNESS and proved_by(note, key) is not None}
        if len(seen) < quorum:
            raise _WrongError("too_few", seen=len(seen), quorum=quorum)
        if not quorum:
            raise _UnsureError("no_witnesses")
        house = self._tree.origin.partition("/")[0]
        is_own = all(key.name.partition("/")[0] == house for key in trusted)
        return "witnessed_by_itself" if is_own else "witnessed", {"seen": len(seen), "quorum": quorum}

    def _anchor(self) -> tuple[str, dict[str, Any]]:
        anchor = self._bundle.anchor
        if anchor is None:
            raise _UnsureError("no_anchor")
        check_consistency(anchor.size, anchor.root, self._tree.size, self._tree.root, anchor.consistency)
        if self._bundle.leaf.index >= anchor.size:
            raise _UnsureError("anchored_before", size=anchor.size)
        values = {"chain": anchor.chain, "block": anchor.block}
        held = self._ask_chain(anchor)
        if held is None:
            raise _UnsureError("chain_unasked", **values)
        if not held:
            raise _WrongError("chain_denies", **values)
        return ("anchored" if anchor.is_independent else "anchored_by_itself"), values

    def _status(self) -> tuple[str, dict[str, Any]]:
        listed = self._bundle.status
        if self._is_ended(self._bundle.credential, listed):
            raise _WrongError("revoked")
        until = _moment(listed.get("validUntil"))
        if self._now >= until:
            raise _UnsureError("old_status", at=until.date())
        return "in_force", {"at": _moment(listed.get("validFrom")).date()}

    def _is_ended(self, credential: Mapping[str, Any], listed: Mapping[str, Any]) -> bool:
        """Whether a list of statuses, which must be the credential's, says that it was revoked."""
        entry, subject = credential.get("credentialStatus"), listed.get("credentialSubject")
        if not isinstance(entry, dict) or not isinstance(subject, dict):
            raise _WrongError("no_status")
        check_document(listed, self._issuers_key)
        purpose, position = entry.get("statusPurpose"), entry.get("statusListIndex")
        is_mine = listed.get("id") == entry.get("statusListCredential") and listed.get("issuer") == self._did
        if not is_mine or subject.get("statusPurpose") != purpose or not isinstance(position, str):
            raise _WrongError("other_status")
        if not (position.isascii() and position.isdigit()) or len(position) > 9:
            raise _WrongError("other_status")
        return is_set(str(subject.get("encodedList")), int(position))

    def _history(self) -> tuple[str, dict[str, Any]]:
        if not self._bundle.history:
            raise _UnsureError("no_history")
        for event, salt, leaf in self._bundle.history:
            self._included(committed_entry("event", commitment(salt, event)), leaf)
        return "history_included", {"count": len(self._bundle.history)}

    def _parts(self) -> tuple[str, dict[str, Any]]:
        given = self._bundle.credential.get("credentialSubject")
        subject = given if isinstance(given, dict) else {"parts": None}
        named = subject.get("parts", {})
        held = {each.credential.get("id"): each for each in self._bundle.parts}
        if not isinstance(named, dict) or len(held) < len(self._bundle.parts):
            raise _WrongError("other_parts")
        mine = []
        for level, each in named.items():
            said = each if isinstance(each, dict) else {}
            part = held.pop(said.get("id"), None) if level in PART_LEVELS else None
            digest = sha256(canonical(part.credential)).hexdigest() if part else ""
            if part is None or digest != said.get("sha256"):
                raise _WrongError("other_parts")
            mine.append(part)
        if held:
            raise _WrongError("other_parts")
        for part in mine:
            self._part(part, str(subject.get("id")))
        if not named:
            raise _UnsureError("no_parts")
        return "parts_hold", {"count": len(named)}

    def _part(self, part: Part, item: str) -> None:
        """See that the passport of a model or a batch is the issuer's, logged, in force, and of the item."""
        check_shape(part.credential)
        check_document(part.credential, self._issuers_key)
        entry = committed_entry("passport", commitment(part.salt, part.credential))
        self._included(entry, part.leaf)
        link, model = part.credential["credentialSubject"]["id"], item.partition("/21/")[0]
        if link != model and not link.startswith(f"{model}/10/"):
            raise _WrongError("other_parts")
        if self._is_ended(part.credential, part.status or self._bundle.status):
            raise _WrongError("part_revoked", link=link)

    def _statements(self) -> tuple[str, dict[str, Any]]:
        wanted = self._stated()
        held = {each.sha256: each for each in self._bundle.statements}
        if set(held) != set(wanted) or len(held) < len(self._bundle.statements):
            raise _WrongError("other_statements")
        if not wanted:
            raise _UnsureError("no_statements")
        unsure = list[_UnsureError]()
        for digest, fields in wanted.items():
            unsure += self._statement(held[digest], fields)
        if unsure:
            raise unsure[0]
        return "statements_hold", {"count": sum(map(len, wanted.values()))}

    def _stated(self) -> dict[str, list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]]:
        """By a statement's hash, the fields that name it, and the passports that these are in."""
        found = dict[str, list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]]()
        for each in (self._bundle.credential, *(part.credential for part in self._bundle.parts)):
            for id_, said in signed_facts(each.get("credentialSubject")):
                found.setdefault(str(said["source"]["statement"]), []).append((id_, said, each))
        return found

    def _statement(
        self, one: ShownStatement, fields: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]
    ) -> list[_UnsureError]:
        """See that a statement says what fields say; returns what cannot be told of it."""
        if one.document is None:
            return [_UnsureError("statement_hidden", count=len(fields))]
        if sha256(canonical(one.document)).hexdigest() != one.sha256:
            raise _WrongError("other_statements")
        said = stated(one.document)
        if signer_key(said.did, one.key) not in self._signers(said.did, one.key):
            raise _WrongError("strange_signer", did=said.did)
        check_signer(one.document, said.did, one.key)
        for id_, field, credential in fields:
            if field["source"].get("signer") != said.did:
                raise _WrongError("other_statements")
            if not said.counts_at(_moment(credential.get("validFrom"))):
                raise _WrongError("statement_dates", did=said.did)
            if said.facts is not None and (
                id_ not in said.facts or canonical(said.facts[id_]) != canonical(field.get("value"))
            ):
                raise _WrongError("statement_differs", did=said.did, field=id_)
        if said.facts is None:
            return [_UnsureError("statement_foreign", did=said.did)]
        if self._trust is None or said.did not in self._trust.signers:
            return [_UnsureError("signer_untold", did=said.did, count=len(fields))]
        return []

    def _signers(self, did: str, otherwise: str) -> frozenset[str]:
        """The keys that the verifier trusts of a signer; the one of the file where it knows none."""
        known = self._trust.signers.get(did) if self._trust is not None else None
        return known if known is not None else frozenset([otherwise])

    @property
    def _tree(self) -> Checkpoint:
        return read_checkpoint(read_note(self._bundle.checkpoint).text)

    def _included(self, entry: bytes, leaf: Leaf) -> None:
        check_inclusion(leaf_hash(entry), leaf.index, self._tree.size, leaf.inclusion, self._tree.root)

    def _log_key(self) -> NoteKey:
        return read_key(self._bundle.log)

    def _issuers_key(self, method: str) -> Ed25519PublicKey:
        return key_at(method, self._did)

    def _methods(self) -> list[str]:
        """The addresses of the keys that signed: the passport, the bundle, the list of statuses."""
        return [_method(each) for each in (self._bundle.credential, self._said, self._bundle.status)]

    def _since(self, key: str) -> int | None:
        return self._logged(key, "added")

    def _logged(self, key: str, state: str) -> int | None:
        """Where the log says that a key began or ended; what is not proved to be there is refused."""
        for each in self._bundle.keys:
            said = read_key_entry(each.entry.encode())
            if isinstance(said, KeyEntry) and (said.did, said.key, said.state) == (self._did, key, state):
                self._included(each.entry.encode(), each.leaf)
                return each.leaf.index
        return None


def _method(document: Mapping[str, Any]) -> str:
    proof = document.get("proof")
    return str(proof.get("verificationMethod")) if isinstance(proof, dict) else ""


def _moment(text: Any) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise _WrongError("no_date") from None
    if found.tzinfo is None:
        raise _WrongError("no_date")
    return found
