"""Files of interactions: every layout by its content, every bad row with its reason."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.recommend import Interactions, read_interactions


def written(folder: Path, text: str | bytes, name: str = "file.bin") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def histories(path: Path) -> dict[str, list[str]]:
    made = read_interactions(path).interactions
    return {
        who: [made.items[code] for code in made.history(number).codes]
        for number, who in enumerate(made.customers)
    }


SAME = {"a": ["x", "y", "z"], "b": ["y", "x", "w"]}


@pytest.mark.parametrize(
    "text",
    [
        "a x y z\nb y x w\n",
        "a x\na y\nb y\na z\nb x\nb w\n",
        "user_id,item_id,timestamp\na,x,1\na,z,3\na,y,2\nb,y,1\nb,x,2\nb,w,3\n",
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
        "a\tx\t3\t1\na\tz\t1\t3\na\ty\t5\t2\nb\ty\t5\t1\nb\tx\t5\t2\nb\tw\t4\t3\n",
        'customer.id;outfit.id;rentalPeriod.start\n"a";"x";2018-05-25\na;y;2018-05-26\n'
        "a;z;2018-05-27T10:00:00+00:00\nb;y;2018-05-25\nb;x;2018-05-26\nb;w;2018-05-27\n",
        "\ufeffitem|customer|date\nx|a|1700000000000\ny|a|1700000001000\nz|a|1700000002000\n"
        "y|b|1700000000\nx|b|1700000001\nw|b|1700000002\n",
    ],
)
def test_every_layout_tells_the_same(tmp_path: Path, text: str) -> None:
    assert histories(written(tmp_path, text)) == SAME


def test_parquet_with_moments_numbers_and_categories(tmp_path: Path) -> None:
    table = pa.table(
        {
            "user_id": [1, 1, 2],
            "item_id": pa.array(["x", "y", "x"]).dictionary_encode(),
            "review_date": [datetime(2018, 1, 2), datetime(2018, 1, 1), None],
        }
    )
    parquet.write_table(table, tmp_path / "t")
    reading = read_interactions(tmp_path / "t")
    assert histories(tmp_path / "t") == {"1": ["y", "x"]}
    assert reading.interactions.at.tolist() == [1_514_764_800, 1_514_851_200]
    assert [(each.row, each.reason[:8]) for each in reading.refused] == [(3, "the time")]
    assert reading.timed


def test_bad_rows_are_refused_with_their_reason_and_the_rest_is_taken(tmp_path: Path) -> None:
    text = "user,item,time\na,x,1\n,x,2\na,,2\na,y,soon\na,y,99999999999999999999\na,y,2\na,y,2\na,z,-5\n"
    text += "a,b,c,d\nb,x,3\n"
    reading = read_interactions(written(tmp_path, text))
    assert histories(tmp_path / "file.bin") == {"a": ["x", "y"], "b": ["x"]}
    assert sum(reading.counts.values()) == 7
    assert reading.counts["no customer"] == reading.counts["no garment"] == 1
    assert reading.counts["the same row again"] == 1
    assert reading.counts["the row has another number of columns"] == 1
    told = reading.extras()
    assert told["n_rejected"] == 7
    assert len(told["rejected"]) == 7


def test_a_line_without_garments_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    reading = read_interactions(written(tmp_path, b"a x y\nb\n\xff\xfe z\nc x\n"))
    assert set(reading.counts) == {"no garment", "the line is not UTF-8 text"}
    assert not reading.timed


def test_acts_weigh_by_what_they_tell(tmp_path: Path) -> None:
    text = "user,item,time,event\na,x,1,view\na,y,2,purchase\na,z,3,like\na,w,4,sneeze\n"
    reading = read_interactions(written(tmp_path, text))
    assert reading.interactions.weights.tolist() == [1.0, 4.0, 2.0]
    assert reading.counts == {"the act is not known": 1}
    text = "user,item,weight\na,x,0.5\na,y,-1\na,z,much\n"
    assert read_interactions(written(tmp_path, text)).interactions.weights.tolist() == [0.5]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "MOD-2302"),
        ("  \n", "MOD-2302"),
        ("user,item\n", "MOD-2302"),
        ("user,item,time\na,x,never\n", "MOD-2302"),
        ("lonely\n", "MOD-2302"),
        ("shoe,size\n1,2\n", "MOD-2303"),
        ("1,2,3\n", "MOD-2303"),
        (b"\x89PNG\0\0", "MOD-2301"),
        (b"PAR1 and nothing more", "MOD-2301"),
    ],
)
def test_what_holds_nothing_is_refused(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(ModisteError) as refused:
        read_interactions(written(tmp_path, text))
    assert refused.value.code == code


def test_a_file_that_is_not_there_and_a_table_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2301"):
        read_interactions(tmp_path / "nowhere")
    parquet.write_table(pa.table({"shoe": [1]}), tmp_path / "t")
    with pytest.raises(ModisteError, match="MOD-2303"):
        read_interactions(tmp_path / "t")


WORDS = st.sampled_from(["", "a", "b", " b ", "c", '"a', "7", "7.0"])
MOMENTS = st.sampled_from(["", "3", " 4", "1e3", "1700000000000", "2018-05-25", "-1", "0x1F", "1_0"])
WHOLE_MOMENTS = st.integers(0, 40).map(str)


@pytest.mark.parametrize("moments", [MOMENTS, WHOLE_MOMENTS])
@given(data=st.data())
def test_what_is_read_by_words_is_what_is_read_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, moments: st.SearchStrategy[str], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.tuples(WORDS, WORDS, moments), max_size=30))
    text = "user;item;time\n" + "".join(f"{';'.join(row)}\n" for row in rows)
    taken: dict[tuple[str, str, int], None] = {}
    for row in rows:
        user, item, moment = (each.strip().strip('"') for each in row)
        if user and item and (seconds := second_of(moment)) is not None:
            taken.setdefault((user, item, seconds))
    path = written(tmp_path_factory.getbasetemp(), text.replace('"a', '"""a"'), "words.bin")
    if not taken:
        with pytest.raises(ModisteError, match="MOD-2302"):
            read_interactions(path)
        return
    found, wanted = (
        read_interactions(path).interactions,
        Interactions.of(*map(list, zip(*taken, strict=True))),
    )
    for name in ("customers", "items"):
        assert getattr(found, name) == getattr(wanted, name)
    for name in ("starts", "codes", "at", "weights"):
        assert getattr(found, name).tolist() == getattr(wanted, name).tolist()


def second_of(moment: str) -> int | None:
    """Seconds since 1970 of a time in a file, as one reads it alone."""
    try:
        number = float(moment)
    except ValueError:
        try:
            number = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
        except ValueError:
            return None
    number = number / 1e3 if number >= 1e11 else number
    return int(number) if number >= 0 else None


@given(st.binary(max_size=200))
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), data)
    try:
        reading = read_interactions(path)
    except ModisteError as error:
        assert error.code in {"MOD-2301", "MOD-2302", "MOD-2303"}
    else:
        assert len(reading.interactions) > 0
