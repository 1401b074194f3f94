"""Views: plain values, one class for each kind of page, that hold all a template sees."""
