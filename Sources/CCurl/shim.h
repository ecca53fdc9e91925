// libcurl, with its functions of variable arguments made plain.
#pragma once
#include <curl/curl.h>

static inline CURLcode retouch_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode retouch_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// Strings are copied by libcurl; other pointers have to live as long as the handle.
static inline CURLcode retouch_curl_set_string(CURL *handle, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode retouch_curl_set_pointer(CURL *handle, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(handle, option, value);
}

// Reading, writing and headers have callbacks of one form.
typedef size_t (*retouch_curl_transfer)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

static inline CURLcode retouch_curl_set_transfer(CURL *handle, CURLoption option, retouch_curl_transfer function) {
    return curl_easy_setopt(handle, option, function);
}

typedef int (*retouch_curl_before_request)(
    void *_Nullable context, char *_Nullable address, char *_Nullable local, int port, int localPort);

static inline CURLcode retouch_curl_set_before_request(CURL *handle, retouch_curl_before_request function) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, function);
}

typedef int (*retouch_curl_debug)(
    CURL *_Nonnull handle, curl_infotype kind, char *_Nullable bytes, size_t count, void *_Nullable context);

// What comes and goes, as it does.
static inline CURLcode retouch_curl_set_debug(CURL *handle, retouch_curl_debug function) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
}

typedef int (*retouch_curl_rewind)(void *_Nullable context, curl_off_t offset, int origin);

static inline CURLcode retouch_curl_set_rewind(CURL *handle, retouch_curl_rewind function) {
    return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, function);
}

typedef curl_socket_t (*retouch_curl_open_socket)(
    void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *_Nullable address);

static inline CURLcode retouch_curl_set_open_socket(CURL *handle, retouch_curl_open_socket function) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline long retouch_curl_long(CURL *handle, CURLINFO info) {
    long value = 0;
    curl_easy_getinfo(handle, info, &value);
    return value;
}

static inline CURLMcode retouch_curl_set_multi(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// The handle and the result of the next transfer that has ended; no handle when there is none.
static inline CURL *_Nullable retouch_curl_ended(CURLM *multi, CURLcode *_Nonnull result) {
    int rest = 0;
    for (CURLMsg *message; (message = curl_multi_info_read(multi, &rest)) != NULL;) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}

static inline long retouch_curl_any_login(void) { return (long)CURLAUTH_ANY; }
