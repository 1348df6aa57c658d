"""The gate: what may leave, and what may not."""
