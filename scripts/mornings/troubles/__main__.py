"""`python -m scripts.mornings.troubles --seeds N [--break NAME]`: exits with 1 where anything is wrong."""

from scripts.mornings.troubles.command import main

if __name__ == "__main__":
    main()
