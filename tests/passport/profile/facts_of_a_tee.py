"""A T-shirt of which everything is known, invented for tests."""

from typing import Any

from modiste.passport.profile.content import Content, compose
from modiste.passport.profile.facts import FactSource, PassportField, fact
from modiste.passport.profile.profile import Level, read_profile

ITEM = "https://id.gs1.org/01/09521234003007/21/T1"
IDS: dict[Level, str] = {
    "model": "https://id.gs1.org/01/09521234003007",
    "batch": "https://id.gs1.org/01/09521234003007/10/L7",
    "item": ITEM,
}
_USED = {
    "value": "1.4",
    "low": "0.9",
    "high": "2.1",
    "method": "meters",
    "from": "2026-03-01",
    "until": "2026-03-09",
}
FACILITY = [{"gln": "4012345000030", "name": "Sewing works", "at": "2026-03-09", "lot": "L7"}]
VALUES: dict[str, Any] = {
    "identity.gtin": "09521234003007",
    "identity.item_link": ITEM,
    "identity.serial": "T1",
    "identity.lot": "L7",
    "identity.name": "Plain tee",
    "identity.description": "A tee.",
    "identity.category": "T-shirts",
    "identity.brand": "Modiste",
    "identity.model_number": "t-shirt-001",
    "identity.colour": "white",
    "identity.size": "M",
    "identity.operator": "Modiste GmbH",
    "identity.operator_gln": "4012345000009",
    "identity.operator_address": "Example Street 1, Berlin",
    "identity.commodity_code": "610910",
    "identity.made_on": "2026-03-09",
    "scope.textile_share": "99.5",
    "scope.is_electronic": False,
    "composition.fibres": [
        {"fibre": "cotton", "share": "95", "organic": "100", "recycled": "0", "country": "TR"},
        {"fibre": "elastane", "share": "5", "country": "DE"},
    ],
    "composition.recycled_share": "0",
    "composition.organic_share": "95",
    "composition.synthetic_share": "5",
    "composition.animal_parts": False,
    "composition.fabric_weight": "180",
    "composition.structure": "knit",
    **{f"origin.{step}.country": "TR" for step in ("fibre", "spinning", "fabric", "dyeing", "making_up")},
    **{
        f"origin.{step}.facilities": FACILITY
        for step in ("fibre", "spinning", "fabric", "dyeing", "making_up")
    },
    "substances.of_concern": [],
    "substances.is_pfas_free": True,
    "substances.test_report": "https://lab.example/report",
    "care.symbols": ["wash_40", "bleach_not", "dry_line", "iron_150", "clean_not"],
    "care.instructions": "Inside out.",
    "durability.pilling": "4.5",
    "durability.abrasion": 20000,
    "durability.dimensional_change": "-3.5",
    "durability.colour_fastness": "4",
    "durability.tear_strength": "12.5",
    "durability.wash_cycles": 60,
    "repair.is_repairable": True,
    "repair.instructions": "https://modiste.example/repair",
    "repair.spare_parts": "https://modiste.example/parts",
    "disposal.instructions": "Bring it back.",
    "disposal.take_back": "https://modiste.example/back",
    "disposal.is_recyclable": True,
    "footprint.carbon": {**_USED, "factor": "0.4 kg a kWh"},
    "footprint.energy": _USED,
    "footprint.water": _USED,
    "certificates.held": [
        {
            "scheme": "GOTS",
            "number": "TR-1",
            "issuer": "Certifier",
            "from": "2026-01-01",
            "until": "2026-12-31",
            "link": "https://certifier.example/TR-1",
        }
    ],
    "weight.net": "160.5",
    "packaging.material": "paper",
    "packaging.weight": "12",
    "warranty.months": 24,
    "warranty.terms": "https://modiste.example/warranty",
    "compliance.declaration": "https://modiste.example/conformity",
    "compliance.technical_file": "https://modiste.example/file",
    "version.previous": "0" * 64,
}


def facts_of_a_tee(**changed: Any) -> list[PassportField]:
    """A fact of each field; `changed` ones by names with "__" for the full stop, None for missing ones."""
    profile, values = read_profile(), dict(VALUES)
    values.update({name.replace("__", ".", 1): value for name, value in changed.items()})
    made = []
    for id_, value in values.items():
        field = profile.field(id_)
        kind = "person" if "person" in field.evidence else field.evidence[0]
        if value is not None:
            made.append(fact(profile, id_, value, FactSource(kind, "ann", "2026-04-01")))
    return made


def tee(**changed: Any) -> Content:
    """The content of those facts."""
    return compose(read_profile(), facts_of_a_tee(**changed), IDS)
