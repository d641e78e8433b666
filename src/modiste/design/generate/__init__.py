"""Concepts: pictures of garments that nobody has made, by generators that a designer steers."""
