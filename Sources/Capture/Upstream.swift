/// Where a capture proxy sends what it takes: an origin, and the path that stands in place of `/v1`.
package struct Upstream: Sendable, Equatable {
    /// Such as `https://api.openai.com`.
    package var origin: String
    /// Such as `/v1`, without a slash at the end; empty where the client's path goes up unchanged.
    package var prefix: String

    package init(origin: String, prefix: String) {
        self.origin = origin
        self.prefix = prefix
    }

    /// Takes a base URL apart; nil when it is no http or https URL with a host.
    package init?(baseURL: String) {
        guard let scheme = baseURL.firstRange(of: "://"), ["http", "https"].contains(baseURL[..<scheme.lowerBound])
        else { return nil }
        let rest = baseURL[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        guard !host.isEmpty, !rest.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace }), !host.contains("@")
        else { return nil }
        var prefix = String(rest.dropFirst(host.count))
        while prefix.hasSuffix("/") { prefix.removeLast() }
        self.init(origin: "\(baseURL[..<scheme.lowerBound])://\(host)", prefix: prefix)
    }

    /// The target upstream of a target that the client asked for.
    package func target(_ target: String) -> String {
        if prefix.isEmpty || target == prefix || target.hasPrefix(prefix + "/") || target.hasPrefix(prefix + "?") {
            return target
        }
        if target.hasPrefix("/v1/") { return prefix + target.dropFirst(3) }
        return prefix + target
    }
}
