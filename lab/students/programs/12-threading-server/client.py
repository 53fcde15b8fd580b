import socket, threading
def one(n):
    c = socket.create_connection(('127.0.0.1', 8080)); f = c.makefile('rwb')
    f.write(b'abc%d\n' % n); f.flush(); out[n] = f.readline(); f.close(); c.close()
out = {}
ts = [threading.Thread(target=one, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(out.items()))
