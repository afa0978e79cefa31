internal import NIOCore
internal import Suites
internal import Wire

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The control API of a provider: how a runner in another process arms cases and reads the journal.
///
/// A request that it answers is no attempt and stands in no journal.
struct ControlAPI {
    static let prefix = "/__gateproof/"

    let hub: Hub

    static func claims(_ target: String) -> Bool {
        target.hasPrefix(prefix)
    }

    /// Answers one request on its connection, perhaps later.
    func answer(_ record: AttemptRecord, on connection: ProviderConnection) {
        guard isAllowed(record.attempt.head) else {
            return reply(
                .refused(401, "the control API wants `Authorization: Bearer TOKEN`"), to: record, on: connection)
        }
        connection.hold(record)
        do {
            try route(record.attempt).assumeIsolated().whenComplete { result in
                switch result {
                case .success(let answer): reply(answer, to: record, on: connection)
                case .failure(let error): reply(.refused(500, "\(error)"), to: record, on: connection)
                }
            }
        } catch {
            reply(.refused(400, "\(error)"), to: record, on: connection)
        }
    }

    private func isAllowed(_ head: RequestHead) -> Bool {
        guard let token = hub.token, !token.isEmpty else { return true }
        let given = Array((head.fields["authorization"] ?? "").utf8)
        let wanted = Array("Bearer \(token)".utf8)
        // The same time whatever the first wrong byte is.
        return given.count == wanted.count && zip(given, wanted).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func reply(_ answer: ControlAnswer, to record: AttemptRecord, on connection: ProviderConnection) {
        let closes = record.attempt.head.fields.list("connection").contains { $0.equalsIgnoringASCIICase("close") }
        let playlist = Playlist.json(
            status: answer.status, body: answer.body, keepAlive: answer.status == 200 && !closes)
        connection.play(playlist, for: record, armed: nil)
    }

    // MARK: routes

    private func route(_ request: Attempt) throws -> EventLoopFuture<ControlAnswer> {
        let name = request.head.target.dropFirst(Self.prefix.count)
        switch "\(request.head.method) \(name)" {
        case "POST arm": return try arm(read(request))
        case "POST arm-unmarked": return try armUnmarked(read(request))
        case "POST received": return try received(read(request))
        case "POST arrivals": return try arrivals(read(request))
        case "POST collect": return try collect(read(request))
        case "POST hang-up": return hangUp()
        case "GET strays": return done(try ControlMessage.encode(hub.takeStrays().map(AttemptMessage.init)))
        case "GET clock": return done(try ControlMessage.encode(Instant.now()))
        case "GET identities": return done(try ControlMessage.encode(hub.identities))
        default:
            return hub.loop.makeSucceededFuture(.refused(404, "no \(request.head.method) \(request.head.target) here"))
        }
    }

    private func read<Message: Decodable>(_ request: Attempt) throws -> Message {
        try ControlMessage.decode(Message.self, request.body)
    }

    private func arm(_ message: ControlMessage.Arm) throws -> EventLoopFuture<ControlAnswer> {
        let nonce = MarkerSearch.key(message.marker)
        let prepared = try Preparation.compile(message.scenario, nonce: nonce, identities: hub.identities)
        return hub.arm(ArmedCase(nonce: nonce, scenario: message.scenario, prepared: prepared)).map { .empty }
    }

    private func armUnmarked(_ message: ControlMessage.ArmUnmarked) -> EventLoopFuture<ControlAnswer> {
        hub.armUnmarked(path: message.path, nonce: MarkerSearch.key(message.marker))
        return hub.loop.makeSucceededFuture(.empty)
    }

    private func received(_ message: ControlMessage.Received) -> EventLoopFuture<ControlAnswer> {
        hub.clientReceived(nonce: MarkerSearch.key(message.marker), event: message.event)
        return hub.loop.makeSucceededFuture(.empty)
    }

    private func arrivals(_ message: ControlMessage.Marker) throws -> EventLoopFuture<ControlAnswer> {
        done(try ControlMessage.encode(hub.arrivals(nonce: MarkerSearch.key(message.marker))))
    }

    private func collect(_ message: ControlMessage.Collect) -> EventLoopFuture<ControlAnswer> {
        let nonce = MarkerSearch.key(message.marker)
        return Collector.collect(nonce: nonce, graceMilliseconds: message.graceMilliseconds, from: hub)
            .flatMapThrowing { .found(try ControlMessage.encode($0.map(AttemptMessage.init))) }
    }

    private func hangUp() -> EventLoopFuture<ControlAnswer> {
        for server in hub.servers.values { server.hangUp() }
        return hub.loop.makeSucceededFuture(.empty)
    }

    private func done(_ body: [UInt8]) -> EventLoopFuture<ControlAnswer> {
        hub.loop.makeSucceededFuture(.found(body))
    }
}

/// What the control API says to one request.
struct ControlAnswer: Sendable {
    var status: Int
    var body: [UInt8]

    static let empty = ControlAnswer(status: 200, body: Array("{}".utf8))

    static func found(_ body: [UInt8]) -> ControlAnswer {
        ControlAnswer(status: 200, body: body)
    }

    static func refused(_ status: Int, _ message: String) -> ControlAnswer {
        let body = try? ControlMessage.encode(["error": message])
        return ControlAnswer(status: status, body: body ?? [])
    }
}
