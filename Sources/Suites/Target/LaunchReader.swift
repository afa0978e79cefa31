/// Reads `launch:` of a target: how the gateway is started here.
struct LaunchReader {
    static let keys = ["install", "command", "environment", "files", "ready", "ready-within", "version"]

    let reader: Reader

    func read(_ node: YAMLNode) -> Target.Launch? {
        guard let fields = Fields(node, keys: Self.keys, of: "`launch`", reader),
            let command = fields.required("command", "a list: the program and its arguments")
        else { return nil }
        _ = fields.required("install", "what to type when the program is missing")
        let words = list(command, of: "command")
        guard !words.isEmpty else {
            reader.error(command.place, "`command` must hold at least the program")
            return nil
        }
        return Target.Launch(
            install: fields.string("install") ?? "", command: words, environment: texts("environment", fields),
            files: files(fields), readyURL: fields.string("ready"), readySeconds: seconds(fields),
            versionCommand: fields["version"].map { list($0, of: "version") } ?? [])
    }

    /// A list of words; unlike elsewhere, one text is no list, for a command line would need quoting rules.
    private func list(_ node: YAMLNode, of what: String) -> [String] {
        guard let elements = node.elements else {
            reader.error(
                node.place, "`\(what)` must be a list of words, not \(node.kind)", hint: "write [program, argument]")
            return []
        }
        return elements.compactMap { reader.string($0, of: what) }
    }

    private func texts(_ key: String, _ fields: Fields) -> [String: String] {
        guard let node = fields[key] else { return [:] }
        guard let entries = node.entries else {
            reader.error(node.place, "`\(key)` must be a mapping, not \(node.kind)")
            return [:]
        }
        let pairs = entries.compactMap { entry in reader.string(entry.value, of: entry.key).map { (entry.key, $0) } }
        return Dictionary(pairs) { first, _ in first }
    }

    private func files(_ fields: Fields) -> [String: String] {
        let files = texts("files", fields)
        for entry in fields["files"]?.entries ?? [] { Self.checkName(entry, reader) }
        return files
    }

    /// A generated file stays below its folder.
    static func checkName(_ entry: YAMLNode.Entry, _ reader: Reader) {
        let parts = entry.key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }) else { return }
        reader.error(entry.keyPlace, "a generated file is named by a path below `${dir}`")
    }

    private func seconds(_ fields: Fields) -> Int {
        fields.milliseconds("ready-within").map { max(1, $0 / 1000) } ?? 30
    }
}
