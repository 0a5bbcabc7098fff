"""The operator's commands: one small file for each thing they speak of."""
