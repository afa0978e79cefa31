internal import CCurl

/// The process-wide state of libcurl.
enum CurlLibrary {
    /// Whether libcurl is initialised; the first look initialises it, once.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// `7.88.1`, as the library that was loaded says.
    static let version = curl_version_info(CURLVERSION_LAST).flatMap { $0.pointee.version }.map { String(cString: $0) }

    /// The text for a result code.
    static func message(_ code: CURLcode) -> String {
        curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl error \(code.rawValue)"
    }
}
