import socket
import struct

client = socket.socket()
client.connect(('127.0.0.1', 8080))
for command in ['echo hi', 'whoami', 'ls', 'nosuch']:
    client.sendall(command.encode('utf-8'))
    length, = struct.unpack('!I', client.recv(4, socket.MSG_WAITALL))
    print(command, '->', client.recv(length, socket.MSG_WAITALL).decode('utf-8'))
client.close()
