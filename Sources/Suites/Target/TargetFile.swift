#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension Target {
    /// Reads a target by name (`nginx`, `nginx:buffered`, `litellm@1.80.5`) from a folder, or from a file (`./mine.yaml:variant`).
    ///
    /// - Parameter features: the known features; nil takes any.
    /// - Throws: every error of the file, or that there is none.
    package static func load(_ name: String, folder: String, features: Set<String>? = nil) throws(Mistakes) -> Target {
        let (path, variant, version) = split(name, folder)
        guard FileManager.default.fileExists(atPath: path) else { throw Mistakes([missing(name, path, folder)]) }
        let (target, diagnostics) = read(path, variant: variant, features: features)
        let errors = diagnostics.filter { $0.severity == .error }
        guard var target, errors.isEmpty else { throw Mistakes(errors) }
        target.version = version
        return target
    }

    /// The names of the targets of a folder, with their variants, sorted.
    package static func names(folder: String) -> [String] {
        (FileTree(folder: folder).yamlFiles() ?? []).flatMap { path in
            let name = path.withoutYAMLExtension
            guard let file = try? SourceFile.read(FileTree(folder: folder).path(path)),
                let root = try? YAMLParser.parse(file)
            else { return [name] }
            return [name] + TargetReader.variants(of: root).map { "\(name):\($0)" }
        }
    }

    /// Every mistake of the target files of a folder, all variants included.
    package static func lint(folder: String, features: Set<String>? = nil) -> [Diagnostic] {
        let tree = FileTree(folder: folder)
        return (tree.yamlFiles() ?? []).flatMap { path -> [Diagnostic] in
            let root = (try? SourceFile.read(tree.path(path))).flatMap { try? YAMLParser.parse($0) }
            let variants: [String?] = [nil] + (root.map(TargetReader.variants) ?? [])
            return variants.flatMap { read(tree.path(path), variant: $0, features: features).diagnostics }
        }.inOrder
    }

    static func read(
        _ path: String, variant: String?, features: Set<String>?
    ) -> (target: Target?, diagnostics: [Diagnostic]) {
        do throws(Diagnostic) {
            let file = try SourceFile.read(path)
            let reader = Reader(file)
            guard let root = try YAMLParser.parse(file) else {
                reader.error(Place(line: 1, column: 1), "the file is empty")
                return (nil, reader.diagnostics)
            }
            let name = (path.split(separator: "/").last.map(String.init) ?? path).withoutYAMLExtension
            let target = TargetReader(reader: reader, features: features).read(root, expected: name, variant: variant)
            return (target, reader.diagnostics)
        } catch {
            return (nil, [error])
        }
    }

    /// A word is the name of a file in the folder; anything with a slash or an ending is a path.
    ///
    /// A version follows `@`, before the variant.
    private static func split(
        _ name: String, _ folder: String
    ) -> (path: String, variant: String?, version: String?) {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        let words = (parts.first ?? name).split(separator: "@", maxSplits: 1).map(String.init)
        let first = words.first ?? name
        let isPath = first.contains("/") || first.withoutYAMLExtension != first
        let path = isPath ? first : FileTree(folder: folder).path(first + ".yaml")
        return (path, parts.count > 1 ? parts[1] : nil, words.count > 1 ? words[1] : nil)
    }

    private static func missing(_ name: String, _ path: String, _ folder: String) -> Diagnostic {
        let names = names(folder: folder)
        let known = "known are " + names.filter { !$0.contains(":") }.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            location: SourceLocation(file: path, line: 1, column: 1), message: "there is no target `\(name)`",
            hint: nearest(to: name, in: names).map { "did you mean `\($0)`?" } ?? known)
    }
}
