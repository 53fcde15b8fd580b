import asyncio
async def main():
    r, w = await asyncio.open_connection('127.0.0.1', 8080)
    w.write(b'hello'); await w.drain(); print(await r.read(100)); w.close(); await w.wait_closed()
asyncio.run(main())
