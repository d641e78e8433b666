"""Knows the article's listing as it stands, and how to run it on the data set's own four files.

It leaves the repeats, the comparison and the record to `benchmarks/article_keras.py`. It runs in an
environment of its own (TensorFlow's pins clash with the house's), imports nothing of Modiste and downloads
nothing.
"""

import argparse
import gzip
import json
import os
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import tensorflow as tf
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

# Debian's package dataset-fashion-mnist, unless the environment names another folder.
FOLDER = Path(os.environ.get("MODISTE_FASHION_MNIST", "/usr/share/datasets/fashion-mnist"))
BATCH = 64


def read_split(folder: Path, split: str) -> tuple[np.ndarray, np.ndarray]:
    """The pictures uint8 `(n, 28, 28)` and labels uint8 `(n,)` of `train` or `t10k`.

    Raises:
        SystemExit: a file is missing; the message says which, and where it comes from.
    """
    images, labels = folder / f"{split}-images-idx3-ubyte.gz", folder / f"{split}-labels-idx1-ubyte.gz"
    for file in (images, labels):
        if not file.is_file():
            raise SystemExit(
                f"{file} is missing. Install the Debian package dataset-fashion-mnist, or give --data FOLDER "
                "with the four .gz files that the data set's publisher offers."
            )
    pixels = np.frombuffer(gzip.decompress(images.read_bytes()), np.uint8, offset=16)
    targets = np.frombuffer(gzip.decompress(labels.read_bytes()), np.uint8, offset=8)
    return pixels.reshape(-1, 28, 28), targets


def article_model() -> keras.Model:
    """The network and the compile line of the listing; `input_shape` is spelled as Keras 3 asks."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            Conv2D(32, (3, 3), activation="relu"),
            MaxPooling2D((2, 2)),
            Flatten(),
            Dense(128, activation="relu"),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def in_unit_range(data: Path, split: str) -> tuple[np.ndarray, np.ndarray]:
    """The listing's preparation: pixels divided by 255, one channel."""
    images, labels = read_split(data, split)
    return images[..., None] / 255.0, labels


class TestCurve(keras.callbacks.Callback):
    """Looks at the test accuracy after every epoch. Evidence only: nothing is chosen by it."""

    def __init__(self, images: np.ndarray, labels: np.ndarray) -> None:
        super().__init__()
        self.images, self.labels, self.values = images, labels, []

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Append this epoch's test accuracy."""
        self.values.append(self.model.evaluate(self.images, self.labels, batch_size=500, verbose=0)[1])


class Clock(keras.callbacks.Callback):
    """Notes wall and processor time at every epoch's end."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[tuple[float, float]] = []

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Append the two times."""
        self.times.append((time.perf_counter(), time.process_time()))


def study(data: Path, seed: int | None, epochs: int, curve: bool) -> dict[str, object]:
    """Fit as the listing does (the training file's last fifth held out); look at the test set at the end.

    The listing sets no seed, and None sets none. A seed changes more than the start: see `order`.
    """
    images, labels = in_unit_range(data, "train")
    test_images, test_labels = in_unit_range(data, "t10k")
    if seed is not None:
        keras.utils.set_random_seed(seed)
    model = article_model()
    callback = TestCurve(test_images, test_labels)
    started = time.perf_counter(), time.process_time()
    history = model.fit(
        images,
        labels,
        batch_size=BATCH,
        epochs=epochs,
        validation_split=0.2,
        verbose=0,
        callbacks=[callback] if curve else [],
    ).history
    seconds, cpu_seconds = time.perf_counter() - started[0], time.process_time() - started[1]
    fitted = int(len(images) * 0.8)
    result: dict[str, object] = {
        "seed": seed,
        "epochs": epochs,
        "parameters": model.count_params(),
        "history": {name: [round(float(value), 5) for value in values] for name, values in history.items()},
        "fitted_accuracy": model.evaluate(images[:fitted], labels[:fitted], batch_size=500, verbose=0)[1],
        "test_accuracy": model.evaluate(test_images, test_labels, batch_size=500, verbose=0)[1],
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
    }
    if curve:
        result["test_curve"] = [round(value, 4) for value in callback.values]
    return result


def order(seed: int | None) -> list[list[int]]:
    """The order in which `fit` goes through twelve examples, in each of three epochs."""
    if seed is not None:
        keras.utils.set_random_seed(seed)
    seen: list[int] = []

    def listen(truth: tf.Tensor, prediction: tf.Tensor) -> tf.Tensor:
        seen.extend(int(value) for value in np.ravel(truth))
        return tf.reduce_mean(prediction)

    model = keras.Sequential([keras.Input((1,)), Dense(1)])
    model.compile(optimizer="sgd", loss=listen, run_eagerly=True)
    numbers = np.arange(12.0)[:, None]
    model.fit(numbers, numbers, batch_size=4, epochs=3, verbose=0)
    return [seen[start : start + 12] for start in (0, 12, 24)]


def rate(data: Path, count: int) -> dict[str, float]:
    """Images a second over the second of two epochs of the first `count` images."""
    images, labels = in_unit_range(data, "train")
    keras.utils.set_random_seed(0)
    clock = Clock()
    article_model().fit(
        images[:count], labels[:count], batch_size=BATCH, epochs=2, verbose=0, callbacks=[clock]
    )
    (wall, cpu), (wall_end, cpu_end) = clock.times
    return {"per_second": count / (wall_end - wall), "per_cpu_second": count / (cpu_end - cpu)}


def main() -> None:
    """Print one JSON object: a study run, or with `--rate` a training rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder of the four .gz files")
    parser.add_argument("--seed", type=int, help="keras.utils.set_random_seed; without it none is set")
    parser.add_argument("--order", action="store_true", help="only show in which order pictures come")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--curve", action="store_true", help="also look at the test set after every epoch")
    parser.add_argument("--rate", type=int, default=0, metavar="N", help="time an epoch of N images instead")
    args = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(args.threads)
    tf.config.threading.set_inter_op_parallelism_threads(args.threads)
    if args.order:
        print(json.dumps(order(args.seed)))
    elif args.rate:
        print(json.dumps(rate(args.data, args.rate)))
    else:
        print(json.dumps(study(args.data, args.seed, args.epochs, args.curve)))


if __name__ == "__main__":
    main()
