import asyncio, struct
async def talk(r, w):
    for i in range(2):
        n, = struct.unpack('!I', await r.readexactly(4)); print((await r.readexactly(n)).decode())
    w.close(); stop.set()
async def main():
    global stop; stop = asyncio.Event()
    srv = await asyncio.start_server(talk, '127.0.0.1', 8080)
    await stop.wait(); srv.close()
asyncio.run(main())
