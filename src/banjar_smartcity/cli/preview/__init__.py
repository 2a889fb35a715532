"""`--watch`: show a page in a browser, and build it again whenever the data are saved."""
