internal import Client
internal import Foundation
internal import Results

#if canImport(Glibc)
    internal import Glibc
#endif

/// What machine this is, as far as results need to tell one from another.
enum MachineFacts {
    static func read() -> RunResult.Machine {
        RunResult.Machine(
            os: field("PRETTY_NAME", in: text("/etc/os-release"), separator: "=") ?? systemName, cpu: cpu(),
            cores: ProcessInfo.processInfo.activeProcessorCount, kernel: kernel(), libc: libc,
            libcurl: CurlClient.libraryVersion)
    }

    private static var libc: String? {
        #if canImport(Glibc)
            // The C library tells only those who ask by name.
            guard let symbol = dlsym(nil, "gnu_get_libc_version") else { return "glibc" }
            let version = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<CChar>).self)
            return "glibc " + String(cString: version())
        #elseif canImport(Musl)
            return "musl"
        #else
            return nil
        #endif
    }

    private static func cpu() -> String {
        field("model name", in: text("/proc/cpuinfo"), separator: ":") ?? "unknown"
    }

    private static func kernel() -> String {
        let release = text("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines)
        return release.isEmpty ? ProcessInfo.processInfo.operatingSystemVersionString : release
    }

    private static var systemName: String { ProcessInfo.processInfo.operatingSystemVersionString }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    private static func field(_ name: String, in text: String, separator: Character) -> String? {
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            guard let at = line.firstIndex(of: separator) else { continue }
            return line[line.index(after: at)...].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
        }
        return nil
    }
}
