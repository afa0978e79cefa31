#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The temporary folder of one gateway: its generated files and the log of its output.
struct LaunchFolder: Sendable {
    let path: String

    var log: String { path + "/gateway.log" }

    /// A fresh folder that only this user can read, for generated files may hold keys.
    static func make(for name: String) throws(LaunchError) -> LaunchFolder {
        let base = FileManager.default.temporaryDirectory.path
        let path = "\(base)/gateproof-\(name)-\(UUID().uuidString.prefix(8).lowercased())"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw LaunchError(.folder, "the folder \(path) cannot be made: \(error)")
        }
        return LaunchFolder(path: path)
    }

    func write(_ files: [String: String]) throws(LaunchError) {
        for (name, text) in files {
            do {
                let file = path + "/" + name
                let parent = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                    separator: "/")
                try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
                try text.write(toFile: file, atomically: false, encoding: .utf8)
            } catch {
                throw LaunchError(.folder, "the file \(name) cannot be written: \(error)")
            }
        }
    }

    /// The last lines of the log, at most 4 KiB, with secrets blotted out.
    func tail(hiding secrets: [String]) -> String {
        guard let data = FileManager.default.contents(atPath: log) else { return "" }
        let text = String(decoding: data.suffix(4096), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).suffix(20)
        return secrets.filter { !$0.isEmpty }.reduce(lines.joined(separator: "\n")) {
            $0.replacing($1, with: "[secret]")
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
