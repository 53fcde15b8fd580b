import socket, select
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
s.bind(('127.0.0.1', 8080))
s.listen(10)
peers, names = [s], {}
gone = 0
while gone < 2:
    readable, _, _ = select.select(peers, [], [])
    for r in readable:
        if r is s:
            c, a = s.accept()
            peers.append(c)
            continue
        data = r.recv(1024)
        if not data:
            peers.remove(r); r.close(); gone += 1
            continue
        if r not in names:
            names[r] = data.decode()
            r.send(b'welcome')
        elif len(names) == 2:
            for other in names:
                if other is not r:
                    other.send(names[r].encode() + b': ' + data)
print('all gone')
s.close()
