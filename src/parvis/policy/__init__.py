"""What the institution's written policy says, as typed data. Knows the standard library and pydantic only."""
