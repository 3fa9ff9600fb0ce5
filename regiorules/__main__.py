"""`python -m regiorules`."""

from regiorules.cli import main

if __name__ == "__main__":
    main()
