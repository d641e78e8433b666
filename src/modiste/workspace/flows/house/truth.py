"""The truth files of a house: one a garment, with its plan, its girths and what is known of every picture.

Knows the file's shape; what is in it is `plan`'s, `fit`'s and `photos`'. The same house has the same bytes.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError
from modiste.workspace.flows.house.fit import Finished, plain
from modiste.workspace.flows.house.photos import Taken
from modiste.workspace.flows.house.plan import Planned

FOLDER = "house"


def truth_file(root: Path, garment_id: str) -> Path:
    """Where the truth of a garment lies in a shop's folder."""
    return root / FOLDER / f"{garment_id}.json"


def truth_bytes(garment: Planned, girths: Finished, taken: Sequence[Taken], pictures: str) -> bytes:
    """A truth file: what all pictures have in common stands once.

    Args:
        garment: As planned.
        girths: Of every size.
        taken: Its pictures.
        pictures: "taken", "none" where there was no photographer, or the code of what went wrong.
    """
    truths = [each.truth for each in taken]
    first = truths[0] if truths else {}
    common = {name for name in first if all(each.get(name) == first[name] for each in truths)}
    value = {
        "garment": garment.to_json(),
        "girths": plain(girths),
        "pictures": pictures,
        "synthetic": True,
        "common": {name: first[name] for name in common},
        "photos": {
            each["image_id"]: {name: part for name, part in each.items() if name not in common}
            for each in truths
        },
    }
    dumped = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return dumped.encode()


def read_truth(root: Path, garment_id: str) -> dict[str, Any]:
    """The truth of a garment: `garment`, `girths`, `pictures`, and under `photos` each image's, whole.

    Raises:
        ModisteError: MOD-2041 when it is missing or damaged.
    """
    path = truth_file(root, garment_id)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"it cannot be read as a truth file ({type(error).__name__})"
        raise ModisteError("MOD-2041", path=path, reason=reason) from None
    return whole_truth(data, path)


def whole_truth(data: bytes, path: Path) -> dict[str, Any]:
    """What `truth_bytes` wrote, with what the pictures have in common told of each; `path` is where it was.

    Raises:
        ModisteError: MOD-2041 when it is damaged.
    """
    try:
        value: dict[str, Any] = json.loads(data)
        common = value.pop("common")
        value["photos"] = {image: {**common, **told} for image, told in value["photos"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"it cannot be read as a truth file ({type(error).__name__})"
        raise ModisteError("MOD-2041", path=path, reason=reason) from None
    return value
