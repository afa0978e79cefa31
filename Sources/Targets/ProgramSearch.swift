package import Suites

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where programs of gateways are looked for: tool folders first, then `PATH`, then the folders of servers.
package struct ProgramSearch: Sendable {
    /// Folders that hold one folder per tool, such as a virtual environment with its `bin`.
    package var toolFolders: [String]
    package var pathFolders: [String]

    package init(toolFolders: [String], pathFolders: [String]) {
        self.toolFolders = toolFolders
        self.pathFolders = pathFolders
    }

    /// From `GATEPROOF_TOOLS` (folders with `:` between them, else `~/.cache/gateproof/tools`) and `PATH`.
    package init(environment: [String: String]) {
        let home = environment["HOME"].map { [$0 + "/.cache/gateproof/tools"] } ?? []
        self.init(
            toolFolders: environment["GATEPROOF_TOOLS"].map(Self.split) ?? home,
            pathFolders: Self.split(environment["PATH"] ?? "") + ["/usr/local/sbin", "/usr/sbin", "/sbin"])
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: ":").map(String.init)
    }

    /// The path of a program, or nil; `tool` is the target's name, under which its folder may be kept.
    package func find(_ program: String, tool: String) -> String? {
        guard !program.contains("/") else { return Self.isExecutable(program) ? program : nil }
        let inTools = toolFolders.flatMap { folder in
            ["\(folder)/\(tool)/bin", "\(folder)/\(program)/bin", "\(folder)/bin", "\(folder)/\(tool)"]
        }
        return (inTools + pathFolders).map { $0 + "/" + program }.first(where: Self.isExecutable)
    }

    /// The path of a program of a target; where a version was asked for, only that installation is looked into.
    package func find(_ program: String, for target: Target) -> String? {
        guard let version = target.version else { return find(program, tool: target.name) }
        return toolFolders.map { "\($0)/\(target.name)-\(version)/bin/\(program)" }.first(where: Self.isExecutable)
    }

    private static func isExecutable(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
