internal import NIOCore
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One header line of a head, as offsets into its bytes.
struct FieldLine {
    var name: Range<Int>
    /// Without the space around it.
    var value: Range<Int>
    /// With its line end.
    var line: Range<Int>
    var kind: FieldKind
}

/// A message head: its bytes, where they came from untouched, and its lines.
struct HeadScan {
    enum Problem: Error {
        case startLine, fieldSyntax, bareLineEnd, folded
    }

    private(set) var bytes: ByteBuffer
    private(set) var lines: [FieldLine] = []
    private(set) var start = 0..<0

    /// Reads a head that ends in an empty line; strict about what request smuggling lives on (RFC 9112 §2.2, §5).
    init(_ bytes: ByteBuffer) throws(Problem) {
        self.bytes = bytes
        lines.reserveCapacity(16)
        var problem: Problem?
        bytes.withUnsafeReadableBytes { raw in
            var at = 0
            var isFirst = true
            while problem == nil, let end = raw.lineEnd(from: at) {
                let text = at..<end - 2
                if raw[end - 2] != 0x0D || raw.hasControl(in: text) { problem = .bareLineEnd }
                if isFirst { start = text } else if text.isEmpty { break } else { problem = add(raw, text) ?? problem }
                isFirst = false
                at = end
            }
        }
        if let problem { throw problem }
    }

    private mutating func add(_ raw: UnsafeRawBufferPointer, _ text: Range<Int>) -> Problem? {
        if raw[text.lowerBound] == 0x20 || raw[text.lowerBound] == 0x09 { return .folded }
        var colon = text.lowerBound
        while colon < text.upperBound, raw[colon].isToken { colon += 1 }
        guard colon > text.lowerBound, colon < text.upperBound, raw[colon] == UInt8(ascii: ":") else {
            return .fieldSyntax
        }
        var value = colon + 1..<text.upperBound
        while let first = value.first, raw[first].isBlank { value = first + 1..<value.upperBound }
        while let last = value.last, raw[last].isBlank { value = value.lowerBound..<last }
        let name = text.lowerBound..<colon
        let kind = FieldKind.of(UnsafeRawBufferPointer(rebasing: raw[name]))
        lines.append(FieldLine(name: name, value: value, line: text.lowerBound..<text.upperBound + 2, kind: kind))
        return nil
    }

    /// The text of a range, bytes above 0x7F as Latin-1.
    func text(_ range: Range<Int>) -> String {
        bytes.withUnsafeReadableBytes { raw in
            let slice = UnsafeRawBufferPointer(rebasing: raw[range])
            if slice.allSatisfy({ $0 < 0x80 }) { return String(decoding: slice, as: UTF8.self) }
            return String(String.UnicodeScalarView(slice.map { UnicodeScalar($0) }))
        }
    }

    /// The values of a kind, in wire order.
    func values(_ kind: FieldKind) -> [String] {
        lines.compactMap { $0.kind == kind ? text($0.value) : nil }
    }

    func contains(_ kind: FieldKind) -> Bool {
        lines.contains { $0.kind == kind }
    }

    /// Whether the comma-separated list of a kind has that element, in any case.
    func lists(_ kind: FieldKind, _ element: String) -> Bool {
        values(kind).contains { value in
            value.split(separator: ",").contains { $0.trimmingOWS().equalsIgnoringASCIICase(element) }
        }
    }

    /// The fields that `Connection` names, which go no further than this hop.
    var namedByConnection: [String] {
        guard contains(.connection) else { return [] }
        return values(.connection).flatMap { $0.split(separator: ",") }.map { $0.trimmingOWS().lowercased() }
            .filter { $0 != "close" && $0 != "keep-alive" && !$0.isEmpty }
    }
}

extension UnsafeRawBufferPointer {
    /// The offset after the next LF.
    func lineEnd(from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let hit = memchr(base + start, 0x0A, count - start) else {
            return nil
        }
        return UnsafeRawPointer(hit) - base + 1
    }

    fileprivate func hasControl(in range: Range<Int>) -> Bool {
        for index in range where self[index] < 0x20 && self[index] != 0x09 || self[index] == 0x7F { return true }
        return false
    }

    /// The length of the head that starts here, its empty line included; nil if more bytes are needed.
    func headLength(from searched: Int) -> Int? {
        var at = Swift.max(0, searched - 3)
        while let end = lineEnd(from: at) {
            if end < count, self[end] == 0x0A { return end + 1 }
            if end + 1 < count, self[end] == 0x0D, self[end + 1] == 0x0A { return end + 2 }
            at = end
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the byte may stand in a field name (RFC 9110 §5.6.2).
    var isToken: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
        default: false
        }
    }
}
