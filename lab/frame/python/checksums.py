def crc(bits, poly, init=0, out=0, reflected=False):
    """A cyclic redundancy check by its parameters."""
    def sum(data):
        register = init
        for byte in data:
            if reflected:
                byte = int(f'{byte:08b}'[::-1], 2)
            register ^= byte << bits - 8
            for _ in range(8):
                register <<= 1
                if register >> bits:
                    register ^= 1 << bits | poly
        if reflected:
            register = int(f'{register:0{bits}b}'[::-1], 2)
        return register ^ out
    return sum


def xor(data):
    number = 0
    for byte in data:
        number ^= byte
    return number


def fletcher(data):
    a = b = 0
    for byte in data:
        a = a + byte & 255
        b = b + a & 255
    return a << 8 | b


def hj212(data):
    number = 65535
    for byte in data:
        number = number >> 8 ^ byte
        for _ in range(8):
            number = number >> 1 ^ (0xa001 if number & 1 else 0)
    return number


CHECKSUMS = {
    'xor': xor,
    'sum-8': lambda data: sum(data) & 255,
    'sum-16': lambda data: sum(data) & 65535,
    'lrc': lambda data: -sum(data) & 255,
    'fletcher-8': fletcher,
    'crc-8': crc(8, 0x07),
    'crc-8/maxim': crc(8, 0x31, reflected=True),
    'crc-16/arc': crc(16, 0x8005, reflected=True),
    'crc-16/modbus': crc(16, 0x8005, 0xffff, reflected=True),
    'crc-16/dnp': crc(16, 0x3d65, 0, 0xffff, True),
    'crc-16/x-25': crc(16, 0x1021, 0xffff, 0xffff, True),
    'crc-16/kermit': crc(16, 0x1021, reflected=True),
    'crc-16/xmodem': crc(16, 0x1021),
    'crc-16/ibm-3740': crc(16, 0x1021, 0xffff),
    'crc-16/hj212': hj212,
    'crc-24/lte-a': crc(24, 0x864cfb),
    'crc-32': zlib.crc32,
    'crc-32c': crc(32, 0x1edc6f41, 0xffffffff, 0xffffffff, True),
    'adler-32': zlib.adler32,
}
