"""`python -m parvis.cli`: the same command, for the processes that `parvis serve` starts."""

from .main import run

if __name__ == "__main__":
    run()
