"""Figures drawn with matplotlib, imported only where something is drawn."""
