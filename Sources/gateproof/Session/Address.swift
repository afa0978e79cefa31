internal import Foundation

/// A `host:port` that a person wrote.
struct Address {
    var host: String
    var port: Int

    init(_ text: String, option: String) throws {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon > text.startIndex
        else {
            throw Complaint(.usage, "\(option) \(text): write host:port, for example 127.0.0.1:4000")
        }
        host = String(text[..<colon])
        self.port = port
    }
}

/// A secret that is named by its environment variable, because arguments show in `ps`.
struct EnvironmentKey {
    /// Empty when no variable was named.
    var value: String

    init(_ variable: String?) throws {
        guard let variable else {
            value = ""
            return
        }
        guard let found = ProcessInfo.processInfo.environment[variable], !found.isEmpty else {
            throw Complaint(.usage, "the environment variable \(variable) is not set")
        }
        value = found
    }
}

/// Waits for the end that a signal brings.
enum Forever {
    static func wait() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(3600))
        }
    }
}
