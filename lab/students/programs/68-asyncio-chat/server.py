import asyncio
rooms = []
async def handle(reader, writer):
    rooms.append(writer)
    while line := await reader.readline():
        for other in rooms:
            other.write(b'> ' + line)
            await other.drain()
    writer.close()
    done.set()
async def main():
    global done
    done = asyncio.Event()
    server = await asyncio.start_server(handle, '127.0.0.1', 8080)
    async with server:
        await asyncio.wait_for(done.wait(), 20)
    print('closed')
asyncio.run(main())
