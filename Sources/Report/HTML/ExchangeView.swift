internal import Results

/// One client request: the timeline and both ends' bytes.
struct ExchangeView {
    let title: Markup
    let chart: Markup
    let times: Markup
    let pairs: [PairView]
    let curl: Markup

    init(_ exchange: Evidence.ExchangeRecord, number: Int, of count: Int, opensRequest: Bool, budget: EvidenceBudget) {
        title = count > 1 ? "Exchange \(number)" : ""
        let chart = TimelineChart(timeline: Timeline(exchange))
        self.chart = chart.drawing
        times = chart.rows
        let attempts = exchange.attempts.prefix(budget.attemptsPerExchange)
        let none = Evidence.Side(name: "no provider", request: "", response: "", ending: "never reached", timeline: [])
        let changes = ExchangeChanges(exchange)
        pairs = (attempts.isEmpty ? [none] : Array(attempts)).enumerated().map { index, attempt in
            PairView(
                provider: attempt, client: exchange.client, alone: attempts.count < 2,
                isAnswer: index == changes.answering,
                changes: (changes.requests.indices.contains(index) ? changes.requests[index] : nil, changes.answer),
                opensRequest: opensRequest, budget: budget)
        }
        curl = Markup(exchange.curl)
    }
}

/// What a provider sent beside what the client received, and the other way round.
struct PairView {
    let provider: Markup
    /// Empty where this attempt sent nothing and another one did.
    let answer: Markup
    let request: Markup
    let sentEnding: Markup
    let receivedEnding: Markup
    let omitted: Markup
    /// Nil where another attempt was answered.
    let answerChanges: ChangesView?
    let requestChanges: ChangesView?
    /// The request is what the findings are about.
    let opensRequest: Bool

    init(
        provider: Evidence.Side, client: Evidence.Side, alone: Bool, isAnswer: Bool,
        changes: (request: Changes?, answer: Changes?), opensRequest: Bool, budget: EvidenceBudget
    ) {
        self.opensRequest = opensRequest
        answerChanges = isAnswer ? changes.answer.map { ChangesView($0, budget: budget) } : nil
        requestChanges = changes.request.map { ChangesView($0, budget: budget) }
        self.provider = Markup(provider.name)
        let isSilent = provider.response.isEmpty && !alone
        let isCut = provider.omitted > 0 || client.omitted > 0
        answer =
            isSilent
            ? "" : BytesTable(left: provider.response, right: client.response, isCut: isCut, budget: budget).markup
        request = BytesTable(left: client.request, right: provider.request, isCut: isCut, budget: budget).markup
        sentEnding = Markup(provider.ending)
        receivedEnding = Markup(client.ending)
        let missing = [provider, client].filter { $0.omitted > 0 }
            .map { "\(Figure.count($0.omitted, "byte")) of \($0.name) not recorded" }
        omitted = Markup(missing.joined(separator: ", "))
    }
}
