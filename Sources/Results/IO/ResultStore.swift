internal import Foundation

/// The folder of results: `<root>/<target>/latest.json`, `<version>.json` and `known-failing.txt`.
package struct ResultStore: Sendable {
    /// Usually `results`.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    package func folder(of target: String) -> String {
        "\(root)/\(Self.fileName(target, empty: "target"))"
    }

    /// The file that a run writes while it goes on.
    package func latest(of target: String) -> String {
        "\(folder(of: target))/latest.json"
    }

    /// The file that keeps one version's result; the version `latest` becomes `version-latest`.
    package func path(of target: String, version: String) -> String {
        let name = Self.fileName(version, empty: "unversioned")
        return "\(folder(of: target))/\(name == "latest" ? "version-latest" : name).json"
    }

    /// The list of known failures; an older version that was asked for by name has its own.
    package func knownFailing(of target: String, version: String? = nil) -> String {
        "\(folder(of: target))/known-failing\(version.map { "@" + $0 } ?? "").txt"
    }

    /// Proves that both files of a run can be written, before it starts.
    package func probe(target: String, version: String) throws(ResultError) {
        try AtomicFile(latest(of: target)).probe()
        try AtomicFile(path(of: target, version: version)).probe()
    }

    /// Keeps a complete result under its version, and tells where; an interrupted one stays `latest` only.
    @discardableResult
    package func keep(_ result: RunResult) throws(ResultError) -> String? {
        guard result.complete else { return nil }
        let path = path(of: result.target.name, version: result.target.version)
        var writer = try ResultWriter(path: path)
        try writer.write(result)
        return path
    }

    /// The result files below the root, by target, in order of name; `latest.json` comes first.
    package func files() -> [String: [String]] {
        let manager = FileManager.default
        var found: [String: [String]] = [:]
        for target in (try? manager.contentsOfDirectory(atPath: root)) ?? [] where !target.hasPrefix(".") {
            let names = (try? manager.contentsOfDirectory(atPath: "\(root)/\(target)")) ?? []
            let results = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
            guard !results.isEmpty else { continue }
            found[target] = results.sorted { ($0 != "latest.json" ? 1 : 0, $0) < ($1 != "latest.json" ? 1 : 0, $1) }
        }
        return found
    }

    /// A name that is safe as one path component on every system: other characters become `-`.
    static func fileName(_ name: String, empty: String) -> String {
        let allowed = name.unicodeScalars.prefix(100).map { scalar in
            let safe = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return safe || "._+-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
        }
        guard let first = allowed.first else { return empty }
        return first == "." ? "-" + String(allowed.dropFirst()) : String(allowed)
    }
}
