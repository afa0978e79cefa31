/// The words in a request's text by which a provider knows the case: `gp:<case-id>:<nonce>`.
///
/// They are found in raw bytes, so they survive a gateway that strips headers and fields.
package struct Marker: Sendable, Hashable {
    package var caseID: String
    /// 16 lower-case hexadecimal digits, new for each request.
    package var nonce: String

    package init(caseID: String, nonce: String) {
        self.caseID = caseID
        self.nonce = nonce
    }

    /// The form that is put into the request.
    package var text: String {
        "gp:\(caseID):\(nonce)"
    }

    /// Writes a number as a nonce.
    package static func nonce(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The nonce of the first marker in the bytes.
    package static func find(in bytes: [UInt8]) -> String? {
        parse(in: bytes)?.nonce
    }

    /// The first marker in the bytes.
    package static func parse(in bytes: [UInt8]) -> Marker? {
        bytes.withUnsafeBytes { buffer in
            var index = 0
            while index + 3 < buffer.count {
                if buffer[index] == UInt8(ascii: "g"), buffer[index + 1] == UInt8(ascii: "p"),
                    buffer[index + 2] == UInt8(ascii: ":"), let marker = Marker(after: index + 3, in: buffer)
                {
                    return marker
                }
                index += 1
            }
            return nil
        }
    }

    private static let greatestID = 200
    private static let nonceLength = 16

    private init?(after start: Int, in buffer: UnsafeRawBufferPointer) {
        let id = buffer[start...].prefix(Self.greatestID).prefix { Self.isIDByte($0) }
        let begin = id.endIndex + 1
        guard !id.isEmpty, begin + Self.nonceLength <= buffer.count, buffer[id.endIndex] == UInt8(ascii: ":") else {
            return nil
        }
        let digits = buffer[begin..<begin + Self.nonceLength]
        guard digits.allSatisfy({ $0.hexDigitValue != nil && $0.asciiLowercased == $0 }) else { return nil }
        self.init(caseID: String(decoding: id, as: UTF8.self), nonce: String(decoding: digits, as: UTF8.self))
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
