def recv_file(sock, by=1024):
    body = recv_frame(sock, by)
    if body is None:
        return None
    name = 'received-' + os.path.basename(codec.header['name'])
    with open(name, 'wb') as file:
        file.write(body)
    if hashlib.md5(body).hexdigest() != codec.header.get('md5'):
        raise FrameError(f'{name} has another MD5 than its sender said')
    return body
