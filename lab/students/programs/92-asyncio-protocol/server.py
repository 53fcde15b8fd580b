import asyncio


class Upper(asyncio.Protocol):
    def __init__(self, done):
        self.done = done
        self.buffer = b''

    def connection_made(self, transport):
        self.transport = transport
        print('made')

    def data_received(self, data):
        self.buffer += data
        while b'\n' in self.buffer:
            line, self.buffer = self.buffer.split(b'\n', 1)
            self.transport.write(line.upper() + b'\n')

    def eof_received(self):
        print('eof, left:', self.buffer)

    def connection_lost(self, exc):
        print('lost', exc)
        self.done.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: Upper(done), '127.0.0.1', 8080)
    async with server:
        await done


asyncio.run(main())
