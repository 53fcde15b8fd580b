def vanish(*socks):
    # one instruction of BPF: of every packet that comes keep 0 bytes (man 7 socket)
    drop = ctypes.create_string_buffer(struct.pack('HBBI', 6, 0, 0, 0))
    SO_ATTACH_FILTER = 26
    for sock in socks:
        sock.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack('HP', 1, ctypes.addressof(drop)))
    while True:  # the end of the program would close them
        time.sleep(60)
