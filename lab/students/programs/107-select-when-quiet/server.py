import select
import socket
import time

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(('0.0.0.0', 8080))
server.listen(5)
server.setblocking(False)
inputs = [server]
msgs = {}
quiet = served = 0
start = time.time()
while quiet < 3 or served < 2:
    r, w, x = select.select(inputs, [s for s in inputs if msgs.get(s)], inputs, 0.1)
    if not (r or w or x):
        quiet += 1
        continue
    quiet = 0
    for s in r:
        if s is server:
            conn, addr = s.accept()
            conn.setblocking(False)
            inputs.append(conn)
            print('新连接', conn.getblocking(), conn.gettimeout())
        else:
            data = s.recv(1024)
            if data:
                msgs[s] = msgs.get(s, b'') + data.upper()
            else:
                inputs.remove(s)
                msgs.pop(s, None)
                s.close()
                served += 1
    for s in w:
        if s in msgs:
            n = s.send(msgs[s])
            msgs[s] = msgs[s][n:]
print('三次没有消息，退出', quiet >= 3, time.time() - start > 0.3)
print(select.select([], [], [], 0.05))
try:
    select.select([server], [], [], -1)
except ValueError as e:
    print(e)
try:
    select.select(server, [], [])
except TypeError as e:
    print(e)
server.close()
try:
    select.select([server], [], [], 0)
except Exception as e:
    print(type(e).__name__, e)
