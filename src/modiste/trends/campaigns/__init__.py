"""Which garment to promote, when and how deep, by what trends and elasticities let expect."""
