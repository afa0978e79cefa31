internal import CCurl

/// A libcurl easy handle and the header list that it points to; confined to one thread at a time.
///
/// Setting an option fails only when memory runs out or the option is unknown to this libcurl; the first failure is
/// kept and reported when the transfer starts.
struct Easy: ~Copyable {
    let handle: UnsafeMutableRawPointer
    private var list: UnsafeMutablePointer<curl_slist>?
    private(set) var failure: CURLcode = CURLE_OK

    init() throws {
        guard CurlLibrary.isReady, let handle = curl_easy_init() else {
            throw ClientStartError("libcurl could not make a handle")
        }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(list)
    }

    mutating func set(_ option: CURLoption, _ value: Int) {
        note(ccurl_set_long(handle, option, value))
    }

    mutating func set(_ option: CURLoption, _ value: Bool) {
        note(ccurl_set_long(handle, option, value ? 1 : 0))
    }

    mutating func set(offset option: CURLoption, _ value: Int) {
        note(ccurl_set_offset(handle, option, curl_off_t(value)))
    }

    mutating func set(_ option: CURLoption, _ value: String) {
        note(ccurl_set_string(handle, option, value))
    }

    mutating func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) {
        note(ccurl_set_pointer(handle, option, value))
    }

    mutating func set(data option: CURLoption, _ callback: curl_write_callback?) {
        note(ccurl_set_data_callback(handle, option, callback))
    }

    mutating func set(debug callback: curl_debug_callback?) {
        note(ccurl_set_debug_callback(handle, CURLOPT_DEBUGFUNCTION, callback))
    }

    mutating func set(prereq callback: ccurl_prereq_callback?) {
        note(ccurl_set_prereq_callback(handle, CURLOPT_PREREQFUNCTION, callback))
    }

    mutating func set(openSocket callback: curl_opensocket_callback?) {
        note(ccurl_set_opensocket_callback(handle, CURLOPT_OPENSOCKETFUNCTION, callback))
    }

    mutating func set(closeSocket callback: ccurl_closesocket_callback?) {
        note(ccurl_set_closesocket_callback(handle, CURLOPT_CLOSESOCKETFUNCTION, callback))
    }

    /// Replaces the header lines; each is given to libcurl as NUL-terminated bytes.
    mutating func set(headers lines: [[UInt8]]) {
        var new: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            let longer = (line + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { curl_slist_append(new, $0.baseAddress) }
            }
            guard let longer else { return note(CURLE_OUT_OF_MEMORY) }
            new = longer
        }
        note(ccurl_set_list(handle, CURLOPT_HTTPHEADER, new))
        curl_slist_free_all(list)
        list = new
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return ccurl_get_offset(handle, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    private mutating func note(_ code: CURLcode) {
        if failure == CURLE_OK { failure = code }
    }
}
