import socket
def main():
    s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
    c, a = s.accept()
    data = c.recv(1024)
    print(data.decode('ascii'))
main()
