"""`python -m generator` is the command `paper-notes`."""

from generator.cli import main

if __name__ == "__main__":
    main()
