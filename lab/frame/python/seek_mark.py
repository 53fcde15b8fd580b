def seek_mark(data, mark):
    """Throw away what stands in front of the next mark; tell whether it is there."""
    at = data.find(mark)
    found = at >= 0
    if not found:
        at = len(data) - max(n for n in range(len(mark)) if data.endswith(mark[:n]))
    del data[:at]
    return found
