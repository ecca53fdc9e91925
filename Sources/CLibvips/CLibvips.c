#define _GNU_SOURCE
#include "CLibvips.h"
#include <string.h>
#include <vips/vips.h>

static void swallow(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {}

int rv_start(void) {
    static gsize started = 0;
    static int result = -1;
    if (g_once_init_enter(&started)) {
        g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, swallow, NULL);
        g_log_set_handler("GLib-GObject", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE, swallow, NULL);
        result = vips_init("retouch");
        vips_cache_set_max(0);
        g_once_init_leave(&started, 1);
    }
    return result;
}

char *rv_take_error(void) { return vips_error_buffer_copy(); }
void rv_free_text(char *text) { g_free(text); }

RVImage *rv_open(const void *data, size_t length, RVFormat format, int sequential) {
    VipsAccess access = sequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM;
    void *bytes = (void *)data;  // libvips reads only
    VipsImage *out = NULL;
    int failed = -1;
    switch (format) {
    case RV_PNG:
        failed = vips_pngload_buffer(bytes, length, &out, "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
        break;
    case RV_JPEG:
        failed = vips_jpegload_buffer(bytes, length, &out, "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
        break;
    case RV_WEBP:
        failed = vips_webpload_buffer(bytes, length, &out, "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
        break;
    case RV_AVIF:
    case RV_HEIC:
        failed = vips_heifload_buffer(bytes, length, &out, "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
        break;
    case RV_TIFF:
        failed = vips_tiffload_buffer(bytes, length, &out, "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
        break;
    case RV_GIF:
        failed = vips_gifload_buffer(bytes, length, &out, "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
        break;
    }
    return failed ? NULL : out;
}

void rv_release(RVImage *image) {
    if (image) g_object_unref(image);
}

int rv_width(const RVImage *image) { return vips_image_get_width(image); }
int rv_height(const RVImage *image) { return vips_image_get_height(image); }
int rv_bands(const RVImage *image) { return vips_image_get_bands(image); }
int rv_has_alpha(const RVImage *image) { return vips_image_hasalpha((VipsImage *)image); }
int rv_is_sideways(const RVImage *image) { return vips_image_get_orientation_swap((VipsImage *)image); }
int rv_is_turned(const RVImage *image) { return vips_image_get_orientation((VipsImage *)image) > 1; }

int rv_decode_all(RVImage *image) {
    // Strip by strip in this thread. With libvips' own worker threads about one truncated file in forty passes: a worker
    // that meets the damage can stop the others without the error being seen (libvips 8.14).
    int failed = 0;
    VipsRegion *region = vips_region_new(image);
    const int strip = 128, width = rv_width(image), height = rv_height(image);
    for (int y = 0; y < height && !failed; y += strip) {
        VipsRect area = {0, y, width, VIPS_MIN(strip, height - y)};
        failed = vips_region_prepare(region, &area);
    }
    g_object_unref(region);
    return failed;
}

/// Whether a profile calls itself sRGB, in 8-bit or in UTF-16 text. Such pictures are left as they are: a trip through
/// the colour engine would change values by rounding.
static int is_srgb_profile(const char *profile, size_t length) {
    return memmem(profile, length, "sRGB", 4) || memmem(profile, length, "s\0R\0G\0B", 7);
}

RVImage *rv_working(RVImage *image) {
    VipsImage *base = vips_image_new();
    VipsImage **t = (VipsImage **)vips_object_local_array(VIPS_OBJECT(base), 6);
    VipsImage *in = image, *result = NULL;
    const void *profile = NULL;
    size_t length = 0;

    if (vips_autorot(in, &t[0], NULL)) goto done;
    in = t[0];
    if (vips_image_get_typeof(in, VIPS_META_ICC_NAME) &&
        vips_image_get_blob(in, VIPS_META_ICC_NAME, &profile, &length) == 0 && !is_srgb_profile(profile, length)) {
        if (vips_icc_transform(in, &t[1], "srgb", "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE, NULL) == 0) in = t[1];
        else vips_error_clear();  // a broken profile: the picture is taken as it is
    }
    if (vips_colourspace(in, &t[2], VIPS_INTERPRETATION_sRGB, NULL)) goto done;
    in = t[2];
    if (vips_image_get_bands(in) > 4) {
        if (vips_extract_band(in, &t[3], 0, "n", 4, NULL)) goto done;
        in = t[3];
    }
    if (vips_cast_uchar(in, &t[4], NULL)) goto done;
    result = t[4];
    g_object_ref(result);
done:
    g_object_unref(base);
    return result;
}

int rv_read(RVImage *image, uint8_t *out, size_t length) {
    if (vips_image_get_format(image) != VIPS_FORMAT_UCHAR || VIPS_IMAGE_SIZEOF_IMAGE(image) != length) {
        vips_error("retouch", "unexpected pixel layout");
        return -1;
    }
    // Written straight into the caller's memory, region by region.
    int failed = 0;
    VipsRegion *region = vips_region_new(image);
    const int strip = 128, width = rv_width(image), height = rv_height(image);
    const size_t row = (size_t)width * (size_t)rv_bands(image);
    for (int y = 0; y < height && !failed; y += strip) {
        VipsRect area = {0, y, width, VIPS_MIN(strip, height - y)};
        failed = vips_region_prepare(region, &area);
        for (int i = 0; !failed && i < area.height; i++)
            memcpy(out + (size_t)(y + i) * row, VIPS_REGION_ADDR(region, 0, y + i), row);
    }
    g_object_unref(region);
    return failed;
}

RVImage *rv_over(const uint8_t *pixels, int width, int height, int bands) {
    VipsImage *raw = vips_image_new_from_memory(pixels, (size_t)width * height * bands, width, height, bands,
                                                VIPS_FORMAT_UCHAR);
    if (!raw) return NULL;
    VipsImage *out = NULL;
    int failed = vips_copy(raw, &out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL);
    g_object_unref(raw);
    return failed ? NULL : out;
}

RVImage *rv_scale(RVImage *image, int width, int height) {
    VipsImage *base = vips_image_new();
    VipsImage **t = (VipsImage **)vips_object_local_array(VIPS_OBJECT(base), 5);
    VipsImage *in = image, *result = NULL;
    const int alpha = vips_image_hasalpha(image);
    if (alpha) {
        if (vips_premultiply(in, &t[0], NULL)) goto done;
        in = t[0];
    }
    // By Lanczos alone up to a factor of 32: halving by means first, as libvips does from a factor of 4 on, is less sharp
    // and takes fifteen times as long, since it does not use vectors.
    if (vips_resize(in, &t[1], (double)width / rv_width(image), "vscale", (double)height / rv_height(image), "kernel",
                    VIPS_KERNEL_LANCZOS3, "gap", 16.0, NULL))
        goto done;
    in = t[1];
    if (alpha) {
        if (vips_unpremultiply(in, &t[2], NULL)) goto done;
        in = t[2];
    }
    if (vips_cast_uchar(in, &t[3], NULL)) goto done;
    in = t[3];
    // vips_resize rounds; make sure of the size.
    if (rv_width(in) != width || rv_height(in) != height) {
        if (vips_gravity(in, &t[4], VIPS_COMPASS_DIRECTION_NORTH_WEST, width, height, "extend", VIPS_EXTEND_COPY, NULL))
            goto done;
        in = t[4];
    }
    result = in;
    g_object_ref(result);
done:
    g_object_unref(base);
    return result;
}

RVImage *rv_embed_mirrored(RVImage *image, int x, int y, int width, int height) {
    VipsImage *out = NULL;
    return vips_embed(image, &out, x, y, width, height, "extend", VIPS_EXTEND_MIRROR, NULL) ? NULL : out;
}

int rv_encode(RVImage *image, const RVSaving *saving, void **out, size_t *length) {
    VipsImage *base = vips_image_new();
    VipsImage **t = (VipsImage **)vips_object_local_array(VIPS_OBJECT(base), 2);
    int failed = -1;
    const char *profile = saving->tag_srgb ? "srgb" : NULL;
    if (vips_copy(image, &t[0], NULL)) goto done;
    VipsImage *in = t[0];
    if (saving->xmp) vips_image_set_blob_copy(in, VIPS_META_XMP_NAME, saving->xmp, saving->xmp_length);
    if (saving->description) vips_image_set_string(in, "exif-ifd0-ImageDescription", saving->description);
    if (saving->format == RV_JPEG && vips_image_hasalpha(in)) {
        VipsArrayDouble *white = vips_array_double_newv(3, 255.0, 255.0, 255.0);
        int flat = vips_flatten(in, &t[1], "background", white, NULL);
        vips_area_unref(VIPS_AREA(white));
        if (flat) goto done;
        in = t[1];
    }
    switch (saving->format) {
    case RV_PNG:
        // Filters with a low level: for photographs smaller and several times faster than libvips' default.
        failed = vips_pngsave_buffer(in, out, length, "compression", 3, "filter", VIPS_FOREIGN_PNG_FILTER_SUB |
                                     VIPS_FOREIGN_PNG_FILTER_UP | VIPS_FOREIGN_PNG_FILTER_PAETH, "profile", profile, NULL);
        break;
    case RV_JPEG:
        failed = vips_jpegsave_buffer(in, out, length, "Q", saving->quality, "optimize_coding", TRUE, "subsample_mode",
                                      saving->quality >= 85 ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_AUTO,
                                      "profile", profile, NULL);
        break;
    case RV_WEBP:
        failed = vips_webpsave_buffer(in, out, length, "Q", saving->quality, "lossless", saving->lossless, "profile",
                                      profile, NULL);
        break;
    case RV_AVIF:
        failed = vips_heifsave_buffer(in, out, length, "Q", saving->quality, "lossless", saving->lossless, "compression",
                                      VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 4, NULL);
        break;
    case RV_TIFF:
        failed = vips_tiffsave_buffer(in, out, length, "compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE, "predictor",
                                      VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL, "profile", profile, NULL);
        break;
    case RV_HEIC:
    case RV_GIF:
        vips_error("retouch", "this format can be opened, but not written");
        break;
    }
done:
    g_object_unref(base);
    return failed;
}

int rv_encode_animation(const uint8_t *frames, int width, int height, int bands, int count, const int *delays,
                        const RVSaving *saving, void **out, size_t *length) {
    VipsImage *strip = rv_over(frames, width, height * count, bands);
    if (!strip) return -1;
    vips_image_set_int(strip, VIPS_META_PAGE_HEIGHT, height);
    vips_image_set_array_int(strip, "delay", delays, count);
    vips_image_set_int(strip, "loop", 0);
    if (saving->xmp) vips_image_set_blob_copy(strip, VIPS_META_XMP_NAME, saving->xmp, saving->xmp_length);
    int failed = -1;
    if (saving->format == RV_WEBP)
        failed = vips_webpsave_buffer(strip, out, length, "Q", saving->quality, "lossless", saving->lossless, NULL);
    else if (saving->format == RV_GIF)
        failed = vips_gifsave_buffer(strip, out, length, NULL);
    else
        vips_error("retouch", "this format has no animations");
    g_object_unref(strip);
    return failed;
}

RVImage *rv_text(const char *markup, const char *font, int width) {
    VipsImage *out = NULL;
    return vips_text(&out, markup, "font", font, "width", width, "wrap", VIPS_TEXT_WRAP_WORD_CHAR, NULL) ? NULL : out;
}

void rv_free_buffer(void *buffer) { g_free(buffer); }
