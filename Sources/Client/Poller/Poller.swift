/// What a loop wants to hear about a descriptor.
package struct PollInterest: OptionSet, Sendable {
    package let rawValue: UInt8
    package static let read = PollInterest(rawValue: 1)
    package static let write = PollInterest(rawValue: 2)

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }
}

/// A descriptor that became ready.
package struct PollEvent: Sendable, Equatable {
    package var descriptor: Int32
    package var ready: PollInterest
    /// The descriptor is broken or the peer is gone.
    package var failed: Bool

    package init(descriptor: Int32, ready: PollInterest, failed: Bool) {
        self.descriptor = descriptor
        self.ready = ready
        self.failed = failed
    }
}

/// The platform's way to wait for descriptors, for an instant, or for another thread.
///
/// All calls belong to the thread of the loop; only `waker` may be used elsewhere.
package protocol Poller: AnyObject {
    /// Starts, changes or (with an empty set) ends the watch; level-triggered.
    func watch(_ descriptor: Int32, for interest: PollInterest)
    /// The descriptor is about to be closed.
    func forget(_ descriptor: Int32)
    /// Waits until a descriptor is ready, `deadline` has passed or the waker was called.
    ///
    /// May return early with no event. A nil deadline waits for ever. The events stay valid until the next call.
    func wait(until deadline: Int64?) -> UnsafeBufferPointer<PollEvent>
    /// Ends a wait; callable from every thread until `close`.
    var waker: @Sendable () -> Void { get }
    /// Gives the poller's own descriptors back.
    func close()
}

/// Why a client could not start.
package struct ClientStartError: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
