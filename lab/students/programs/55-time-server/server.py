import socket, datetime
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('127.0.0.1', 8080))
for _ in range(3):
    data, addr = s.recvfrom(1024)
    fmt = data.decode()
    when = datetime.datetime(2024, 2, 29, 23, 59, 58)
    s.sendto(when.strftime(fmt).encode(), addr)
    print(fmt)
s.close()
