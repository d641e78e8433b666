"""What can go wrong with wearables, 29xx.

To 2909 files and layouts of sensors, to 2919 signals and recordings, to 2939 models of activities.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2900": Problem(
        "No recordings",
        "{path} holds no recordings: {reason}.",
        "Name a folder in sp-sw-har's layout (sNN/sNN_RR_sw.csv), or put a wearables.toml into it that "
        "says what its files are.",
        404,
    ),
    "MOD-2901": Problem(
        "Not a layout of sensor files",
        "{path} cannot be used: {reason}.",
        "docs/wearables.md shows a wearables.toml and all its keys.",
    ),
    "MOD-2902": Problem(
        "A sensor file that cannot be read",
        "{path} cannot be read: {reason}.",
        "Give a CSV with a line of names, a Parquet file or an HDF5 file with a data set a column.",
    ),
    "MOD-2903": Problem(
        "A column is missing",
        "{path} lacks {column}; it has {known}.",
        "Name the columns as they are in wearables.toml.",
    ),
    "MOD-2904": Problem(
        "HDF5 is not installed",
        "{path} is HDF5, and h5py is not installed.",
        "pip install 'modiste[wearables]'.",
        501,
    ),
    "MOD-2905": Problem(
        "A recording that tells nothing",
        "{path} cannot be used: {reason}.",
        "Give at least a second of samples with times that rise.",
    ),
    "MOD-2910": Problem(
        "Corrections that cannot be kept",
        "What was said of {path} cannot be used: {reason}.",
        "Give spans with start and end in seconds, the start first, and a label.",
    ),
    "MOD-2911": Problem(
        "No such recording",
        "There is no {what} {name}; there are {known}.",
        "`modiste wearables import` brings recordings into the shop.",
        404,
    ),
    "MOD-2912": Problem(
        "No notifications of this layout",
        "No line can be unpacked: {reason}.",
        "Give a line a notification with its bytes in hexadecimal, and [packet] as docs/wearables.md shows.",
    ),
    "MOD-2920": Problem(
        "Nothing to learn from or to judge",
        "{path} has no good, labelled stretch: {reason}.",
        "`modiste wearables check` tells what is wrong with each recording.",
    ),
    "MOD-2921": Problem(
        "Several devices at once",
        "{path} holds recordings of {devices}; a model reads one device.",
        "Say which: --set device=watch, or FOLDER:watch.",
    ),
    "MOD-2922": Problem(
        "Too few people",
        "There are {count} {what}, fewer than the {folds} folds that are asked for.",
        "Record more people, or ask for fewer folds: --set folds=2.",
    ),
    "MOD-2923": Problem(
        "Not a model of activities",
        "{path} lacks what a model of activities needs beside its network: {reason}.",
        "Train it with `modiste train wearables.activity`.",
    ),
    "MOD-2924": Problem(
        "Other axes than the model reads",
        "{model} reads {wanted} axes, and {name} has {axes}.",
        "Ask a model that learned from recordings with the same axes.",
    ),
}
