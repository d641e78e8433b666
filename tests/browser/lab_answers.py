"""What the API answers about one model, small enough to read: the Lab's screens are shown it in a browser.

The shapes are the API's own; whether the server gives them is the server's tests' affair.
"""

import re
from typing import Any

from playwright.sync_api import Page, Route

LABELS = ("T-shirt/top", "Trouser", "Shirt")
CONFUSION = ((90, 0, 10), (1, 98, 1), (18, 0, 82))
HARSH = "<b>ليل</b> a very long name of a garment that nobody would ever give " * 2
ROOT = "/api/v1"


def evaluation(photos: list[dict[str, Any]]) -> dict[str, Any]:
    """An evaluation whose pictures are those of `photos`."""
    curve = [[0.0, 0.0], [0.02, 0.8], [0.1, 0.95], [1.0, 1.0]]
    fall = [[0.0, 1.0], [0.6, 0.97], [0.9, 0.85], [1.0, 0.34]]
    return {
        **evaluation_row(),
        "labels": list(LABELS),
        "confusion": [list(row) for row in CONFUSION],
        "per_class": [
            {
                "label": label,
                "n": 100,
                "precision": 0.9 - place * 0.03,
                "recall": 0.9,
                "f1": 0.9 - place * 0.02,
                "roc_auc": 0.99 - place * 0.01,
                "average_precision": 0.95 - place * 0.02,
            }
            for place, label in enumerate(LABELS)
        ],
        "roc": [{"label": label, "points": curve} for label in LABELS],
        "pr": [{"label": label, "points": fall} for label in LABELS],
        "reliability": [
            {
                "low": low / 10,
                "high": (low + 1) / 10,
                "n": 20,
                "confidence": low / 10 + 0.05,
                "accuracy": low / 10,
            }
            for low in range(3, 10)
        ],
        "coverage": [{"coverage": part / 10, "accuracy": 1 - part * 0.01} for part in range(1, 11)],
        "worst": judged(photos, "Shirt", "T-shirt/top"),
    }


def evaluation_row() -> dict[str, Any]:
    """An evaluation in a list."""
    return {
        "id": "20261125T120000000000-0123abcd",
        "data": "fashion-mnist:test",
        "protocol": "as-served",
        "n": 300,
        "at": "2026-11-25T12:00:00Z",
        "metrics": {
            "accuracy": {"value": 0.9, "ci95": [0.87, 0.93], "unit": "fraction"},
            "macro_f1": {"value": 0.899, "ci95": [0.86, 0.93], "unit": "fraction"},
            "ece": {"value": 0.021, "ci95": [0.01, 0.03], "unit": "fraction"},
        },
    }


def judged(photos: list[dict[str, Any]], actual: str, predicted: str) -> list[dict[str, Any]]:
    """Pictures of one cell; the first has a name that no screen may stumble over."""
    return [
        {
            "image_id": photo["image_id"],
            "garment_id": photo["garment_id"],
            "photo_url": photo["photo_url"],
            "name": HARSH if place == 0 else photo["name"],
            "actual": actual,
            "predicted": predicted,
            "confidence": 0.99 - place * 0.01,
        }
        for place, photo in enumerate(photos)
    ]


RUN = {
    "recipe": {"name": "modiste.vision.fashion_mnist.v1"},
    "recipe_toml": 'name = "modiste.vision.fashion_mnist.v1"\n\n[train]\nepochs = 4\n',
    "history": [
        {
            "epoch": epoch,
            "loss": 1.2 / epoch,
            "seconds": 9.0 * epoch,
            "validation_loss": 0.5 / epoch + 0.2,
            "validation_accuracy": 0.93 - 0.2 / epoch,
        }
        for epoch in range(1, 5)
    ],
    "job_id": None,
    "seconds": 36.0,
    "state": "done",
}

COMPRESSION = {
    "made_at": "2026-11-25T12:10:00Z",
    "rows": [
        {
            "name": name,
            "precision": precision,
            "parameters": 113_322,
            "size_bytes": size,
            "ms_bs1": ms,
            "ms_bs32": ms,
            "speed_up": 0.5 / ms,
            "metric": "accuracy",
            "value": value,
            "ci95": [value - 0.01, value + 0.01],
            "change": value - 0.9,
            "change_ci95": [value - 0.905, value - 0.895],
        }
        for name, precision, size, ms, value in (
            ("fashion-mnist@shipped", "float32", 4_646_212, 0.5, 0.9),
            ("fashion-mnist-int8@1", "int8", 469_614, 0.25, 0.893),
        )
    ],
}

RECIPES = {
    "items": [
        {
            "name": "fashion-mnist",
            "recipe": "modiste.vision.fashion_mnist.v1",
            "title": "Fashion-MNIST",
            "network": "compact",
            "data": "fashion-mnist:train",
            "epochs": 30,
            "source": "shipped",
        }
    ],
    "next_cursor": None,
}

