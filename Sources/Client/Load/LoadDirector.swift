/// Decides what a load run sends and takes its results.
///
/// It is made and used on the client's own thread only, inside the event loop: it must not block, and should not
/// allocate for each request.
package protocol LoadDirector: AnyObject, SendableMetatype {
    /// What is left of the director when the run has ended.
    associatedtype Summary: Sendable

    /// The next intended start, in nanoseconds of the monotonic clock; nil when no more requests arrive.
    ///
    /// Asked once per arrival, in order. An instant that has passed means at once.
    func nextArrival() -> Int64?

    /// A slot is about to start: choose the request, patch its body.
    func prepare(_ slot: LoadSlot)

    /// An arrival found every slot taken; it is not sent later.
    func dropped(intended: Int64)

    /// The slot's request has ended; its bytes and stamps are valid during the call only.
    func finished(_ slot: LoadSlot) -> LoadNext

    /// The run is over.
    func summary() -> Summary
}

/// What a slot does after its request.
package enum LoadNext: Sendable {
    /// Wait for an arrival.
    case rest
    /// Start again at once: the closed loop.
    case again
    /// The whole run ends; requests in flight are given up and not reported.
    case stop
}
