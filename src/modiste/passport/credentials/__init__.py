"""Verifiable credentials: W3C's data model 2.0 with proofs that anyone can check.

Knows credentials, their proofs and their status; what a passport says is `profile`'s, whether it is logged
`log`'s.
"""
