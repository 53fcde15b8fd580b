import socket, select
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
socks, left = [s], 2
while left:
    r, w, x = select.select(socks, [], [], 5)
    for o in r:
        if o is s: c, a = s.accept(); socks.append(c)
        else:
            d = o.recv(1024)
            if d: o.send(d.upper())
            else: socks.remove(o); o.close(); left -= 1
s.close(); print('end')
