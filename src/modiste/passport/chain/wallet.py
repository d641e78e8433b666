"""The account that sends anchors: its key in a file that only the owner reads, its signatures.

Knows EIP-1559 transactions and their signatures (secp256k1); what they say is `contract`'s.
"""

from pathlib import Path

import rlp
from eth_keys import keys
from eth_keys.exceptions import BadSignature, ValidationError
from eth_utils.crypto import keccak

from modiste.passport.chain.protocol import Signed
from modiste.passport.keys import kept_seed

DYNAMIC_FEE = b"\x02"
"""The type of EIP-1559's transactions (EIP-2718)."""


class Wallet:
    """A private key and the address that it sends from; neither text nor error shows the key."""

    def __init__(self, secret: bytes) -> None:
        self._key = keys.PrivateKey(secret)
        self.address: bytes = self._key.public_key.to_canonical_address()

    @classmethod
    def kept(cls, path: Path) -> "Wallet":
        """The wallet in a file of 32 bytes, made where there is none.

        Raises:
            ModisteError: As `kept_key`.
        """
        return cls(kept_seed(path))

    def __repr__(self) -> str:
        return f"Wallet(0x{self.address.hex()})"

    def sign(self, digest: bytes) -> bytes:
        """A signature of 65 bytes over a digest of 32: r, s and which of two keys it is."""
        signature: bytes = self._key.sign_msg_hash(digest).to_bytes()
        return signature

    def transaction(
        self, chain_id: int, nonce: int, to: bytes, data: bytes, *, gas: int, fee: int, tip: int
    ) -> Signed:
        """A signed call of a contract, or its creation where `to` is empty.

        Args:
            chain_id: The chain that it is for; another refuses it (EIP-155).
            nonce: How many the account sent before.
            to: The contract's address, 20 bytes.
            data: What is said to it.
            gas: The most it may use.
            fee: The most it pays, in wei a gas.
            tip: What of that the block's maker gets.
        """
        fields = [chain_id, nonce, tip, fee, gas, to, 0, data, []]
        signature = self._key.sign_msg_hash(keccak(DYNAMIC_FEE + rlp.encode(fields)))
        raw = DYNAMIC_FEE + rlp.encode([*fields, signature.v, signature.r, signature.s])
        return Signed(keccak(raw), raw, nonce, fee)


def signer(digest: bytes, signature: bytes) -> bytes | None:
    """The address whose key made a signature of 65 bytes; none where it is no signature."""
    try:
        public = keys.Signature(signature).recover_public_key_from_msg_hash(digest)
    except (BadSignature, ValidationError, ValueError):
        return None
    address: bytes = public.to_canonical_address()
    return address
