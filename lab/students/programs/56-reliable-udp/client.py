import socket, struct
c = socket.socket(type=socket.SOCK_DGRAM); c.settimeout(0.4)
again = 0
for seq, word in enumerate([b'one ', b'two ', b'three ', b'four']):
    while True:
        c.sendto(struct.pack('!H', seq) + word, ('127.0.0.1', 8080))
        try:
            ack, _ = c.recvfrom(10)
        except socket.timeout:
            again += 1
            continue
        if struct.unpack('!H', ack)[0] == seq:
            break
print('sent again:', again)
