package import Wire

extension Trial.Context {
    /// The identities that every example uses.
    package static let example = Trial.Context(
        clientKey: "sk-client",
        primary: Provider(key: "sk-primary", model: "gp-primary", word: "amberfalcon", origin: "http://127.0.0.1:9901"),
        backup: Provider(key: "sk-backup", model: "gp-backup", word: "cobaltotter", origin: "http://127.0.0.1:9902"),
        requestedModel: "gateproof-direct")
}

extension Trial {
    /// A trial of one exchange with any number of attempts.
    package static func attempts(
        _ sent: [Reply], received: Reply, _ change: (inout Setting) -> Void = { _ in }
    )
        -> Trial
    {
        let setting = Setting(change)
        return several([.example(sent, received: received, setting)], setting)
    }

    /// A trial of several exchanges; parameters and declarations come from the setting.
    package static func several(_ exchanges: [Exchange], _ setting: Setting = Setting()) -> Trial {
        var context = Context.example
        context.controlExchanges = setting.control
        context.declaredFields = setting.declaredFields
        let parameters = (try? JSON.parse(Array(setting.parameters.utf8))) ?? .null
        return Trial(exchanges: exchanges, context: context, parameters: parameters)
    }

    /// A trial with one attempt: what the provider sent, and what the client received.
    package static func answer(_ sent: Reply, received: Reply, _ change: (inout Setting) -> Void = { _ in }) -> Trial {
        attempts([sent], received: received, change)
    }

    /// A trial of one stream, given by the text of both ends.
    package static func stream(
        _ sent: String, received: String, sentEnding: Reply.Finish = .complete, ending: Reply.Finish = .complete,
        _ change: (inout Setting) -> Void = { _ in }
    ) -> Trial {
        answer(.sse(sent, ending: sentEnding), received: .sse(received, ending: ending), change)
    }

    /// A trial of one JSON answer, given by the text of both ends.
    package static func json(_ sent: String, received: String, _ change: (inout Setting) -> Void = { _ in }) -> Trial {
        answer(.json(sent), received: .json(received)) { setting in
            setting.request = Sample.plainRequest
            change(&setting)
        }
    }

    /// A trial of one request body: as the client sent it, and as it arrived.
    package static func request(_ sent: String, arrived: String, _ change: (inout Setting) -> Void = { _ in }) -> Trial
    {
        answer(.json(Sample.completion()), received: .json(Sample.completion())) { setting in
            setting.request = sent
            setting.arrived = arrived
            change(&setting)
        }
    }
}
