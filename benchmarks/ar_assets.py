"""What a garment's files for augmented reality cost, and what the formats' own validators say of them.

    pip install -r benchmarks/requirements-usd.txt            # in an environment of its own
    npm install --prefix FOLDER gltf-validator@2.0.0-dev.3.10
    ./run bench ar_assets --usd PYTHON --gltf FOLDER

One thread. Six programs, each in another cloth, draped finely, with and without the body. Both
validators are shown a broken file too: they must object.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste import tailoring

HERE = Path(__file__).resolve().parent
GARMENTS = {
    "t-shirt": "jersey",
    "shirt": "poplin",
    "hoodie": "fleece",
    "trousers": "denim",
    "skirt-a-line": "satin",
    "dress-a-line": "linen",
}

MAIN = ("height", "bust", "waist", "hip")


def main() -> int:
    """Write the files, have them judged, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--usd", type=Path, required=True, help="a Python with usd-core")
    options.add_argument("--gltf", type=Path, required=True, help="where gltf-validator was installed")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = list(written(Path(place)))
        glb, usdz = (sorted(Path(place).glob(f"*.{ending}")) for ending in ("glb", "usdz"))
        broken = [Path(place) / "broken.glb", Path(place) / "broken.usdz"]
        broken[0].write_bytes(glb[0].read_bytes().replace(b'"SCALAR"', b'"VEC2"  ', 1))
        # Without its unit and with a wrong checksum.
        whole = usdz[0].read_bytes()
        broken[1].write_bytes(
            whole.replace(b"metersPerUnit = 1\n", b"metersPerUnit = 0\n").replace(
                b"metersPerUnit", b"metersPerUmit"
            )
        )
        gltf = judged(["node", HERE / "_gltf_verdicts.mjs", library(chosen.gltf), *glb, broken[0]])
        usd = judged([chosen.usd, HERE / "_usd_verdicts.py", *usdz, broken[1]])
    assert gltf.pop(str(broken[0]))["errors"], "the glTF validator does not bite"
    assert usd.pop(str(broken[1])), "USD's validators do not bite"
    complaints = {
        "gltf_errors": sum(each["errors"] for each in gltf.values()),
        "gltf_warnings": sum(each["warnings"] for each in gltf.values()),
        "usd_complaints": sum(len(each) for each in usd.values()),
    }
    print(complaints, {name: each for name, each in usd.items() if each})
    if not chosen.dry:
        kept(rows, complaints)
    return 0


def written(place: Path):
    """The files, and what each pair cost."""
    for program, cloth in GARMENTS.items():
        people = tailoring.program_named(program).people
        chart = tailoring.size_chart(people)
        pattern = tailoring.draft_size(program, people, chart.base)
        textile = tailoring.house_fabric(cloth)
        main = {name: value for name, value in pattern.body.items() if name in MAIN}
        figure = tailoring.solve_body(main, people)
        draped = tailoring.drape_garment(pattern, figure, textile.hangs)
        look = tailoring.appearance_of(textile, tailoring.Solid("#2c3f63"))
        for body in (False, True):
            row = {"garment": program, "cloth": cloth, "body": body, "vertices": draped.cloth.count}
            for ending, make in (("glb", tailoring.garment_glb), ("usdz", tailoring.garment_usdz)):
                begun = time.perf_counter()
                data = make(draped, look, body=body)
                row[f"{ending}_seconds"] = round(time.perf_counter() - begun, 3)
                row[f"{ending}_bytes"] = len(data)
                (place / f"{program}-{body}.{ending}").write_bytes(data)
            print(row)
            yield row


def library(folder: Path) -> Path:
    """The validator in a folder of npm's."""
    return folder.resolve() / "node_modules" / "gltf-validator" / "index.js"


def judged(command: list[object]) -> dict:
    """What a validator says of files, by name."""
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def kept(rows: list[dict], complaints: dict[str, int]) -> None:
    """Record size, seconds and complaints."""
    how = "six programs, each in another cloth, with and without the body; the drape is not in it"
    claims = [
        ("Largest textured GLB", "最大的带纹理 GLB", max(row["glb_bytes"] for row in rows) / 1e6, "MB"),
        ("Slowest GLB", "最慢的 GLB", max(row["glb_seconds"] for row in rows), "s"),
        ("Slowest USDZ", "最慢的 USDZ", max(row["usdz_seconds"] for row in rows), "s"),
        (
            "Complaints of glTF's and USD's validators",
            "glTF 与 USD 验证器的意见",
            sum(complaints.values()),
            "",
        ),
    ]
    for claim, chinese, value, unit in claims:
        extra = {"claim_zh": chinese, "readme": False, "rows": rows, **complaints}
        record("ar_assets", claim, round(value, 3), unit, how=how, extra=extra)


if __name__ == "__main__":
    sys.exit(main())
