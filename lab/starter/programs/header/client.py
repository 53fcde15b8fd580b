import socket
import struct

client = socket.socket()
client.connect(('127.0.0.1', 8080))
for text in ['hello', 'feng', '你好']:
    body = text.encode('utf-8')
    client.sendall(struct.pack('!I', len(body)) + body)
client.close()
