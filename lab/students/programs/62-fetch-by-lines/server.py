import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
buffer = b''
lines = []
while len(lines) < 4:
    buffer += c.recv(3)
    while b'\n' in buffer:
        line, _, buffer = buffer.partition(b'\n')
        lines.append(line)
print(lines, buffer)
c.sendall(b'\r\n'.join(lines))
c.close(); s.close()
