"""What an event is about, as it is kept: items, classes and the transformation it tells a part of, by role.

Knows the numbers of roles in the store; how a thing is found in an event is the supply room's.
"""

from collections.abc import Mapping
from typing import Any

from modiste.supply import ROLES, Gist, classes_of, items_of, transformation_of

ROLE_NUMBERS: Mapping[str, int] = {role: number for number, role in enumerate(ROLES)}
OF_CLASS = len(ROLES)
"""A class or lot has its role's number plus this one."""
PART = 2 * len(ROLES)
"""The role of a transformation to the events that tell parts of it."""


def things_of(event: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The role and name of each item and class."""
    return [*items_of(event), *classes_of(event)]


def numbered_things(event: Mapping[str, Any], gist: Gist) -> set[tuple[str, int]]:
    """The name and the number of the role of all that an event is kept under."""
    things = {(item, ROLE_NUMBERS[role]) for role, item in gist.items}
    if gist.classes:
        things |= {(item, OF_CLASS + ROLE_NUMBERS[role]) for role, item in gist.classes}
    if part := transformation_of(event):
        things.add((part, PART))
    return things
