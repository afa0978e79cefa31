internal import Foundation

/// Counters of machine and process that a measurement reads before and after.
struct MachineLoad {
    /// CPU nanoseconds of this process.
    var process: Int64 = 0
    /// Microseconds in which some task waited for a CPU; nil where the kernel does not tell.
    var waited: Int64?
    /// Ticks of all CPUs, and those that the hypervisor took.
    var ticks: Int64 = 0
    var stolen: Int64 = 0
    /// Share of the local ports that are taken or wait to be free.
    var ports: Double?
    var at = ContinuousClock.now

    static func read() -> MachineLoad {
        var load = MachineLoad()
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        load.process =
            Int64(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000_000
            + Int64(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000
        if let some = text("/proc/pressure/cpu").split(separator: "\n").first, let at = some.range(of: "total=") {
            load.waited = Int64(some[at.upperBound...])
        }
        let fields = text("/proc/stat").prefix { $0 != "\n" }.split(separator: " ").dropFirst().compactMap { Int64($0) }
        load.ticks = fields.prefix(8).reduce(0, +)
        load.stolen = fields.count > 7 ? fields[7] : 0
        load.ports = portShare()
        return load
    }

    /// Resident memory of this process; 0 where the kernel does not tell.
    static func residentBytes() -> Int {
        let pages = text("/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Descriptors that this process has open; nil where the kernel does not tell.
    static func openFiles() -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    }

    private static func portShare() -> Double? {
        let range = text("/proc/sys/net/ipv4/ip_local_port_range").split { $0.isWhitespace }.compactMap { Double($0) }
        guard range.count == 2, range[1] > range[0],
            let line = text("/proc/net/sockstat").split(separator: "\n").first(where: { $0.hasPrefix("TCP:") })
        else { return nil }
        let words = line.split(separator: " ")
        let count = { (name: String) -> Double in
            words.firstIndex { $0 == name }.flatMap { Double(words[min($0 + 1, words.count - 1)]) } ?? 0
        }
        // Both ends of a connection over loopback count; only one of them needs a port of the range.
        return (count("inuse") / 2 + count("tw")) / (range[1] - range[0])
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// Nanoseconds since `earlier`.
    func nanoseconds(since earlier: MachineLoad) -> Double {
        (at - earlier.at) / .nanoseconds(1)
    }

    /// Share of the time since `earlier` in which some task waited for a CPU.
    func pressure(since earlier: MachineLoad) -> Double? {
        guard let waited, let before = earlier.waited else { return nil }
        return Double(waited - before) * 1000 / max(1, nanoseconds(since: earlier))
    }

    func steal(since earlier: MachineLoad) -> Double? {
        ticks > earlier.ticks ? Double(stolen - earlier.stolen) / Double(ticks - earlier.ticks) : nil
    }
}
