/// The usual words after a status code (RFC 9110 §15).
enum ReasonPhrase {
    static func of(_ status: Int) -> String {
        phrases[status] ?? (status < 200 ? "Interim" : "Status")
    }

    private static let phrases: [Int: String] = [
        100: "Continue", 102: "Processing", 103: "Early Hints", 200: "OK", 201: "Created", 202: "Accepted",
        204: "No Content", 206: "Partial Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified",
        307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized",
        402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
        409: "Conflict", 413: "Content Too Large", 415: "Unsupported Media Type", 418: "I'm a Teapot",
        422: "Unprocessable Content", 424: "Failed Dependency", 425: "Too Early", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons", 498: "Invalid Token",
        499: "Client Closed Request", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway",
        503: "Service Unavailable", 504: "Gateway Timeout", 520: "Unknown Error", 524: "A Timeout Occurred",
        529: "Site Overloaded",
    ]
}
