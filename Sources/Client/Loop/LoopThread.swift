#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A thread of its own, because a loop blocks and must never hold up the cooperative pool.
struct LoopThread: Sendable {
    private let id: ThreadID

    private struct ThreadID: @unchecked Sendable {  // proof: pthread_t is a plain identifier, valid on every thread
        var value: pthread_t
    }

    /// Runs `body` on a new thread.
    init(_ body: @escaping @Sendable () -> Void) throws {
        let box = Unmanaged.passRetained(Box(body))
        #if canImport(Glibc)
            var id = pthread_t()
            let status = pthread_create(&id, nil, { LoopThread.run($0) }, box.toOpaque())
        #else
            var made: pthread_t?
            let status = pthread_create(&made, nil, { LoopThread.run($0) }, box.toOpaque())
        #endif
        guard status == 0 else {
            box.release()
            throw ClientStartError("the client could not start its thread: errno \(status)")
        }
        #if canImport(Glibc)
            self.id = ThreadID(value: id)
        #else
            guard let made else { throw ClientStartError("the client could not start its thread") }
            self.id = ThreadID(value: made)
        #endif
    }

    /// Waits until the thread has ended; call once.
    func join() {
        pthread_join(id.value, nil)
    }

    /// Lets the thread end on its own; call once, in place of `join`.
    func detach() {
        pthread_detach(id.value)
    }

    private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
        return nil
    }

    private final class Box {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
