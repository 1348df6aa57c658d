"""The `parvis` command. Each command loads what it needs when it runs: `assess` and `gate` load no Django."""
