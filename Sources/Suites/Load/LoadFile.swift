#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension LoadProfile {
    /// Reads a profile by name from a folder, or from a file; throws every mistake in it, or that there is none.
    package static func load(_ name: String, folder: String) throws(Mistakes) -> LoadProfile {
        let isPath = name.contains("/") || name.withoutYAMLExtension != name
        let path = isPath ? name : FileTree(folder: folder).path(name + ".yaml")
        guard FileManager.default.fileExists(atPath: path) else { throw Mistakes([missing(name, path, folder)]) }
        let (profile, diagnostics) = read(path)
        let errors = diagnostics.filter { $0.severity == .error }
        guard let profile, errors.isEmpty else { throw Mistakes(errors) }
        return profile
    }

    /// The names of the profiles of a folder, sorted.
    package static func names(folder: String) -> [String] {
        (FileTree(folder: folder).yamlFiles() ?? []).map(\.withoutYAMLExtension)
    }

    /// Every mistake of the profiles of a folder.
    package static func lint(folder: String) -> [Diagnostic] {
        let tree = FileTree(folder: folder)
        return (tree.yamlFiles() ?? []).flatMap { read(tree.path($0)).diagnostics }.inOrder
    }

    static func read(_ path: String) -> (profile: LoadProfile?, diagnostics: [Diagnostic]) {
        do throws(Diagnostic) {
            let file = try SourceFile.read(path)
            let reader = Reader(file)
            guard let root = try YAMLParser.parse(file) else {
                reader.error(Place(line: 1, column: 1), "the file is empty")
                return (nil, reader.diagnostics)
            }
            let name = (path.split(separator: "/").last.map(String.init) ?? path).withoutYAMLExtension
            return (LoadReader(reader: reader).read(root, expected: name), reader.diagnostics)
        } catch {
            return (nil, [error])
        }
    }

    private static func missing(_ name: String, _ path: String, _ folder: String) -> Diagnostic {
        let names = names(folder: folder)
        return Diagnostic(
            location: SourceLocation(file: path, line: 1, column: 1), message: "there is no load profile `\(name)`",
            hint: nearest(to: name, in: names).map { "did you mean `\($0)`?" }
                ?? "known are " + names.map { "`\($0)`" }.joined(separator: ", "))
    }
}
