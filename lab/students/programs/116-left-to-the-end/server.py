import asyncio
import errno
import os
import socket

for number in (2, 13, 32, 104, 110, 111):
    print(repr(OSError(number, "words")))
for act in (lambda: open("nothing"), lambda: open("/"), lambda: os.mkdir("/tmp"), lambda: os.rename("a", "b"), lambda: open("server.py/x")):
    try:
        act()
    except OSError as error:
        print(type(error).__name__, errno.errorcode[error.errno], error)


async def nobody():
    try:
        await asyncio.open_connection("127.0.0.1", 9)
    except ConnectionRefusedError as error:
        print("refused", error.errno)


server = socket.create_server(("127.0.0.1", 8080))
conn, _ = server.accept()
for line in conn.makefile("r"):
    print(repr(line))
conn.close()
server.close()
asyncio.run(nobody())


class Note:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


first = Note("first")
