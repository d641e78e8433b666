"""A mosquitto of the tests' own, with certificates; tests skip by name where it is absent."""

import socket
from pathlib import Path

import pytest

from modiste.supply import INTAKE, Tls, mosquitto_folder
from modiste.supply.intake.mosquitto import PROGRAM, Mosquitto


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def mosquitto_in(folder: Path) -> Mosquitto:
    if PROGRAM is None:
        pytest.skip("mosquitto is not here: apt-get install mosquitto")
    port = free_port()
    settings = mosquitto_folder(folder, port)
    # Started by root it becomes another user, who must read its own files.
    with settings.open("a") as file:
        file.write("user root\n")
    return Mosquitto(settings, port)


def tls_in(folder: Path, name: str = INTAKE) -> Tls:
    return Tls(folder / "authority.pem", folder / f"{name}.pem", folder / f"{name}.key")
