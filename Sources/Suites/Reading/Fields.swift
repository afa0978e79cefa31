/// A mapping whose keys are known; reading one reports unknown keys and, through its typed look-ups, wrong values.
struct Fields {
    let reader: Reader
    let node: YAMLNode
    /// Looked up when the mapping itself lacks a key.
    private let defaults: YAMLNode?

    /// Nil, with an error, when the node is no mapping.
    init?(_ node: YAMLNode, keys: [String], of what: String, defaults: YAMLNode? = nil, _ reader: Reader) {
        guard let entries = node.entries else {
            reader.error(node.place, "\(what) must be a mapping, not \(node.kind)", hint: Self.listing(keys))
            return nil
        }
        for entry in entries where !keys.contains(entry.key) {
            reader.unknown("key", entry.key, at: entry.keyPlace, known: keys)
        }
        self.reader = reader
        self.node = node
        self.defaults = defaults
    }

    private static func listing(_ keys: [String]) -> String {
        "its keys are " + keys.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// The value of a key; nil when it is absent.
    subscript(key: String) -> YAMLNode? {
        node[key] ?? defaults?[key]
    }

    func has(_ key: String) -> Bool {
        self[key] != nil
    }

    /// The place of the key's value, or of the mapping.
    func place(_ key: String) -> Place {
        self[key]?.place ?? node.place
    }

    /// The value of a key that must be there; reports its absence.
    func required(_ key: String, _ why: String) -> YAMLNode? {
        if let value = self[key] { return value }
        reader.error(node.place, "`\(key)` is missing", hint: why)
        return nil
    }

    func string(_ key: String) -> String? {
        self[key].flatMap { reader.string($0, of: key) }
    }

    func bool(_ key: String) -> Bool? {
        self[key].flatMap { reader.bool($0, of: key) }
    }

    func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
        self[key].flatMap { reader.int($0, of: key, in: range) }
    }

    func milliseconds(_ key: String) -> Int? {
        self[key].flatMap { reader.milliseconds($0, of: key) }
    }

    func strings(_ key: String) -> [String]? {
        self[key].map { reader.strings($0, of: key) }
    }

    func word<Word: RawRepresentable & CaseIterable>(_ key: String, as type: Word.Type) -> Word?
    where Word.RawValue == String {
        self[key].flatMap { reader.word($0, of: key, as: type) }
    }

    /// Reports when not exactly one of the keys is there; answers which one is.
    func exactlyOne(of keys: [String]) -> String? {
        let present = keys.filter { node[$0] != nil }
        let names = keys.map { "`\($0)`" }.joined(separator: ", ")
        if present.isEmpty { reader.error(node.place, "one of \(names) is missing") }
        if present.count > 1 { reader.error(place(present[1]), "only one of \(names) may stand here") }
        return present.first
    }

    /// Reports when more than one of the keys is there.
    func atMostOne(of keys: [String]) {
        let present = keys.filter { node[$0] != nil }
        guard present.count > 1 else { return }
        let names = present.map { "`\($0)`" }.joined(separator: " and ")
        reader.error(place(present[1]), "\(names) exclude each other")
    }
}
