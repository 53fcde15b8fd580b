import socket
import struct
import time

client = socket.create_connection(('127.0.0.1', 8080))
client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
stream = b''
for text in ['hello, world', '你好', 'feng']:
    body = text.encode('utf-8')
    stream += struct.pack('!I', len(body)) + body
cuts = [2, 3, 4, 9, 18, 20, 27, 28, 31]    # in headers, in a character, two messages in one
try:
    for start, end in zip([0] + cuts, cuts + [len(stream)]):
        client.sendall(stream[start:end])
        time.sleep(0.02)
    client.sendall(stream[:2])             # half a header, and no more
except OSError as error:
    print('the server has left:', error)
client.close()
