"""Whether what is said of a wait comes true: a surge, simulated, told by our rule and by Asterisk's."""
