import json
import socket

c = socket.socket()
c.connect(('127.0.0.1', 8080))
orders = [{'do': 'open', 'name': 'a'}, {'do': 'save', 'name': 'a', 'amount': 50},
          {'do': 'pay', 'name': 'a', 'amount': 80}, {'do': 'pay', 'name': 'b', 'amount': 1}]
c.sendall(b''.join(json.dumps(o).encode() + b'\n' for o in orders) + b'{"do": \n')
lines = c.makefile()
for _ in range(len(orders) + 1):
    print(lines.readline(), end='')
c.close()
