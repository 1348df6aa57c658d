"""Programs of others that the gate may ask, each in a process of its own. The gate works without them."""
