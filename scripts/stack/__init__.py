"""Every process of the hotline on one machine: start, wait until all answer, announce, keep running, stop."""
