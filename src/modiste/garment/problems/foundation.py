"""What can go wrong with the encoder and what it learns from: 19xx."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-1901": Problem(
        "Nothing to collect",
        "A corpus needs renders, photos or clips, and none was given.",
        "Name one: --renders FOLDER, --photos FOLDER or --clips fashion-mnist.",
    ),
    "MOD-1902": Problem(
        "No corpus",
        "{path} is no corpus to learn an encoder from: {reason}.",
        "Make one: modiste encoder collect --renders FOLDER --photos FOLDER --out DIR.",
    ),
    "MOD-1903": Problem(
        "Encoder cannot be loaded",
        "{path} holds no encoder that can be loaded: {reason}.",
        "Give a folder as a model hub has it: its configuration, safetensors weights and tokenizer.",
    ),
    "MOD-1904": Problem(
        "Encoders of the hub are not installed",
        "Encoders of model hubs need the package {package}, which is not installed.",
        "Install it: pip install 'modiste[hub]' -c constraints.txt.",
    ),
    "MOD-1905": Problem(
        "Nothing to retrieve",
        "{data} cannot be used to judge an encoder: {reason}.",
        "Give a folder of class folders with photos, or a CSV with the columns picture and caption.",
    ),
    "MOD-1906": Problem(
        "An encoder does not classify",
        "{model} embeds pictures and texts; it gives no probabilities of classes.",
        "Ask modiste search or modiste tag; or evaluate it: modiste evaluate encoder --protocol retrieval.",
    ),
    "MOD-1907": Problem(
        "Too little to adapt to",
        "{count} garments have a photo and a text; {least} are needed.",
        "Add garments with photos and names, and try again. The encoder works as it is.",
    ),
    "MOD-1909": Problem(
        "No histories",
        "Nobody in this shop saw, liked or bought two garments, as far as it knows.",
        "Import events, or generate a house: modiste shop generate.",
    ),
    "MOD-1908": Problem(
        "Adapting gains nothing",
        "On {count} held-out garments the mean reciprocal rank went from {before:.3f} to {after:.3f}, "
        "difference {low:.3f} to {high:.3f} (95 %): no gain is proven, and nothing was changed.",
        "The encoder stays as it is. More garments, or texts that say what is seen, may help.",
        409,
    ),
    "MOD-1910": Problem(
        "No picture to embed",
        "Pixels of shape {shape} and type {type} are no picture that an encoder sees.",
        "Give uint8 pixels of shape (height, width, 3).",
    ),
    "MOD-1911": Problem(
        "Nothing said",
        "The text has no words that could be left out.",
        "Give words in English or Chinese.",
    ),
}
