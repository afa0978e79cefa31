/// The request line and header of one HTTP/1.x request.
package struct RequestHead: Sendable, Equatable, Codable {
    package var method: String
    /// Path and query as sent.
    package var target: String
    /// `HTTP/1.1` or `HTTP/1.0`.
    package var version: String
    package var fields: HeaderFields

    package init(method: String, target: String, version: String = "HTTP/1.1", fields: HeaderFields = []) {
        self.method = method
        self.target = target
        self.version = version
        self.fields = fields
    }
}

/// The status line and header of one HTTP/1.x response.
package struct ResponseHead: Sendable, Equatable, Codable {
    package var version: String
    package var status: Int
    package var reason: String
    package var fields: HeaderFields

    package init(status: Int, reason: String = "", version: String = "HTTP/1.1", fields: HeaderFields = []) {
        self.version = version
        self.status = status
        self.reason = reason
        self.fields = fields
    }
}
