"""The glTF file, read back by the standard's rules."""

import json
import struct
from typing import Any

import numpy as np

from modiste.tailoring import Mesh, average_figure, to_glb
from modiste.tailoring.normals import vertex_normals

BOX = np.array([[x, y, z] for x in (0.0, 1.0) for y in (0.0, 1.0) for z in (0.0, 1.0)])
BOX_FACES = np.array(
    [
        (0, 1, 3), (0, 3, 2), (4, 6, 7), (4, 7, 5), (0, 4, 5), (0, 5, 1),
        (2, 3, 7), (2, 7, 6), (0, 2, 6), (0, 6, 4), (1, 5, 7), (1, 7, 3),
    ]
)  # fmt: skip
WIDE = {5126: ("<f4", 4), 5125: ("<u4", 4), 5123: ("<u2", 2), 5121: ("u1", 1)}
MANY = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


def read(data: bytes) -> tuple[dict[str, Any], list[np.ndarray]]:
    """The document and the arrays of its accessors."""
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    assert size % 4 == 0
    document = json.loads(data[20 : 20 + size])
    binary_size, kind = struct.unpack_from("<I4s", data, 20 + size)
    assert kind == b"BIN\0"
    binary = data[28 + size :]
    assert len(binary) == binary_size == document["buffers"][0]["byteLength"]
    arrays = []
    for accessor in document["accessors"]:
        view = document["bufferViews"][accessor["bufferView"]]
        dtype, width = WIDE[accessor["componentType"]]
        assert view["byteOffset"] % 4 == 0
        columns = MANY[accessor["type"]]
        assert view["byteLength"] == accessor["count"] * columns * width
        array = np.frombuffer(binary, dtype, accessor["count"] * columns, view["byteOffset"])
        arrays.append(array.reshape(-1, columns))
    return document, arrays


def test_a_body_comes_back_as_it_was_written() -> None:
    figure = average_figure("women")
    document, arrays = read(to_glb([Mesh("body", figure.vertices, figure.faces)]))
    part = document["meshes"][0]["primitives"][0]
    place = arrays[part["attributes"]["POSITION"]]
    assert np.array_equal(place, figure.vertices)
    assert np.array_equal(arrays[part["indices"]].reshape(-1, 3), figure.faces)
    bounds = document["accessors"][part["attributes"]["POSITION"]]
    assert np.allclose(bounds["min"], place.min(0))
    assert np.allclose(bounds["max"], place.max(0))
    assert np.allclose(np.linalg.norm(arrays[part["attributes"]["NORMAL"]], axis=1), 1, atol=1e-5)


def test_several_meshes_keep_their_names_and_colours() -> None:
    shades = np.tile([1.0, 0.5, -3.0], (8, 1))
    cloth = Mesh("cloth", BOX + 2, BOX_FACES, colours=shades, two_sided=True)
    document, arrays = read(to_glb([Mesh("body", BOX, BOX_FACES), cloth]))
    assert [node["name"] for node in document["nodes"]] == ["body", "cloth"]
    assert document["scenes"][0]["nodes"] == [0, 1]
    assert [each["doubleSided"] for each in document["materials"]] == [False, True]
    colour = document["meshes"][1]["primitives"][0]["attributes"]["COLOR_0"]
    assert arrays[colour][0].tolist() == [255, 128, 0, 255]
    assert document["accessors"][colour]["normalized"] is True


def test_equal_meshes_give_equal_bytes() -> None:
    assert to_glb([Mesh("a", BOX, BOX_FACES)]) == to_glb([Mesh("a", BOX.copy(), BOX_FACES.copy())])


def test_normals_look_outward_and_a_lonely_vertex_has_one() -> None:
    lonely = np.concatenate([BOX, [[9.0, 9.0, 9.0]]])
    normals = vertex_normals(lonely, BOX_FACES)
    assert ((lonely[:8] - 0.5) * normals[:8]).sum(1).min() > 0.5
    assert normals[8].tolist() == [0.0, 1.0, 0.0]
