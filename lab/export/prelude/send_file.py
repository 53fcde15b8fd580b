def send_file(sock, name, size):
    with open(name, 'wb') as file:
        file.write(bytes(i % 251 for i in range(size)))
    with open(name, 'rb') as file:
        md5 = hashlib.md5(file.read()).hexdigest()
        header = codec.start(size, md5=md5, name=name)
        file.seek(0)
        sock.sendall(header)
        while chunk := file.read(8192):
            sock.sendall(chunk)
