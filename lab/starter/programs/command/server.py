import socket
import struct
import subprocess

server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(5)
conn, addr = server.accept()
while True:
    command = conn.recv(1024)
    if not command:
        break
    done = subprocess.Popen(command.decode('utf-8'), shell=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = done.communicate()
    conn.sendall(struct.pack('!I', len(out + err)) + out + err)
conn.close()
server.close()
