"""USDZ: one layer of USD's text and its pictures in a zip that is read in place.

Knows the words of the layer (UsdGeom, UsdPreviewSurface 2.6) and the rules of the package (USDZ specification
1.3: stored, the layer first, data at multiples of 64 bytes); what is shown is the caller's.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.export.mesh import Mesh
from modiste.tailoring.normals import vertex_normals

_ALIGNED = 64
_PADDING = 0x1986
"""The extra field that USD's own writer pads with."""
_DAY = 0x0021
"""The first day of 1980, the zip's oldest: equal garments give equal bytes."""
_LAYER = "garment.usda"
_PLAIN_ROUGHNESS = 0.85


def to_usdz(meshes: Sequence[Mesh]) -> bytes:
    """The package of some meshes; equal meshes give equal bytes.

    Args:
        meshes: What it shows. At most one has a tile.
    """
    pictures: dict[str, bytes] = {}
    for mesh in meshes:
        if mesh.tile is not None:
            pictures |= {"textures/colour.jpg": mesh.tile.colour, "textures/normals.jpg": mesh.tile.normals}
    return _packed({_LAYER: _layer(meshes).encode(), **pictures})


def _layer(meshes: Sequence[Mesh]) -> str:
    shapes = "\n".join(_shape(mesh) for mesh in meshes)
    materials = "\n".join(_material(mesh) for mesh in meshes)
    return f"""#usda 1.0
(
    defaultPrim = "Garment"
    doc = "Modiste"
    metersPerUnit = 1
    upAxis = "Y"
)

def Xform "Garment" (
    kind = "component"
)
{{
{shapes}
    def Scope "Materials"
    {{
{materials}
    }}
}}
"""


def _shape(mesh: Mesh) -> str:
    place = np.asarray(mesh.vertices, float)
    normals = vertex_normals(place, mesh.faces) if mesh.normals is None else mesh.normals
    st = ""
    if mesh.uv is not None:
        st = f"""
        texCoord2f[] primvars:st = [{_tuples(mesh.uv, 4)}] (
            interpolation = "vertex"
        )"""
    return f"""    def Mesh "{mesh.name}" (
        prepend apiSchemas = ["MaterialBindingAPI"]
    )
    {{
        uniform bool doubleSided = {int(mesh.two_sided)}
        float3[] extent = [{_tuples(np.stack([place.min(0), place.max(0)]), 5)}]
        int[] faceVertexCounts = [{", ".join(["3"] * len(mesh.faces))}]
        int[] faceVertexIndices = [{", ".join(map(str, mesh.faces.ravel().tolist()))}]
        rel material:binding = </Garment/Materials/{mesh.name}>
        normal3f[] normals = [{_tuples(normals, 3)}] (
            interpolation = "vertex"
        )
        point3f[] points = [{_tuples(place, 5)}]{st}
        uniform token subdivisionScheme = "none"
    }}
"""


def _tuples(rows: NDArray[np.floating], digits: int) -> str:
    one = "(" + ", ".join([f"%.{digits}f"] * rows.shape[1]) + ")"
    return ", ".join([one] * len(rows)) % tuple(np.asarray(rows, float).ravel().tolist())


def _material(mesh: Mesh) -> str:
    path = f"/Garment/Materials/{mesh.name}"
    if mesh.tile is None:
        tint = _tuples(np.array([mesh.tint]), 4)
        inputs, pictures = f"color3f inputs:diffuseColor = {tint}", ""
        roughness = _PLAIN_ROUGHNESS
    else:
        inputs = f"""color3f inputs:diffuseColor.connect = <{path}/colour.outputs:rgb>
                normal3f inputs:normal.connect = <{path}/normals.outputs:rgb>"""
        roughness = mesh.tile.roughness
        pictures = f"""

            def Shader "place"
            {{
                uniform token info:id = "UsdPrimvarReader_float2"
                string inputs:varname = "st"
                float2 outputs:result
            }}
{_picture(path, "colour", "sRGB")}{
            _picture(
                path,
                "normals",
                "raw",
                '''
                float4 inputs:bias = (-1, -1, -1, 0)
                float4 inputs:scale = (2, 2, 2, 1)''',
            )
        }"""
    return f"""        def Material "{mesh.name}"
        {{
            token outputs:surface.connect = <{path}/surface.outputs:surface>

            def Shader "surface"
            {{
                uniform token info:id = "UsdPreviewSurface"
                {inputs}
                float inputs:metallic = 0
                float inputs:roughness = {roughness:g}
                token outputs:surface
            }}{pictures}
        }}
"""


def _picture(path: str, name: str, space: str, more: str = "") -> str:
    return f"""
            def Shader "{name}"
            {{
                uniform token info:id = "UsdUVTexture"
                asset inputs:file = @textures/{name}.jpg@
                token inputs:sourceColorSpace = "{space}"
                float2 inputs:st.connect = <{path}/place.outputs:result>
                token inputs:wrapS = "repeat"
                token inputs:wrapT = "repeat"{more}
                float3 outputs:rgb
            }}
"""


def _packed(files: Mapping[str, bytes]) -> bytes:
    """A zip (APPNOTE 6.3, 4.3.7 and 4.3.12) whose files are stored where a reader may map them."""
    body, directory = bytearray(), bytearray()
    for name, data in files.items():
        start, label = len(body), name.encode("ascii")
        bare = start + 30 + len(label) + 4
        extra = struct.pack("<HH", _PADDING, -bare % _ALIGNED) + bytes(-bare % _ALIGNED)
        about = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, _DAY, zlib.crc32(data), len(data), len(data), len(label), len(extra)
        )
        body += b"PK\3\4" + about + label + extra + data
        directory += b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHII", 0, 0, 0, 0, start)
        directory += label + extra
    ending = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return bytes(body + directory) + b"PK\5\6" + ending
