"""The base pages and the design system: layout, components, preferences, error pages. Django only."""
