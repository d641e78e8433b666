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
    from modiste.passport.chain.chain_words import independence as independence
    from modiste.passport.chain.outbox import AnchorState as AnchorState
    from modiste.passport.chain.outbox import KeptAnchor as KeptAnchor
    from modiste.passport.chain.outbox import Outbox as Outbox
    from modiste.passport.chain.outbox import check_not_older as check_not_older
    from modiste.passport.chain.protocol import Anchor as Anchor
    from modiste.passport.chain.protocol import Chain as Chain
    from modiste.passport.chain.providers.embedded import EmbeddedChain as EmbeddedChain
    from modiste.passport.chain.providers.file import FileChain as FileChain
    from modiste.passport.chain.providers.json_rpc import JsonRpcChain as JsonRpcChain
    from modiste.passport.chain.providers.json_rpc_nodes import Nodes as Nodes
    from modiste.passport.chain.schedule import FeeModel as FeeModel
    from modiste.passport.chain.schedule import Schedule as Schedule
    from modiste.passport.chain.schedule import WaitingCost as WaitingCost
    from modiste.passport.chain.wallet import Wallet as Wallet
    from modiste.passport.credentials.identity import did_document as did_document
    from modiste.passport.credentials.identity import did_of as did_of
    from modiste.passport.credentials.identity import key_address as key_address
    from modiste.passport.credentials.identity import key_at as key_at
    from modiste.passport.credentials.passport import PassportFacts as PassportFacts
    from modiste.passport.credentials.passport import passport_credential as passport_credential
    from modiste.passport.credentials.proofs import check_document as check_document
    from modiste.passport.credentials.proofs import moment as moment
    from modiste.passport.credentials.proofs import signed_document as signed_document
    from modiste.passport.credentials.sd_jwt import opened_jwt as opened_jwt
    from modiste.passport.credentials.sd_jwt import shown_part as shown_part
    from modiste.passport.credentials.sd_jwt import signed_jwt as signed_jwt
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
    from modiste.passport.scans.codes import code_digest as code_digest
    from modiste.passport.scans.codes import new_code as new_code
    from modiste.passport.scans.codes import plain_code as plain_code
    from modiste.passport.scans.features import ITEM_FEATURES as ITEM_FEATURES
    from modiste.passport.scans.features import SUPPLIER_FEATURES as SUPPLIER_FEATURES
    from modiste.passport.scans.features import item_table as item_table
    from modiste.passport.scans.features import supplier_table as supplier_table
    from modiste.passport.scans.outliers import MODELS as MODELS
    from modiste.passport.scans.outliers import SERVED as SERVED
    from modiste.passport.scans.outliers import THRESHOLDS as THRESHOLDS
    from modiste.passport.scans.outliers import Cause as Cause
    from modiste.passport.scans.outliers import Suspicion as Suspicion
    from modiste.passport.scans.outliers import scores as scores
    from modiste.passport.scans.outliers import suspicions as suspicions
    from modiste.passport.scans.records import ItemRecord as ItemRecord
    from modiste.passport.scans.records import SupplierLot as SupplierLot
    from modiste.passport.scans.records import SupplierRecord as SupplierRecord
    from modiste.passport.scans.simulated import PlantedShop as PlantedShop
    from modiste.passport.scans.simulated import planted_shop as planted_shop
    from modiste.passport.scans.velocity import Limits as Limits
    from modiste.passport.scans.velocity import Odd as Odd
    from modiste.passport.scans.velocity import Scan as Scan
    from modiste.passport.scans.velocity import oddities as oddities
    from modiste.passport.scans.words import COPIED as COPIED
    from modiste.passport.scans.words import cause_words as cause_words
    from modiste.passport.scans.words import odd_words as odd_words

