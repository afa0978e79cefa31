#include "CCurl.h"

/* The names are put in parentheses so that the type-checking macros of curl.h stay out of the way. */
#define SET(name, type)                                                                                                \
    CURLcode ccurl_set_##name(CURL *easy, CURLoption option, type value) {                                             \
        return (curl_easy_setopt)(easy, option, value);                                                                \
    }
#define GET(name, type)                                                                                                \
    CURLcode ccurl_get_##name(CURL *easy, CURLINFO info, type value) { return (curl_easy_getinfo)(easy, info, value); }
#define MULTI_SET(name, type)                                                                                          \
    CURLMcode ccurl_multi_set_##name(CURLM *multi, CURLMoption option, type value) {                                   \
        return (curl_multi_setopt)(multi, option, value);                                                              \
    }

SET(long, long)
SET(offset, curl_off_t)
SET(string, const char *)
SET(pointer, void *)
SET(list, struct curl_slist *)
SET(data_callback, curl_write_callback)
SET(debug_callback, curl_debug_callback)
SET(prereq_callback, ccurl_prereq_callback)
SET(opensocket_callback, curl_opensocket_callback)
SET(sockopt_callback, ccurl_sockopt_callback)
SET(closesocket_callback, ccurl_closesocket_callback)

GET(long, long *)
GET(offset, curl_off_t *)
GET(socket, curl_socket_t *)
GET(pointer, void **)

MULTI_SET(long, long)
MULTI_SET(pointer, void *)
MULTI_SET(socket_callback, curl_socket_callback)
MULTI_SET(timer_callback, curl_multi_timer_callback)

CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }
