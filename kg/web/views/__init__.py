"""What each page shows, as data: a view takes what is served and its parameters, and gives JSON."""
