"""Forms of the administrators' pages."""
