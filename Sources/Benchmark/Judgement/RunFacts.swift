/// What was noted about the machine and the harness while a measurement ran.
package struct RunFacts: Sendable, Equatable {
    /// CPU time of the client's thread, as a share of one core.
    package var clientShare: Double = 0
    /// CPU time of this process beside the client's thread (providers, proxy, built-in gateway), as a share of one core.
    package var otherShare: Double = 0
    /// CPU time of a gateway that was launched, as a share of one core; nil when it was not.
    package var gatewayShare: Double?
    /// Resident bytes of a gateway that was launched, at the end.
    package var gatewayBytes: Int?
    /// The same with shared pages divided among those that share them.
    package var gatewayProportionalBytes: Int?
    /// CPU nanoseconds of a gateway that was launched.
    package var gatewayNanoseconds: Int64?
    /// What each launched gateway used, by arm.
    package var usage: [String: ArmUsage] = [:]
    /// Requests that went through that gateway.
    package var gatewayRequests = 0
    /// Share of the local ports that are taken or wait to be free; nil where the kernel does not tell.
    package var portShare: Double?
    /// Share of the time in which some task waited for a CPU; nil where the kernel does not tell.
    package var pressure: Double?
    /// Share of the CPU time that the hypervisor took away.
    package var steal: Double?
    package var cores = 1
    /// Requests that the provider had no room to stamp.
    package var unstamped = 0
    /// Nanoseconds from the first intended start to the last end.
    package var nanoseconds: Int64 = 0

    package init() {}

    /// Both runs as one; shares weigh by time.
    package func joined(_ other: RunFacts) -> RunFacts {
        let weight = Double(nanoseconds) / Double(max(1, nanoseconds + other.nanoseconds))
        let mix = { (left: Double, right: Double) in left * weight + right * (1 - weight) }
        let mixed = { (left: Double?, right: Double?) in left.flatMap { left in right.map { mix(left, $0) } } }
        var facts = other
        facts.clientShare = mix(clientShare, other.clientShare)
        facts.otherShare = mix(otherShare, other.otherShare)
        facts.gatewayShare = mixed(gatewayShare, other.gatewayShare)
        facts.pressure = mixed(pressure, other.pressure)
        facts.steal = mixed(steal, other.steal)
        facts.unstamped += unstamped
        facts.gatewayRequests += gatewayRequests
        for (arm, own) in usage {
            facts.usage[arm]?.nanoseconds += own.nanoseconds
            facts.usage[arm]?.requests += own.requests
        }
        facts.gatewayNanoseconds = gatewayNanoseconds.flatMap { left in other.gatewayNanoseconds.map { left + $0 } }
        facts.nanoseconds += nanoseconds
        return facts
    }
}

/// What one launched gateway used during a measurement.
package struct ArmUsage: Sendable, Equatable {
    /// CPU time of its threads.
    package var nanoseconds: Int64
    package var requests: Int
    /// Bytes at the end.
    package var resident: Int
    /// The same with shared pages divided among those that share them.
    package var proportional: Int

    package init(nanoseconds: Int64, requests: Int, resident: Int, proportional: Int) {
        self.nanoseconds = nanoseconds
        self.requests = requests
        self.resident = resident
        self.proportional = proportional
    }

    /// Its figures, by key.
    var figures: [(key: String, title: String, unit: String, value: Double, formula: String)] {
        var list = [
            (
                key: "memory_rss", title: "gateway's resident memory", unit: "MiB",
                value: Double(resident) / 1_048_576, formula: "Resident memory of its processes at the end of the run."
            )
        ]
        if proportional > 0 {
            list.append(
                (
                    key: "memory_pss", title: "gateway's proportional memory", unit: "MiB",
                    value: Double(proportional) / 1_048_576,
                    formula: "Memory at the end of the run, shared pages divided among those that share them."
                ))
        }
        if nanoseconds > 0, requests > 0 {
            list.append(
                (
                    key: "cpu_request", title: "gateway's CPU for each request", unit: "us",
                    value: Double(nanoseconds) / 1e3 / Double(requests),
                    formula: "CPU time of the gateway's threads during the run, over the requests that it was sent."
                ))
        }
        return list
    }
}
