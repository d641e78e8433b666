"""One issuer with its log, two witnesses and a passport, as the workspace would have it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.passport.bundles.bundle import (
    AnchorProof,
    Bundle,
    Leaf,
    LoggedKey,
    Part,
    ShownStatement,
    written,
)
from modiste.passport.bundles.trust import Trust
from modiste.passport.credentials.identity import did_of, key_address
from modiste.passport.credentials.passport import PassportFacts, passport_credential
from modiste.passport.credentials.proofs import moment, signed_document
from modiste.passport.credentials.statements import Stated, did_of_key, signed_facts, signed_statement
from modiste.passport.credentials.status import status_entry, status_subject
from modiste.passport.jcs import canonical
from modiste.passport.keys import multikey
from modiste.passport.log.leaves import KeyEntry, commitment, committed_entry
from modiste.passport.log.log import Log
from modiste.passport.log.notes import WITNESS, NoteSigner, read_note, with_signatures
from modiste.passport.log.witness import Witness, ask

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DID = did_of("passport.brand.example")
LIST = "https://passport.brand.example/status/1"
ITEM = "https://id.gs1.org/01/09506000134352/21/7K3M"
MODEL = ITEM.partition("/21/")[0]
SALT = b"s" * 32


def key_of(letter: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(letter.encode() * 32)


class SmallIssuer:
    """Signs, logs and bundles one passport."""

    def __init__(self, folder: Path) -> None:
        self.key = key_of("i")
        signer = NoteSigner("passport.brand.example/log", key_of("l"))
        self.log = Log(folder / "log", signer.key, signer)
        self.eyes = [NoteSigner(f"eye-{each}.example", key_of(each), WITNESS) for each in "ab"]
        self._witnesses = [
            Witness(folder / each.name, each, [signer.key], clock=NOW.timestamp) for each in self.eyes
        ]
        self.entries: dict[str, tuple[int, str]] = {}
        self.log_key("added")
        self.event = {"eventID": "ni:///sha-256;1", "type": "ObjectEvent"}
        self.event_index = self.log.append([committed_entry("event", commitment(SALT, self.event))])
        self.revoked: set[int] = set()
        self.model, self.model_index = self._part(MODEL, 8)

    def stated(self, **changes: Any) -> dict[str, Any]:
        """What a supplier signed."""
        key = key_of("m")
        said = Stated(
            id="urn:uuid:1",
            did=did_of_key(multikey(key)),
            name="Mill",
            valid_from=NOW - timedelta(days=30),
            valid_until=NOW + timedelta(days=3650),
            subject="urn:lot:1",
            facts={"composition.recycled_share": "20.5", "origin.spinning.country": "TR"},
            profile="modiste.textile.1",
        )
        return signed_statement(replace(said, **changes), key, NOW)

    def fields(self, statement: dict[str, Any], **values: Any) -> dict[str, Any]:
        """What an item says that a supplier signed."""
        source = {"kind": "document", "ref": statement["id"], "signer": statement["issuer"]["id"]}
        source["statement"] = sha256(canonical(statement)).hexdigest()
        told = {"composition.recycled_share": "20.5", **values}
        fields = {id_: {"value": each, "how": "declared", "source": source} for id_, each in told.items()}
        return {"content": {"item": {"id": ITEM, "fields": fields}}}

    def shown(self, statement: dict[str, Any]) -> ShownStatement:
        """It, as a bundle has it."""
        return ShownStatement(sha256(canonical(statement)).hexdigest(), multikey(key_of("m")), statement)

    def _part(self, link: str, position: int) -> tuple[dict[str, Any], int]:
        facts = PassportFacts(
            id=f"https://passport.brand.example/passports/{position}",
            issuer=DID,
            issuer_name="Brand",
            item=link,
            said={"profile": "textile.1", "fibres": [{"fibre": "cotton", "percent": 100}]},
            valid_from=NOW - timedelta(days=2),
            valid_until=NOW + timedelta(days=365),
            status=status_entry(LIST, "revocation", position),
        )
        made = signed_document(passport_credential(facts), self.key, self.method, NOW)
        return made, self.log.append([committed_entry("passport", commitment(SALT, made))])

    def names(self, part: dict[str, Any]) -> dict[str, Any]:
        """What an item that shares a model's passport says."""
        named = {"model": {"id": part["id"], "sha256": sha256(canonical(part)).hexdigest()}}
        return {"parts": named, **self.fields(self.stated())}

    @property
    def method(self) -> str:
        return key_address(DID, multikey(self.key))

    def log_key(self, state: Any) -> None:
        entry = KeyEntry(DID, multikey(self.key), state, moment(NOW)).entry()
        self.entries[f"{multikey(self.key)} {state}"] = (self.log.append([entry]), entry.decode())

    def passport(self, **changes: Any) -> dict[str, Any]:
        """The credential, signed."""
        facts = PassportFacts(
            id="https://passport.brand.example/passports/1",
            issuer=DID,
            issuer_name="Brand",
            item=ITEM,
            said={"profile": "textile.1", **self.names(self.model)},
            valid_from=NOW - timedelta(days=1),
            valid_until=NOW + timedelta(days=365),
            status=status_entry(LIST, "revocation", 7),
        )
        return signed_document(passport_credential(replace(facts, **changes)), self.key, self.method, NOW)

    def issued(self, **changes: Any) -> tuple[dict[str, Any], int]:
        """The credential and its entry in the log."""
        made = self.passport(**changes)
        return made, self.log.append([committed_entry("passport", commitment(SALT, made))])

    def statuses(self, days: int = 7) -> dict[str, Any]:
        listed = {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": LIST,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": DID,
            "validFrom": moment(NOW),
            "validUntil": moment(NOW + timedelta(days=days)),
            "credentialSubject": status_subject(LIST, "revocation", self.revoked),
        }
        return signed_document(listed, self.key, self.method, NOW)

    def bundle(self, made: dict[str, Any], index: int, **changes: Any) -> Bundle:
        """The parts of a bundle, at the log's newest checkpoint."""
        note = self.log.checkpoint_note()
        now = self.log.checkpoint()
        said = [
            ask(witness.add_checkpoint, eye.key, note, now, 0, self.log.consistency)
            for witness, eye in zip(self._witnesses, self.eyes, strict=True)
        ]

        def leaf(at: int) -> Leaf:
            return Leaf(at, tuple(self.log.proof(at, now)))

        parts = Bundle(
            credential=made,
            salt=SALT,
            leaf=leaf(index),
            checkpoint=str(with_signatures(read_note(note), said)),
            keys=tuple(LoggedKey(entry, leaf(at)) for at, entry in self.entries.values()),
            history=((self.event, SALT, leaf(self.event_index)),),
            log=str(self.log.key),
            witnesses=tuple(str(each.key) for each in self.eyes),
            quorum=2,
            status=self.statuses(),
            anchor=AnchorProof(
                provider="evm",
                chain="eip155:31337",
                contract="0xa",
                transaction="0xb",
                block=5,
                size=now.size,
                root=now.root,
                consistency=(),
                is_independent=False,
            ),
            made="",
            parts=(Part(self.model, SALT, leaf(self.model_index), None),),
            statements=(self.shown(self.stated()),) if signed_facts(made["credentialSubject"]) else (),
        )
        return replace(parts, **changes)

    def file(self, parts: Bundle) -> bytes:
        return written(parts, self.key, self.method, NOW)

    def whole(self, **changes: Any) -> bytes:
        """A bundle's file of a new passport."""
        return self.file(self.bundle(*self.issued(**changes)))

    def trust(self) -> Trust:
        key = self.log.key
        keys = {DID: frozenset([multikey(key_of("i"))])}
        mill = multikey(key_of("m"))
        signers = {did_of_key(mill): frozenset([mill])}
        return Trust(keys, {key.name: key}, tuple(each.key for each in self.eyes), 2, signers)
