internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The lines of one event until its blank line.
struct EventBlock {
    enum Line {
        case taken, ignored, comment
        /// No field of an event stream but the start of a JSON text or a page.
        case foreign
    }

    /// Data lines joined by LF (WHATWG HTML §9.2.6).
    private(set) var payload: [UInt8] = []
    private(set) var hasData = false
    private(set) var isNamedError = false
    private var name: ByteBuffer?

    var isEmpty: Bool { !hasData && name == nil && !isNamedError }

    var count: Int { payload.count }

    mutating func clear() {
        payload.removeAll(keepingCapacity: true)
        hasData = false
        isNamedError = false
        name = nil
    }

    /// Reads one line; `keepsName` where clients go by the event's name.
    mutating func add(_ line: ByteBuffer, keepsName: Bool) -> Line {
        let first = line.firstByte
        if first == UInt8(ascii: ":") { return .comment }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "<") { return .foreign }
        if let value = line.value(ofField: "data") {
            if hasData { payload.append(0x0A) }
            payload.append(contentsOf: value.readableBytesView)
            hasData = true
            return .taken
        }
        guard let value = line.value(ofField: "event") else { return .ignored }
        isNamedError = value.readableBytesView.elementsEqual("error".utf8)
        if keepsName { name = value }
        return .taken
    }

    /// Writes the event with LF line ends, less the bytes of a member that must go.
    func write(without member: Range<Int>?, into output: inout ByteBuffer) {
        if let name, name.readableBytes > 0 {
            output.writeStaticString("event: ")
            output.writeImmutableBuffer(name)
            output.writeInteger(UInt8(0x0A))
        }
        let text = member.map { EventBlock.cut($0, from: payload) } ?? payload
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            output.writeStaticString("data: ")
            output.writeBytes(line)
            output.writeInteger(UInt8(0x0A))
        }
        output.writeInteger(UInt8(0x0A))
    }

    /// Takes a member out of an object, with the one comma that it no longer needs.
    private static func cut(_ member: Range<Int>, from text: [UInt8]) -> [UInt8] {
        var (start, end) = (member.lowerBound, member.upperBound)
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
        let after = text[end...].firstIndex { !isSpace($0) }
        if let after, text[after] == UInt8(ascii: ",") {
            end = after + 1
        } else if let before = text[..<start].lastIndex(where: { !isSpace($0) }), text[before] == UInt8(ascii: ",") {
            start = before
        }
        return Array(text[..<start] + text[end...])
    }
}

extension ByteBuffer {
    /// The value if the line is that field: after the colon and one space; empty for a bare field name.
    fileprivate func value(ofField field: StaticString) -> ByteBuffer? {
        let length = field.utf8CodeUnitCount
        let start: Int? = withUnsafeReadableBytes { raw in
            guard raw.count >= length, let base = raw.baseAddress, memcmp(base, field.utf8Start, length) == 0 else {
                return nil
            }
            guard raw.count > length else { return length }
            guard raw[length] == UInt8(ascii: ":") else { return nil }
            return raw.count > length + 1 && raw[length + 1] == 0x20 ? length + 2 : length + 1
        }
        return start.flatMap { getSlice(at: readerIndex + $0, length: readableBytes - $0) }
    }
}
