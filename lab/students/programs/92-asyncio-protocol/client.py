import asyncio


async def main():
    reader, writer = await asyncio.open_connection('127.0.0.1', 8080)
    writer.write(b'hello\nfe')
    await writer.drain()
    print(await reader.readline())
    writer.write(b'ng\nrest')
    writer.write_eof()
    print(await asyncio.wait_for(reader.readline(), 5))
    print(await reader.read())
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
