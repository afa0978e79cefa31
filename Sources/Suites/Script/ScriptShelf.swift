/// The script files by name, read when first asked for.
final class ScriptShelf {
    private struct Source {
        var file: SourceFile
        var root: YAMLNode
    }

    private var sources: [String: Source] = [:]
    private var scripts: [String: Script] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    var names: [String] {
        sources.keys.sorted()
    }

    /// Puts a file on the shelf; `expected` is the name that its path demands.
    func add(_ file: SourceFile, _ root: YAMLNode, expected: String) {
        let reader = Reader(file)
        if let node = root["script"], let name = reader.string(node, of: "script"), name != expected {
            reader.error(
                node.place, "the script calls itself `\(name.abbreviated)`, its file says `\(expected)`",
                hint: "write `script: \(expected)`")
        }
        sources[expected] = Source(file: file, root: root)
        diagnostics += reader.diagnostics
    }

    /// Every script; call after all files are on the shelf.
    func readAll() -> [String: Script] {
        for name in names { _ = script(name) }
        return scripts
    }

    /// A script by name; nil when there is none.
    func script(_ name: String, path: [String] = []) -> Script? {
        if let script = scripts[name] { return script }
        guard let source = sources[name] else { return nil }
        let reader = Reader(source.file)
        let script = read(name, source, base: [], path: path, reader)
        scripts[name] = script
        diagnostics += reader.diagnostics
        return script
    }

    /// The behaviours of a script with other fields in its base chunk; nil when there is no such script.
    func behaviours(of name: String, base: [YAMLNode.Entry], path: [String] = []) -> [Behaviour]? {
        guard let script = script(name, path: path), let source = sources[name] else { return nil }
        guard !base.isEmpty else { return script.behaviours }
        return read(name, source, base: base, path: path, Reader(source.file)).behaviours
    }

    private func read(
        _ name: String, _ source: Source, base: [YAMLNode.Entry], path: [String], _ reader: Reader
    ) -> Script {
        guard let fields = Fields(source.root, keys: ScriptKeys.script, of: "a script", reader) else {
            return Script(name: name, behaviours: [])
        }
        _ = fields.required("script", "a script file begins with `script: \(name)`")
        let inside = ScriptReader(reader: reader, shelf: self, path: path + [name])
        let behaviours = inside.behaviours(fields, in: .init(base: base))
        return Script(name: name, title: fields.string("title") ?? "", behaviours: behaviours)
    }
}
