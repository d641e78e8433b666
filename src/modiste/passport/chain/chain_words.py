"""What a chain proves to others and how far an anchor is, in English and Chinese.

Knows words; whatever shows an anchor shows these beside it.
"""

from modiste.passport.chain.outbox import AnchorState
from modiste.passport.chain.protocol import Chain

INDEPENDENCE = {
    "embedded": (
        "This chain is a file of whoever keeps the log: it finds mistakes and restored backups, and adds no "
        "independence.",
        "此链是日志保管方自己的一个文件：能发现差错和被恢复的旧备份，但不增加独立性。",
    ),
    "file": (
        "This file is kept by whoever keeps the log: it adds no independence until others keep copies.",
        "此文件由日志保管方自己保存：在他人保存副本之前，不增加独立性。",
    ),
    "json-rpc": (
        "Every node that was asked is on this machine: that adds no independence.",
        "所询问的节点都在本机上：不增加独立性。",
    ),
}
OTHERS = (
    "Others than the keeper of the log run this chain, as far as can be told from here.",
    "就此处所能判断，此链由日志保管方以外的人运行。",
)
STATES = {
    AnchorState.WANTED: ("waits to be sent", "等待发送"),
    AnchorState.SENT: ("sent, in no block yet", "已发送，尚未进入区块"),
    AnchorState.MINED: ("in a block, not yet final", "已进入区块，尚未最终确定"),
    AnchorState.FINAL: ("final", "已最终确定"),
    AnchorState.COVERED: ("covered by a larger one", "已由更大的锚定覆盖"),
    AnchorState.REFUSED: ("refused by the contract", "被合约拒绝"),
}


def independence(chain: Chain) -> tuple[str, str]:
    """Whether a chain proves anything to others, English and Chinese."""
    return OTHERS if chain.adds_independence else INDEPENDENCE[chain.name]
