// Package pack packs and unpacks binary records exactly as Python's struct
// module does (CPython 3.13, 64-bit little-endian Linux): the same bytes, the
// same values and, when something is wrong, the same exception and text.
//
// Pack, Unpack and the rest take a format such as "!IHB". Compile parses one
// once and describes its fields for a drawing. All functions and every *Format
// may be used by many goroutines at once.
//
// Two limits are this package's own, because it serves strangers: a packed
// record above 64 MiB and an IterUnpack of more than 8 Mi cells give
// MemoryError, where Python would try. A compiled format takes memory in
// proportion to its text, so callers who take formats from outside cap the
// length of the text.
package pack
