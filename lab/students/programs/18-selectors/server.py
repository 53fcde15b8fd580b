import selectors, socket
sel = selectors.DefaultSelector(); left = 1
def accept(s, m):
    c, a = s.accept(); c.setblocking(False); sel.register(c, selectors.EVENT_READ, read)
def read(c, m):
    global left
    d = c.recv(1000)
    if d: c.send(d)
    else: sel.unregister(c); c.close(); left -= 1
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(100); s.setblocking(False)
sel.register(s, selectors.EVENT_READ, accept)
while left:
    for k, m in sel.select(): k.data(k.fileobj, m)
sel.unregister(s); s.close(); print('closed')
