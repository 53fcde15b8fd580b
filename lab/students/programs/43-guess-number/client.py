import socket
low, high = 1, 100
with socket.create_connection(('127.0.0.1', 8080)) as c:
    while True:
        n = (low + high) // 2
        c.sendall(str(n).encode())
        said = c.recv(1024).decode('utf-8')
        print(n, said)
        if said == '猜对了':
            break
        if said == '大了':
            high = n - 1
        else:
            low = n + 1
