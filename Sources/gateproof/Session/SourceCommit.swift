internal import Foundation

/// The commit of the checkout that the data was read from; results carry it beside the version.
enum SourceCommit {
    /// Twelve digits, read from git's files without starting a program; `unknown` outside a checkout.
    static func read(near folder: String) -> String {
        let git = URL(fileURLWithPath: folder).deletingLastPathComponent().appending(path: ".git")
        guard let head = text(git.appending(path: "HEAD")) else { return "unknown" }
        guard head.hasPrefix("ref: ") else { return String(head.prefix(12)) }
        let name = String(head.dropFirst(5))
        if let commit = text(git.appending(path: name)) { return String(commit.prefix(12)) }
        let packed = text(git.appending(path: "packed-refs")) ?? ""
        let line = packed.split(separator: "\n").first { $0.hasSuffix(" " + name) }
        return line.map { String($0.prefix(12)) } ?? "unknown"
    }

    private static func text(_ url: URL) -> String? {
        try? String(contentsOf: url, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
