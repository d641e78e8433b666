"""Sheets of labels are read back from paper by a reader that knows nothing of us."""

import shutil
import subprocess

import pytest

from modiste.garment import ModisteError, Sgtin, item_link
from modiste.supply import PAPERS, label_sheets

LINKS = [
    item_link(Sgtin("09506000134352", f"{number:012d}"), "https://id.brand.example") for number in range(30)
]


@pytest.mark.parametrize("paper", PAPERS)
def test_labels_lie_on_the_paper(paper: str) -> None:
    sheet = PAPERS[paper]
    assert sheet.left + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap <= 210
    assert sheet.top + sheet.rows * sheet.height <= 297
    made = label_sheets(LINKS, paper, skip=1)
    assert made == label_sheets(LINKS, paper, skip=1)
    assert made.count(b"/Type /Page\n") == -(-31 // (sheet.columns * sheet.rows))


def test_every_label_of_a_sheet_is_read_back(tmp_path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm (Debian's poppler-utils) is not here: nothing else rasters a PDF")
    from PIL import Image

    (tmp_path / "labels.pdf").write_bytes(label_sheets(LINKS[:9], "63.5x38.1"))
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "labels.pdf", "page"], cwd=tmp_path, check=True)
    with Image.open(next(tmp_path.glob("page*"))) as page:
        found = zxingcpp.read_barcodes(page.convert("L"))
    assert sorted(each.text for each in found) == LINKS[:9]


@pytest.mark.parametrize(
    ("links", "paper", "skip"),
    [
        (LINKS, "A5", 0),
        ([], "70x37", 0),
        (LINKS, "70x37", 24),
        (["https://id.brand.example/01/09506000134352/21/" + "A" * 20 + "?99=" + "B" * 90], "48.5x25.4", 0),
    ],
)
def test_what_cannot_be_printed_is_refused(links, paper: str, skip: int) -> None:
    with pytest.raises(ModisteError, match="MOD-2690"):
        label_sheets(links, paper, skip)
