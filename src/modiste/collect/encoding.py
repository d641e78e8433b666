"""Which letters a file's bytes mean: byte-order marks, UTF-8, UTF-16, GB18030 or Windows-1252.

Knows the first bytes of a file and what each encoding looks like; a row that does not keep to it is its
reader's to refuse.
"""

import codecs
import io
import re
from typing import IO

from modiste.garment import ModisteError

UTF_8, GB18030, WINDOWS = "utf-8", "gb18030", "cp1252"
BAD_LETTER = re.compile("[\ud800-\udfff]")
"""What bytes become that mean no letter; in UTF-16 and UTF-32 it is U+FFFD."""

_CONTROLS = bytes({*range(32), 127} - set(b"\t\n"))
_DOUBTFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CUT_OFF = 4
"""A letter has at most so many bytes, so the end of a head may hold fewer than a whole one."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LETTER = re.compile(rb"[A-Za-z]")


def encoding_of(head: bytes, *, is_whole: bool = False) -> str:
    r"""The encoding of a text that begins with these bytes, by Python's name.

    Chinese exports are told from Western ones by how bytes above 0x7F lie: Chinese words are runs of them,
    while an accented letter of Windows-1252 stands alone between ASCII ones.

    Args:
        head: the first bytes.
        is_whole: whether they are all there are, so that a letter cut off at the end is a fault.

    Example:
        >>> encoding_of("颜色,尺码".encode("gb18030")), encoding_of("Größe;Farbe".encode("cp1252"))
        ('gb18030', 'cp1252')
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if _alternates(head, 1):
        return "utf-16-le"
    if _alternates(head, 0):
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder(UTF_8)()
    try:
        decoder.decode(head, final=is_whole)
    except UnicodeDecodeError as error:
        if error.start < len(head) - _CUT_OFF or is_whole:
            return _two_byte_or_western(head)
    return UTF_8


def text_of(stream: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """A stream of text; bytes that mean nothing become what `checked` finds, line ends stay as they are."""
    # surrogateescape is not defined for UTF-16 and 32: there a lone half becomes U+FFFD.
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")


def checked(text: str, encoding: str) -> str:
    """The text, unless bytes in it mean nothing.

    Raises:
        ModisteError: MOD-1231.
    """
    wide = encoding.startswith(("utf-16", "utf-32"))
    try:
        text.encode()  # ten times as fast as to search for what it cannot encode
        is_bad = wide and "\N{REPLACEMENT CHARACTER}" in text
    except UnicodeEncodeError:
        is_bad = True
    if is_bad:
        shown = text.encode(errors="backslashreplace").decode()
        raise ModisteError("MOD-1231", text=shown[:120], encoding=encoding)
    return text


def is_plain(text: str) -> bool:
    """Whether the spine takes every letter: no control but line end and tabulator, no half letter."""
    if text.isascii():
        data = text.encode()
        return len(data.translate(None, _CONTROLS)) == len(data)
    return text.isprintable() or _DOUBTFUL.search(text) is None


def _alternates(head: bytes, at: int) -> bool:
    """Whether every second byte is zero, as in UTF-16 of Western text without a mark."""
    sample = head[:4096]
    zeros, others = sample[at::2].count(0), sample[1 - at :: 2].count(0)
    return len(sample) >= 8 and zeros > 0.6 * len(sample[at::2]) and others == 0


def _two_byte_or_western(head: bytes) -> str:
    chinese = western = 0
    for run in _HIGH_RUN.finditer(head):
        length = run.end() - run.start()
        around = head[max(run.start() - 1, 0) : run.start()] + head[run.end() : run.end() + 1]
        if length >= 4 or (length == 2 and not _LETTER.search(around)):
            chinese += length
        else:
            western += length
    return GB18030 if chinese > western else WINDOWS
