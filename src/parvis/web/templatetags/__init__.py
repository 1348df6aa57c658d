"""Template libraries: `french_time` and `parvis_ui`."""
