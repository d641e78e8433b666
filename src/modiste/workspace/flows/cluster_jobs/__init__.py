"""The jobs that a cluster can be given, a file each: how data are cut, and what is done with a part.

Knows stages and canonical outputs; the algorithms are the rooms' own, and are called, not rewritten.
"""
