"""Forecasters, what they are worth and how they are blended."""
