"""Binary glTF 2.0: meshes with names, normals and colours, in one file that browsers show.

Knows the container and its accessors (Khronos glTF 2.0, sections 3.6 and 4.4); what is shown is the caller's.
glTF's axes are the body's: metres, y up, z to the front.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FLOAT, BYTE, INDEX = 5126, 5121, 5125
ARRAY_BUFFER, ELEMENT_BUFFER = 34962, 34963
MAGIC, VERSION, JSON_CHUNK, BINARY_CHUNK = 0x46546C67, 2, 0x4E4F534A, 0x004E4942


@dataclass(frozen=True, eq=False)
class Mesh:
    """One thing to show.

    Attributes:
        name: The node's name in the file.
        vertices: (n, 3) metres.
        faces: (m, 3) counter-clockwise seen from outside.
        colours: (n, 3) linear red, green and blue from 0 to 1 for each vertex, or None.
        tint: The material's linear colour.
        two_sided: Whether the back of the faces shows, as that of cloth does.
    """

    name: str
    vertices: NDArray[np.floating]
    faces: NDArray[np.integer]
    colours: NDArray[np.floating] | None = None
    tint: tuple[float, float, float] = (0.62, 0.52, 0.44)
    two_sided: bool = False


def normals_of(vertices: NDArray[np.floating], faces: NDArray[np.integer]) -> NDArray[np.float32]:
    """(n, 3) unit normals of vertices: their faces' mean by area; upward where a vertex has no face."""
    corner = np.asarray(vertices, float)[faces]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    summed = np.stack(
        [
            np.bincount(faces.ravel(), np.repeat(across[:, axis], 3), minlength=len(vertices))
            for axis in range(3)
        ],
        axis=1,
    )
    length = np.linalg.norm(summed, axis=1, keepdims=True)
    up = np.array([0.0, 1.0, 0.0])
    return np.where(length > 0, summed / np.where(length > 0, length, 1), up).astype(np.float32)


def to_glb(meshes: Sequence[Mesh]) -> bytes:
    """The file of some meshes; equal meshes give equal bytes.

    Args:
        meshes: What it shows, each a node of its own.
    """
    parts: list[bytes] = []
    views: list[dict[str, object]] = []
    accessors: list[dict[str, object]] = []

    def add(array: NDArray[np.generic], kind: str, component: int, target: int, **more: object) -> int:
        data = array.tobytes()
        start = sum(map(len, parts))
        parts.append(data + bytes(-len(data) % 4))
        views.append({"buffer": 0, "byteOffset": start, "byteLength": len(data), "target": target})
        accessors.append(
            {
                "bufferView": len(views) - 1,
                "componentType": component,
                "count": len(array),
                "type": kind,
                **more,
            }
        )
        return len(accessors) - 1

    drawn: list[dict[str, object]] = []
    for number, mesh in enumerate(meshes):
        place = np.ascontiguousarray(mesh.vertices, "<f4")
        reach = {"min": place.min(0).tolist(), "max": place.max(0).tolist()}
        attributes = {
            "POSITION": add(place, "VEC3", FLOAT, ARRAY_BUFFER, **reach),
            "NORMAL": add(normals_of(place, mesh.faces).astype("<f4"), "VEC3", FLOAT, ARRAY_BUFFER),
        }
        if mesh.colours is not None:
            # Four bytes a vertex: accessors must be aligned to four.
            solid = np.concatenate([np.clip(mesh.colours, 0, 1), np.ones((len(place), 1))], axis=1)
            shades = np.round(solid * 255).astype("u1")
            attributes["COLOR_0"] = add(shades, "VEC4", BYTE, ARRAY_BUFFER, normalized=True)
        indices = add(np.ascontiguousarray(mesh.faces, "<u4").reshape(-1), "SCALAR", INDEX, ELEMENT_BUFFER)
        drawn.append(
            {
                "name": mesh.name,
                "primitives": [{"attributes": attributes, "indices": indices, "material": number}],
            }
        )
    binary = b"".join(parts)
    document = {
        "asset": {"version": "2.0", "generator": "Modiste"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(meshes)))}],
        "nodes": [{"mesh": number, "name": mesh.name} for number, mesh in enumerate(meshes)],
        "meshes": drawn,
        "materials": [_material(mesh) for mesh in meshes],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), JSON_CHUNK) + text
    chunks += struct.pack("<II", len(binary), BINARY_CHUNK) + binary
    return struct.pack("<III", MAGIC, VERSION, 12 + len(chunks)) + chunks


def _material(mesh: Mesh) -> dict[str, object]:
    tint = (1.0, 1.0, 1.0) if mesh.colours is not None else mesh.tint
    return {
        "name": mesh.name,
        "doubleSided": mesh.two_sided,
        "pbrMetallicRoughness": {
            "baseColorFactor": [*tint, 1.0],
            "metallicFactor": 0.0,
            "roughnessFactor": 0.85,
        },
    }
