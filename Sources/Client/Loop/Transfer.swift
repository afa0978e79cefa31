internal import CCurl

/// One easy handle while it is in the loop; the loop finds it through the handle's private pointer.
package class Transfer {
    /// The easy handle.
    var handle: UnsafeMutableRawPointer

    init(handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    /// The socket that carries the transfer, as soon as the loop watches it.
    func attached(to socket: Int32) {}

    /// The socket is ready for reading; libcurl has not read yet.
    func willRead(_ socket: Int32) {}

    /// The transfer is over, the handle still in the multi handle.
    func leaving() {}

    /// The transfer is over and the handle out of the multi handle.
    func finished(_ code: CURLcode, loop: Loop) {}

    /// The loop ends: the handle is out of the multi handle, the transfer must let go of everything.
    func abandoned(loop: Loop) {}
}
