internal import Wire

/// Finds the marker of a request in its body, else in its header, else in its target.
enum MarkerSearch {
    static func nonce(in attempt: Attempt) -> String? {
        if let found = Marker.find(in: attempt.body) { return found }
        if let field = attempt.head.fields["x-gateproof-marker"] {
            return Marker.find(in: Array(field.utf8)) ?? key(field)
        }
        return Marker.find(in: percentDecoded(Array(attempt.head.target.utf8)))
    }

    /// The nonce of a marker that may be given whole (`gp:case:nonce`) or as its nonce.
    static func key(_ marker: String) -> String {
        String(marker.split(separator: ":").last ?? "")
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x25) else { return bytes }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                out.append(value)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }
}
