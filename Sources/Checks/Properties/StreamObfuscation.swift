internal import Wire

extension PropertyProbe {
    /// Padding against eavesdroppers.
    package static let streamObfuscation = PropertyProbe(
        id: "stream.obfuscation", title: "What becomes of the provider's obfuscation field",
        examples: [
            Measured("kept", Measurement("kept"), .stream(padded("q7"), received: padded("q7"))),
            Measured("changed", Measurement("changed"), .stream(padded("q7"), received: padded("zz"))),
            Measured("dropped", Measurement("dropped"), .stream(padded("q7"), received: Sample.text("Hi"))),
            Measured("none", nil, .stream(Sample.text("Hi"), received: Sample.text("Hi"))),
        ],
        measure: { trial in
            guard let round = trial.rounds.first, let sent = round.provided,
                let padding = sent.goodChunks.compactMap({ $0.json["obfuscation"]?.stringValue }).first,
                !round.received.goodChunks.isEmpty
            else { return nil }
            let got = round.received.goodChunks.compactMap { $0.json["obfuscation"]?.stringValue }.first
            return Measurement(got == nil ? "dropped" : got == padding ? "kept" : "changed")
        })

    private static func padded(_ text: String) -> String {
        Sample.text("Hi").replacing("\"choices\"", with: "\"obfuscation\":\"\(text)\",\"choices\"")
    }
}
