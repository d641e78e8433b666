"""Cloth that somebody measured: tables read, held against the physics, and learned from where that helps."""
