import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as c:
    for fmt in ('%Y-%m-%d', '%H:%M:%S', '%j'):
        c.sendto(fmt.encode(), ('127.0.0.1', 8080))
        data, addr = c.recvfrom(1024)
        print(data.decode(), addr[0])
