"""A mosquitto of the tests' own: started, killed, started again; tests skip by name where it is absent."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from modiste.supply import INTAKE, Tls, mosquitto_folder

PROGRAM = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


class Mosquitto:
    """The broker as a process."""

    def __init__(self, folder: Path) -> None:
        if PROGRAM is None:
            pytest.skip("mosquitto is not here: apt-get install mosquitto")
        self.folder, self.address = folder, ("127.0.0.1", free_port())
        self._settings = mosquitto_folder(folder, self.address[1])
        # Started by root it becomes another user, who must read its own files.
        with self._settings.open("a") as file:
            file.write("user root\n")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert PROGRAM is not None
        with (self.folder / "mosquitto.log").open("ab") as log:
            self._process = subprocess.Popen([PROGRAM, "-c", str(self._settings)], stdout=log, stderr=log)
        for _ in range(400):
            try:
                socket.create_connection(self.address, 1).close()
                return
            except OSError:
                assert self._process.poll() is None, (self.folder / "mosquitto.log").read_text()
                time.sleep(0.025)
        raise AssertionError("mosquitto does not listen")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def tls(self, name: str = INTAKE) -> Tls:
        return Tls(self.folder / "authority.pem", self.folder / f"{name}.pem", self.folder / f"{name}.key")
