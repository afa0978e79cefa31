internal import NIOCore
internal import Suites
internal import Wire

/// What both providers share: armed cases, the journal of strays, and who answers what.
final class Hub: @unchecked Sendable {  // proof: every member that changes is touched on `loop` only.
    /// What becomes of a request that was read.
    enum Claim {
        case play(Playlist, ArmedCase?)
        case reset
        case close
        case silent
    }

    private static let strayLimit = 1000
    private static let strayBodyLimit = 64 << 10

    let loop: any EventLoop
    let lockstep: LockstepLimits
    /// Demanded by the control API; nil on loopback only.
    let token: String?
    /// How the providers prove who they are; nil for plain HTTP.
    let tls: ProviderTLS?
    var servers: [ProviderRole: ProviderServer] = [:]
    private(set) var armed: [String: ArmedCase] = [:]
    private var unmarked: [String: String] = [:]
    private var strays: [AttemptRecord] = []
    private var headFaults = 0
    /// Played for POST requests of no armed case, its behaviours one after another at each provider.
    var defaultScript: Script?
    /// Demanded of requests of no armed case, as a hosted service demands it; nil for none.
    var clientKey: String?
    private var defaultCounts: [ProviderRole: Int] = [:]

    init(loop: any EventLoop, lockstep: LockstepLimits, token: String?, tls: ProviderTLS? = nil) {
        self.loop = loop
        self.lockstep = lockstep
        self.token = token
        self.tls = tls
    }

    var identities: [ProviderRole: ProviderIdentity] {
        servers.mapValues(\.identity)
    }

    // MARK: arming

    /// Makes a case known; refused ports are closed when the future completes.
    func arm(_ new: ArmedCase) -> EventLoopFuture<Void> {
        let old = armed[new.nonce].map { disarm($0) } ?? loop.makeSucceededVoidFuture()
        return old.assumeIsolated().flatMap { [self] in
            armed[new.nonce] = new
            headFaults += headFaults(of: new)
            for role in roles(of: new, with: .deaf) {
                servers[role]?.turnDeaf(for: new)
            }
            let refusals = roles(of: new, with: .refuse).compactMap { servers[$0]?.refuse() }
            return EventLoopFuture.andAllSucceed(refusals, on: loop)
        }.nonisolated()
    }

    func armUnmarked(path: String, nonce: String) {
        unmarked[path] = nonce
    }

    func arrivals(nonce: String) -> Int {
        armed[nonce]?.records.count ?? 0
    }

    /// Forgets a case; refused ports are open again when the future completes.
    func disarm(_ old: ArmedCase) -> EventLoopFuture<Void> {
        guard armed[old.nonce] === old else { return loop.makeSucceededVoidFuture() }
        armed[old.nonce] = nil
        headFaults -= headFaults(of: old)
        unmarked = unmarked.filter { $0.value != old.nonce }
        for role in roles(of: old, with: .deaf) {
            servers[role]?.hearAgain()
        }
        let reopened = roles(of: old, with: .refuse).compactMap { servers[$0]?.reopen() }
        return EventLoopFuture.andAllSucceed(reopened, on: loop)
    }

    private func roles(of armed: ArmedCase, with fault: ConnectionFault) -> [ProviderRole] {
        ProviderRole.allCases.filter { armed.part($0).fault == fault }
    }

    private func headFaults(of armed: ArmedCase) -> Int {
        roles(of: armed, with: .resetAfterHead).count
    }

    // MARK: requests

    /// Decides about a request that was read whole, and enters it in the journal.
    func claim(_ record: AttemptRecord) -> Claim {
        guard let armed = armedCase(of: record) else {
            stray(record)
            return strayAnswer(record)
        }
        armed.add(record)
        switch armed.part(record.attempt.provider).fault {
        case .none: return playlist(armed, record)
        case .refuse, .resetAfterRequest, .resetAfterHead: return .reset
        case .closeAfterRequest: return .close
        case .silent, .deaf: return .silent
        }
    }

