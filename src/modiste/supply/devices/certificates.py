"""A small authority of the shop's own: TLS certificates for a broker, for the intake and for each device.

Knows certificates and the files they lie in; who may have one is the caller's to know. Keys are P-256,
readable by their owner only; a certificate's common name is the device's id.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from modiste.store import write_whole

_YEARS = 10
_DAYS = 397
_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Tls:
    """The files a side of a TLS connection needs: whom it believes, who it is, and the key of that."""

    authority: Path
    certificate: Path
    key: Path


class Authority:
    """The authority in a folder, made where there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / "authority.pem"
        private = folder / "authority.key"
        if not private.exists() or not self.path.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            name = _named("Modiste devices")
            made = _builder(name, name, key.public_key(), timedelta(days=365 * _YEARS))
            made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            made = made.add_extension(_usage(is_authority=True), critical=True)
            made = made.add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            _write_key(private, key)
            write_whole(self.path, made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        loaded = serialization.load_pem_private_key(private.read_bytes(), None)
        assert isinstance(loaded, ec.EllipticCurvePrivateKey)
        self._key = loaded
        self._certificate = x509.load_pem_x509_certificate(self.path.read_bytes())

    def issue(self, name: str, hosts: Sequence[str] = (), days: int = _DAYS) -> Tls:
        """A certificate for a device by its id, or, with the hosts it answers to, for a broker."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _builder(self._certificate.subject, _named(name), key.public_key(), timedelta(days=days))
        made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        made = made.add_extension(_usage(is_authority=False), critical=True)
        made = made.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
        )
        use = ExtendedKeyUsageOID.SERVER_AUTH if hosts else ExtendedKeyUsageOID.CLIENT_AUTH
        made = made.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
        if hosts:
            made = made.add_extension(
                x509.SubjectAlternativeName([_host(each) for each in hosts]), critical=False
            )
        stem = name.replace(":", "_")
        tls = Tls(self.path, self._folder / f"{stem}.pem", self._folder / f"{stem}.key")
        _write_key(tls.key, key)
        signed = made.sign(self._key, hashes.SHA256())
        write_whole(tls.certificate, signed.public_bytes(serialization.Encoding.PEM))
        return tls


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _builder(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePublicKey, life: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().issuer_name(issuer).subject_name(subject).public_key(key)
    made = made.serial_number(x509.random_serial_number())
    return made.not_valid_before(now - _SLACK).not_valid_after(now + life)


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _host(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_whole(path, plain, 0o600)
