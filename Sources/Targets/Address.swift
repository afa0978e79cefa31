/// Host, port and path of an `http` URL, as far as a launched gateway needs them.
package struct Address: Sendable, Equatable, CustomStringConvertible {
    package var host: String
    package var port: Int
    package var path: String

    /// Nil when the text is no `http://` URL.
    package init?(_ url: String) {
        guard url.hasPrefix("http://") else { return nil }
        let rest = url.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
        guard let port = parts.count == 2 ? Int(parts[1]) : 80, (1...65535).contains(port) else { return nil }
        self.host = parts[0] == "localhost" ? "127.0.0.1" : String(parts[0])
        self.port = port
        let path = rest[authority.endIndex...]
        self.path = path.hasPrefix("/") ? String(path) : "/" + path
    }

    package var description: String {
        "\(host):\(port)"
    }
}
