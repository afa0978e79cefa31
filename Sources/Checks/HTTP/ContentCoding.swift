/// What the first bytes of a body say about its content coding.
enum ContentCoding {
    /// The bytes that every gzip member begins with (RFC 1952 §2.3.1).
    private static let gzipMagic: [UInt8] = [0x1F, 0x8B]

    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: gzipMagic) }

    /// Whether the bytes look like text, as JSON and event streams do.
    static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(64).allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
            && String(validating: bytes.prefix(64).prefix { $0 < 0x80 }, as: UTF8.self) != nil
    }
}
