"""What platforms push to us: checked, stored first, worked on later."""
