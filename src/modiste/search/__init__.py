"""Garments found by words, by pictures, by both, with reasons; and the indexes for it. The door is lazy.

Knows indexes, questions and rankings; rows are the store's, what looks at pictures is lent by the workspace.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.search.documents import Document as Document
    from modiste.search.documents import PriceSpan as PriceSpan
    from modiste.search.finder import MOST as MOST
    from modiste.search.finder import SEPARATOR as SEPARATOR
    from modiste.search.finder import Answer as Answer
    from modiste.search.finder import Finder as Finder
    from modiste.search.finder import Question as Question
    from modiste.search.finder import Result as Result
    from modiste.search.kernels import compile_kernels as compile_kernels
    from modiste.search.pgvector import PgVectors as PgVectors
    from modiste.search.protocols import Embedder as Embedder
    from modiste.search.protocols import Neighbours as Neighbours
    from modiste.search.protocols import PictureEmbedder as PictureEmbedder
    from modiste.search.protocols import VectorIndex as VectorIndex
    from modiste.search.question import MOST_LETTERS as MOST_LETTERS
    from modiste.search.question import parsed_filters as parsed_filters
    from modiste.search.vectors import Vectors as Vectors
    from modiste.search.words import Words as Words

_HOMES = {
    "Answer": "finder",
    "Document": "documents",
    "Embedder": "protocols",
    "Finder": "finder",
    "MOST": "finder",
    "MOST_LETTERS": "question",
    "Neighbours": "protocols",
    "PgVectors": "pgvector",
    "PictureEmbedder": "protocols",
    "PriceSpan": "documents",
    "Question": "finder",
    "Result": "finder",
    "SEPARATOR": "finder",
    "VectorIndex": "protocols",
    "Vectors": "vectors",
    "Words": "words",
    "compile_kernels": "kernels",
    "parsed_filters": "question",
}
_NEEDED = ("numba",)
__all__ = [
    "MOST",
    "MOST_LETTERS",
    "SEPARATOR",
    "Answer",
    "Document",
    "Embedder",
    "Finder",
    "Neighbours",
    "PgVectors",
    "PictureEmbedder",
    "PriceSpan",
    "Question",
    "Result",
    "VectorIndex",
    "Vectors",
    "Words",
    "compile_kernels",
    "parsed_filters",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.search' has no attribute {name!r}")
    try:
        return getattr(import_module(f"modiste.search.{_HOMES[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        needed = {"what": "Search by pictures", "package": error.name, "extra": "search"}
        raise ModisteError("MOD-2014", **needed) from None


def __dir__() -> list[str]:
    return __all__
