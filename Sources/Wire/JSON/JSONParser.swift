extension JSON {
    /// Nesting beyond which no caller may ask to parse: values are released and compared recursively.
    package static let greatestDepth = 2_000

    /// Parses one JSON text, strictly by RFC 8259; `depth` bounds the nesting of arrays and objects.
    package static func parse(_ bytes: some Collection<UInt8>, depth: Int = 1_000) throws(JSONError) -> JSON {
        let copy = Array(bytes)
        let result = copy.withUnsafeBytes { buffer -> Result<JSON, JSONError> in
            var parser = JSONParser(bytes: buffer, greatestDepth: min(depth, greatestDepth))
            do throws(JSONError) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Parses the UTF-8 of a string.
    package static func parse(_ text: String, depth: Int = 1_000) throws(JSONError) -> JSON {
        try parse(Array(text.utf8), depth: depth)
    }
}

/// An iterative parser: open containers live on a list, so hostile nesting cannot overflow the stack.
struct JSONParser {
    let bytes: UnsafeRawBufferPointer
    let greatestDepth: Int
    var index = 0
    private var open: [Container] = []

    /// An array or object whose end was not read yet; changed in place, so that long ones cost linear time.
    private struct Container {
        /// Of the member whose value is awaited; nil in an array.
        var key: JSONString?
        var elements: [JSON] = []
        var members: [JSON.Member] = []
    }

    init(bytes: UnsafeRawBufferPointer, greatestDepth: Int) {
        self.bytes = bytes
        self.greatestDepth = greatestDepth
    }

    mutating func document() throws(JSONError) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw fail("a byte order mark is not JSON") }
        while true {
            guard var value = try openOrScalar() else { continue }
            // A finished value closes into its container, which may finish in turn.
            while true {
                skipBlank()
                if open.isEmpty {
                    if index < bytes.count { throw fail("bytes after the value") }
                    return value
                }
                guard let closed = try add(value) else { break }
                value = closed
            }
        }
    }

    /// Reads a scalar or an empty container; nil when a container was opened and its first value comes next.
    private mutating func openOrScalar() throws(JSONError) -> JSON? {
        skipBlank()
        guard let byte = peek() else { throw fail("the text ends where a value must stand") }
        switch byte {
        case UInt8(ascii: "["): return try openArray()
        case UInt8(ascii: "{"): return try openObject()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: return try word()
        }
    }

    private mutating func openArray() throws(JSONError) -> JSON? {
        try enter()
        if take(UInt8(ascii: "]")) { return .array([]) }
        open.append(Container())
        return nil
    }

    private mutating func openObject() throws(JSONError) -> JSON? {
        try enter()
        if take(UInt8(ascii: "}")) { return .object([]) }
        open.append(Container(key: try key()))
        return nil
    }

    private mutating func enter() throws(JSONError) {
        if open.count >= greatestDepth { throw fail("nesting deeper than \(greatestDepth)") }
        index += 1
        skipBlank()
    }

    /// Adds the value to the innermost container; that container when it ends here, nil when another value follows.
    private mutating func add(_ value: JSON) throws(JSONError) -> JSON? {
        let last = open.count - 1
        if let key = open[last].key {
            open[last].members.append(JSON.Member(key: key, value: value))
            if take(UInt8(ascii: "}")) { return open.popLast().map { .object($0.members) } }
            try expect(UInt8(ascii: ","), "a comma or } must follow a member")
            skipBlank()
            open[last].key = try self.key()
        } else {
            open[last].elements.append(value)
            if take(UInt8(ascii: "]")) { return open.popLast().map { .array($0.elements) } }
            try expect(UInt8(ascii: ","), "a comma or ] must follow an element")
        }
        return nil
    }

    private mutating func key() throws(JSONError) -> JSONString {
        guard peek() == UInt8(ascii: "\"") else { throw fail("a member must begin with a key in double quotes") }
        let key = try string()
        skipBlank()
        try expect(UInt8(ascii: ":"), "a colon must follow the key")
        return key
    }

    private mutating func word() throws(JSONError) -> JSON {
        for (text, value) in [("null", JSON.null), ("true", .bool(true)), ("false", .bool(false))]
        where bytes[index...].starts(with: text.utf8) {
            index += text.utf8.count
            return value
        }
        throw fail("no JSON value begins with \(PrintableBytes.text([bytes[index]]))")
    }
}

extension JSONParser {
    func peek() -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        index += 1
        return true
    }

    mutating func expect(_ byte: UInt8, _ message: String) throws(JSONError) {
        if !take(byte) { throw fail(message) }
    }

    mutating func skipBlank() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    func fail(_ message: String, at offset: Int? = nil) -> JSONError {
        JSONError(offset: offset ?? index, message: message)
    }
}
