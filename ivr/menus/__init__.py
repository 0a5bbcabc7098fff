"""Every menu of the hotline, one file each; the tree finds them by itself."""