    private func playlist(_ armed: ArmedCase, _ record: AttemptRecord) -> Claim {
        let role = record.attempt.provider
        guard let server = servers[role] else { return .reset }
        let context = server.playContext(nonce: armed.nonce, attempt: record.attempt.number, for: record.attempt)
        if let prepared = armed.prepared(for: context) { return .play(prepared, armed) }
        // Arming compiled every behaviour once, so this one compiles too.
        guard let playlist = try? ScriptCompiler.compile(armed.part(role).script, context: context) else {
            return .reset
        }
        return .play(playlist, armed)
    }

    private func strayAnswer(_ record: AttemptRecord) -> Claim {
        guard let server = servers[record.attempt.provider] else { return .close }
        let nonce = record.attempt.marker ?? ""
        if let clientKey, record.attempt.head.fields["authorization"] != "Bearer \(clientKey)" {
            let context = server.playContext(nonce: nonce, attempt: 1, for: record.attempt)
            let refusal = StrayAnswer.error(status: 401, message: "no valid key was given")
            guard let playlist = try? ScriptCompiler.compile(refusal, context: context) else { return .close }
            return .play(playlist, nil)
        }
        if let script = defaultScript, record.attempt.head.method == "POST" {
            defaultCounts[record.attempt.provider, default: 0] += 1
            let count = defaultCounts[record.attempt.provider] ?? 1
            let context = server.playContext(nonce: nonce, attempt: count, for: record.attempt)
            if let playlist = try? ScriptCompiler.compile(script, context: context) { return .play(playlist, nil) }
        }
        let context = server.playContext(nonce: nonce, attempt: 1, for: record.attempt)
        let answer = StrayAnswer.behaviour(for: record.attempt)
        guard let playlist = try? ScriptCompiler.compile(answer, context: context) else { return .close }
        return .play(playlist, nil)
    }

    /// The armed case that a request, whole or not, belongs to.
    func armedCase(of record: AttemptRecord) -> ArmedCase? {
        guard let nonce = MarkerSearch.nonce(in: record.attempt) else {
            let path = record.attempt.head.target.prefix { $0 != "?" }
            return unmarked[String(path)].flatMap { armed[$0] }
        }
        record.attempt.marker = nonce
        return armed[nonce]
    }

    /// Whether a request that is still being read has to be cut off now.
    ///
    /// The marker usually stands in the body; when the case is alone the head says enough.
    func resetsEarly(_ record: AttemptRecord) -> Bool {
        guard headFaults > 0 else { return false }
        let role = record.attempt.provider
        if armed.count == 1, let only = armed.values.first { return only.part(role).fault == .resetAfterHead }
        return armedCase(of: record)?.part(role).fault == .resetAfterHead
    }

    /// A request that was cut off at its head although its marker was not read yet.
    func claimEarly(_ record: AttemptRecord) {
        let only = armed.count == 1 ? armed.values.first : nil
        if let armed = armedCase(of: record) ?? only { armed.add(record) } else { stray(record) }
    }

    /// A request that its gateway gave up before it was whole.
    func abandoned(_ record: AttemptRecord) {
        if let armed = armedCase(of: record) { armed.add(record) } else { stray(record) }
    }

    // MARK: strays

    func stray(_ record: AttemptRecord) {
        if record.attempt.body.count > Self.strayBodyLimit {
            record.attempt.body.removeLast(record.attempt.body.count - Self.strayBodyLimit)
        }
        strays.append(record)
        if strays.count > Self.strayLimit * 2 { strays.removeFirst(Self.strayLimit) }
    }

    /// The strays since the last call; the newest thousand when there were more.
    func takeStrays() -> [Attempt] {
        defer { strays.removeAll() }
        return strays.suffix(Self.strayLimit).map { $0.snapshot() }
    }

    // MARK: lock-step

    func clientReceived(nonce: String, event: Int) {
        guard let armed = armed[nonce] else { return }
        armed.clientReceived(event)
        for server in servers.values {
            server.clientReceived(armed)
        }
    }
}
