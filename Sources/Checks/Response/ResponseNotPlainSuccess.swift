internal import Wire

extension Check {
    /// Failures in the clothes of success.
    package static let responseNotPlainSuccess = Check(
        id: "response.not-plain-success",
        title: "An error object or half a body under status 200 is not made a success",
        requirement: "RESP-009",
        rationale:
            "Some providers answer 200 with an error object, or break off inside the JSON. A client that gets an empty "
            + "or completed object for it neither retries nor reports.",
        holdsInControl: false,
        passing: [
            Example("mapped to an error status", .json200(Sample.error("x"), received: .error(502))),
            Example("allowed: relayed as it was", .json200(Sample.error("x"), received: .json(Sample.error("x")))),
            Example("half a body: refused", .answer(half, received: .error(502))),
            Example("half a body: broken off", .answer(half, received: half)),
        ],
        failing: [
            Example(
                "the error became an empty answer", .json200(Sample.error("x"), received: .json(Sample.completion()))),
            Example("the error object is gone", .json200(Sample.error("x"), received: .json("{\"choices\":[]}"))),
            Example(
                "half a body, complete by its framing",
                .answer(half, received: .json(Sample.completion().dropping(5)))),
        ],
        each: { round in
            guard let provided = round.provided, provided.isSuccess, !provided.isStream else { return [] }
            let isError = provided.json.value?["error"].map { !$0.isNull } ?? false
            guard isError || provided.finish == .cut || provided.json.value == nil else { return [] }
            let received = round.received
            if !received.isSuccess || received.outcome.isVisibleFailure { return [] }
            if received.finish == .cut || received.finish == .open { return [] }
            if received.errorObject.map({ !$0.isNull }) ?? false { return [] }
            return [
                Finding(
                    .hiddenFailure, at: "answer", expected: "an error status, the error object, or a broken connection",
                    actual: received.summary)
            ]
        })

    private static let half = Reply.json(Sample.completion()).ended(.cut)
}

extension Trial {
    /// A provider that answers 200 with this JSON.
    fileprivate static func json200(_ sent: String, received: Reply) -> Trial {
        answer(.json(sent), received: received) { $0.request = Sample.plainRequest }
    }
}
