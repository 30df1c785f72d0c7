"""The codebook: topics with their rules and terms, its versions and its file, and the dictionary that suggests codes with evidence."""
