import socket, struct, json, hashlib, os
data = bytes(range(256)) * 40
with open('up.bin', 'wb') as f: f.write(data)
c = socket.socket(); c.connect(('127.0.0.1', 8080))
head = json.dumps({'name': 'up.bin', 'size': os.path.getsize('up.bin'), 'md5': hashlib.md5(data).hexdigest()}).encode('utf-8')
c.send(struct.pack('i', len(head))); c.send(head)
with open('up.bin', 'rb') as f:
    for line in iter(lambda: f.read(1000), b''): c.send(line)
c.close(); print('sent')
