"""The figures of enquiries: how many answers came in time, on both clocks, and what explains it."""
