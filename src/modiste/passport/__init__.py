"""The passport: proof of a garment's life that anyone can check without trusting its issuer. Lazy.

Knows the log, credentials, bundles and what stands behind them; rows and faces are others'.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.passport.bundles.bundle import BUNDLE_BYTES as BUNDLE_BYTES
    from modiste.passport.bundles.bundle import AnchorProof as AnchorProof
    from modiste.passport.bundles.bundle import Bundle as Bundle
    from modiste.passport.bundles.bundle import Leaf as Leaf
    from modiste.passport.bundles.bundle import LoggedKey as LoggedKey
    from modiste.passport.bundles.bundle import written as written
    from modiste.passport.bundles.check_words import NAMES as NAMES
    from modiste.passport.bundles.checks import Check as Check
    from modiste.passport.bundles.checks import CheckStatus as CheckStatus
    from modiste.passport.bundles.checks import checked as checked
    from modiste.passport.bundles.trust import Trust as Trust
    from modiste.passport.bundles.trust import read_trust as read_trust
    from modiste.passport.credentials.identity import did_document as did_document
    from modiste.passport.credentials.identity import did_of as did_of
    from modiste.passport.credentials.identity import key_address as key_address
    from modiste.passport.credentials.passport import PassportFacts as PassportFacts
    from modiste.passport.credentials.passport import passport_credential as passport_credential
    from modiste.passport.credentials.proofs import check_document as check_document
    from modiste.passport.credentials.proofs import moment as moment
    from modiste.passport.credentials.proofs import signed_document as signed_document
    from modiste.passport.credentials.status import BITS as BITS
    from modiste.passport.credentials.status import status_entry as status_entry
    from modiste.passport.credentials.status import status_subject as status_subject
    from modiste.passport.jcs import canonical as canonical
    from modiste.passport.jcs import read_canonical as read_canonical
    from modiste.passport.keys import kept_key as kept_key
    from modiste.passport.keys import multikey as multikey
    from modiste.passport.log.leaves import KeyEntry as KeyEntry
    from modiste.passport.log.leaves import commitment as commitment
    from modiste.passport.log.leaves import committed_entry as committed_entry
    from modiste.passport.log.leaves import new_salt as new_salt
    from modiste.passport.log.leaves import read_key_entry as read_key_entry
    from modiste.passport.log.log import Audit as Audit
    from modiste.passport.log.log import Log as Log
    from modiste.passport.log.notes import WITNESS as WITNESS
    from modiste.passport.log.notes import Checkpoint as Checkpoint
    from modiste.passport.log.notes import NoteKey as NoteKey
    from modiste.passport.log.notes import NoteSigner as NoteSigner
    from modiste.passport.log.notes import opened as opened
    from modiste.passport.log.notes import read_checkpoint as read_checkpoint
    from modiste.passport.log.notes import read_key as read_key
    from modiste.passport.log.notes import read_note as read_note
    from modiste.passport.log.notes import with_signatures as with_signatures
    from modiste.passport.log.tiles import tile_path as tile_path
    from modiste.passport.log.tiles import tiles_of as tiles_of
    from modiste.passport.log.witness import Answer as Answer
    from modiste.passport.log.witness import Witness as Witness
    from modiste.passport.log.witness import ask as ask
    from modiste.passport.log.witness_service import WitnessServer as WitnessServer
    from modiste.passport.log.witness_service import sent_to as sent_to
    from modiste.passport.log.witness_service import served as served
    from modiste.passport.page import page_policy as page_policy
    from modiste.passport.page import verify_page as verify_page
    from modiste.passport.profile.completeness import Completeness as Completeness
    from modiste.passport.profile.completeness import completeness as completeness
    from modiste.passport.profile.content import Content as Content
    from modiste.passport.profile.content import Difference as Difference
    from modiste.passport.profile.content import compose as compose
    from modiste.passport.profile.content import differences as differences
    from modiste.passport.profile.conversion import Conversion as Conversion
    from modiste.passport.profile.conversion import converted as converted
    from modiste.passport.profile.exporting import DocumentFrame as DocumentFrame
    from modiste.passport.profile.exporting import Exported as Exported
    from modiste.passport.profile.exporting import exported as exported
    from modiste.passport.profile.facts import FactSource as FactSource
    from modiste.passport.profile.facts import How as How
    from modiste.passport.profile.facts import PassportField as PassportField
    from modiste.passport.profile.facts import fact as fact
    from modiste.passport.profile.importing import Imported as Imported
    from modiste.passport.profile.importing import imported as imported
    from modiste.passport.profile.mapping import MAPPINGS as MAPPINGS
    from modiste.passport.profile.mapping import read_mapping as read_mapping
    from modiste.passport.profile.profile import AUDIENCES as AUDIENCES
    from modiste.passport.profile.profile import Audience as Audience
    from modiste.passport.profile.profile import Level as Level
    from modiste.passport.profile.profile import Profile as Profile
    from modiste.passport.profile.profile import read_profile as read_profile
    from modiste.passport.profile.registry import RegistryRow as RegistryRow
    from modiste.passport.profile.registry import registry_row as registry_row
    from modiste.passport.profile.values import value_of as value_of

_HOMES = {
    "Completeness": "profile.completeness",
    "completeness": "profile.completeness",
    "Content": "profile.content",
    "Difference": "profile.content",
    "compose": "profile.content",
    "differences": "profile.content",
    "Conversion": "profile.conversion",
    "converted": "profile.conversion",
    "DocumentFrame": "profile.exporting",
    "Exported": "profile.exporting",
    "exported": "profile.exporting",
    "FactSource": "profile.facts",
    "How": "profile.facts",
    "PassportField": "profile.facts",
    "fact": "profile.facts",
    "Imported": "profile.importing",
    "imported": "profile.importing",
    "MAPPINGS": "profile.mapping",
    "read_mapping": "profile.mapping",
    "AUDIENCES": "profile.profile",
    "Audience": "profile.profile",
    "Level": "profile.profile",
    "Profile": "profile.profile",
    "read_profile": "profile.profile",
    "RegistryRow": "profile.registry",
    "registry_row": "profile.registry",
    "value_of": "profile.values",
    "BUNDLE_BYTES": "bundles.bundle",
    "AnchorProof": "bundles.bundle",
    "Answer": "log.witness",
    "Audit": "log.log",
    "BITS": "credentials.status",
    "Bundle": "bundles.bundle",
    "Check": "bundles.checks",
    "CheckStatus": "bundles.checks",
    "Checkpoint": "log.notes",
    "KeyEntry": "log.leaves",
    "Leaf": "bundles.bundle",
    "Log": "log.log",
    "LoggedKey": "bundles.bundle",
    "NAMES": "bundles.check_words",
    "NoteKey": "log.notes",
    "NoteSigner": "log.notes",
    "PassportFacts": "credentials.passport",
    "Trust": "bundles.trust",
    "WITNESS": "log.notes",
    "Witness": "log.witness",
    "WitnessServer": "log.witness_service",
    "ask": "log.witness",
    "canonical": "jcs",
    "check_document": "credentials.proofs",
    "checked": "bundles.checks",
    "commitment": "log.leaves",
    "committed_entry": "log.leaves",
    "did_document": "credentials.identity",
    "did_of": "credentials.identity",
    "kept_key": "keys",
    "key_address": "credentials.identity",
    "moment": "credentials.proofs",
    "multikey": "keys",
    "new_salt": "log.leaves",
    "opened": "log.notes",
    "page_policy": "page",
    "passport_credential": "credentials.passport",
    "read_canonical": "jcs",
    "read_checkpoint": "log.notes",
    "read_key": "log.notes",
    "read_key_entry": "log.leaves",
    "read_note": "log.notes",
    "read_trust": "bundles.trust",
    "sent_to": "log.witness_service",
    "served": "log.witness_service",
    "signed_document": "credentials.proofs",
    "status_entry": "credentials.status",
    "status_subject": "credentials.status",
    "verify_page": "page",
    "with_signatures": "log.notes",
    "tile_path": "log.tiles",
    "tiles_of": "log.tiles",
    "written": "bundles.bundle",
}
_NEEDED = frozenset(("cryptography", "httpx", "rfc8785"))

__all__ = [
    "AUDIENCES",
    "BITS",
    "BUNDLE_BYTES",
    "MAPPINGS",
    "NAMES",
    "WITNESS",
    "AnchorProof",
    "Answer",
    "Audience",
    "Audit",
    "Bundle",
    "Check",
    "CheckStatus",
    "Checkpoint",
    "Completeness",
    "Content",
    "Conversion",
    "Difference",
    "DocumentFrame",
    "Exported",
    "FactSource",
    "How",
    "Imported",
    "KeyEntry",
    "Leaf",
    "Level",
    "Log",
    "LoggedKey",
    "NoteKey",
    "NoteSigner",
    "PassportFacts",
    "PassportField",
    "Profile",
    "RegistryRow",
    "Trust",
    "Witness",
    "WitnessServer",
    "ask",
    "canonical",
    "check_document",
    "checked",
    "commitment",
    "committed_entry",
    "completeness",
    "compose",
    "converted",
    "did_document",
    "did_of",
    "differences",
    "exported",
    "fact",
    "imported",
    "kept_key",
    "key_address",
    "moment",
    "multikey",
    "new_salt",
    "opened",
    "page_policy",
    "passport_credential",
    "read_canonical",
    "read_checkpoint",
    "read_key",
    "read_key_entry",
    "read_mapping",
    "read_note",
    "read_profile",
    "read_trust",
    "registry_row",
    "sent_to",
    "served",
    "signed_document",
    "status_entry",
    "status_subject",
    "tile_path",
    "tiles_of",
    "value_of",
    "verify_page",
    "with_signatures",
    "written",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.passport' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.passport.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _NEEDED:
            raise
        needed = {"what": "The passport", "package": error.name, "extra": "passport"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__
