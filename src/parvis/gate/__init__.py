"""Judges what the institution is about to say in public, and lets nothing leave unchecked."""
