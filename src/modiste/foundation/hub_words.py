"""Words as an encoder of a model hub was trained to read them: cleaned, cut by its own tokenizer, one length.

Knows the hub's tokenizer files; what the numbers mean is the network's.
"""

import html
import re
import string
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.hub_folder import TOKENIZER_BYTES, Folder

_BARE = str.maketrans("", "", string.punctuation)
MOST_LETTERS = 20_000
"""Letters of a text that are looked at; far more than any context holds."""


def _one_space(text: str) -> str:
    return " ".join(text.split())


def canonical(text: str) -> str:
    """Lower case, no punctuation, single spaces: as SigLIP was trained.

    Example:
        >>> canonical("A red,  long-sleeved Dress!")
        'a red longsleeved dress'
    """
    return _one_space(text.lower().translate(_BARE))


# What open_clip calls `clean`, without ftfy's mending of broken encodings (open_clip, tokenizer.py).
_OPEN_CLIP: dict[str, Callable[[str], str]] = {
    "canonicalize": lambda text: canonical(text.replace("_", " ")),
    "lower": lambda text: _one_space(text).lower(),
    "whitespace": _one_space,
    "whitespace_underscore": lambda text: _one_space(text.replace("_", " ")),
}
# What transformers does before SigLIP's and SigLIP 2's tokenizers; CLIP's cleans for itself.
_TRANSFORMERS: dict[str, Callable[[str], str]] = {
    "canonical": canonical,
    "lower": str.lower,
    "none": str,
}


class Words:
    """Texts as one array of token numbers.

    Args:
        folder: With `tokenizer.json` and, where the hub has them, its companions.
        clean: "open_clip:NAME" or "transformers:NAME", what is done to a text first.
        length: Tokens of every text; shorter ones are filled up at the end.
        vocabulary: Rows of the network's table.
        end: The number by which the network finds a text's end; None where it looks elsewhere.

    Raises:
        ModisteError: MOD-1903 where the tokenizer cannot be read or does not fit the network.
    """

    def __init__(self, folder: Folder, clean: str, length: int, vocabulary: int, end: int | None) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._folder, self._vocabulary = folder, vocabulary
        whose, _, name = clean.partition(":")
        cleaners = _OPEN_CLIP if whose == "open_clip" else _TRANSFORMERS
        if name not in cleaners:
            raise folder.refusal(f"it cleans texts by {name!r}; known are {', '.join(sorted(cleaners))}")
        self._clean, self._unescape = cleaners[name], whose == "open_clip"
        if not folder.has("tokenizer.json") and folder.has("spiece.model"):
            raise folder.refusal(
                "its tokenizer is spiece.model only; save it as tokenizer.json with transformers"
            )
        path = folder.file("tokenizer.json", TOKENIZER_BYTES)
        self.bytes = path.read_bytes()
        try:
            self._tokenizer = Tokenizer.from_str(self.bytes.decode("utf-8"))
        except Exception as error:  # the package raises nothing narrower
            raise folder.refusal(f"tokenizer.json cannot be read: {_first_line(error)}") from None
        pad = self._pad()
        self._tokenizer.enable_truncation(length)
        self._tokenizer.enable_padding(direction="right", pad_id=pad[0], pad_token=pad[1], length=length)
        if end is not None and end not in self._tokenizer.encode("a").ids:
            raise folder.refusal(f"its tokenizer does not end a text with {end}, which its network looks for")

    def _pad(self) -> tuple[int, str]:
        """The number and the token that fill a text up."""
        for name in ("tokenizer_config.json", "special_tokens_map.json"):
            said: Any = self._folder.json_if_there(name).get("pad_token")
            token = said.get("content") if isinstance(said, dict) else said
            if isinstance(token, str):
                number = self._tokenizer.token_to_id(token)
                if number is None:
                    raise self._folder.refusal(
                        f"{name} pads with {token!r}, which tokenizer.json does not know"
                    )
                return int(number), token
        given = self._tokenizer.padding
        return (int(given["pad_id"]), str(given["pad_token"])) if given else (0, "")

    def __call__(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """Int64 (n, length).

        Raises:
            ModisteError: MOD-1903 where the tokenizer names a row that the network lacks.
        """
        rows = [self._tokenizer.encode(self.cleaned(text)).ids for text in texts]
        made = np.array(rows, np.int64)
        if made.size and made.max() >= self._vocabulary:
            raise self._folder.refusal(
                f"its tokenizer says {made.max()} where its network knows {self._vocabulary} tokens"
            )
        return made

    def cleaned(self, text: str) -> str:
        """A text as the tokenizer gets it."""
        text = text[:MOST_LETTERS]
        if self._unescape:
            text = html.unescape(html.unescape(text)).strip()
        return self._clean(text)


def _first_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:160]
