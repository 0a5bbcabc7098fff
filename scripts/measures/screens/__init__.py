"""The console under many screens: who is signed in, what each of them hears, and what they ask for."""
