"""A model written out: its own folder, or another form of it, such as C for a microcontroller.

Knows how it is checked and where it may be put; the forms are the rooms', by the plug-in table of exporters.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from modiste.garment import ModisteError
from modiste.learning import ModelEntry, Served, put_folder
from modiste.workspace.flows.life_cycle import inputs_of, recipe_named
from modiste.workspace.flows.models import CARD, find_model, room_of
from modiste.workspace.flows.wearable_data import located
from modiste.workspace.plugins import checks, exporters

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

EXPORT = "export.json"
ONNX: Final = "onnx"
CALIBRATION = 256


@dataclass(frozen=True)
class Exported:
    """A model written out: where, how large, in which form, how far its answers were from the golden ones.

    `notes` are what the form has to tell: for C its multiplications, bytes and energy.
    """

    model: str
    folder: Path
    size_bytes: int
    golden_difference: float
    format: str
    notes: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "folder": str(self.folder), "notes": dict(self.notes)}


def export_model(shop: "Shop | None", model: str, to: Path, form: str = ONNX, data: str = "") -> Exported:
    """Copy a model's folder, once it was checked against its golden vectors, or write another form of it.

    Args:
        shop: whose model it is, if any.
        model: its name or folder.
        to: the folder to make; an earlier export is replaced.
        form: `onnx`, the model's own folder, or one of the exporters'.
        data: what learns the ranges of a form in whole numbers; by default the model's golden vectors.

    Raises:
        ModisteError: MOD-2019 when `to` holds something other than an export; MOD-2012 for another form;
            MOD-1320 to 1328 for the model, and what the form raises.
    """
    entry = find_model(shop, model)
    files, difference, notes = _files(shop, entry, form, data)
    _put(to, files, CARD if form == ONNX else EXPORT)
    return Exported(
        f"{entry.name}@{entry.version}", to, sum(map(len, files.values())), difference, form, notes
    )


def export_archive(shop: "Shop | None", model: str, form: str = ONNX) -> tuple[str, bytes]:
    """What `export_model` writes as one ZIP, and the file's name; the same model makes the same bytes.

    Raises:
        ModisteError: as `export_model`.
    """
    entry = find_model(shop, model)
    files, _, _ = _files(shop, entry, form, "")
    name = f"{entry.name}-{entry.version}-{form}"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{name}/{file}"), content, zipfile.ZIP_DEFLATED)
    return f"{name}.zip", out.getvalue()


def _files(
    shop: "Shop | None", entry: ModelEntry, form: str, data: str
) -> tuple[dict[str, bytes], float, Mapping[str, Any]]:
    """The files of a form, checked; how far from golden the answers were, and the form's notes."""
    if form != ONNX:
        forms = exporters()
        if form not in forms:
            raise ModisteError("MOD-2012", kind="format", name=form[:80], known=", ".join((ONNX, *forms)))
        package = forms.pick(form)
        made, notes = package(entry.folder, _calibration(shop, entry, data) if data else ())
        told = {"model": f"{entry.name}@{entry.version}", "format": form, **notes}
        return {**made, EXPORT: json.dumps(told, indent=2).encode()}, notes["golden_difference"], notes
    kind = entry.card.input.kind
    if kind in checks():
        card, difference = checks()[kind](entry.folder), 0.0
    else:
        served = Served.load(entry.folder)
        card, difference = served.card, served.check_golden()
    return {file: (entry.folder / file).read_bytes() for file in (CARD, *card.files)}, difference, {}


def edge_cost(shop: "Shop | None", model: str) -> dict[str, Any]:
    """What a series model costs a device: multiplications, bytes, energy, without writing anything.

    Raises:
        ModisteError: MOD-1328 for an unknown model, MOD-2940 and MOD-2941 for one that has no form in C.
    """
    entry = find_model(shop, model)
    _, notes = exporters().pick("c")(entry.folder, ())
    return {"model": f"{entry.name}@{entry.version}", **notes}


def _calibration(shop: "Shop | None", entry: ModelEntry, data: str) -> Sequence[Any]:
    """Inputs out of data, as the model is served them, without their labels."""
    recipe = recipe_named(shop, entry.card.recipe)
    examples, _ = room_of(recipe.name, recipe.input.kind).training_data(recipe, located(shop, data))
    return inputs_of(examples, CALIBRATION)


def _put(to: Path, files: Mapping[str, bytes], mark: str) -> None:
    """Make the folder hold the files; an older one only where the mark says that it is an export."""
    try:
        if to.exists() and not (to / mark).is_file() and (not to.is_dir() or any(to.iterdir())):
            raise ModisteError("MOD-2019", path=to, reason="it holds something else")
        put_folder(to, files)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ModisteError("MOD-2019", path=to, reason=reason) from None
