"""The transparency log: a Merkle tree of entries that only grows, in the formats of C2SP, and its witnesses.

Knows hashes, files and signed notes; what an entry stands for is others'.
"""