RECIPE = {
    "name": "fashion-mnist",
    "title": "Fashion-MNIST",
    "toml": RUN["recipe_toml"],
    "fields": [
        {
            "key": "train.epochs",
            "kind": "integer",
            "value": 30,
            "low": 1,
            "high": 1000,
            "choices": None,
            "help": "How often every picture is shown.",
        },
        {
            "key": "loss.name",
            "kind": "choice",
            "value": "cross_entropy",
            "low": None,
            "high": None,
            "choices": ["cross_entropy", "focal"],
            "help": "What is made small.",
        },
        {
            "key": "input.mirror",
            "kind": "boolean",
            "value": True,
            "low": None,
            "high": None,
            "choices": None,
            "help": "Average a picture and its mirror image.",
        },
    ],
}

STUDY = {
    "article": {
        "claim": 98.5,
        "runs": [
            {
                "who": who,
                "run": f"run {run}",
                "training": 96.5 - run,
                "validation": 91.5,
                "test": 91.3 - run / 10,
            }
            for who in ("Keras, as it stands", "ours")
            for run in (1, 2, 3)
        ],
        "means": [
            {"who": "Keras, as it stands", "value": 91.29, "ci95": [89.79, 92.80]},
            {"who": "ours", "value": 91.32, "ci95": [90.17, 92.47]},
        ],
        "curve": [
            {
                "epoch": epoch,
                "training": min(99.6, 86 + 4.2 * epoch**0.42),
                "validation": 88 + min(epoch, 6) * 0.6,
                "test": 87.6 + min(epoch, 6) * 0.6,
                "validation_loss": 0.24 + abs(epoch - 5) * 0.012,
            }
            for epoch in range(1, 31)
        ],
    },
    "ours": [
        {
            "model": model,
            "metric": metric,
            "value": value,
            "ci95": interval,
            "unit": "%",
            "date": "2026-11-24",
            "machine": "a server of two cores",
            "how": "10,000 test pictures, as served",
        }
        for model, metric, value, interval in (
            ("fashion-mnist", "accuracy", 95.09, [94.65, 95.5]),
            ("fashion-mnist-int8", "accuracy", 94.1, [93.6, 94.6]),
            ("fashion-mnist", "ece", 1.4, [1.0, 1.7]),
        )
    ],
    "speed": [
        {
            "claim": "Milliseconds a picture, one at a time",
            "value": 0.2549,
            "ci95": [0.2295, 0.3223],
            "peer": "torch eager",
            "peer_value": 1.1074,
            "unit": "ms",
            "notes": "",
            "date": "2026-11-24",
            "machine": "a server of two cores",
            "how": "one thread, 15 turns",
        }
    ],
    "published": [
        {"model": "The best credible network", "test": 96.91, "source": "published 2020"},
        {"model": "ResNet-18", "test": 94.9, "source": "the data set's own list"},
    ],
}

SETTINGS = {
    "items": [
        {
            "name": name,
            "value": value,
            "origin": origin,
            "description": description,
            "editable": editable,
            "kind": kind,
            "choices": choices,
        }
        for name, value, origin, description, editable, kind, choices in (
            ("database_url", None, "default", "PostgreSQL URL; without it SQLite files", False, "text", None),
            ("threads", 2, "modiste.toml", "Threads for serving and for training", True, "integer", None),
            (
                "log_level",
                "info",
                "default",
                "Least level logged",
                True,
                "choice",
                ["debug", "info", "warning"],
            ),
            ("port", 8321, "flag", "Port that `serve` binds; 0 picks a free one", False, "integer", None),
        )
    ]
}

DOCTOR = {
    "healthy": False,
    "checks": [
        {"name": "python", "state": "ok", "detail": "3.11.7 on Linux x86_64", "remedy": ""},
        {
            "name": "onnx",
            "state": "missing",
            "detail": "needed for export and int8",
            "remedy": "python -m pip install 'modiste[train]'",
        },
    ],
}


def version(of: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A version as the server shows it, with what it weighs and takes."""
    return {**of, "size_bytes": 4_646_212, "ms_bs1": 0.51, "metrics": {}, **changes}


def answer(page: Page, garments: list[dict[str, Any]]) -> None:
    """Answer the Lab's questions of a page with what stands here; all others go to the server."""
    photos = [
        {
            "image_id": garment["photo_url"].rpartition("/")[2],
            "garment_id": garment["id"],
            "photo_url": garment["photo_url"],
            "name": garment["name"],
        }
        for garment in garments
    ]
    of_version = r"/api/v1/models/[^/]+/versions/[^/?]+"
    answers: list[tuple[str, Any]] = [
        (rf"{of_version}/run$", RUN),
        (rf"{of_version}/evaluations(\?.*)?$", {"items": [evaluation_row()], "next_cursor": None}),
        (rf"{of_version}/evaluations/[^/?]+$", evaluation(photos)),
        (
            rf"{of_version}/evaluations/[^/]+/cell\?",
            {"items": judged(photos, "Shirt", "T-shirt/top"), "next_cursor": None},
        ),
        (rf"{of_version}/compression$", COMPRESSION),
        (r"/api/v1/recipes(\?.*)?$", RECIPES),
        (r"/api/v1/recipes/[^/]+$", RECIPE),
        (r"/api/v1/study$", STUDY),
        (r"/api/v1/settings$", SETTINGS),
        (r"/api/v1/doctor$", DOCTOR),
    ]
    for pattern, body in answers:
        page.route(re.compile(pattern), _giving(body))


def _giving(body: Any) -> Any:
    def give(route: Route) -> None:
        route.fulfill(json=body, headers={"ETag": '"1"'})

    return give
