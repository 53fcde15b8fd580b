import hashlib
import json
import socket
import struct


def recv_exactly(conn, n):
    data = b''
    while len(data) < n:
        part = conn.recv(n - len(data))
        if not part:
            raise EOFError(f'{len(data)} of {n} bytes')
        data += part
    return data


server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(5)
conn, addr = server.accept()
length, = struct.unpack('!I', recv_exactly(conn, 4))
head = json.loads(recv_exactly(conn, length))
print('expecting', head['name'], head['size'], 'bytes')
got, md5 = 0, hashlib.md5()
with open('copy_of_' + head['name'], 'wb') as file:
    while got < head['size']:
        data = conn.recv(min(1024, head['size'] - got))
        if not data:
            break
        file.write(data)
        md5.update(data)
        got += len(data)
        print(f'{got * 100 // head["size"]} %')
print('the same' if md5.hexdigest() == head['md5'] else 'damaged')
conn.close()
server.close()
