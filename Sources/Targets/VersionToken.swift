/// Finds the version in what programs print about themselves.
package enum VersionToken {
    /// The first token that looks like a version: `1.22.1` of `nginx/1.22.1`, `2.6.12` of `2.6.12-1+deb12u1`.
    package static func first(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            guard isDigit(bytes[start]), start == 0 || isBoundary(bytes, before: start) else {
                start += 1
                continue
            }
            let end = bytes[start...].firstIndex { !isDigit($0) && $0 != 0x2E } ?? bytes.count
            var token = bytes[start..<end]
            while token.last == 0x2E { token.removeLast() }
            if token.contains(0x2E), !followsAddress(bytes, token) { return String(decoding: token, as: UTF8.self) }
            start = max(end, start + 1)
        }
        return nil
    }

    /// A version may follow a blank, a slash, a bracket, a colon, `v`, or stand at the beginning.
    private static func isBoundary(_ bytes: [UInt8], before index: Int) -> Bool {
        let previous = bytes[index - 1]
        if previous | 0x20 == UInt8(ascii: "v") { return index < 2 || !isWord(bytes[index - 2]) }
        return !isWord(previous) && previous != 0x2E && previous != 0x2D
    }

    /// Four numbers with dots are an address, not a version.
    private static func followsAddress(_ bytes: [UInt8], _ token: ArraySlice<UInt8>) -> Bool {
        token.split(separator: 0x2E).count > 3 && token.first != 0x30 && bytes.indices.contains(token.endIndex)
            && bytes[token.endIndex] == 0x3A
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F
    }
}
