"""The package, read back by the zip's and the specification's rules."""

import io
import re
import zipfile

import numpy as np

from modiste.tailoring.export.mesh import Mesh, tangents_of
from modiste.tailoring.export.repeat import Repeat
from modiste.tailoring.export.usdz import to_usdz

SQUARE = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
FACES = np.array([[0, 1, 2], [0, 2, 3]])
TILE = Repeat(b"colour's bytes", b"normals' bytes", 0.1, 0.1, (0.5, 0.5, 0.5), 0.8, 0.0)
CLOTH = Mesh("garment", SQUARE, FACES, two_sided=True, uv=SQUARE[:, :2] * 10, tile=TILE)


def test_every_file_is_stored_where_it_can_be_mapped_and_the_layer_comes_first() -> None:
    data = to_usdz([Mesh("body", SQUARE, FACES), CLOTH])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        entries = package.infolist()
        assert [each.filename for each in entries] == [
            "garment.usda",
            "textures/colour.jpg",
            "textures/normals.jpg",
        ]
        for each in entries:
            assert each.compress_type == zipfile.ZIP_STORED
            start = each.header_offset
            label, extra = (int.from_bytes(data[start + k : start + k + 2], "little") for k in (26, 28))
            begin = start + 30 + label + extra
            assert begin % 64 == 0
            assert data[begin : begin + each.file_size] == package.read(each)


def test_the_layer_says_units_axis_and_both_sides() -> None:
    with zipfile.ZipFile(io.BytesIO(to_usdz([CLOTH]))) as package:
        layer = package.read("garment.usda").decode()
    assert layer.startswith("#usda 1.0\n")
    assert "metersPerUnit = 1\n" in layer
    assert 'upAxis = "Y"' in layer
    assert "uniform bool doubleSided = 1" in layer
    assert re.search(r"point3f\[\] points = \[\(0\.00000, 0\.00000, 0\.00000\), \(1\.0", layer)
    assert re.search(r"primvars:st = \[\(0\.0000, 0\.0000\), \(10\.0000", layer)
    assert layer.count("{") == layer.count("}")


def test_equal_meshes_give_equal_bytes_and_plain_ones_need_no_picture() -> None:
    plain = Mesh("body", SQUARE, FACES)
    assert to_usdz([plain]) == to_usdz([plain])
    assert b"UsdUVTexture" not in to_usdz([plain])


def test_tangents_run_across_the_tile() -> None:
    level = np.tile(np.float32([0, 0, 1]), (4, 1))
    assert np.allclose(tangents_of(CLOTH, level), [1, 0, 0, 1])
    turned = Mesh("garment", SQUARE, FACES, uv=SQUARE[:, [1, 0]] * (1, -1), tile=TILE)
    assert np.allclose(tangents_of(turned, level), [0, 1, 0, 1])
