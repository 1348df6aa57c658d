"""Official accounts connected from a page, their tokens sealed, refreshed and revoked."""
