import socket
import threading

clients = []


def serve(conn, name):
    for line in conn.makefile('r', encoding='utf-8'):
        print(name, 'says', line.strip())
        for other in clients:
            if other is not conn:
                other.sendall(f'{name}: {line}'.encode('utf-8'))
    clients.remove(conn)
    conn.close()


server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(5)
threads = []
for name in ['alice', 'bob']:
    conn, addr = server.accept()
    clients.append(conn)
    thread = threading.Thread(target=serve, args=(conn, name))
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
server.close()
