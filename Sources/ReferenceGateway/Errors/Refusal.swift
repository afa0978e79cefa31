/// An answer of the gateway's own: a status, an error object and the fields that belong to it.
struct Refusal: Error {
    var status: Int
    var error: ErrorObject
    /// Header lines, line ends included.
    var fields = ""
    /// Whether the connection cannot be used any more.
    var closes = false

    init(_ status: Int, _ message: String, type: String? = nil, param: String? = nil, code: String? = nil) {
        self.status = status
        error = ErrorObject(
            message: message, type: type ?? ErrorObject.type(ofStatus: status), param: param, code: code)
    }

    private init(_ other: Refusal, fields: String = "", closes: Bool = false) {
        self = other
        self.fields = fields
        self.closes = closes
    }

    func closing() -> Refusal {
        Refusal(self, fields: fields, closes: true)
    }
}

extension Refusal {
    static func badRequest(_ message: String) -> Refusal {
        Refusal(400, message).closing()
    }

    static let key = Refusal(
        Refusal(401, "The API key is missing or wrong; send `Authorization: Bearer KEY`.", code: "invalid_api_key"),
        fields: "WWW-Authenticate: Bearer realm=\"gateproof\"\r\n")

    static func path(_ path: Substring) -> Refusal {
        Refusal(404, "Nothing is served at \(path).", type: "invalid_request_error", code: "unknown_url")
    }

    static func method(_ method: String, allowed: String) -> Refusal {
        Refusal(
            Refusal(405, "\(method) is not allowed here; use \(allowed).", code: "method_not_allowed"),
            fields: "Allow: \(allowed)\r\n")
    }

    static func bodySize(limit: Int) -> Refusal {
        Refusal(413, "The body is larger than \(limit) bytes.", code: "request_too_large").closing()
    }

    static let headSize = Refusal(431, "The request head is too large.", code: "header_too_large").closing()

    static func model(_ name: String, known: [String]) -> Refusal {
        Refusal(
            404, "The model `\(name)` does not exist here; ask for \(known.joined(separator: " or ")).",
            type: "invalid_request_error", param: "model", code: "model_not_found")
    }

    static func body(_ problem: RequestScan.Problem) -> Refusal {
        switch problem {
        case .invalidJSON(let offset):
            Refusal(400, "The body is not valid JSON at byte \(offset).", code: "invalid_json")
        case .notAnObject: Refusal(400, "The body must be a JSON object.", code: "invalid_json")
        case .missing(let name):
            Refusal(400, "The body lacks `\(name)`.", param: name, code: "missing_required_parameter")
        case .wrongType(let name, let expected):
            Refusal(400, "`\(name)` must be \(expected).", param: name, code: "invalid_type")
        case .duplicateModel: Refusal(400, "The body names `model` twice.", param: "model", code: "duplicate_parameter")
        }
    }

    /// The provider gave no usable answer.
    static func provider(_ message: String, code: String) -> Refusal {
        Refusal(502, message, type: "upstream_error", code: code)
    }

    static func timeout(_ message: String) -> Refusal {
        Refusal(504, message, type: "upstream_error", code: "provider_timeout")
    }
}
