buffers = {}  # for each socket what is in no frame yet
faulted = set()  # the sockets whose next frame is nowhere to be found
