"""The tests of the house; a package of its own, because a wheel that we need brings another `tests`."""
