"""An employee's own stays: asked for, agreed, under way and over."""
