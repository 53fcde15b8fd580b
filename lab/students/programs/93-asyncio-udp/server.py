import asyncio


class Adder(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done, self.sum = done, 0

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        if data == b'end':
            self.transport.sendto(str(self.sum).encode(), addr)
            self.done.set_result(self.sum)
        else:
            self.sum += int(data)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    transport, _ = await loop.create_datagram_endpoint(lambda: Adder(done), local_addr=('127.0.0.1', 8080))
    print('sum', await done)
    transport.close()


asyncio.run(main())
