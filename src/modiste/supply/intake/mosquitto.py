"""A folder that mosquitto can be started in: settings, access list and certificates as the intake needs them.

Knows mosquitto's files, and how tests and benchmarks start one; a shop's own is its operator's. Every client
shows a certificate of the shop's own authority, and its name there is its name here: it writes on its own
topic, reads its own receipts, and nothing else.
"""

import shutil
import socket
import subprocess
import time
from pathlib import Path

from modiste.store import write_whole
from modiste.supply.devices.certificates import Authority
from modiste.supply.devices.envelope import MOST_SEALED
from modiste.supply.devices.mqtt_link import DOWN, UP
from modiste.supply.intake.mqtt import INTAKE

PROGRAM = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
_START_SECONDS = 10.0
_ACCESS = f"""# Devices, by the name in their certificate.
pattern write {UP.format("%u")}
pattern read {DOWN.format("%u")}

user {INTAKE}
topic read {UP.format("+")}
topic write {DOWN.format("+")}
"""


def mosquitto_folder(folder: Path, port: int, hosts: tuple[str, ...] = ("localhost", "127.0.0.1")) -> Path:
    """Write what mosquitto needs into a folder; returns the path of its settings.

    Args:
        folder: Made where there is none; certificates that are there stay.
        port: Where it listens.
        hosts: The names it is reached by.
    """
    folder.mkdir(parents=True, exist_ok=True)
    authority = Authority(folder)
    server = authority.issue("broker", hosts)
    if not (folder / f"{INTAKE}.pem").exists():
        authority.issue(INTAKE)
    write_whole(folder / "access.acl", _ACCESS.encode(), 0o600)
    host = "127.0.0.1" if set(hosts) <= {"localhost", "127.0.0.1"} else ""
    settings = f"""per_listener_settings false
listener {port} {host}
cafile {authority.path}
certfile {server.certificate}
keyfile {server.key}
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {folder / "access.acl"}
persistence false
max_packet_size {MOST_SEALED + 1024}
max_queued_messages 20000
max_inflight_messages 1000
log_type error
log_type warning
"""
    path = folder / "mosquitto.conf"
    write_whole(path, settings.encode())
    return path


class Mosquitto:
    """A mosquitto on this machine as a process, to be killed and begun again.

    Args:
        settings: Its file.
        port: Where it listens by it.
    """

    def __init__(self, settings: Path, port: int) -> None:
        self.address = ("127.0.0.1", port)
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens.

        Raises:
            OSError: Where it is not installed or does not listen.
        """
        if PROGRAM is None:
            raise FileNotFoundError("mosquitto is not here: apt-get install mosquitto")
        with self._settings.with_suffix(".log").open("ab") as log:
            command = [PROGRAM, "-c", str(self._settings)]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - the system's own
        ends = time.monotonic() + _START_SECONDS
        while self._process.poll() is None:
            try:
                socket.create_connection(self.address, 1).close()
            except OSError:
                if time.monotonic() > ends:
                    break
                time.sleep(0.01)
            else:
                return
        raise OSError("mosquitto does not listen: " + self._settings.with_suffix(".log").read_text()[-500:])

    def kill(self) -> None:
        """End it as a power cut would; twice is fine."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
