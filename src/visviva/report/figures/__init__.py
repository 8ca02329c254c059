"""Pictures of a page as SVG."""
