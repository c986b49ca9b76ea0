"""``python -m designata`` is the command ``designata``."""

from designata.cli import main

if __name__ == "__main__":
    main()
