#pragma once
/* One typed function for each argument shape of libcurl's variadic calls, because Swift cannot
   call variadic C; no logic lives here. */
#include <curl/curl.h>
#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#endif

typedef int (*ccurl_prereq_callback)(void *context, char *peer_ip, char *local_ip, int peer_port, int local_port);
typedef int (*ccurl_sockopt_callback)(void *context, curl_socket_t socket, curlsocktype purpose);
typedef int (*ccurl_closesocket_callback)(void *context, curl_socket_t socket);

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_data_callback(CURL *easy, CURLoption option, curl_write_callback value);
CURLcode ccurl_set_debug_callback(CURL *easy, CURLoption option, curl_debug_callback value);
CURLcode ccurl_set_prereq_callback(CURL *easy, CURLoption option, ccurl_prereq_callback value);
CURLcode ccurl_set_opensocket_callback(CURL *easy, CURLoption option, curl_opensocket_callback value);
CURLcode ccurl_set_sockopt_callback(CURL *easy, CURLoption option, ccurl_sockopt_callback value);
CURLcode ccurl_set_closesocket_callback(CURL *easy, CURLoption option, ccurl_closesocket_callback value);

CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode ccurl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);
CURLcode ccurl_get_socket(CURL *easy, CURLINFO info, curl_socket_t *value);
CURLcode ccurl_get_pointer(CURL *easy, CURLINFO info, void **value);

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_set_pointer(CURLM *multi, CURLMoption option, void *value);
CURLMcode ccurl_multi_set_socket_callback(CURLM *multi, CURLMoption option, curl_socket_callback value);
CURLMcode ccurl_multi_set_timer_callback(CURLM *multi, CURLMoption option, curl_multi_timer_callback value);

/* The result of a finished transfer: a member of a union that Swift does not see. */
CURLcode ccurl_message_result(const CURLMsg *message);
