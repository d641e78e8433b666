"""`modiste devices`: a key is shown once and logged nowhere; what devices send over MQTT is taken in."""

import json
import socket
import threading
import time
from pathlib import Path
from typing import Any, get_args

import pytest

from modiste.cli.devices import KINDS
from modiste.garment import DeviceKind
from modiste.supply import Credentials, DeviceClient, MqttLink, Outbox, Sensed

PLACE = "urn:epc:id:sgln:4012345.00001.0"


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def test_a_device_is_registered_rotated_listed_and_revoked(modiste: Any, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    made = modiste("devices", "register", "press-07", "--place", PLACE, "--shop", shop, "--json")
    assert (made.code, made.json["kind"]) == (0, "hmac-sha256")
    gate = modiste("devices", "register", "gate", "--kind", "gateway", "--shop", shop)
    assert "ed25519" in gate.out
    assert "secret = " in gate.out
    turned = modiste("devices", "rotate", "press-07", "--overlap", "0", "--shop", shop, "--json")
    assert turned.json["key"] != made.json["key"]
    listed = modiste("devices", "--shop", shop, "--json")
    assert [(row["id"], [key["state"] for key in row["keys"]]) for row in listed.json] == [
        ("gate", ["counts"]),
        ("press-07", ["ended", "counts"]),
    ]
    assert "press-07" in modiste("devices", "list", "--shop", shop).out
    revoked = modiste("devices", "revoke", "press-07", "--shop", shop, "--json")
    assert revoked.json == {"device": "press-07", "revoked": 2}
    logs = "".join(path.read_text() for path in (shop / "logs").glob("*"))
    assert "device registered" in logs
    for secret in (made.json["secret"], made.json["receipt"], turned.json["secret"]):
        assert secret not in listed.out + logs + revoked.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("register", "press-07", "--kind", "robot"), "MOD-2101"),
        (("register", "Press"), "MOD-2538"),
        (("register", "press-07", "--place", "the mill"), "MOD-2538"),
        (("rotate", "other"), "MOD-1103"),
        (("rotate", "other", "--overlap", "-1"), "MOD-2101"),
        (("revoke", "other"), "MOD-1103"),
        (("show", "1"), "MOD-1103"),
        (("release", "1"), "MOD-1103"),
        (("dismiss", "1", "--reason", "noise"), "MOD-1103"),
        (("explain", "known", "1", "1", "--reason", "none"), "MOD-1103"),
        (("listen", "--broker", "nowhere"), "MOD-2101"),
        (("listen", "--broker", "127.0.0.1:9"), "MOD-2540"),
    ],
)
def test_what_cannot_be_done_is_told(modiste: Any, tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    modiste("devices", "register", "known", "--shop", tmp_path / "shop")
    assert modiste("devices", *words, "--shop", tmp_path / "shop").refused(code)


def test_what_a_device_says_over_mqtt_is_taken_in(modiste: Any, tmp_path: Path) -> None:
    shop, port = tmp_path / "shop", free_port()
    made = modiste("devices", "register", "press-07", "--place", PLACE, "--shop", shop, "--json")
    left: list[int] = []

    def device() -> None:
        link = MqttLink("press-07", ("127.0.0.1", port))
        client = DeviceClient(Outbox(tmp_path / "outbox", "press-07"), Credentials(**made.json), link)
        now = time.time_ns() // 1_000_000
        client.say_all([([Sensed(now, "Temperature", float(n), "CEL")], ()) for n in range(50)])
        client.drain(8)
        left.append(client.outbox.waiting)
        client.close()

    thread = threading.Thread(target=device)
    thread.start()
    said = modiste(
        "devices", "listen", "--broker", f"127.0.0.1:{port}", "--embedded", "--seconds", "5",
        "--shop", shop, "--json",
    )  # fmt: skip
    thread.join()
    assert said.code == 0, said.err
    assert left == [0]
    counts = json.loads(said.out)
    assert (counts["accepted"], counts["events"], counts["quarantined"]) == (50, 50, 0)
    assert modiste("devices", "list", "--aside", "--shop", shop, "--json").json == []


def test_the_kinds_are_the_spines() -> None:
    assert get_args(DeviceKind) == KINDS
