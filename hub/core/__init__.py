"""Ground floor: what every room stands on and nothing about any of them."""
