"""What every feature leans on: text, files, links, search, audit, mail, notifications."""
