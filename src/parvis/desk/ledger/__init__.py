"""Every call counted, what it costs, how much is left, and so when an account may be read again."""
