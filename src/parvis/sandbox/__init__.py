"""Three platforms on 127.0.0.1, with invented people: for the demo, staff training and tests."""
