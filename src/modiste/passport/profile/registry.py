"""What a registry of passports is told: which there is, what it hashes to, and where its back-up is.

Knows the row; the registry's own way in is its operator's. Source: Regulation (EU) 2024/1781, article 13,
foresees a registry that keeps identifiers, not contents.
"""

import hashlib
from dataclasses import dataclass

from modiste.garment import ModisteError
from modiste.passport.profile.content import Content


@dataclass(frozen=True)
class RegistryRow:
    """A passport as a registry has it.

    Attributes:
        item: The unique identifier: the item's Digital Link.
        operator: The GLN of the economic operator.
        passport: The passport's address.
        sha256: Of the passport's version, as it was signed.
        commodity_code: In the Harmonised System or the Combined Nomenclature.
        backup: Where a copy is kept by another.
        profile: By which profile it speaks.
    """

    item: str
    operator: str
    passport: str
    sha256: str
    commodity_code: str
    backup: str
    profile: str


def registry_row(content: Content, passport: str, signed: bytes, backup: str) -> RegistryRow:
    """The row of a passport.

    Args:
        content: What it says.
        passport: Its address.
        signed: The credential's bytes.
        backup: The address of its copy.

    Raises:
        ModisteError: MOD-2689 where something that a registry asks is missing.
    """
    operator, code = (content.value(f"identity.{each}") for each in ("operator_gln", "commodity_code"))
    told = {"item": content.ids.get("item"), "operator": operator, "commodity_code": code, "backup": backup}
    lacks = [name for name, value in told.items() if not value]
    if lacks:
        raise ModisteError("MOD-2689", lacks=", ".join(lacks))
    digest = hashlib.sha256(signed).hexdigest()
    return RegistryRow(content.ids["item"], operator, passport, digest, code, backup, content.profile.id)
