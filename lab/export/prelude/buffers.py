buffers = {}  # for each socket what is in no frame yet
