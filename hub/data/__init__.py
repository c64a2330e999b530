"""What ships: regions, census, indicator guide, glossary, boundaries, demo network. Licences: `README.md` beside."""
