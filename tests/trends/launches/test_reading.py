"""Sales lines become a launch book; what is taken back is gone; what is wrong is said."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.launches.reading import read_launches

LINES = """Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Colour
Red  Mug,2,2024-01-01 10:00,3.5,1,red
red mug,5,2024-01-02 10:00,3.5,2,red
RED MUG,-5,2024-01-03 10:00,3.5,2,red
tin toy,4,2024-03-04 09:00,1.25,3,
found,3,2024-03-04 09:00,0,,
,3,2024-03-04 09:00,1,,
tin toy,-9,2024-03-05 09:00,1.25,3,
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "lines.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_read_and_what_was_taken_back_is_gone(tmp_path: Path) -> None:
    book = read_launches(written(tmp_path, LINES))
    assert book.ids == ("RED MUG", "TIN TOY")
    assert book.quantity.tolist() == [2.0, 4.0]
    assert book.launched.astype(str).tolist() == ["2024-01-01", "2024-03-04"]
    assert book.is_launch.tolist() == [False, True]
    assert book.prices.tolist() == [3.5, 1.25]
    assert book.attributes == {"colour": ("RED", "")}


def test_a_day_of_launch_that_is_told_is_taken(tmp_path: Path) -> None:
    text = "item,qty,date,release_date,text\na,1,2024-01-05,2024-01-01,mug\nb,2,2024-01-06,,toy\n"
    book = read_launches(written(tmp_path, text))
    assert book.launched.astype(str).tolist() == ["2024-01-01", "2024-01-06"]
    assert book.is_launch.tolist() == [True, False]
    assert book.texts == ("MUG", "TOY")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("item,date\na,2024-01-01\n", "MOD-2471"),
        ("a,b\n1,2\n", "MOD-2471"),
        ("item,qty,date\na,1,yesterday\n", "MOD-2470"),
        ("item,qty,date\na,many,2024-01-01\n", "MOD-2470"),
        ("item,qty,date\na,-1,2024-01-01\n", "MOD-2470"),
        ("", "MOD-2470"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(ModisteError, match=code):
        read_launches(written(tmp_path, text))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2470"):
        read_launches(tmp_path / "none.parquet")


def test_real_sales_lines_are_read(modiste_data: Path) -> None:
    path = modiste_data / "analytics" / "uci_online_retail" / "online_retail.parquet"
    if not path.is_file():
        pytest.skip("UCI Online Retail is not here")
    book = read_launches(path)
    assert (len(book), int(book.is_launch.sum())) == (4000, 1260)
    assert np.isfinite(book.prices).all()
