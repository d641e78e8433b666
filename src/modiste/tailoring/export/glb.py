"""Binary glTF 2.0: meshes with names, normals, colours and cloth, in one file that browsers show.

Knows the container, its accessors, skins and materials (Khronos glTF 2.0, sections 3.6, 3.7, 3.9 and 4.4, and
KHR_materials_sheen); what is shown is the caller's. glTF's axes are the body's: metres, y up, z to the front.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.export.mesh import Mesh, tangents_of
from modiste.tailoring.export.repeat import Repeat
from modiste.tailoring.normals import vertex_normals

FLOAT, BYTE, SHORT, INDEX = 5126, 5121, 5123, 5125
ARRAY_BUFFER, ELEMENT_BUFFER = 34962, 34963
MAGIC, VERSION, JSON_CHUNK, BINARY_CHUNK = 0x46546C67, 2, 0x4E4F534A, 0x004E4942
_SHORT_MOST = 65_535
"""Indices below this take two bytes; the last one is kept free (glTF 2.0, 3.7.2.1)."""
_REPEAT, _LINEAR, _MIPMAPS = 10497, 9729, 9987
_STILL: Mapping[str, Sequence[float]] = MappingProxyType({})
_SHEEN = "KHR_materials_sheen"
_SHEEN_ROUGHNESS = 0.5
_PLAIN_ROUGHNESS = 0.85


def to_glb(meshes: Sequence[Mesh], joints: Mapping[str, Sequence[float]] = _STILL) -> bytes:
    """The file of some meshes; equal meshes give equal bytes.

    Args:
        meshes: What it shows, each a node of its own.
        joints: What carries those that are carried: names and places in metres, in order.
    """
    file = _File()
    drawn = [file.drawn(mesh, number) for number, mesh in enumerate(meshes)]
    materials = [file.material(mesh) for mesh in meshes]
    document: dict[str, object] = {
        "asset": {"version": "2.0", "generator": "Modiste"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(meshes) + len(joints)))}],
        "nodes": [
            {"mesh": number, "name": mesh.name, **({"skin": 0} if mesh.carried else {})}
            for number, mesh in enumerate(meshes)
        ]
        + [{"name": name, "translation": list(place)} for name, place in joints.items()],
        "meshes": drawn,
        "materials": materials,
        **({"skins": [file.skin(joints, len(meshes))]} if joints else {}),
        "accessors": file.accessors,
        "bufferViews": file.views,
        "buffers": [{"byteLength": file.length}],
    }
    if file.images:
        repeat = {"wrapS": _REPEAT, "wrapT": _REPEAT, "magFilter": _LINEAR, "minFilter": _MIPMAPS}
        document |= {
            "images": file.images,
            "samplers": [repeat],
            "textures": [{"source": number, "sampler": 0} for number in range(len(file.images))],
        }
    if any("extensions" in each for each in materials):
        document["extensionsUsed"] = [_SHEEN]
    binary = b"".join(file.parts)
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), JSON_CHUNK) + text
    chunks += struct.pack("<II", len(binary), BINARY_CHUNK) + binary
    return struct.pack("<III", MAGIC, VERSION, 12 + len(chunks)) + chunks


class _File:
    """The binary chunk as it grows, and what the document says of it."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.length = 0
        self.views: list[dict[str, object]] = []
        self.accessors: list[dict[str, object]] = []
        self.images: list[dict[str, object]] = []

    def drawn(self, mesh: Mesh, material: int) -> dict[str, object]:
        place = np.ascontiguousarray(mesh.vertices, "<f4")
        normals = vertex_normals(place, mesh.faces) if mesh.normals is None else mesh.normals
        reach = {"min": place.min(0).tolist(), "max": place.max(0).tolist()}
        attributes = {
            "POSITION": self._array(place, "VEC3", FLOAT, **reach),
            "NORMAL": self._array(normals.astype("<f4"), "VEC3", FLOAT),
        }
        if mesh.colours is not None:
            # Four bytes a vertex: accessors must be aligned to four.
            solid = np.concatenate([np.clip(mesh.colours, 0, 1), np.ones((len(place), 1))], axis=1)
            shades = np.round(solid * 255).astype("u1")
            attributes["COLOR_0"] = self._array(shades, "VEC4", BYTE, normalized=True)
        if mesh.tile is not None and mesh.uv is not None:
            if mesh.tile.normals and mesh.tangents:
                attributes["TANGENT"] = self._array(tangents_of(mesh, normals).astype("<f4"), "VEC4", FLOAT)
            down = np.asarray(mesh.uv, "<f4") * np.array([1, -1], "<f4")  # glTF counts from the top
            attributes["TEXCOORD_0"] = self._array(np.ascontiguousarray(down), "VEC2", FLOAT)
        if mesh.worn is not None:
            # A name of our own begins with a low line (glTF 2.0, 3.7.2.1).
            attributes["_WORN"] = self._array(np.ascontiguousarray(mesh.worn, "u1"), "VEC4", BYTE)
        if mesh.carried is not None:
            bones = np.ascontiguousarray(mesh.carried.joints, "u1")
            attributes["JOINTS_0"] = self._array(bones, "VEC4", BYTE)
            weights = np.ascontiguousarray(mesh.carried.weights, "<f4")
            attributes["WEIGHTS_0"] = self._array(weights, "VEC4", FLOAT)
        kind, dtype = (SHORT, "<u2") if len(place) < _SHORT_MOST else (INDEX, "<u4")
        corners = np.ascontiguousarray(mesh.faces, dtype).reshape(-1)
        indices = self._array(corners, "SCALAR", kind, ELEMENT_BUFFER)
        primitive = {"attributes": attributes, "indices": indices, "material": material}
        about = {"extras": dict(mesh.about)} if mesh.about else {}
        return {"name": mesh.name, "primitives": [primitive], **about}

    def skin(self, joints: Mapping[str, Sequence[float]], first: int) -> dict[str, object]:
        """What carries: nodes from `first` on, each with the matrix that brings it to the origin."""
        back = np.tile(np.eye(4, dtype="<f4"), (len(joints), 1, 1))
        back[:, 3, :3] = -np.array(list(joints.values()))  # columns come first
        matrices = self._array(back, "MAT4", FLOAT, target=None)
        return {"joints": list(range(first, first + len(joints))), "inverseBindMatrices": matrices}

    def material(self, mesh: Mesh) -> dict[str, object]:
        light: dict[str, object] = {"metallicFactor": 0.0, "roughnessFactor": _PLAIN_ROUGHNESS}
        made: dict[str, object] = {"name": mesh.name, "doubleSided": mesh.two_sided}
        tint = (1.0, 1.0, 1.0) if mesh.colours is not None else mesh.tint
        if mesh.tile is None:
            return {**made, "pbrMetallicRoughness": {"baseColorFactor": [*tint, 1.0], **light}}
        light["roughnessFactor"] = mesh.tile.roughness
        light["baseColorTexture"] = {"index": self._image(mesh.tile.colour)}
        made["pbrMetallicRoughness"] = light
        if mesh.tile.normals:
            made["normalTexture"] = {"index": self._image(mesh.tile.normals)}
        if mesh.tile.sheen > 0:
            made["extensions"] = {_SHEEN: _sheen(mesh.tile)}
        return made

    def _array(
        self,
        array: NDArray[np.generic],
        kind: str,
        component: int,
        target: int | None = ARRAY_BUFFER,
        **more: object,
    ) -> int:
        view = self._view(array.tobytes(), **({} if target is None else {"target": target}))
        self.accessors.append(
            {"bufferView": view, "componentType": component, "count": len(array), "type": kind, **more}
        )
        return len(self.accessors) - 1

    def _image(self, data: bytes) -> int:
        self.images.append({"bufferView": self._view(data), "mimeType": "image/jpeg"})
        return len(self.images) - 1

    def _view(self, data: bytes, **more: object) -> int:
        self.views.append({"buffer": 0, "byteOffset": self.length, "byteLength": len(data), **more})
        self.parts.append(data + bytes(-len(data) % 4))
        self.length += len(self.parts[-1])
        return len(self.views) - 1


def _sheen(tile: Repeat) -> dict[str, object]:
    """Fibres that stand off take half the cloth's colour."""
    colour = [round(tile.sheen * (0.5 + 0.5 * part), 4) for part in tile.mean]
    return {"sheenColorFactor": colour, "sheenRoughnessFactor": _SHEEN_ROUGHNESS}
