import socket, struct
c = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
c.connect(('localhost', 8080))
for move in [0, 1, 5]:
    c.send(struct.pack('!B', move))
    data = b''
    while len(data) < 2:
        data += c.recv(2 - len(data))
    theirs, who = struct.unpack('!Bc', data)
    print('I', move, 'they', theirs, 'won:', who)
c.close()
