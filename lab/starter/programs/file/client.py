import hashlib
import json
import os
import socket
import struct

with open('song.bin', 'wb') as file:     # something to send
    file.write(bytes(range(256)) * 20)
with open('song.bin', 'rb') as file:
    body = file.read()
head = json.dumps({
    'name': 'song.bin',
    'size': os.path.getsize('song.bin'),
    'md5': hashlib.md5(body).hexdigest(),
}).encode('utf-8')

client = socket.socket()
client.connect(('127.0.0.1', 8080))
client.sendall(struct.pack('!I', len(head)) + head)
client.sendall(body)
client.close()
print('sent')
