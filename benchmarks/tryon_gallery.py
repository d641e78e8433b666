"""A fixed gallery of real photos, failures included: people dressed or refused, garments known by a photo.

    ./run bench tryon_gallery --people DIR --garments DIR [--write] [--sheet FILE.webp]

People: Debian's `opencv-doc` (`apt-get download opencv-doc`, then `dpkg -x`: examples/data) and
scikit-image's `astronaut.png`, all laid into one folder. Garments: the first picture of each kind in the
clothing dataset's validation part (CC0). Nothing was chosen by its outcome. `--write` puts the tables into
docs/tryon-gallery.md; the people are not ours to publish, so none of them is written. Minutes.
"""

import argparse
import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from modiste.garment import ModisteError
from modiste.workspace import flows

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "tryon-gallery.md"
BEGIN, END = "<!-- the gallery begins -->", "<!-- the gallery ends -->"
FRONT = ROOT / "examples" / "tryon" / "front.png"
OURS = {"height": 170.0, "bust": 88.0, "waist": 70.0, "hip": 96.0}
PEOPLE = {
    "astronaut.png": ("a woman in a flight suit, down to the chest", "women"),
    "messi5.jpg": ("a footballer running", "men"),
    "basketball1.png": ("two players, one before the other", "men"),
    "basketball2.png": ("the same a moment later", "men"),
    "left01.jpg": ("somebody behind a chessboard", "men"),
    "Megamind.avi": ("no photo: a film", "men"),
    "fruits.jpg": ("fruit", "women"),
}
MEASURES = {"women": OURS, "men": {"height": 178.0, "bust": 100.0, "waist": 86.0, "hip": 100.0}}
KINDS = ("t-shirt", "longsleeve", "shirt", "dress", "skirt", "pants", "shorts", "outwear", "hat", "shoes")
EACH = 1
_SHOWN = 132


def main() -> int:
    """Try all, print, and write what is wanted."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=Path, required=True)
    options.add_argument(
        "--garments", type=Path, required=True, help="the clothing dataset's validation part"
    )
    options.add_argument("--each", type=int, default=EACH, help="pictures of a kind of garment")
    options.add_argument("--write", action="store_true", help="into docs/tryon-gallery.md")
    options.add_argument("--sheet", type=Path, help="the garments and how they are worn, as WebP")
    chosen = options.parse_args()
    people = list(tried_people(chosen.people))
    garments = list(tried_garments(chosen.garments, chosen.each))
    text = f"{_table(PERSON_HEAD, people)}\n\n{_summary(garments)}\n\n{_table(GARMENT_HEAD, garments)}\n"
    print(text)
    if chosen.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")
    if chosen.sheet:
        _sheet(garments).save(chosen.sheet, "WEBP", quality=72, method=6)
    return 0


def tried_people(folder: Path) -> Iterator[dict[str, Any]]:
    """Each picture of the list, in a T-shirt of a middle size."""
    for name, (what, people) in PEOPLE.items():
        path = folder / name
        if not path.is_file():
            print(f"{name} is not in {folder}", file=sys.stderr)
            continue
        data = path.read_bytes()
        wish = flows.PhotoWish("t-shirt", MEASURES[people], chart=people)
        told = _told(data, name, wish)[0]
        yield {"name": name, "what": what, "sha256": hashlib.sha256(data).hexdigest(), **told}


def tried_garments(folder: Path, each: int) -> Iterator[dict[str, Any]]:
    """The first pictures of each kind, worn by our own example person."""
    person = FRONT.read_bytes()
    for kind in KINDS:
        for path in sorted((folder / kind).glob("*.jpg"))[:each]:
            data = path.read_bytes()
            wish = flows.PhotoWish("", OURS, shown=(path.name, data))
            told, png = _told(person, FRONT.name, wish)
            sha256 = hashlib.sha256(data).hexdigest()
            yield {"name": path.stem, "what": kind, "sha256": sha256, **told, "data": data, "png": png}


def _told(photo: bytes, name: str, wish: flows.PhotoWish) -> tuple[dict[str, Any], bytes]:
    try:
        made = flows.try_on_photo(None, photo, wish, name=name)
    except ModisteError as error:
        return {"status": "refused", "code": error.code, "reason": error.detail}, b""
    return made.told, made.png


PERSON_HEAD = ("picture", "what is in it", "SHA-256", "outcome")
GARMENT_HEAD = ("kind", "picture", "read as", "outcome")


def _table(head: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in rows:
        said = "worn" if row["status"] == "ok" else f"{row['code']}: {row['reason']}"
        if head is PERSON_HEAD:
            cells = [row["name"], row["what"], row["sha256"][:12], said]
        else:
            read = row.get("read")
            told = f"{read['program']}, {100 * read['program_confidence']:.0f} %" if read else ""
            cells = [row["what"], row["sha256"][:12], told, said]
            if read:
                cells[-1] += f", {'print laid' if read['print'] == 'laid' else read['colour']}"
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


MEANT = {
    "t-shirt": {"t-shirt"},
    "longsleeve": {"t-shirt", "sweatshirt", "shirt"},
    "shirt": {"shirt"},
    "dress": {"dress-a-line", "dress-shift"},
    "skirt": {"skirt-a-line", "skirt-straight"},
    "pants": {"trousers"},
    "shorts": {"shorts"},
    "outwear": {"hoodie", "sweatshirt", "shirt"},
}
"""Programs by which a kind of the data set is cut at best; hats and shoes by none."""


def _summary(rows: list[dict[str, Any]]) -> str:
    known = [row for row in rows if row["what"] in MEANT]
    worn = [row for row in known if row["status"] == "ok"]
    right = [row for row in worn if row["read"]["program"] in MEANT[row["what"]]]
    foreign = [row for row in rows if row["what"] not in MEANT]
    refused = sum(row["status"] != "ok" for row in foreign)
    return (
        f"Of {len(known)} photos of garments that a program could cut {len(worn)} were put on, "
        f"{len(right)} of them by a program of their kind; of {len(foreign)} hats and shoes "
        f"{refused} were refused."
    )


def _sheet(rows: list[dict[str, Any]]) -> Image.Image:
    """Each garment beside how it is worn; what was refused stands beside nothing."""
    wide = 5
    high = -(-len(rows) // wide)
    made = Image.new("RGB", (wide * (2 * _SHOWN + 8), high * (round(1.4 * _SHOWN) + 8)), "#f7f7f7")
    for number, row in enumerate(rows):
        left, top = number % wide * (2 * _SHOWN + 8), number // wide * (round(1.4 * _SHOWN) + 8)
        size = (_SHOWN, round(1.4 * _SHOWN))
        with Image.open(io.BytesIO(row["data"])) as image:
            made.paste(ImageOps.contain(image.convert("RGB"), size), (left, top))
        if row["png"]:
            with Image.open(io.BytesIO(row["png"])) as image:
                part = image.convert("RGB").crop((60, 80, image.width - 60, image.height - 20))
                made.paste(ImageOps.contain(part, size), (left + _SHOWN, top))
        else:
            pen = ImageDraw.Draw(made)
            pen.text((left + _SHOWN + 12, top + 60), row["code"], fill="#8a5a00", font_size=13)
    return made


if __name__ == "__main__":
    sys.exit(main())
