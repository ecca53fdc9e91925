#include "CLibvips.h"
#include "libraries.h"
#include <dlfcn.h>
#include <pthread.h>

struct vips vips;
struct jxl jxl;
struct tiff tiff;

#define TEXT(number) #number
#define DIGITS(number) TEXT(number)

// libvips and libtiff are called so by every distribution that has the versions which Retouch is built with; of libjxl each
// version before 1 is another library.
static const char *const names[] = {
    [RV_LIBVIPS] = "libvips.so.42",
    [RV_LIBJXL] = "libjxl.so." DIGITS(JPEGXL_MAJOR_VERSION) "." DIGITS(JPEGXL_MINOR_VERSION),
    [RV_LIBTIFF] = "libtiff.so.6",
};

const char *rv_library_name(RVLibrary library) { return names[library]; }

static void swallow(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {}

#define FIND(name, prefix, functions) && (functions.name = dlsym(handle, #prefix #name))
#define FIND_VIPS(name) FIND(name, vips_, vips)
#define FIND_JXL(name) FIND(name, Jxl, jxl)
#define FIND_TIFF(name) FIND(name, TIFF, tiff)

static int find(RVLibrary library, void *handle) {
    switch (library) {
    case RV_LIBVIPS: return 1 VIPS_FUNCTIONS(FIND_VIPS);
    case RV_LIBJXL: return 1 JXL_FUNCTIONS(FIND_JXL);
    case RV_LIBTIFF: return 1 TIFF_FUNCTIONS(FIND_TIFF);
    }
    return 0;
}

static char *load(RVLibrary library) {
    // Each function is looked up when it is first called: most of what libvips brings along never is.
    void *handle = dlopen(names[library], RTLD_LAZY | RTLD_LOCAL);
    if (!handle || !find(library, handle)) {
        const char *reason = dlerror();
        return g_strdup(reason ? reason : names[library]);
    }
    if (library != RV_LIBVIPS) return NULL;
    g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, swallow, NULL);
    // What a part of libvips' own needs may be missing, too: it then goes on without that format.
    g_log_set_handler("GModule", G_LOG_LEVEL_MASK, swallow, NULL);
    g_log_set_handler("GLib-GObject", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE, swallow, NULL);
    if (vips.init("retouch")) return vips.error_buffer_copy();
    vips.cache_set_max(0);
    return NULL;
}

char *rv_load(RVLibrary library) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static int is_loaded[sizeof names / sizeof *names];
    pthread_mutex_lock(&lock);
    char *failure = is_loaded[library] ? NULL : load(library);
    is_loaded[library] = failure == NULL;
    pthread_mutex_unlock(&lock);
    return failure;
}
