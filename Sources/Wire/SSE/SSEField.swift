/// One field line of an event stream: the name before the first colon, the value after it and one optional space.
package struct SSEField: Sendable, Equatable {
    package var name: String
    package var value: ArraySlice<UInt8>

    /// Reads a line without its end.
    package init(_ line: [UInt8]) {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        name = String(decoding: line[..<colon], as: UTF8.self)
        value = line[colon...].dropFirst()
        if value.first == 0x20 { value = value.dropFirst() }
    }

    /// Whether a line cut here could still become one with a standard name.
    static func couldBegin(_ line: ArraySlice<UInt8>) -> Bool {
        ["data", "event", "id", "retry"].contains { name in
            let whole = Array(name.utf8)
            return line.count <= whole.count ? whole.starts(with: line) : line.starts(with: whole + [UInt8(ascii: ":")])
        }
    }
}
