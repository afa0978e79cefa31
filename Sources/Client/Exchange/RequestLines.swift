internal import Wire

/// Header lines in libcurl's own notation, which can also keep a default line away.
enum RequestLines {
    /// Lines that libcurl would add unasked.
    private static let defaults = ["Accept", "Content-Type", "Expect", "User-Agent"]

    /// The fields in order, then what switches libcurl's additions off; `chunked` asks for the chunked coding.
    static func lines(_ fields: HeaderFields, chunked: Bool) -> [[UInt8]] {
        var lines = fields.map { line($0) }
        if chunked, !fields.contains("Transfer-Encoding") { lines.append(Array("Transfer-Encoding: chunked".utf8)) }
        for name in defaults where !fields.contains(name) { lines.append(Array("\(name):".utf8)) }
        return lines
    }

    /// The whole request as bytes, for what libcurl cannot send: HEAD with a body.
    static func verbatim(_ request: ClientRequest) -> [UInt8] {
        var lines = [bytes("\(request.method) \(request.target) HTTP/1.1")]
        let host = request.origin.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        if !request.fields.contains("Host") { lines.append(bytes("Host: \(host)")) }
        lines += request.fields.map { bytes("\($0.name): \($0.value)") }
        if !request.fields.contains("Content-Length") { lines.append(bytes("Content-Length: \(request.body.count)")) }
        return lines.flatMap { $0 + [0x0D, 0x0A] } + [0x0D, 0x0A] + request.body
    }

    private static func line(_ field: HeaderField) -> [UInt8] {
        // A semicolon stands for an empty value; a colon with nothing behind it would remove the line.
        if field.value.trimmingOWS().isEmpty { return bytes(field.name) + Array(";".utf8) }
        return bytes(field.name) + Array(": ".utf8) + bytes(field.value)
    }

    /// The bytes of a text: Latin-1 where it allows that, as `HeaderField` keeps bytes, and UTF-8 otherwise.
    ///
    /// NUL would end the line for libcurl, so it is left out.
    private static func bytes(_ text: String) -> [UInt8] {
        let scalars = text.unicodeScalars
        let bytes = scalars.allSatisfy { $0.value <= 0xFF } ? scalars.map { UInt8($0.value) } : Array(text.utf8)
        return bytes.filter { $0 != 0 }
    }
}
