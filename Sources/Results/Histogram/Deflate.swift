internal import CZlib

/// zlib streams, whole ones in memory.
enum Deflate {
    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&packed, &length, bytes, uLong(bytes.count), Z_BEST_COMPRESSION) == Z_OK else { return [] }
        return Array(packed.prefix(Int(length)))
    }

    /// Nil where the stream is damaged, or longer than `limit` when unpacked.
    static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var room = min(limit, max(4096, bytes.count * 4))
        while true {
            var length = uLong(room)
            var plain = [UInt8](repeating: 0, count: room)
            switch uncompress(&plain, &length, bytes, uLong(bytes.count)) {
            case Z_OK: return Array(plain.prefix(Int(length)))
            case Z_BUF_ERROR where room < limit: room = min(limit, room * 4)
            default: return nil
            }
        }
    }
}
