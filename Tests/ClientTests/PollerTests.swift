import Foundation
import Testing
import Wire

@testable import Client

/// The pollers of this platform.
enum PollerKind: String, CaseIterable, Sendable {
    #if os(Linux)
        case epoll
    #endif
    case poll

    func make() throws -> any Poller {
        switch self {
        #if os(Linux)
            case .epoll: try EpollPoller()
        #endif
        case .poll: try PollPoller()
        }
    }
}

@Suite("A poller")
struct PollerTests {
    /// Two connected sockets.
    private func pair() -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        return (ends[0], ends[1])
    }

    @Test("tells what became ready, as long as it is asked", arguments: PollerKind.allCases)
    func readiness(kind: PollerKind) throws {
        let poller = try kind.make()
        let (near, far) = pair()
        defer {
            poller.close()
            close(near)
            close(far)
        }
        poller.watch(near, for: .write)
        #expect(poller.wait(until: nil).map(\.ready) == [.write])
        poller.watch(near, for: .read)
        #expect(poller.wait(until: 0).isEmpty)
        write(far, "x", 1)
        for _ in 0..<2 {
            let events = poller.wait(until: nil)
            #expect(events.map(\.descriptor) == [near])
            #expect(events.map(\.ready) == [.read])
        }
        poller.watch(near, for: [.read, .write])
        #expect(poller.wait(until: nil).map(\.ready) == [[.read, .write]])
        poller.watch(near, for: [])
        #expect(poller.wait(until: 0).isEmpty)
    }

    @Test("reports the peer's end as readable", arguments: PollerKind.allCases)
    func hangUp(kind: PollerKind) throws {
        let poller = try kind.make()
        let (near, far) = pair()
        poller.watch(near, for: .read)
        close(far)
        #expect(poller.wait(until: nil).first?.ready.contains(.read) == true)
        poller.forget(near)
        close(near)
        #expect(poller.wait(until: 0).isEmpty)
        poller.close()
    }

    @Test("ends a wait at a deadline, also when a later one was armed before", arguments: PollerKind.allCases)
    func deadlines(kind: PollerKind) throws {
        let poller = try kind.make()
        defer { poller.close() }
        let now = Instant.now().nanoseconds
        // An early end without events is allowed, so each wait is repeated until its deadline has passed.
        for deadline in [now + 30_000_000, now + 5_000_000, now + 40_000_000, now - 1] {
            repeat { #expect(poller.wait(until: deadline).isEmpty) } while Instant.now().nanoseconds < deadline
        }
    }

    @Test("is woken by another thread, before and during a wait", arguments: PollerKind.allCases)
    func wakes(kind: PollerKind) throws {
        let poller = try kind.make()
        defer { poller.close() }
        let waker = poller.waker
        waker()
        #expect(poller.wait(until: nil).isEmpty)
        Thread.detachNewThread {
            usleepBriefly(milliseconds: 10)
            waker()
        }
        #expect(poller.wait(until: nil).isEmpty)
    }
}

@Suite("Deadlines")
struct DeadlinesTests {
    @Test("come in order, equal ones in the order in which they were added", arguments: 0..<20)
    func order(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var deadlines = Deadlines()
        let log = Log()
        var expected: [(Int64, Int)] = []
        var tokens: [Deadlines.Token] = []
        for number in 0..<100 {
            let instant = Int64(random.next() % 20)
            tokens.append(deadlines.add(at: instant) { log.entries.append(number) })
            expected.append((instant, number))
        }
        for number in 0..<100 where random.next() % 3 == 0 {
            deadlines.cancel(tokens[number])
            deadlines.cancel(tokens[number])
            expected.removeAll { $0.1 == number }
        }
        for now in Int64(0)..<20 {
            while let action = deadlines.takeDue(now) { action() }
            #expect(deadlines.next.map { $0 > now } ?? true)
        }
        #expect(log.entries == expected.sorted { $0 < $1 }.map(\.1))
        #expect(deadlines.next == nil)
    }

    private final class Log {
        var entries: [Int] = []
    }
}
