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
        facts.nanoseconds += nanoseconds
        return facts
    }
}
