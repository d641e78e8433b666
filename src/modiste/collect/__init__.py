"""What comes in: photos, folders of photos, Fashion-MNIST; decoded within limits, refusals with reasons.

Knows files and the outside world; tables are the store's work, training is learning's.
"""

from modiste.collect import clean
from modiste.collect.dataset import open_data, open_files, open_training_data
from modiste.collect.decode import FORMATS, LIMITS, Header, Limits, decode, header, read_bytes, resize
from modiste.collect.fashion_mnist import LABELS as FASHION_MNIST_LABELS
from modiste.collect.fashion_mnist import download as download_fashion_mnist
from modiste.collect.fashion_mnist import fashion_mnist, read_idx
from modiste.collect.fashion_mnist import find as find_fashion_mnist
from modiste.collect.folders import cache_folder, write_whole
from modiste.collect.labelled import LabelledFiles, LabelledPictures
from modiste.collect.photos import Photo, Rejection, photo_folder

__all__ = [
    "FASHION_MNIST_LABELS",
    "FORMATS",
    "LIMITS",
    "Header",
    "LabelledFiles",
    "LabelledPictures",
    "Limits",
    "Photo",
    "Rejection",
    "cache_folder",
    "clean",
    "decode",
    "download_fashion_mnist",
    "fashion_mnist",
    "find_fashion_mnist",
    "header",
    "open_data",
    "open_files",
    "open_training_data",
    "photo_folder",
    "read_bytes",
    "read_idx",
    "resize",
    "write_whole",
]
