#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The YAML files below a folder.
struct FileTree {
    let folder: String

    /// Paths relative to the folder, sorted; nil when the folder cannot be read.
    func yamlFiles() -> [String]? {
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return nil }
        return paths.filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix(".") }.sorted()
    }

    func path(_ relative: String) -> String {
        folder.hasSuffix("/") ? folder + relative : folder + "/" + relative
    }
}

extension String {
    /// Without `.yaml` or `.yml`.
    var withoutYAMLExtension: String {
        for ending in [".yaml", ".yml"] where hasSuffix(ending) { return String(dropLast(ending.count)) }
        return self
    }
}
