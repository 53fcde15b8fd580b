import socket, struct, json, hashlib
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
c, a = s.accept()
n = struct.unpack('i', c.recv(4))[0]
head = json.loads(c.recv(n).decode('utf-8'))
print(head['name'], head['size'])
md5 = hashlib.md5(); got = 0
with open('down_' + head['name'], 'wb') as f:
    while got < head['size']:
        d = c.recv(1024)
        f.write(d); md5.update(d); got += len(d)
print(got, md5.hexdigest() == head['md5'])
c.close(); s.close()
