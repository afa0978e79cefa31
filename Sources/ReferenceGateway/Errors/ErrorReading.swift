/// What a provider's error body, or the data of its error event, can be read as.
struct ErrorReading {
    /// Every member present and of the right type, so that the text may pass as it is.
    private(set) var isSound = false
    private(set) var object: ErrorObject
    private var isWrapped = false

    /// Reads any bytes; `status` words what the text does not say.
    init(_ text: [UInt8], status: Int, endpoint: Endpoint?) {
        object = ErrorObject(message: "", type: ErrorObject.type(ofStatus: status))
        text.withUnsafeBytes { raw in
            var cursor = JSONCursor(raw)
            guard cursor.skipValue(), cursor.endsText else { return }
            cursor = JSONCursor(raw)
            cursor.skipSpace()
            // Some providers wrap the object into a list of one.
            if cursor.take(UInt8(ascii: "[")) { cursor.skipSpace() }
            guard cursor.peek == UInt8(ascii: "{") else { return }
            isWrapped = raw.first { $0 > 0x20 } == UInt8(ascii: "[")
            top(cursor, endpoint: endpoint)
        }
        if object.message == "\"\"" {
            object.message = ErrorObject.quoted("The provider failed with status \(status) and gave no usable reason.")
        }
    }

    private mutating func top(_ cursor: JSONCursor, endpoint: Endpoint?) {
        let members = cursor.members
        if let error = members["error"], error.first == "{" {
            isSound = read(error) && !isWrapped
            if endpoint == .messages { isSound = members["type"] == "\"error\"" && isSound }
        } else if let error = members["error"], error.first == "\"" {
            object.message = error
        } else {
            let spoken = ["message", "detail", "error_description", "msg"].compactMap { members[$0] }
            object.message = spoken.first { $0.first == "\"" } ?? object.message
            object.type = members["type"].flatMap { $0.isFullString ? $0 : nil } ?? object.type
            object.code = members["code"].flatMap { $0.isFullString ? $0 : nil } ?? object.code
        }
        object.status = object.status ?? ErrorReading.status(members["status"])
    }

    /// Reads the error object itself; true if nothing in it needs repair.
    private mutating func read(_ text: String) -> Bool {
        let utf8 = Array(text.utf8)
        let members = utf8.withUnsafeBytes { JSONCursor($0).memberList }
        var sound = Set<String>()
        for (key, value) in members {
            switch key {
            case "message":
                if value.isFullString { (object.message, _) = (value, sound.insert(key)) }
            case "type":
                if value.isFullString { (object.type, _) = (value, sound.insert(key)) }
            case "param":
                if value.first == "\"" || value == "null" { (object.param, _) = (value, sound.insert(key)) }
            case "code":
                readCode(value)
                if value == object.code { sound.insert(key) }
            default: object.extras.append((key, value))
            }
        }
        return sound.count == 4
    }

    private mutating func readCode(_ value: String) {
        if value.first == "\"" || value == "null" { object.code = value }
        if let number = Int(value) {
            object.code = "\"\(number)\""
            object.status = ErrorReading.status(value)
        }
    }

    private static func status(_ text: String?) -> Int? {
        text.flatMap { Int($0) }.flatMap { (400...599).contains($0) ? $0 : nil }
    }
}

extension String {
    fileprivate var isFullString: Bool { first == "\"" && utf8.count > 2 }
}

extension JSONCursor {
    /// The members of the valid object that starts here: decoded keys, values as JSON text, in order.
    var memberList: [(key: String, value: String)] {
        var cursor = self
        var list: [(String, String)] = []
        _ = cursor.readObject { key, cursor in
            let name = cursor.text(key)
            cursor.skipSpace()
            let start = cursor.at
            guard cursor.skipValue(depth: 1) else { return false }
            list.append((name, String(decoding: cursor.bytes[start..<cursor.at], as: UTF8.self)))
            return true
        }
        return list
    }

    /// The first member of each name.
    fileprivate var members: [String: String] {
        Dictionary(memberList, uniquingKeysWith: { first, _ in first })
    }
}
