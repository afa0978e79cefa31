/// Replaces `${filler:N}` in a request's text by N letters, so that large requests need no large files.
enum Filler {
    private static let opening = Array("${filler:".utf8)
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// More than any gateway is asked to take; a mistyped number must not fill the memory.
    private static let most = 64 << 20

    static func expand(_ bytes: [UInt8]) -> [UInt8] {
        guard let start = bytes.firstRange(of: opening) else { return bytes }
        let digits = bytes[start.upperBound...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard let count = Int(String(decoding: digits, as: UTF8.self)), count <= most,
            digits.endIndex < bytes.endIndex, bytes[digits.endIndex] == UInt8(ascii: "}")
        else { return bytes }
        let letters = (0..<count).map { alphabet[$0 % alphabet.count] }
        return bytes[..<start.lowerBound] + letters + expand(Array(bytes[(digits.endIndex + 1)...]))
    }
}
