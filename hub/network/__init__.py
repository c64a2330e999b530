"""Who: people, organisations, regions, themes, teams, roles with mandates. Domain only, no pages."""
