// For dladdr.
#define _GNU_SOURCE
#include "CLibvips.h"
#include "libraries.h"
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

struct vips vips;
struct jxl jxl;
struct tiff tiff;
static void *libvips;

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

// libvips opens all of its modules as it starts, and with them libraries for slides, documents and ImageMagick's formats, which
// are never read here and take as long as libvips itself. In a folder that is none it finds no modules.
static int start_without_modules(void) {
    char *home = g_strdup(g_getenv("VIPSHOME"));
    g_setenv("VIPSHOME", "/dev/null", TRUE);
    const int failed = vips.init("retouch");
    // It sets this itself, for the programs that are started by this one, too.
    if (home) g_setenv("VIPSHOME", home, TRUE);
    else g_unsetenv("VIPSHOME");
    g_free(home);
    return failed;
}

static void open_module(const char *name) {
    Dl_info info;
    gpointer (*open)(const gchar *, int) = dlsym(libvips, "g_module_open");
    if (!open || !dladdr((void *)vips.init, &info) || !info.dli_fname) return;
    char *folder = g_path_get_dirname(info.dli_fname);
    char *path = g_strdup_printf("%s/vips-modules-%d.%d/vips-%s.so", folder, vips.version(0), vips.version(1), name);
    // 1: each function is looked up when it is first called. A libvips without modules has the format built in, or not at all.
    if (g_file_test(path, G_FILE_TEST_EXISTS)) open(path, 1);
    g_free(path);
    g_free(folder);
}

static void open_heif(void) { open_module("heif"); }
static void open_jxl(void) { open_module("jxl"); }

void rv_open_heif(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_heif);
}

void rv_open_jxl(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_jxl);
}

static char *load(RVLibrary library) {
    // Each function is looked up when it is first called: most of what libvips brings along never is.
    void *handle = dlopen(names[library], RTLD_LAZY | RTLD_LOCAL);
    if (!handle || !find(library, handle)) {
        const char *reason = dlerror();
        return g_strdup(reason ? reason : names[library]);
    }
    if (library != RV_LIBVIPS) return NULL;
    libvips = handle;
    g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, swallow, NULL);
    // What a part of libvips' own needs may be missing, too: it then goes on without that format.
    g_log_set_handler("GModule", G_LOG_LEVEL_MASK, swallow, NULL);
    g_log_set_handler("GLib-GObject", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE, swallow, NULL);
    if (start_without_modules()) return vips.error_buffer_copy();
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
