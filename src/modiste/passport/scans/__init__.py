"""Scans of labels, codes that are claimed once, and what looks suspicious among items and suppliers.

Knows numbers and sentences; what is kept of whom, and for how long, is the store's and the flows'.
"""
