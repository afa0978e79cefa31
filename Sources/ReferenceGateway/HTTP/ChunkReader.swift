internal import NIOCore

/// Takes the chunked coding off a body as it arrives; extensions and trailers are read and dropped (RFC 9112 §7.1).
struct ChunkReader {
    enum Step {
        case data(ByteBuffer)
        case more
        case end
        case malformed
    }

    private enum State {
        case size, data(Int), dataEnd, trailer
    }

    private var state = State.size
    private var trailerBytes = 0
    /// Trailers become payload; a defect.
    private let leaksTrailers: Bool

    init(leaksTrailers: Bool = false) {
        self.leaksTrailers = leaksTrailers
    }

    private static let longestLine = 16 << 10

    /// The next run of payload, or why there is none yet.
    mutating func next(_ buffer: inout ByteBuffer) -> Step {
        while true {
            switch state {
            case .data(let left):
                guard let data = buffer.readSlice(length: min(left, buffer.readableBytes)), data.readableBytes > 0
                else { return .more }
                state = data.readableBytes == left ? .dataEnd : .data(left - data.readableBytes)
                return .data(data)
            case .size:
                guard let line = readLine(&buffer) else { return isTooLong(buffer) ? .malformed : .more }
                guard let size = ChunkReader.size(line) else { return .malformed }
                state = size == 0 ? .trailer : .data(size)
            case .dataEnd:
                guard buffer.readableBytes >= 2 else {
                    return buffer.readableBytes == 1 && buffer.firstByte != 0x0D ? .malformed : .more
                }
                guard buffer.readInteger(as: UInt16.self) == 0x0D0A else { return .malformed }
                state = .size
            case .trailer:
                guard let line = readLine(&buffer) else { return isTooLong(buffer) ? .malformed : .more }
                trailerBytes += line.readableBytes
                if line.readableBytes == 0 { return .end }
                if leaksTrailers { return .data(line) }
                if trailerBytes > 4 * ChunkReader.longestLine { return .malformed }
            }
        }
    }

    private func isTooLong(_ buffer: ByteBuffer) -> Bool {
        buffer.readableBytes > ChunkReader.longestLine
    }

    /// A line that ends in CRLF, without its end.
    private func readLine(_ buffer: inout ByteBuffer) -> ByteBuffer? {
        guard let end = buffer.withUnsafeReadableBytes({ $0.lineEnd(from: 0) }) else { return nil }
        guard var line = buffer.readSlice(length: end) else { return nil }
        let length = end >= 2 && line.getInteger(at: line.readerIndex + end - 2, as: UInt8.self) == 0x0D ? end - 2 : end
        return line.readSlice(length: length)
    }

    private static func size(_ line: ByteBuffer) -> Int? {
        line.withUnsafeReadableBytes { raw in
            var value = 0
            var digits = 0
            for byte in raw {
                guard let digit = byte.hexDigit else {
                    let endsNumber = byte == UInt8(ascii: ";") || byte == 0x20 || byte == 0x09
                    return endsNumber && digits > 0 ? value : nil
                }
                value = value << 4 | digit
                digits += 1
                if digits > 15 { return nil }
            }
            return digits > 0 ? value : nil
        }
    }
}

extension UInt8 {
    fileprivate var hexDigit: Int? {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x37
        case 0x61...0x66: Int(self) - 0x57
        default: nil
        }
    }
}

extension ByteBuffer {
    var firstByte: UInt8? {
        getInteger(at: readerIndex, as: UInt8.self)
    }

    /// The size line of a chunk.
    mutating func writeChunkSize(_ size: Int) {
        var shift = (Int.bitWidth - max(size, 1).leadingZeroBitCount - 1) / 4 * 4
        while shift >= 0 {
            let digit = UInt8(size >> shift & 15)
            writeInteger(digit < 10 ? 0x30 + digit : 0x57 + digit)
            shift -= 4
        }
        writeInteger(UInt16(0x0D0A))
    }
}
