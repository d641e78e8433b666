"""Where things live: rows, blobs, events, jobs, model books and quarantine of one shop, safe from a kill.

Knows how to keep and find; what is kept means something to the rooms above.
"""

from modiste.store.blobs import Blobs
from modiste.store.cards import ORDERS, STATES, UNSURE, Card, Cards, CardSort, CardState, Chosen
from modiste.store.changes import Change, Changes, Undone
from modiste.store.decisions import DECISION_STATES, DecisionEvent, Decisions, DecisionState, KeptDecision
from modiste.store.device_ledger import (
    DeviceGap,
    DeviceLedger,
    DeviceMark,
    HeldEnvelope,
    KeptDeviceKey,
    KeptEnvelope,
    TagPresence,
)
from modiste.store.events import EventLog, Snapshot
from modiste.store.files import sync_folder, telling, write_whole, written_whole
from modiste.store.imports import Counts, ImportBatch, Imports, Run
from modiste.store.jobs import Job, JobEvent, Jobs
from modiste.store.keys import ApiKey, ApiKeys
from modiste.store.locks import exclusive, exclusive_if_free
from modiste.store.logged import log_plain, log_records, logged_records, schema_of
from modiste.store.merchandise import KeptExperiment, KeptRule, Merchandise
from modiste.store.models import ModelVersion, ModelVersions, Stage
from modiste.store.opening import Store
from modiste.store.passport_facts import KeptFact
from modiste.store.passport_scans import FAILS, CodeState, KeptCode, KeptScan, PassportScans
from modiste.store.passport_statements import KeptSigner, KeptStatement, PassportStatements
from modiste.store.passports import KeptLeaf, KeptPassport, NewLeaf, PassportState
from modiste.store.plain import Plain, plain_of
from modiste.store.predictions import Prediction, Predictions
from modiste.store.quarantine import Held, Quarantine, Rejection
from modiste.store.replies import Replies, Reply
from modiste.store.rows import Page, Put, Rows
from modiste.store.salt import salt_of
from modiste.store.supply_events import (
    EventFilter,
    EventRow,
    KeptEvent,
    KeptState,
    KeptSubscription,
    SupplyEvents,
)
from modiste.store.supply_insight import KeptHour, KeptStream
from modiste.store.supply_limits import KeptLimit
from modiste.store.supply_places import SupplyPlace
from modiste.store.supply_settings import KeptSetting
from modiste.store.tables import CHOSEN_BY, LOGGED
from modiste.store.touched import Touched

__all__ = [
    "CHOSEN_BY",
    "DECISION_STATES",
    "FAILS",
    "LOGGED",
    "ORDERS",
    "STATES",
    "UNSURE",
    "ApiKey",
    "ApiKeys",
    "Blobs",
    "Card",
    "CardSort",
    "CardState",
    "Cards",
    "Change",
    "Changes",
    "Chosen",
    "CodeState",
    "Counts",
    "DecisionEvent",
    "DecisionState",
    "Decisions",
    "DeviceGap",
    "DeviceLedger",
    "DeviceMark",
    "EventFilter",
    "EventLog",
    "EventRow",
    "Held",
    "HeldEnvelope",
    "ImportBatch",
    "Imports",
    "Job",
    "JobEvent",
    "Jobs",
    "KeptCode",
    "KeptDecision",
    "KeptDeviceKey",
    "KeptEnvelope",
    "KeptEvent",
    "KeptExperiment",
    "KeptFact",
    "KeptHour",
    "KeptLeaf",
    "KeptLimit",
    "KeptPassport",
    "KeptRule",
    "KeptScan",
    "KeptSetting",
    "KeptSigner",
    "KeptState",
    "KeptStatement",
    "KeptStream",
    "KeptSubscription",
    "Merchandise",
    "ModelVersion",
    "ModelVersions",
    "NewLeaf",
    "Page",
    "PassportScans",
    "PassportState",
    "PassportStatements",
    "Plain",
    "Prediction",
    "Predictions",
    "Put",
    "Quarantine",
    "Rejection",
    "Replies",
    "Reply",
    "Rows",
    "Run",
    "Snapshot",
    "Stage",
    "Store",
    "SupplyEvents",
    "SupplyPlace",
    "TagPresence",
    "Touched",
    "Undone",
    "exclusive",
    "exclusive_if_free",
    "log_plain",
    "log_records",
    "logged_records",
    "plain_of",
    "salt_of",
    "schema_of",
    "sync_folder",
    "telling",
    "write_whole",
    "written_whole",
]
