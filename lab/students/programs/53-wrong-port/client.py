import socket
def connect(host, port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.settimeout(3)
    sock.connect((host, port))
    return sock
if __name__ == '__main__':
    sock = connect('127.0.0.1', 8080)
    sock.send(b'x')
