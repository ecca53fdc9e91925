#include "CCurl.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(F) \
    F(global_init) F(easy_init) F(easy_cleanup) F(easy_strerror) F(easy_setopt) F(easy_getinfo) F(slist_append) \
    F(slist_free_all) F(multi_init) F(multi_cleanup) F(multi_setopt) F(multi_add_handle) F(multi_remove_handle) \
    F(multi_perform) F(multi_poll) F(multi_wakeup) F(multi_info_read)
#define MEMBER(name) __typeof__(curl_##name) *name;
#define FIND(name) && (curl.name = dlsym(handle, "curl_" #name))

static struct { FUNCTIONS(MEMBER) } curl;

const char *retouch_curl_load(void) {
    static int is_loaded;
    if (is_loaded) return NULL;
    // Called so by every distribution, whatever it is built with.
    static const char name[] = "libcurl.so.4";
    void *handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    if (!handle || !(1 FUNCTIONS(FIND))) {
        const char *reason = dlerror();
        return strdup(reason ? reason : name);
    }
    // It also sets up OpenSSL.
    if (curl.global_init(CURL_GLOBAL_ALL) != CURLE_OK) return strdup(name);
    is_loaded = 1;
    return NULL;
}

CURL *retouch_curl_new(void) { return curl.easy_init(); }
void retouch_curl_free(CURL *handle) { curl.easy_cleanup(handle); }
const char *retouch_curl_words(CURLcode code) { return curl.easy_strerror(code); }
struct curl_slist *retouch_curl_append(struct curl_slist *list, const char *text) { return curl.slist_append(list, text); }
void retouch_curl_free_list(struct curl_slist *list) {
    if (list) curl.slist_free_all(list);
}

CURLcode retouch_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode retouch_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode retouch_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode retouch_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl.easy_setopt(handle, option, value);
}
CURLcode retouch_curl_set_transfer(CURL *handle, CURLoption option, retouch_curl_transfer function) {
    return curl.easy_setopt(handle, option, function);
}
CURLcode retouch_curl_set_before_request(CURL *handle, retouch_curl_before_request function) {
    return curl.easy_setopt(handle, CURLOPT_PREREQFUNCTION, function);
}
CURLcode retouch_curl_set_debug(CURL *handle, retouch_curl_debug function) {
    return curl.easy_setopt(handle, CURLOPT_DEBUGFUNCTION, function);
}
CURLcode retouch_curl_set_rewind(CURL *handle, retouch_curl_rewind function) {
    return curl.easy_setopt(handle, CURLOPT_SEEKFUNCTION, function);
}
CURLcode retouch_curl_set_open_socket(CURL *handle, retouch_curl_open_socket function) {
    return curl.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, function);
}
long retouch_curl_long(CURL *handle, CURLINFO info) {
    long value = 0;
    curl.easy_getinfo(handle, info, &value);
    return value;
}

CURLM *retouch_curl_multi_new(void) { return curl.multi_init(); }
void retouch_curl_multi_free(CURLM *multi) { curl.multi_cleanup(multi); }
CURLMcode retouch_curl_set_multi(CURLM *multi, CURLMoption option, long value) {
    return curl.multi_setopt(multi, option, value);
}
CURLMcode retouch_curl_multi_add(CURLM *multi, CURL *handle) { return curl.multi_add_handle(multi, handle); }
CURLMcode retouch_curl_multi_remove(CURLM *multi, CURL *handle) { return curl.multi_remove_handle(multi, handle); }
CURLMcode retouch_curl_multi_perform(CURLM *multi) {
    int running = 0;
    return curl.multi_perform(multi, &running);
}
CURLMcode retouch_curl_multi_wait(CURLM *multi, int milliseconds) {
    return curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}
CURLMcode retouch_curl_multi_wake(CURLM *multi) { return curl.multi_wakeup(multi); }
CURL *retouch_curl_ended(CURLM *multi, CURLcode *result) {
    int rest = 0;
    for (CURLMsg *message; (message = curl.multi_info_read(multi, &rest)) != NULL;) {
        if (message->msg != CURLMSG_DONE) continue;
        *result = message->data.result;
        return message->easy_handle;
    }
    return NULL;
}
