/// The four members that every client reads of an error, as JSON text, and whatever else the provider put beside them.
///
/// A body that is sound already passes as it came; anything else is written anew from what could be read.
struct ErrorObject {
    /// JSON texts; `param` and `code` may be `null`.
    var message: String
    var type: String
    var param = "null"
    var code = "null"
    /// Further members of the provider's error object, key and value as JSON text.
    var extras: [(key: String, value: String)] = []
    /// The HTTP status that the provider named in the body, if it did.
    var status: Int?

    init(message: String, type: String, param: String? = nil, code: String? = nil) {
        self.message = ErrorObject.quoted(message)
        self.type = ErrorObject.quoted(type)
        self.param = param.map(ErrorObject.quoted) ?? "null"
        self.code = code.map(ErrorObject.quoted) ?? "null"
    }

    /// As a body: `{"error":{…}}`, with what the Messages API wraps around it where that is asked.
    func body(for endpoint: Endpoint?) -> String {
        endpoint == .messages ? #"{"type":"error","error":\#(text)}"# : #"{"error":\#(text)}"#
    }

    /// The object alone.
    var text: String {
        let rest = extras.map { ",\(ErrorObject.quoted($0.key)):\($0.value)" }.joined()
        return #"{"message":\#(message),"type":\#(type),"param":\#(param),"code":\#(code)\#(rest)}"#
    }

    /// A JSON string of that text.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{00}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The type that the public vocabulary has for a status.
    static func type(ofStatus status: Int) -> String {
        switch status {
        case 401: "authentication_error"
        case 403: "permission_error"
        case 404: "not_found_error"
        case 429: "rate_limit_error"
        case 400..<500: "invalid_request_error"
        default: "server_error"
        }
    }
}
