"""`--watch`: what was built, shown in a browser and built again whenever data are saved."""
