"""Settings, addresses of the screens, and what wires the rooms together."""
