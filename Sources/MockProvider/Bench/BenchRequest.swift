/// Finds one request in a buffer without making strings; the hot path of a benchmark.
struct BenchRequest {
    enum Found: Equatable {
        /// At least so many bytes are needed; 0 when that is not known yet.
        case incomplete(needed: Int)
        case whole(BenchRequest.Shape)
        case bad
    }

    struct Shape: Equatable {
        /// Bytes of the request, head and body.
        var length: Int
        var nonce: UInt64
        var isGet: Bool
        var closes: Bool
    }

    private static let headLimit = 256 << 10

    static func find(in bytes: UnsafeRawBufferPointer) -> Found {
        guard let head = headLength(bytes) else {
            return bytes.count > headLimit ? .bad : .incomplete(needed: 0)
        }
        let fields = Fields(UnsafeRawBufferPointer(rebasing: bytes[..<head]))
        if fields.isChunked { return chunked(bytes, head, fields) }
        let length = head + fields.contentLength
        guard fields.contentLength >= 0 else { return .bad }
        guard bytes.count >= length else { return .incomplete(needed: length) }
        let nonce = self.nonce(in: UnsafeRawBufferPointer(rebasing: bytes[head..<length]))
        return .whole(shape(bytes, length, nonce, fields))
    }

    private static func shape(
        _ bytes: UnsafeRawBufferPointer, _ length: Int, _ nonce: UInt64, _ fields: Fields
    ) -> Shape {
        Shape(length: length, nonce: nonce, isGet: bytes[0] == UInt8(ascii: "G"), closes: fields.closes)
    }

    private static func headLength(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 3
        while index < bytes.count {
            // Only a byte that may be the last LF of the head is worth a closer look.
            if bytes[index] == 0x0A {
                if bytes[index - 2] == 0x0A, bytes[index - 1] == 0x0D { return index + 1 }
                index += 2
            } else {
                index += bytes[index] == 0x0D ? 1 : 2
            }
        }
        return nil
    }

    // MARK: chunked

    private static func chunked(_ bytes: UnsafeRawBufferPointer, _ head: Int, _ fields: Fields) -> Found {
        var index = head
        var data: [UInt8] = []
        while true {
            guard let size = chunkSize(bytes, &index) else { return index < 0 ? .bad : .incomplete(needed: 0) }
            if size == 0 { break }
            guard bytes.count - index >= size + 2 else { return .incomplete(needed: index + size + 2) }
            data.append(contentsOf: bytes[index..<(index + size)])
            index += size + 2
        }
        while let end = lineEnd(bytes, from: index) {
            let isLast = end - index <= 1
            index = end + 1
            if isLast {
                return .whole(shape(bytes, index, data.withUnsafeBytes { nonce(in: $0) }, fields))
            }
        }
        return .incomplete(needed: 0)
    }

    /// Moves behind the size line; nil when it is not there yet, and `index` -1 when it is none.
    private static func chunkSize(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int? {
        guard let end = lineEnd(bytes, from: index) else { return nil }
        var size = 0
        var digits = 0
        for byte in bytes[index..<end] {
            guard let digit = byte.hexDigit else { break }
            size = size << 4 | digit
            digits += 1
            if digits > 8 { break }
        }
        index = digits == 0 || digits > 8 ? -1 : end + 1
        return index < 0 ? nil : size
    }

    private static func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes[start...].firstIndex(of: 0x0A)
    }

    // MARK: marker

    /// The nonce of the first `gp:<case>:<16 hex digits>`; 0 when there is none.
    static func nonce(in bytes: UnsafeRawBufferPointer) -> UInt64 {
        var index = 0
        while index + 20 < bytes.count {
            if bytes[index] == UInt8(ascii: "g"), bytes[index + 1] == UInt8(ascii: "p"),
                bytes[index + 2] == UInt8(ascii: ":"),
                let nonce = nonce(after: index + 3, in: bytes)
            {
                return nonce
            }
            index += 1
        }
        return 0
    }

    private static func nonce(after start: Int, in bytes: UnsafeRawBufferPointer) -> UInt64? {
        var index = start
        let end = min(bytes.count, start + 200)
        while index < end, bytes[index] != UInt8(ascii: ":"), bytes[index] > 0x2C { index += 1 }
        guard index > start, index + 16 < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
        var value: UInt64 = 0
        for byte in bytes[(index + 1)...(index + 16)] {
            guard let digit = byte.hexDigit else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return value
    }

    // MARK: fields

    private struct Fields {
        var contentLength = 0
        var isChunked = false
        var closes = false

        init(_ head: UnsafeRawBufferPointer) {
            var line = head.startIndex
            while let end = head[line...].firstIndex(of: 0x0A) {
                read(UnsafeRawBufferPointer(rebasing: head[line..<end]))
                line = end + 1
                if line >= head.endIndex { break }
            }
        }

        private mutating func read(_ line: UnsafeRawBufferPointer) {
            // The length of a name tells nearly all lines apart from the three that matter.
            if line.starts("content-length:") {
                contentLength = Self.number(line[15...])
            } else if line.starts("transfer-encoding:") {
                isChunked = line.contains(word: "chunked")
            } else if line.starts("connection:") {
                closes = line.contains(word: "close")
            }
        }

        private static func number(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
            var value = 0
            for byte in text where byte != 0x20 && byte != 0x0D && byte != 0x09 {
                guard byte >= 0x30, byte <= 0x39, value < 1 << 40 else { return -1 }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
    }
}

extension UInt8 {
    fileprivate var hexDigit: Int? {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x61...0x66: Int(self) - 0x57
        case 0x41...0x46: Int(self) - 0x37
        default: nil
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether it starts with lower-case `text`, its own capitals folded.
    fileprivate func starts(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where self[index] | 0x20 != text.utf8Start[index] | 0x20 {
            return false
        }
        return true
    }

    fileprivate func contains(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard count >= length else { return false }
        for start in 0...(count - length) where UnsafeRawBufferPointer(rebasing: self[start...]).starts(word) {
            return true
        }
        return false
    }
}
