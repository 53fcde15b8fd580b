import selectors
import socket
import types

sel = selectors.DefaultSelector()
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('127.0.0.1', 8080))
listener.listen()
listener.setblocking(False)
sel.register(listener, selectors.EVENT_READ, data=None)
left = 2
while left:
    for key, mask in sel.select(timeout=None):
        if key.data is None:
            conn, addr = key.fileobj.accept()
            conn.setblocking(False)
            sel.register(conn, selectors.EVENT_READ | selectors.EVENT_WRITE, data=types.SimpleNamespace(inb=b'', outb=b''))
            continue
        sock, data = key.fileobj, key.data
        if mask & selectors.EVENT_READ:
            got = sock.recv(1024)
            if got:
                data.outb += got[::-1]
                data.inb += got
            else:
                sel.unregister(sock)
                sock.close()
                left -= 1
                continue
        if mask & selectors.EVENT_WRITE and data.outb:
            sent = sock.send(data.outb)
            data.outb = data.outb[sent:]
sel.unregister(listener)
listener.close()
print('over', len(sel.get_map()))
sel.close()
