"""Every write to the records, one file a noun."""
