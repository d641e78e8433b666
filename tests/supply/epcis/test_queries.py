"""The standard's parameters: each finds what it asks for, and what is no parameter is refused by name."""

from typing import Any

import pytest
from tests.supply.epcis.small_events import BOX, event, item, packed, seen

from modiste.garment import ModisteError
from modiste.supply.epcis.queries import read_query

EVENT = seen(
    1,
    hour=3,
    eventID="urn:uuid:1",
    bizStep="shipping",
    disposition="in_transit",
    persistentDisposition={"set": ["damaged"]},
    readPoint={"id": "https://id.gs1.org/414/4012345000054/254/7"},
    bizLocation={"id": "urn:epc:id:sgln:4012345.00005.0"},
    bizTransactionList=[{"type": "po", "bizTransaction": "urn:x:po:7"}],
    sourceList=[{"type": "owning_party", "source": "urn:x:mill"}],
    quantityList=[{"epcClass": "urn:epc:class:lgtin:4012345.012345.L7", "quantity": 20, "uom": "KGM"}],
    sensorElementList=[
        {
            "sensorMetadata": {"startTime": "2026-01-02T01:00:00Z", "deviceID": "urn:x:device:7"},
            "sensorReport": [{"type": "Temperature", "value": 26.5, "uom": "CEL", "booleanValue": True}],
        }
    ],
    ilmd={"ex:lot": "L7"},
    **{"ex:grade": 3},
)
VOID = {
    **seen(2),
    "errorDeclaration": {
        "declarationTime": "2026-02-01T00:00:00Z",
        "reason": "incorrect_data",
        "correctiveEventIDs": ["urn:uuid:3"],
    },
}
MADE = event(
    "TransformationEvent", inputEPCList=[item(3)], outputEPCList=[item(4)], transformationID="urn:x:t"
)


def finds(event: dict[str, Any], **asked: Any) -> bool:
    return read_query(asked).is_answered(event, 1_800_000_000_000)


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("eventType", ["ObjectEvent", "AggregationEvent"], "AggregationEvent"),
        ("EQ_eventID", "urn:uuid:1", "urn:uuid:2"),
        ("GE_eventTime", "2026-01-02T03:00:00Z", "2026-01-02T03:00:01Z"),
        ("LT_eventTime", "2026-01-02T03:00:01Z", "2026-01-02T03:00:00Z"),
        ("GE_recordTime", "2027-01-15T08:00:00Z", "2027-01-15T08:00:01Z"),
        ("LT_recordTime", "2027-01-15T08:00:01Z", "2027-01-15T08:00:00Z"),
        ("EQ_action", "OBSERVE", "ADD"),
        ("EQ_bizStep", "https://ref.gs1.org/cbv/BizStep-shipping", "receiving"),
        ("EQ_disposition", "in_transit", "active"),
        ("EQ_persistentDisposition_set", "damaged", "recalled"),
        (
            "EQ_readPoint",
            "https://id.gs1.org/414/4012345000054/254/7",
            "https://id.gs1.org/414/4012345000054",
        ),
        ("WD_readPoint", "https://id.gs1.org/414/4012345000054", "https://id.gs1.org/414/4012345000061"),
        ("EQ_bizLocation", "https://id.gs1.org/414/4012345000054", "urn:x:y"),
        ("MATCH_epc", item(1), item(2)),
        ("MATCH_epc", "urn:epc:idpat:sgtin:9506000.013435.*", "urn:epc:idpat:sgtin:9506000.013436.*"),
        ("MATCH_anyEPC", item(1), item(2)),
        ("MATCH_epcClass", "https://id.gs1.org/01/04012345123456/10/L7", item(1)),
        ("EQ_quantity", "20", 21),
        ("GT_quantity", 19, 20),
        ("LE_quantity", 20, 19),
        ("EQ_bizTransaction_po", "urn:x:po:7", "urn:x:po:8"),
        ("EQ_source_owning_party", "urn:x:mill", "urn:x:shop"),
        ("EQ_type", "Temperature", "Speed"),
        ("EQ_deviceID", "urn:x:device:7", "urn:x:device:8"),
        ("EQ_booleanValue", "true", "false"),
        ("GE_startTime", "2026-01-02T01:00:00Z", "2026-01-02T02:00:00Z"),
        ("EQ_ILMD_ex:lot", "L7", "L8"),
        ("GE_ex:grade", 3, 4),
        ("EXISTS_ex:grade", "", None),
    ],
)
def test_a_parameter_finds_what_it_asks_for(name: str, yes: Any, no: Any) -> None:
    assert finds(EVENT, **{name: yes})
    if no is not None:
        assert not finds(EVENT, **{name: no})
    else:
        assert not finds(VOID, **{name: yes})


def test_what_was_declared_boxed_and_made_is_found() -> None:
    assert finds(
        VOID, EXISTS_errorDeclaration="", EQ_errorReason="incorrect_data", EQ_correctiveEventID="urn:uuid:3"
    )
    assert not finds(EVENT, EXISTS_errorDeclaration="")
    assert finds(packed("ADD", 1), MATCH_parentID=BOX, MATCH_epc=item(1))
    assert finds(MADE, MATCH_inputEPC=item(3), MATCH_outputEPC=item(4), EQ_transformationID="urn:x:t")
    assert not finds(MADE, MATCH_inputEPC=item(4))


@pytest.mark.parametrize(
    "asked",
    [
        {"EQ_unknown": "x"},
        {"EQ_INNER_ILMD_lot": "x"},
        {"GE_eventTime": "yesterday"},
        {"GT_quantity": "many"},
        {"orderBy": "colour"},
        {"orderDirection": "UP"},
        {"eventCountLimit": "0"},
        {"eventCountLimit": 5, "maxEventCount": 5},
    ],
)
def test_what_is_no_parameter_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ModisteError, match="MOD-2506"):
        read_query(asked)


def test_order_and_counts_are_read() -> None:
    query = read_query({"orderBy": "recordTime", "orderDirection": "ASC", "eventCountLimit": ["7"]})
    assert (query.order_by, query.is_descending, query.first, query.most) == ("recordTime", False, 7, None)
    assert query.values("EQ_eventID") == ()
