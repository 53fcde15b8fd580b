import socket
import textwrap

text = textwrap.dedent("""\
    first line
    第二行
    the third""").split('\n')
for end in ('\r\n', ''):
    with socket.socket() as c:
        c.connect(('127.0.0.1', 8080))
        c.sendall('\r\n'.join(text).encode() + end.encode())
