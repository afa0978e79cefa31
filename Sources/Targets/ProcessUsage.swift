#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the processes of one gateway have used so far, and hold now.
package struct ProcessUsage: Sendable, Equatable {
    /// User and system time since the start, in seconds, ended children included.
    package var cpuSeconds: Double
    /// Resident memory of all living processes, in bytes; pages that they share are counted in each.
    package var residentBytes: Int
    package var processes: Int

    package init(cpuSeconds: Double = 0, residentBytes: Int = 0, processes: Int = 0) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.processes = processes
    }

    /// Sums over all processes of a session or process group; nil where `/proc` does not tell, or no process is left.
    static func ofGroup(_ leader: Int32) -> ProcessUsage? {
        let lines = processIDs().compactMap { read("/proc/\($0)/stat") }
        let usages = lines.compactMap { ofLine($0, group: Int(leader)) }
        guard !usages.isEmpty else { return nil }
        return usages.reduce(into: ProcessUsage()) { total, next in
            total.cpuSeconds += next.cpuSeconds
            total.residentBytes += next.residentBytes
            total.processes += 1
        }
    }

    /// One line of `/proc/PID/stat` (proc(5)); nil when the process belongs to another group, or is dead.
    static func ofLine(_ line: String, group: Int) -> ProcessUsage? {
        // The name in brackets may hold anything, so count from the last bracket.
        guard let close = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: close)...].split(separator: " ")
        guard fields.count > 21, fields[0] != "Z", Int(fields[2]) == group || Int(fields[3]) == group else {
            return nil
        }
        let ticks = fields[11...14].reduce(0) { $0 + (Int($1) ?? 0) }
        return ProcessUsage(
            cpuSeconds: Double(ticks) / ticksPerSecond, residentBytes: (Int(fields[21]) ?? 0) * pageSize, processes: 1)
    }

    private static let ticksPerSecond = Double(max(1, sysconf(CInt(_SC_CLK_TCK))))
    private static let pageSize = max(1, Int(sysconf(CInt(_SC_PAGESIZE))))

    private static func processIDs() -> [Int32] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var ids: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let id = Int32(name) { ids.append(id) }
        }
        return ids
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 2048)
        let count = fread(&buffer, 1, buffer.count, file)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
