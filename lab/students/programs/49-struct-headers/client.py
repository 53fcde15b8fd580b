import socket, struct
HEAD = struct.Struct('<HBIf')
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for kind, body in enumerate([b'one', b'', b'three' * 5]):
    c.sendall(HEAD.pack(0xCAFE, kind, len(body), kind / 3) + body)
c.sendall(b'\xfe\xca\x01')
c.close()
