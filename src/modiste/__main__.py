"""`python -m modiste` is the command line.

Knows nothing else.
"""

from modiste.cli import main

if __name__ == "__main__":
    main()
