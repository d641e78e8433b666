"""Inverse design: from what a fabric must do to constructions that do it."""
