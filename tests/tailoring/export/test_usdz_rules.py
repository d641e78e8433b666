"""What Apple and Pixar ask of a USDZ, point by point, of a whole draped garment and not of a toy.

Sources: Pixar's *USDZ File Format Specification* 1.3 and *USD Preview Surface* 2.6; Apple's *Creating USD
files for Apple devices* and *Validating USD files* (developer.apple.com). No phone is asked.
"""

import io
import re
import struct
import zipfile

import pytest
from PIL import Image

from modiste.tailoring.export.garment import garment_usdz

SHADERS = {"UsdPreviewSurface", "UsdUVTexture", "UsdPrimvarReader_float2"}
"""All that USD Preview Surface names and a garment needs; MaterialX and others are not read everywhere."""
SURFACE = {"diffuseColor", "normal", "metallic", "roughness"}
MOST_BYTES = 25_000_000
"""Apple's advice for what is fetched over a phone's network is far below this."""


@pytest.fixture(scope="module")
def data(skirt, fleece) -> bytes:
    return garment_usdz(skirt, fleece, body=True)


@pytest.fixture(scope="module")
def package(data):
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        yield found


@pytest.fixture(scope="module")
def layer(package) -> str:
    return package.read("garment.usda").decode("ascii")


def test_the_zip_is_stored_unencrypted_aligned_and_of_one_disk(data, package) -> None:
    for each in package.infolist():
        assert each.compress_type == zipfile.ZIP_STORED
        assert each.compress_size == each.file_size
        assert each.flag_bits == 0  # neither encrypted nor followed by a data descriptor
        assert each.extract_version <= 20  # no Zip64
        label, extra = struct.unpack_from("<HH", data, each.header_offset + 26)
        assert (each.header_offset + 30 + label + extra) % 64 == 0
    signature, disk, first, here, total = struct.unpack_from("<4sHHHH", data, len(data) - 22)
    assert (signature, disk, first) == (b"PK\5\6", 0, 0)
    assert here == total == len(package.infolist())
    assert len(data) < MOST_BYTES


def test_the_first_file_is_the_root_layer_and_all_others_are_what_it_may_hold(package) -> None:
    names = package.namelist()
    assert names[0].rpartition(".")[2] in ("usd", "usda", "usdc")
    assert {each.rpartition(".")[2] for each in names[1:]} <= {"png", "jpg", "jpeg", "usd", "usda", "usdc"}
    assert all(re.fullmatch(r"[A-Za-z0-9_./]+", each) and ".." not in each for each in names)


def test_pictures_are_plain_eight_bit_jpegs_of_a_power_of_two(package) -> None:
    for name in package.namelist()[1:]:
        with Image.open(io.BytesIO(package.read(name))) as picture:
            assert (picture.format, picture.mode) == ("JPEG", "RGB")
            assert "progressive" not in picture.info
            assert all(side <= 2048 and side & (side - 1) == 0 for side in picture.size)


def test_the_layer_says_its_unit_its_axis_and_what_it_shows(layer) -> None:
    head = layer.partition("\ndef ")[0]
    assert re.search(r"^    metersPerUnit = 1$", head, re.M)
    assert re.search(r'^    upAxis = "Y"$', head, re.M)
    shown = re.search(r'^    defaultPrim = "(\w+)"$', head, re.M)
    assert shown
    # It is there, at the root, a thing that can be placed, and the only one.
    assert re.findall(r'^def (\w+) "(\w+)"', layer, re.M) == [("Xform", shown[1])]
    assert "over " not in layer
    assert "payload" not in layer
    assert "references" not in layer
    assert "variantSet" not in layer


def test_it_stands_on_the_floor_at_true_size_and_says_how_far_it_reaches(layer) -> None:
    reaches = re.findall(r"float3\[\] extent = \[\(([^)]+)\), \(([^)]+)\)\]", layer)
    low, high = zip(*[[list(map(float, each.split(", "))) for each in pair] for pair in reaches], strict=True)
    assert len(reaches) == layer.count("def Mesh ")
    assert min(each[1] for each in low) == pytest.approx(0, abs=0.02)  # the soles
    assert 1.5 < max(each[1] for each in high) < 2
    assert min(each[0] for each in low) < 0 < max(each[0] for each in high)


def test_only_preview_surfaces_are_used_with_inputs_they_know(layer, package) -> None:
    assert set(re.findall(r'info:id = "(\w+)"', layer)) == SHADERS
    assert len(re.findall("def Shader ", layer)) == len(re.findall("info:id = ", layer))
    for text in re.findall(r'def Shader "surface"\n\s+\{(.*?)\n            \}', layer, re.S):
        assert set(re.findall(r"inputs:(\w+)", text)) <= SURFACE
    # A picture is named by a path inside the package, and colour alone is sRGB.
    assert set(re.findall(r"@([^@]+)@", layer)) == set(package.namelist()[1:])
    spaces = dict(re.findall(r'@textures/(\w+)\.jpg@\s+token inputs:sourceColorSpace = "(\w+)"', layer))
    assert spaces == {"colour": "sRGB", "normals": "raw"}
    # A normal map in eight bits is unfolded from 0..1 to -1..1.
    assert "inputs:bias = (-1, -1, -1, 0)" in layer
    assert "inputs:scale = (2, 2, 2, 1)" in layer


def test_every_mesh_is_bound_to_a_material_that_is_there_and_smoothed_by_nobody(layer) -> None:
    bound = re.findall(r"rel material:binding = </([\w/]+)>", layer)
    assert len(bound) == layer.count("def Mesh ") == layer.count('apiSchemas = ["MaterialBindingAPI"]')
    assert set(bound) == {f"Garment/Materials/{each}" for each in re.findall(r'def Material "(\w+)"', layer)}
    assert layer.count('subdivisionScheme = "none"') == len(bound)
    for mesh in re.findall(r'def Mesh "(?:.|\n)*?\n    \}', layer):
        points = mesh.partition("point3f[] points = [")[2].partition("]")[0].count("(")
        corners = mesh.partition("faceVertexIndices = [")[2].partition("]")[0].split(", ")
        faces = mesh.partition("faceVertexCounts = [")[2].partition("]")[0].split(", ")
        assert set(faces) == {"3"}
        assert len(corners) == 3 * len(faces)
        assert 0 <= min(map(int, corners)) <= max(map(int, corners)) == points - 1
