/// Sets and removes members of a JSON object in its text, leaving every other byte as it was.
struct BodyEdit {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Sets the member at a path (`seed`, `stream_options.include_usage`, `messages.0.content`) to a JSON text.
    ///
    /// Answers false when the path leads through something that is no object or array.
    mutating func set(_ path: String, to text: String) -> Bool {
        guard let (object, key) = parent(of: path) else { return false }
        let value = Array(text.utf8)
        if let member = member(key, in: object) {
            bytes.replaceSubrange(member.value, with: value)
            return true
        }
        guard bytes[object.lowerBound] == UInt8(ascii: "{") else { return false }
        let members = members(of: object)
        let place = members.last?.value.upperBound ?? object.lowerBound + 1
        let comma: [UInt8] = members.isEmpty ? [] : [UInt8(ascii: ",")]
        bytes.insert(contentsOf: comma + Array((JSONSpelling.quote(key) + ":").utf8) + value, at: place)
        return true
    }

    /// Removes the member at a path with one comma; answers false when it is not there.
    mutating func remove(_ path: String) -> Bool {
        guard let (object, key) = parent(of: path), let member = member(key, in: object) else { return false }
        let members = members(of: object)
        let index = members.firstIndex { $0.whole == member.whole } ?? 0
        let start = index > 0 ? members[index - 1].value.upperBound : member.whole.lowerBound
        let end = index > 0 || members.count == 1 ? member.value.upperBound : members[index + 1].whole.lowerBound
        bytes.removeSubrange(start..<end)
        return true
    }

    /// The names of the members of the outermost object.
    var names: [String] {
        guard let root = root else { return [] }
        return members(of: root).map(\.key)
    }

    /// Whether the whole text is one JSON object.
    var isObject: Bool {
        root != nil
    }

    /// The text of a member of the outermost object.
    func text(of key: String) -> String? {
        root.flatMap { member(key, in: $0) }.map { String(decoding: bytes[$0.value], as: UTF8.self) }
    }

    private var root: Range<Int>? {
        var scan = JSONScan(bytes: bytes)
        guard let range = scan.value(depth: 0), scan.isAtEnd, bytes[range.lowerBound] == UInt8(ascii: "{") else {
            return nil
        }
        return range
    }

    /// The container that holds the last part of the path, and that part; a key that holds dots is found whole first.
    private func parent(of path: String) -> (Range<Int>, String)? {
        guard var container = root else { return nil }
        if member(path, in: container) != nil { return (container, path) }
        let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let last = parts.last else { return nil }
        for part in parts.dropLast() {
            guard let next = member(part, in: container)?.value else { return nil }
            container = next
        }
        let opening = bytes[container.lowerBound]
        return opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") ? (container, last) : nil
    }

    private func member(_ key: String, in container: Range<Int>) -> JSONScan.Member? {
        members(of: container).last { $0.key == key }
    }

    private func members(of container: Range<Int>) -> [JSONScan.Member] {
        var scan = JSONScan(bytes: bytes, at: container.lowerBound)
        return scan.members()
    }
}
