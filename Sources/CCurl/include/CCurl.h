// The part of libcurl that Retouch uses, with its functions of variable arguments made plain. libcurl is opened (dlopen) when
// something is first to be sent: to link to it made every start of the program wait for 25 more shared libraries.
//
// Nothing but retouch_curl_load may be called before that has given NULL. A function of libcurl's own name links no more.
#pragma once
#include <curl/curl.h>

/// Opens libcurl and sets it up, unless that is done; one thread at a time. NULL, or why it can't be opened.
const char *_Nullable retouch_curl_load(void);

CURL *_Nullable retouch_curl_new(void);
void retouch_curl_free(CURL *_Nonnull handle);
const char *_Nonnull retouch_curl_words(CURLcode code);
struct curl_slist *_Nullable retouch_curl_append(struct curl_slist *_Nullable list, const char *_Nonnull text);
void retouch_curl_free_list(struct curl_slist *_Nullable list);

CURLcode retouch_curl_set_long(CURL *_Nonnull handle, CURLoption option, long value);
CURLcode retouch_curl_set_offset(CURL *_Nonnull handle, CURLoption option, curl_off_t value);
// Strings are copied by libcurl; other pointers have to live as long as the handle.
CURLcode retouch_curl_set_string(CURL *_Nonnull handle, CURLoption option, const char *_Nullable value);
CURLcode retouch_curl_set_pointer(CURL *_Nonnull handle, CURLoption option, void *_Nullable value);
long retouch_curl_long(CURL *_Nonnull handle, CURLINFO info);

// Reading, writing and headers have callbacks of one form.
typedef size_t (*retouch_curl_transfer)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);
CURLcode retouch_curl_set_transfer(CURL *_Nonnull handle, CURLoption option, retouch_curl_transfer _Nonnull function);

typedef int (*retouch_curl_before_request)(
    void *_Nullable context, char *_Nullable address, char *_Nullable local, int port, int localPort);
CURLcode retouch_curl_set_before_request(CURL *_Nonnull handle, retouch_curl_before_request _Nonnull function);

// What comes and goes, as it does.
typedef int (*retouch_curl_debug)(
    CURL *_Nonnull handle, curl_infotype kind, char *_Nullable bytes, size_t count, void *_Nullable context);
CURLcode retouch_curl_set_debug(CURL *_Nonnull handle, retouch_curl_debug _Nonnull function);

typedef int (*retouch_curl_rewind)(void *_Nullable context, curl_off_t offset, int origin);
CURLcode retouch_curl_set_rewind(CURL *_Nonnull handle, retouch_curl_rewind _Nonnull function);

typedef curl_socket_t (*retouch_curl_open_socket)(
    void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *_Nullable address);
CURLcode retouch_curl_set_open_socket(CURL *_Nonnull handle, retouch_curl_open_socket _Nonnull function);

CURLM *_Nullable retouch_curl_multi_new(void);
void retouch_curl_multi_free(CURLM *_Nonnull multi);
CURLMcode retouch_curl_set_multi(CURLM *_Nonnull multi, CURLMoption option, long value);
CURLMcode retouch_curl_multi_add(CURLM *_Nonnull multi, CURL *_Nonnull handle);
CURLMcode retouch_curl_multi_remove(CURLM *_Nonnull multi, CURL *_Nonnull handle);
CURLMcode retouch_curl_multi_perform(CURLM *_Nonnull multi);
CURLMcode retouch_curl_multi_wait(CURLM *_Nonnull multi, int milliseconds);
CURLMcode retouch_curl_multi_wake(CURLM *_Nonnull multi);
// The handle and the result of the next transfer that has ended; no handle when there is none.
CURL *_Nullable retouch_curl_ended(CURLM *_Nonnull multi, CURLcode *_Nonnull result);

static inline long retouch_curl_any_login(void) { return (long)CURLAUTH_ANY; }
