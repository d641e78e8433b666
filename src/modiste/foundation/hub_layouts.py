"""The two layouts in which a model hub keeps an encoder, transformers' and open_clip's, read into one form.

Knows which file of a folder says what; sizes, words, pictures and tensors are understood elsewhere.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from modiste.foundation.encoder import Preprocessing
from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_open_clip import cleaning, sizes_of
from modiste.foundation.hub_pictures import of_open_clip, of_transformers
from modiste.foundation.hub_sizes import Sizes, checked
from modiste.foundation.hub_words import Words
from modiste.garment import ModisteError

_OPEN_CLIP, _OPEN_CLIP_WEIGHTS = "open_clip_config.json", "open_clip_model.safetensors"
_CONFIG, _WEIGHTS = "config.json", "model.safetensors"
_KINDS = ("clip", "siglip")


@dataclass(frozen=True)
class Parts:
    """What a layout says: network and sizes, its words and pictures, and the weights' files."""

    layout: Literal["transformers", "open_clip"]
    sizes: Sizes
    network: Any
    words: Words
    how: Preprocessing
    files: list[Path]
    clean: str

    def fingerprint(self) -> str:
        """SHA-256 of what moves a vector: the weights' bytes, the sizes, how pictures and words are read."""
        digest = hashlib.sha256()
        for path in self.files:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        said = {
            "layout": self.layout,
            "sizes": asdict(self.sizes),
            "seen": asdict(self.how),
            "read": self.clean,
        }
        digest.update(json.dumps(said, sort_keys=True).encode())
        digest.update(hashlib.sha256(self.words.bytes).digest())
        return digest.hexdigest()


def parts_of(folder: Folder) -> Parts:
    """What a folder holds, in whichever layout it is whole.

    Raises:
        ModisteError: MOD-1903 where it is whole in none.
    """
    if folder.has(_OPEN_CLIP) and (folder.has(_OPEN_CLIP_WEIGHTS) or not folder.has(_CONFIG)):
        return _of_open_clip(folder, _OPEN_CLIP_WEIGHTS)
    if not folder.has(_CONFIG):
        raise folder.refusal(f"neither {_CONFIG} nor {_OPEN_CLIP} is there")
    said = folder.json(_CONFIG)
    if "auto_map" not in said:
        return _of_transformers(folder, said)
    # Marqo's folders ask for code that loads open_clip; their weights are open_clip's under one prefix.
    try:
        return _of_open_clip(folder, _WEIGHTS) if folder.has(_OPEN_CLIP) else _of_transformers(folder, said)
    except ModisteError as error:
        asked = "it asks for code of its own (auto_map), which is never run"
        raise folder.refusal(f"{asked}, and {error.values['reason']}") from None


def _of_transformers(folder: Folder, said: dict[str, Any]) -> Parts:
    from modiste.foundation.hub_network import load  # noqa: PLC0415

    kind = said.get("model_type")
    if kind == "siglip2":
        raise folder.refusal(
            "its pictures are cut into any number of patches (NaFlex), which is not done here; "
            "SigLIP 2 of a fixed size has model_type siglip"
        )
    if kind not in _KINDS:
        raise folder.refusal(f"model_type is {kind!r}; known are {' and '.join(_KINDS)}")
    sizes = checked(folder, kind, said)
    how = of_transformers(folder, kind, sizes.vision["image_size"])
    read = str(folder.json_if_there("tokenizer_config.json").get("tokenizer_class", ""))
    new = read.startswith(("Gemma", "Siglip2"))
    clean = "transformers:" + ("none" if kind == "clip" else "lower" if new else "canonical")
    words = _words(folder, sizes, clean)
    files = folder.weights([_WEIGHTS])
    return Parts("transformers", sizes, load(folder, sizes, files), words, how, files, clean)


def _of_open_clip(folder: Folder, weights: str) -> Parts:
    from modiste.foundation.hub_keys import key_map  # noqa: PLC0415
    from modiste.foundation.hub_network import load, names_in  # noqa: PLC0415

    said = folder.json(_OPEN_CLIP)
    model, seen = said.get("model_cfg"), said.get("preprocess_cfg") or {}
    if not isinstance(model, dict) or not isinstance(seen, dict):
        raise folder.refusal(f"{_OPEN_CLIP} lacks model_cfg or preprocess_cfg")
    kind, translated = sizes_of(folder, model)
    sizes = checked(folder, kind, translated)
    how = of_open_clip(folder, seen, sizes.vision["image_size"])
    clean = cleaning(folder, model["text_cfg"])
    words = _words(folder, sizes, clean)
    files = folder.weights([weights])
    prefix = "model." if weights == _WEIGHTS else ""
    layers = sizes.text["num_hidden_layers"], sizes.vision["num_hidden_layers"]
    made = key_map(kind, *layers, names_in(folder, files, prefix))
    return Parts("open_clip", sizes, load(folder, sizes, files, made, prefix), words, how, files, clean)


def _words(folder: Folder, sizes: Sizes, clean: str) -> Words:
    """2 stands for "the highest number" in CLIP's configurations; SigLIP looks at the last place."""
    end = sizes.text.get("eos_token_id", 2)
    length, rows = sizes.text["max_position_embeddings"], sizes.text["vocab_size"]
    return Words(folder, clean, length, rows, None if end == 2 else end)
