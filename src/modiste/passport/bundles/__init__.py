"""Bundles: all that proves one passport in one file, and the checks that anyone makes of it.

Knows how credential, log, witnesses, chain and status come together; each by itself is its own room's.
"""