_HOMES = {
    "AUDIENCES": "profile.profile",
    "Anchor": "chain.protocol",
    "AnchorProof": "bundles.bundle",
    "AnchorState": "chain.outbox",
    "Answer": "log.witness",
    "Audience": "profile.profile",
    "Audit": "log.log",
    "BITS": "credentials.status",
    "BUNDLE_BYTES": "bundles.bundle",
    "Bundle": "bundles.bundle",
    "COPIED": "scans.words",
    "Cause": "scans.outliers",
    "Chain": "chain.protocol",
    "Check": "bundles.checks",
    "CheckStatus": "bundles.checks",
    "Checkpoint": "log.notes",
    "Completeness": "profile.completeness",
    "Content": "profile.content",
    "Conversion": "profile.conversion",
    "Difference": "profile.content",
    "DocumentFrame": "profile.exporting",
    "EmbeddedChain": "chain.providers.embedded",
    "Exported": "profile.exporting",
    "FactSource": "profile.facts",
    "FeeModel": "chain.schedule",
    "FileChain": "chain.providers.file",
    "How": "profile.facts",
    "ITEM_FEATURES": "scans.features",
    "Imported": "profile.importing",
    "ItemRecord": "scans.records",
    "JsonRpcChain": "chain.providers.json_rpc",
    "KeptAnchor": "chain.outbox",
    "KeyEntry": "log.leaves",
    "Leaf": "bundles.bundle",
    "Level": "profile.profile",
    "Limits": "scans.velocity",
    "Log": "log.log",
    "LoggedKey": "bundles.bundle",
    "MAPPINGS": "profile.mapping",
    "MODELS": "scans.outliers",
    "NAMES": "bundles.check_words",
    "Nodes": "chain.providers.json_rpc_nodes",
    "NoteKey": "log.notes",
    "NoteSigner": "log.notes",
    "Odd": "scans.velocity",
    "Outbox": "chain.outbox",
    "PassportFacts": "credentials.passport",
    "PassportField": "profile.facts",
    "PlantedShop": "scans.simulated",
    "Profile": "profile.profile",
    "RegistryRow": "profile.registry",
    "SERVED": "scans.outliers",
    "SUPPLIER_FEATURES": "scans.features",
    "Scan": "scans.velocity",
    "Schedule": "chain.schedule",
    "SupplierLot": "scans.records",
    "SupplierRecord": "scans.records",
    "Suspicion": "scans.outliers",
    "THRESHOLDS": "scans.outliers",
    "Trust": "bundles.trust",
    "WITNESS": "log.notes",
    "WaitingCost": "chain.schedule",
    "Wallet": "chain.wallet",
    "Witness": "log.witness",
    "WitnessServer": "log.witness_service",
    "ask": "log.witness",
    "canonical": "jcs",
    "cause_words": "scans.words",
    "check_document": "credentials.proofs",
    "check_not_older": "chain.outbox",
    "checked": "bundles.checks",
    "code_digest": "scans.codes",
    "commitment": "log.leaves",
    "committed_entry": "log.leaves",
    "completeness": "profile.completeness",
    "compose": "profile.content",
    "converted": "profile.conversion",
    "did_document": "credentials.identity",
    "did_of": "credentials.identity",
    "differences": "profile.content",
    "exported": "profile.exporting",
    "fact": "profile.facts",
    "imported": "profile.importing",
    "independence": "chain.chain_words",
    "item_table": "scans.features",
    "kept_key": "keys",
    "key_address": "credentials.identity",
    "key_at": "credentials.identity",
    "moment": "credentials.proofs",
    "multikey": "keys",
    "new_code": "scans.codes",
    "new_salt": "log.leaves",
    "odd_words": "scans.words",
    "oddities": "scans.velocity",
    "opened": "log.notes",
    "opened_jwt": "credentials.sd_jwt",
    "page_policy": "page",
    "passport_credential": "credentials.passport",
    "plain_code": "scans.codes",
    "planted_shop": "scans.simulated",
    "read_canonical": "jcs",
    "read_checkpoint": "log.notes",
    "read_key": "log.notes",
    "read_key_entry": "log.leaves",
    "read_mapping": "profile.mapping",
    "read_note": "log.notes",
    "read_profile": "profile.profile",
    "read_trust": "bundles.trust",
    "registry_row": "profile.registry",
    "scores": "scans.outliers",
    "sent_to": "log.witness_service",
    "served": "log.witness_service",
    "shown_part": "credentials.sd_jwt",
    "signed_document": "credentials.proofs",
    "signed_jwt": "credentials.sd_jwt",
    "status_entry": "credentials.status",
    "status_subject": "credentials.status",
    "supplier_table": "scans.features",
    "suspicions": "scans.outliers",
    "tile_path": "log.tiles",
    "tiles_of": "log.tiles",
    "value_of": "profile.values",
    "verify_page": "page",
    "with_signatures": "log.notes",
    "written": "bundles.bundle",
}
_NEEDED = frozenset(("coincurve", "cryptography", "eth", "eth_keys", "eth_utils", "httpx", "rfc8785", "rlp"))

__all__ = [
    "AUDIENCES",
    "BITS",
    "BUNDLE_BYTES",
    "COPIED",
    "ITEM_FEATURES",
    "MAPPINGS",
    "MODELS",
    "NAMES",
    "SERVED",
    "SUPPLIER_FEATURES",
    "THRESHOLDS",
    "WITNESS",
    "Anchor",
    "AnchorProof",
    "AnchorState",
    "Answer",
    "Audience",
    "Audit",
    "Bundle",
    "Cause",
    "Chain",
    "Check",
    "CheckStatus",
    "Checkpoint",
    "Completeness",
    "Content",
    "Conversion",
    "Difference",
    "DocumentFrame",
    "EmbeddedChain",
    "Exported",
    "FactSource",
    "FeeModel",
    "FileChain",
    "How",
    "Imported",
    "ItemRecord",
    "JsonRpcChain",
    "KeptAnchor",
    "KeyEntry",
    "Leaf",
    "Level",
    "Limits",
    "Log",
    "LoggedKey",
    "Nodes",
    "NoteKey",
    "NoteSigner",
    "Odd",
    "Outbox",
    "PassportFacts",
    "PassportField",
    "PlantedShop",
    "Profile",
    "RegistryRow",
    "Scan",
    "Schedule",
    "SupplierLot",
    "SupplierRecord",
    "Suspicion",
    "Trust",
    "WaitingCost",
    "Wallet",
    "Witness",
    "WitnessServer",
    "ask",
    "canonical",
    "cause_words",
    "check_document",
    "check_not_older",
    "checked",
    "code_digest",
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
    "independence",
    "item_table",
    "kept_key",
    "key_address",
    "key_at",
    "moment",
    "multikey",
    "new_code",
    "new_salt",
    "odd_words",
    "oddities",
    "opened",
    "opened_jwt",
    "page_policy",
    "passport_credential",
    "plain_code",
    "planted_shop",
    "read_canonical",
    "read_checkpoint",
    "read_key",
    "read_key_entry",
    "read_mapping",
    "read_note",
    "read_profile",
    "read_trust",
    "registry_row",
    "scores",
    "sent_to",
    "served",
    "shown_part",
    "signed_document",
    "signed_jwt",
    "status_entry",
    "status_subject",
    "supplier_table",
    "suspicions",
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
