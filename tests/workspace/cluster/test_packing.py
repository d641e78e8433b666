"""A frame gives back what it was given, holds no objects, and a torn one is seen."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from modiste.workspace.cluster.packing import npy_file, opened_seal, packed, sealed, unpacked

KINDS = st.sampled_from([np.float32, np.float64, np.int32, np.int64, np.uint8, np.bool_])
ARRAYS = arrays_of.arrays(KINDS, arrays_of.array_shapes(min_dims=0, min_side=0, max_side=5))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), ARRAYS, max_size=3), PLAIN)
def test_a_frame_gives_back_what_it_was_given(arrays: dict[str, np.ndarray], plain: object) -> None:
    found = unpacked(packed(arrays, told=plain))
    assert found.plain == {"told": plain}
    assert found.arrays.keys() == arrays.keys()
    for name, array in arrays.items():
        assert found.arrays[name].dtype == array.dtype
        assert found.arrays[name].shape == array.shape
        assert found.arrays[name].tobytes() == array.tobytes()


def test_text_in_arrays_is_kept() -> None:
    assert unpacked(packed({"names": np.array(["coat", "裙"])})).arrays["names"].tolist() == ["coat", "裙"]


def test_objects_are_refused() -> None:
    with pytest.raises(ValueError, match="object"):
        packed({"things": np.array([object()])})


@given(st.integers(0, 60))
def test_a_frame_that_is_cut_short_is_seen(cut: int) -> None:
    whole = packed({"codes": np.arange(20)}, first=1)
    with pytest.raises(ValueError, match=r"."):
        unpacked(whole[: len(whole) - 1 - cut])


@given(st.binary(max_size=100), st.integers(0, 1000))
def test_a_seal_tells_torn_bytes(data: bytes, place: int) -> None:
    whole = sealed(data)
    assert opened_seal(whole) == data
    at = place % len(whole)
    assert opened_seal(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]) is None
    assert opened_seal(whole[:at]) is None


@given(st.lists(st.integers(0, 4), max_size=4))
def test_a_npy_file_in_pieces_is_one_that_numpy_reads(lengths: list[int]) -> None:
    parts = [np.full((n, 3), n, np.float32) for n in lengths]
    data = b"".join(npy_file((sum(lengths), 3), "<f4", iter(parts)))
    found = np.load(io.BytesIO(data), allow_pickle=False)
    assert found.tolist() == [row for part in parts for row in part.tolist()]
