"""What a text says outright of a name: that it is a dataset, the authors' own, denied, planned or neither."""
