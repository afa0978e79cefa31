internal import Wire

/// How far another machine's monotonic clock is ahead of ours.
package struct ClockOffset: Sendable, Equatable {
    package var nanoseconds: Int64
    /// Half of the shortest round trip: the true offset is no further away.
    package var uncertaintyNanoseconds: Int64

    /// The best of several probes, each the local instants around a remote reading.
    init(probes: [(sent: Instant, remote: Instant, received: Instant)]) {
        let best = probes.min { $0.received - $0.sent < $1.received - $1.sent }
        guard let best else {
            nanoseconds = 0
            uncertaintyNanoseconds = .max
            return
        }
        let half = (best.received - best.sent) / 2
        let measured = best.remote - (best.sent + half)
        uncertaintyNanoseconds = half
        // Within the uncertainty it is the same clock: correcting would only add noise.
        nanoseconds = measured.magnitude <= half.magnitude ? 0 : measured
    }
}

extension Attempt {
    /// With every instant moved back by `nanoseconds`: from the provider's clock to ours.
    func onLocalClock(offset nanoseconds: Int64) -> Attempt {
        guard nanoseconds != 0 else { return self }
        var moved = self
        let local: (Instant) -> Instant = { $0 + -nanoseconds }
        moved.accepted = local(accepted)
        moved.firstByte = local(firstByte)
        moved.headRead = headRead.map(local)
        moved.bodyRead = bodyRead.map(local)
        moved.headWritten = headWritten.map(local)
        moved.ended = ended.map(local)
        moved.peerClose?.at = local(peerClose?.at ?? accepted)
        for index in events.indices { moved.events[index].at = local(events[index].at) }
        for index in sentBody.segments.indices {
            moved.sentBody.segments[index].at = local(sentBody.segments[index].at)
        }
        for index in lockstep.indices {
            moved.lockstep[index].began = local(lockstep[index].began)
            moved.lockstep[index].released = lockstep[index].released.map(local)
        }
        return moved
    }
}
