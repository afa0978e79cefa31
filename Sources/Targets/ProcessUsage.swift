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
    /// CPU nanoseconds of all living threads, by the scheduler's own count; 0 where the kernel does not tell.
    package var scheduledNanoseconds: Int64 = 0
    /// Memory with each shared page divided among those that share it, in bytes; 0 where the kernel does not tell.
    package var proportionalBytes = 0
    /// Open files and sockets.
    package var descriptors = 0
    package var threads = 0

    package init(cpuSeconds: Double = 0, residentBytes: Int = 0, processes: Int = 0) {
        self.cpuSeconds = cpuSeconds
        self.residentBytes = residentBytes
        self.processes = processes
    }

    /// Sums over all processes of a session or process group; nil where `/proc` does not tell, or no process is left.
    static func ofGroup(_ leader: Int32) -> ProcessUsage? {
        let usages = processIDs().compactMap { id -> ProcessUsage? in
            guard let line = read("/proc/\(id)/stat"), var usage = ofLine(line, group: Int(leader)) else { return nil }
            usage.look(into: "/proc/\(id)")
            return usage
        }
        guard !usages.isEmpty else { return nil }
        return usages.reduce(into: ProcessUsage()) { total, next in
            total.cpuSeconds += next.cpuSeconds
            total.residentBytes += next.residentBytes
            total.processes += 1
            total.scheduledNanoseconds += next.scheduledNanoseconds
            total.proportionalBytes += next.proportionalBytes
            total.descriptors += next.descriptors
            total.threads += next.threads
        }
    }

    /// Reads what takes more than one file; what cannot be read stays 0.
    private mutating func look(into folder: String) {
        let tasks = Self.names(in: folder + "/task")
        threads = tasks.count
        for task in tasks {
            let line = Self.read("\(folder)/task/\(task)/schedstat") ?? ""
            scheduledNanoseconds += line.split(separator: " ").first.flatMap { Int64($0) } ?? 0
        }
        descriptors = Self.names(in: folder + "/fd").count
        let rollup = Self.read(folder + "/smaps_rollup") ?? ""
        for line in rollup.split(separator: "\n") where line.hasPrefix("Pss:") {
            proportionalBytes = (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
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
        names(in: "/proc").compactMap { Int32($0) }
    }

    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 2048)
        let count = fread(&buffer, 1, buffer.count, file)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
