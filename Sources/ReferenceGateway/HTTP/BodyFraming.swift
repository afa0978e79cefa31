internal import NIOCore
internal import Wire

/// How the end of a message body is known (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case none
    case length(Int)
    case chunked
    /// Until the connection ends; only responses.
    case close
}

extension HeadScan {
    enum FramingProblem: Error {
        case lengthAndEncoding, badLength, badEncoding
    }

    /// The framing of a request; what could be read in two ways is refused.
    func requestFraming() throws(FramingProblem) -> BodyFraming {
        let encodings = values(.transferEncoding)
        let length = try contentLength()
        guard let encoding = encodings.first else { return length.map { $0 == 0 ? .none : .length($0) } ?? .none }
        guard length == nil else { throw .lengthAndEncoding }
        guard encodings.count == 1, encoding.equalsIgnoringASCIICase("chunked") else { throw .badEncoding }
        return .chunked
    }

    /// The framing of the response to a request that was not HEAD.
    func responseFraming(status: Int) throws(FramingProblem) -> BodyFraming {
        if status == 204 || status == 304 { return .none }
        if contains(.transferEncoding) {
            let isChunked = values(.transferEncoding).joined(separator: ",").equalsIgnoringASCIICase("chunked")
            if !isChunked { throw .badEncoding }
            return .chunked
        }
        return try contentLength().map { $0 == 0 ? .none : .length($0) } ?? .close
    }

    /// One length, perhaps repeated (RFC 9110 §8.6).
    private func contentLength() throws(FramingProblem) -> Int? {
        var found: Int?
        for line in lines where line.kind == .contentLength {
            guard let number = number(line.value), found == nil || found == number else { throw .badLength }
            found = number
        }
        return found
    }

    private func number(_ range: Range<Int>) -> Int? {
        guard (1...18).contains(range.count) else { return nil }
        return bytes.withUnsafeReadableBytes { raw in
            var value = 0
            for index in range {
                guard raw[index] &- 0x30 < 10 else { return nil }
                value = value * 10 + Int(raw[index] - 0x30)
            }
            return value
        }
    }
}
