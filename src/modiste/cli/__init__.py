"""The command line: a thin face over the workspace.

Knows arguments, exit codes and how things look in a terminal; what is done is the workspace's.
"""

from modiste.cli.app import main, run

__all__ = ["main", "run"]
