"""Layout, components, view helpers, error pages: what every page is made of."""
