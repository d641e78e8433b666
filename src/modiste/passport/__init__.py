"""The passport: proof of a garment's life that anyone can check without trusting its issuer. Lazy.

Knows the log, credentials, bundles and what stands behind them; rows and faces are others'.
"""

from modiste.doors import opened_with

_NEEDED = ("coincurve", "cryptography", "eth", "eth_keys", "eth_utils", "httpx", "rfc8785", "rlp")
__getattr__, __dir__, __all__ = opened_with(__name__, __file__, "The passport", "passport", _NEEDED)
