"""What administrators' pages read. Every page asks for its permission first: an administrator sees all rows."""
