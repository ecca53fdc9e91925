#define _GNU_SOURCE
#include "CLibvips.h"
#include "libraries.h"
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <jpeglib.h>
#include <jerror.h>

char *rv_take_error(void) { return vips.error_buffer_copy(); }
void rv_free_text(char *text) { g_free(text); }

struct complaints {
    struct jpeg_error_mgr manager;
    jmp_buf out;
    int lacks;  // data end where they should go on
};

static void give_up(j_common_ptr info) { longjmp(((struct complaints *)info->err)->out, 1); }
static void say_nothing(j_common_ptr info) {}

static void count(j_common_ptr info, int level) {
    struct complaints *complaints = (struct complaints *)info->err;
    if (level >= 0) return;
    complaints->manager.num_warnings++;
    if (info->err->msg_code == JWRN_HIT_MARKER || info->err->msg_code == JWRN_JPEG_EOF) complaints->lacks = 1;
}

// Whether a JPEG lacks nothing. libvips asks libjpeg for warnings before each strip of rows, and so not after the last one.
// Strictly, whatever is odd counts.
static int is_whole_jpeg(const void *data, size_t length, int strict) {
    struct jpeg_decompress_struct info;
    struct complaints complaints;
    info.err = jpeg_std_error(&complaints.manager);
    complaints.manager.error_exit = give_up;
    complaints.manager.output_message = say_nothing;
    complaints.manager.emit_message = count;
    complaints.lacks = 0;
    if (setjmp(complaints.out)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, data, length);
    jpeg_read_header(&info, TRUE);
    jpeg_read_coefficients(&info);
    jpeg_finish_decompress(&info);
    int is_whole = strict ? complaints.manager.num_warnings == 0 : !complaints.lacks;
    jpeg_destroy_decompress(&info);
    return is_whole;
}

static const char *const moved_bits = "retouch-moved-bits";

/// How many bits the first channel of a JPEG 2000 has, by the head of its code stream: libvips moves them to the left.
static void note_jp2_bits(const void *data, size_t length, VipsImage *image) {
    const uint8_t mark[] = {0xFF, 0x4F, 0xFF, 0x51};
    const uint8_t *head = memmem(data, length, mark, sizeof mark);
    if (head && length - (size_t)(head - (const uint8_t *)data) > 42)
        vips.image_set_int(image, moved_bits, (head[42] & 127) + 1);
}

RVImage *rv_open(const void *data, size_t length, RVFormat format, int sequential, int page, int strict) {
    VipsAccess access = sequential ? VIPS_ACCESS_SEQUENTIAL : VIPS_ACCESS_RANDOM;
    VipsFailOn fail = strict ? VIPS_FAIL_ON_WARNING : VIPS_FAIL_ON_TRUNCATED;
    void *bytes = (void *)data;  // libvips reads only
    VipsImage *out = NULL;
    int failed = -1;
    switch (format) {
    case RV_PNG: failed = vips.pngload_buffer(bytes, length, &out, "access", access, "fail_on", fail, NULL); break;
    case RV_JPEG:
        if (strict && !is_whole_jpeg(data, length, 1)) {
            vips.error("jpegload", "%s", "premature end of data");
            break;
        }
        failed = vips.jpegload_buffer(bytes, length, &out, "access", access, "fail_on", fail, NULL);
        break;
    case RV_WEBP:
        failed = vips.webpload_buffer(bytes, length, &out, "access", access, "fail_on", fail, "page", VIPS_MAX(0, page), NULL);
        break;
    case RV_AVIF:
    case RV_HEIC:
        rv_open_heif();
        if (page < 0) failed = vips.heifload_buffer(bytes, length, &out, "access", access, "fail_on", fail, NULL);
        else failed = vips.heifload_buffer(bytes, length, &out, "access", access, "fail_on", fail, "page", page, NULL);
        break;
    case RV_TIFF:
        failed = vips.tiffload_buffer(bytes, length, &out, "access", access, "fail_on", fail, "page", VIPS_MAX(0, page), NULL);
        break;
    case RV_GIF:
        failed = vips.gifload_buffer(bytes, length, &out, "access", access, "fail_on", fail, "page", VIPS_MAX(0, page), NULL);
        break;
    case RV_JXL: {
        rv_open_jxl();
        failed = vips.jxlload_buffer(bytes, length, &out, "access", access, "fail_on", fail, NULL);
        const int frames = failed ? 0 : rv_jxl_facts(data, length).frames;
        if (frames > 1) {
            RVImage *first = rv_jxl_frame(data, length, VIPS_MAX(0, page), out);
            if (first) vips.image_set_int(first, VIPS_META_N_PAGES, frames);
            g_object_unref(out);
            out = first;
            failed = first == NULL;
        }
        break;
    }
    case RV_JP2:
        failed = vips.jp2kload_buffer(bytes, length, &out, "access", access, "fail_on", fail, NULL);
        if (!failed) note_jp2_bits(data, length, out);
        break;
    }
    return failed ? NULL : out;
}

int rv_jpeg_lacks_data(const void *data, size_t length) { return !is_whole_jpeg(data, length, 0); }

void rv_release(RVImage *image) {
    if (image) g_object_unref(image);
}

int rv_width(const RVImage *image) { return vips.image_get_width(image); }
int rv_height(const RVImage *image) { return vips.image_get_height(image); }
int rv_bands(const RVImage *image) {
    // Packed Lab has the low bits of all three in a fourth byte.
    return vips.image_get_coding(image) == VIPS_CODING_LABQ ? 3 : vips.image_get_bands(image);
}
int rv_has_alpha(const RVImage *image) { return vips.image_hasalpha((VipsImage *)image); }
int rv_is_sideways(const RVImage *image) { return vips.image_get_orientation_swap((VipsImage *)image); }
int rv_is_turned(const RVImage *image) { return vips.image_get_orientation((VipsImage *)image) > 1; }

int rv_decode_all(RVImage *image) {
    // Strip by strip in this thread. With libvips' own worker threads about one truncated file in forty passes: a worker
    // that meets the damage can stop the others without the error being seen (libvips 8.14).
    int failed = 0;
    vips.error_clear();
    VipsRegion *region = vips.region_new(image);
    const int strip = 128, width = rv_width(image), height = rv_height(image);
    for (int y = 0; y < height && !failed; y += strip) {
        VipsRect area = {0, y, width, VIPS_MIN(strip, height - y)};
        failed = vips.region_prepare(region, &area);
    }
    g_object_unref(region);
    return failed;
}

RVNumbers rv_numbers(const RVImage *image) {
    switch (vips.image_get_format(image)) {
    case VIPS_FORMAT_UCHAR: return RV_UINT8;
    case VIPS_FORMAT_USHORT: return RV_UINT16;
    case VIPS_FORMAT_FLOAT:
    case VIPS_FORMAT_DOUBLE: return RV_FLOAT;
    default: return RV_OTHER_NUMBERS;
    }
}

RVModel rv_model(const RVImage *image) {
    switch (vips.image_get_interpretation(image)) {
    case VIPS_INTERPRETATION_CMYK: return RV_CMYK;
    case VIPS_INTERPRETATION_LAB:
    case VIPS_INTERPRETATION_LABQ:
    case VIPS_INTERPRETATION_LABS:
    case VIPS_INTERPRETATION_LCH:
    case VIPS_INTERPRETATION_CMC:
    case VIPS_INTERPRETATION_XYZ:
    case VIPS_INTERPRETATION_YXY:
    case VIPS_INTERPRETATION_HSV: return RV_LAB;
    case VIPS_INTERPRETATION_B_W:
    case VIPS_INTERPRETATION_GREY16: return RV_GREY;
    default: return rv_bands(image) < 3 ? RV_GREY : RV_RGB;
    }
}

int rv_pages(const RVImage *image) { return VIPS_MAX(1, vips.image_get_n_pages((VipsImage *)image)); }

double rv_resolution(const RVImage *image, int down) {
    // One pixel per millimetre is libvips' word for nothing known.
    double resolution = down ? vips.image_get_yres(image) : vips.image_get_xres(image);
    return resolution > 1.001 || (resolution > 0.01 && resolution < 0.999) ? resolution : 0;
}

const void *rv_metadata(const RVImage *image, RVMetadata kind, size_t *length) {
    static const char *const names[] = {VIPS_META_ICC_NAME, VIPS_META_EXIF_NAME, VIPS_META_XMP_NAME, VIPS_META_IPTC_NAME};
    const void *data = NULL;
    char item[32];
    const char *name = names[kind];
    *length = 0;
    // Of an AVIF or HEIC libvips knows only packets without a head for what they are.
    for (int i = 0; kind == RV_XMP && i < 32 && !vips.image_get_typeof(image, name); i++) {
        snprintf(item, sizeof item, "heif-mime-%d", i);
        name = item;
    }
    if (!vips.image_get_typeof(image, name)) return NULL;
    if (vips.image_get_blob(image, name, &data, length)) {
        vips.error_clear();
        return NULL;
    }
    return data;
}

int rv_has_complaints(void) { return *vips.error_buffer() != 0; }

static int is_lab(const VipsImage *image) {
    const VipsInterpretation kind = vips.image_get_interpretation(image);
    return kind == VIPS_INTERPRETATION_LAB || kind == VIPS_INTERPRETATION_LABQ || kind == VIPS_INTERPRETATION_LABS;
}

/// Files have CIE Lab of D50, as profiles do; libvips takes it for that of D65, and packed bytes through a coarse table.
static VipsImage *lab_as_xyz(VipsImage *in) {
    // The lightness of a byte becomes one of ten bits by two noughts behind it.
    const double lightness = vips.image_get_coding(in) == VIPS_CODING_LABQ ? 1023.0 / 1020 : 1;
    double factors[] = {lightness, 1, 1}, none[] = {0, 0, 0};
    VipsImage *base = vips.image_new(), *out = NULL;
    VipsImage **t = (VipsImage **)vips.object_local_array((VipsObject *)base, 5);
    VipsArrayDouble *white = vips.array_double_newv(3, 96.422, 100.0, 82.521);
    // By Bradford, as lindbloom.com has it.
    t[0] = vips.image_new_matrixv(3, 3, 0.9555766, -0.0230393, 0.0631636, -0.0282895, 1.0099416, 0.0210077, 0.0122982,
                                  -0.0204830, 1.3299098);
    if (!vips.colourspace(in, &t[1], VIPS_INTERPRETATION_LAB, NULL) && !vips.extract_band(t[1], &t[2], 0, "n", 3, NULL) &&
        !vips.linear(t[2], &t[3], factors, none, 3, NULL) && !vips.Lab2XYZ(t[3], &t[4], "temp", white, NULL) &&
        vips.recomb(t[4], &out, t[0], NULL))
        out = NULL;
    vips.area_unref((VipsArea *)white);
    g_object_unref(base);
    return out;
}

RVImage *rv_own(RVImage *image, int colours, int alpha, double scale, int divide) {
    VipsImage *base = vips.image_new();
    VipsImage **t = (VipsImage **)vips.object_local_array((VipsObject *)base, 11);
    VipsImage *in = image, *result = NULL;
    if (rv_bands(in) > colours && (alpha != colours || rv_bands(in) > colours + 1)) {
        if (vips.extract_band(in, &t[5], 0, "n", colours, NULL)) goto done;
        in = t[5];
        if (alpha >= 0) {
            if (vips.extract_band(image, &t[6], alpha, NULL) || vips.bandjoin2(in, t[6], &t[7], NULL)) goto done;
            in = t[7];
        }
    }
    const RVModel model = rv_model(image);
    const RVNumbers numbers = rv_numbers(image);

    if (vips.autorot(in, &t[0], NULL)) goto done;
    in = t[0];
    if (model == RV_CMYK || model == RV_LAB) {
        const int deep = numbers != RV_UINT8;
        // Lab stands for colours by itself, whatever profile lies beside it.
        if (model == RV_CMYK && vips.image_get_typeof(in, VIPS_META_ICC_NAME)) {
            if (vips.icc_transform(in, &t[1], "srgb", "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE, "depth",
                                   deep ? 16 : 8, NULL) == 0)
                in = t[1];
            else
                vips.error_clear();  // a broken profile, or one for other channels
        }
        if (is_lab(in)) {
            if (!(t[1] = lab_as_xyz(in))) goto done;
            in = t[1];
        }
        if (vips.colourspace(in, &t[2], deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB, NULL)) goto done;
        in = t[2];
        if (vips.cast(in, &t[3], deep ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR, NULL)) goto done;
        in = t[3];
    } else if (numbers == RV_FLOAT) {
        // Half a step more, since the cast cuts off.
        const double own = 65535.0 * scale;
        double factors[] = {own, own, own, own}, halves[] = {0.5, 0.5, 0.5, 0.5};
        const int bands = vips.image_get_bands(in);
        if (alpha >= 0 && bands <= 4) factors[bands - 1] = 65535.0;
        if (vips.linear(in, &t[1], factors, halves, VIPS_MIN(bands, 4), NULL)) goto done;
        if (vips.cast_ushort(t[1], &t[2], NULL)) goto done;
        in = t[2];
    } else if (numbers == RV_UINT16 &&
               (vips.image_get_typeof(in, "heif-bitdepth") || vips.image_get_typeof(in, moved_bits))) {
        // 10 and 12 bits were moved to the left: white would lack a little.
        const char *name = vips.image_get_typeof(in, moved_bits) ? moved_bits : "heif-bitdepth";
        int bits = 16;
        if (!vips.image_get_int(in, name, &bits) && bits > 8 && bits < 16) {
            if (vips.linear1(in, &t[1], 65535.0 / (65536 - (1 << (16 - bits))), 0.5, NULL)) goto done;
            if (vips.cast_ushort(t[1], &t[2], NULL)) goto done;
            in = t[2];
        }
    } else if (numbers == RV_OTHER_NUMBERS) {
        if (vips.cast(in, &t[1], VIPS_FORMAT_USHORT, "shift", TRUE, NULL)) goto done;
        in = t[1];
    }
    if (divide) {
        const VipsBandFormat format = vips.image_get_format(in);
        if (vips.unpremultiply(in, &t[8], "max_alpha", format == VIPS_FORMAT_UCHAR ? 255.0 : 65535.0, NULL)) goto done;
        if (vips.linear1(t[8], &t[9], 1, 0.5, NULL) || vips.cast(t[9], &t[10], format, NULL)) goto done;
        in = t[10];
    }
    result = in;
    g_object_ref(result);
done:
    g_object_unref(base);
    return result;
}

int rv_bits(const RVImage *image) { return vips.image_get_format(image) == VIPS_FORMAT_UCHAR ? 8 : 16; }

int rv_read(RVImage *image, uint8_t *out, size_t length) {
    const VipsBandFormat format = vips.image_get_format(image);
    if ((format != VIPS_FORMAT_UCHAR && format != VIPS_FORMAT_USHORT) || VIPS_IMAGE_SIZEOF_IMAGE(image) != length) {
        vips.error("retouch", "unexpected pixel layout");
        return -1;
    }
    // Written straight into the caller's memory, region by region.
    int failed = 0;
    VipsRegion *region = vips.region_new(image);
    const int strip = 128, width = rv_width(image), height = rv_height(image);
    const size_t row = VIPS_IMAGE_SIZEOF_LINE(image);
    for (int y = 0; y < height && !failed; y += strip) {
        VipsRect area = {0, y, width, VIPS_MIN(strip, height - y)};
        failed = vips.region_prepare(region, &area);
        for (int i = 0; !failed && i < area.height; i++)
            memcpy(out + (size_t)(y + i) * row, VIPS_REGION_ADDR(region, 0, y + i), row);
    }
    g_object_unref(region);
    return failed;
}

RVImage *rv_over(const uint8_t *samples, int width, int height, int bands, int bits) {
    const int deep = bits == 16;
    VipsImage *raw = vips.image_new_from_memory(samples, (size_t)width * height * bands * (deep ? 2 : 1), width, height,
                                                bands, deep ? VIPS_FORMAT_USHORT : VIPS_FORMAT_UCHAR);
    if (!raw) return NULL;
    VipsImage *out = NULL;
    VipsInterpretation kind = bands < 3 ? (deep ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W)
                                        : (deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB);
    int failed = vips.copy(raw, &out, "interpretation", kind, NULL);
    g_object_unref(raw);
    return failed ? NULL : out;
}

double rv_opaque_float(void) {
    const float colour[] = {1, 1, 1, 1};
    VipsImage *base = vips.image_new();
    VipsImage **t = (VipsImage **)vips.object_local_array((VipsObject *)base, 3);
    float divided[4] = {1};
    t[0] = vips.image_new_from_memory(colour, sizeof colour, 1, 1, 4, VIPS_FORMAT_FLOAT);
    if (t[0] && !vips.copy(t[0], &t[1], "interpretation", VIPS_INTERPRETATION_scRGB, NULL) &&
        !vips.unpremultiply(t[1], &t[2], NULL)) {
        VipsRegion *region = vips.region_new(t[2]);
        VipsRect pixel = {0, 0, 1, 1};
        if (!vips.region_prepare(region, &pixel)) divided[0] = *(float *)VIPS_REGION_ADDR_TOPLEFT(region);
        g_object_unref(region);
    }
    g_object_unref(base);
    return divided[0];
}

RVImage *rv_scale(RVImage *image, int width, int height) {
    VipsImage *base = vips.image_new();
    VipsImage **t = (VipsImage **)vips.object_local_array((VipsObject *)base, 5);
    VipsImage *in = image, *result = NULL;
    const int alpha = vips.image_hasalpha(image);
    if (alpha) {
        if (vips.premultiply(in, &t[0], NULL)) goto done;
        in = t[0];
    }
    // By Lanczos alone up to a factor of 32: halving by means first, as libvips does from a factor of 4 on, is less sharp
    // and takes fifteen times as long, since it does not use vectors.
    if (vips.resize(in, &t[1], (double)width / rv_width(image), "vscale", (double)height / rv_height(image), "kernel",
                    VIPS_KERNEL_LANCZOS3, "gap", 16.0, NULL))
        goto done;
    in = t[1];
    if (alpha) {
        if (vips.unpremultiply(in, &t[2], NULL)) goto done;
        in = t[2];
    }
    if (vips.cast(in, &t[3], vips.image_get_format(image), NULL)) goto done;
    in = t[3];
    // It rounds; make sure of the size.
    if (rv_width(in) != width || rv_height(in) != height) {
        if (vips.gravity(in, &t[4], VIPS_COMPASS_DIRECTION_NORTH_WEST, width, height, "extend", VIPS_EXTEND_COPY, NULL))
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
    return vips.embed(image, &out, x, y, width, height, "extend", VIPS_EXTEND_MIRROR, NULL) ? NULL : out;
}

RVImage *rv_on_canvas(RVImage *image, int x, int y, int width, int height) {
    VipsImage *base = vips.image_new();
    VipsImage **t = (VipsImage **)vips.object_local_array((VipsObject *)base, 1);
    VipsImage *in = image, *out = NULL;
    if (!vips.image_hasalpha(in)) {
        const double opaque = vips.image_get_format(in) == VIPS_FORMAT_USHORT ? 65535 : 255;
        if (vips.bandjoin_const1(in, &t[0], opaque, NULL)) goto done;
        in = t[0];
    }
    if (vips.embed(in, &out, x, y, width, height, "extend", VIPS_EXTEND_BLACK, NULL)) out = NULL;
done:
    g_object_unref(base);
    return out;
}

RVImage *rv_with_alpha(RVImage *image, const uint8_t *alpha) {
    VipsImage *out = NULL;
    const int width = rv_width(image), height = rv_height(image);
    VipsImage *band =
        vips.image_new_from_memory_copy(alpha, (size_t)width * height, width, height, 1, VIPS_FORMAT_UCHAR);
    if (!band) return NULL;
    if (vips.bandjoin2(image, band, &out, NULL)) out = NULL;
    g_object_unref(band);
    return out;
}

static void *copy_exif(VipsImage *from, const char *name, GValue *value, void *to) {
    if (g_str_has_prefix(name, "exif-")) vips.image_set((VipsImage *)to, name, value);
    return NULL;
}

/// Gives an image the tags of an EXIF block. libvips writes only the tags that it has read itself, and so the block is put
/// into the smallest of JPEGs, and read from there.
static void attach_exif(VipsImage *image, const void *exif, size_t length) {
    VipsImage *dot = NULL, *carrier = NULL;
    void *jpeg = NULL;
    size_t size = 0;
    if (length < 14 || length > 65000) return;
    if (!vips.black(&dot, 1, 1, NULL) && !vips.jpegsave_buffer(dot, &jpeg, &size, "strip", TRUE, NULL)) {
        uint8_t *bytes = g_malloc(size + length + 4);
        const uint8_t marker[] = {0xFF, 0xD8, 0xFF, 0xE1, (uint8_t)((length + 2) >> 8), (uint8_t)((length + 2) & 255)};
        memcpy(bytes, marker, 6);
        memcpy(bytes + 6, exif, length);
        memcpy(bytes + 6 + length, (uint8_t *)jpeg + 2, size - 2);
        if (!vips.jpegload_buffer(bytes, size + length + 4, &carrier, NULL)) {
            vips.image_map(carrier, copy_exif, image);
            g_object_unref(carrier);
        }
        g_free(bytes);
    }
    vips.error_clear();
    g_free(jpeg);
    if (dot) g_object_unref(dot);
}

// From 8.15 on libvips writes EXIF of its own where there is none. Before, it wrote what was there. Not so for a JPEG: what is
// not to have EXIF would lose its density with it, and the EXIF of a JPEG is always put right afterwards.
#if VIPS_MAJOR_VERSION > 8 || VIPS_MINOR_VERSION >= 15
#define KEEP(saving) "keep", (saving)->exif ? VIPS_FOREIGN_KEEP_ALL : VIPS_FOREIGN_KEEP_ALL & ~VIPS_FOREIGN_KEEP_EXIF
#else
#define KEEP(saving) "strip", FALSE
#endif

/// Gives an image libvips' own sRGB profile. Not by the savers' option: where libvips writes PNG by libspng, that has freed the
/// profile before it is written, and what stands in the file is whatever the memory has become.
static int attach_srgb(VipsImage *image) {
    VipsBlob *blob = NULL;
    if (vips.profile_load("srgb", &blob, NULL)) return -1;
    if (blob) {
        size_t length;
        const void *profile = vips.blob_get(blob, &length);
        vips.image_set_blob_copy(image, VIPS_META_ICC_NAME, profile, length);
        vips.area_unref((VipsArea *)blob);
    }
    return 0;
}

int rv_encode(RVImage *image, const RVSaving *saving, void **out, size_t *length) {
    VipsImage *base = vips.image_new();
    VipsImage **t = (VipsImage **)vips.object_local_array((VipsObject *)base, 2);
    int failed = -1;
    if (vips.copy(image, &t[0], "xres", saving->across, "yres", saving->down, NULL)) goto done;
    VipsImage *in = t[0];
    const int deep = vips.image_get_format(in) == VIPS_FORMAT_USHORT;
    vips.image_set_string(in, VIPS_META_RESOLUTION_UNIT, "in");
    // An AVIF tells sRGB by four numbers; grey would become three channels.
    if (saving->tag_srgb && saving->format != RV_AVIF && vips.image_get_bands(in) >= 3 && attach_srgb(in)) goto done;
    if (saving->profile) vips.image_set_blob_copy(in, VIPS_META_ICC_NAME, saving->profile, saving->profile_length);
    if (saving->exif) attach_exif(in, saving->exif, saving->exif_length);
    if (saving->xmp) vips.image_set_blob_copy(in, VIPS_META_XMP_NAME, saving->xmp, saving->xmp_length);
    if (saving->format == RV_JPEG && vips.image_hasalpha(in)) {
        VipsArrayDouble *white = vips.array_double_newv(3, 255.0, 255.0, 255.0);
        int flat = vips.flatten(in, &t[1], "background", white, NULL);
        vips.area_unref((VipsArea *)white);
        if (flat) goto done;
        in = t[1];
    }
    switch (saving->format) {
    case RV_PNG:
        // Filters with a low level: for photographs smaller and several times faster than libvips' default. The low bytes
        // of 16 bits are noise, which no choice of filters makes smaller: one of them takes a fifth less time, for a
        // hundredth more bytes.
        failed = vips.pngsave_buffer(in, out, length, "compression", deep ? 1 : 3, "filter",
                                     deep ? VIPS_FOREIGN_PNG_FILTER_SUB
                                          : VIPS_FOREIGN_PNG_FILTER_SUB | VIPS_FOREIGN_PNG_FILTER_UP |
                                                VIPS_FOREIGN_PNG_FILTER_PAETH,
                                     KEEP(saving), NULL);
        break;
    case RV_JPEG:
        failed = vips.jpegsave_buffer(in, out, length, "Q", saving->quality, "optimize_coding", TRUE, "subsample_mode",
                                      saving->quality >= 85 ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_AUTO,
                                      NULL);
        break;
    case RV_WEBP:
        failed = vips.webpsave_buffer(in, out, length, "Q", saving->quality, "lossless", saving->lossless, KEEP(saving),
                                      NULL);
        break;
    case RV_AVIF:
        rv_open_heif();
        // 12 bits: at 10 libheif 1.15 asks libaom for what does not exist, which ends the program.
        failed = vips.heifsave_buffer(in, out, length, "Q", saving->quality, "lossless", saving->lossless, "compression",
                                      VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 4, "bitdepth", deep ? 12 : 8, KEEP(saving),
                                      NULL);
        break;
    case RV_TIFF:
        failed = vips.tiffsave_buffer(in, out, length, "compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE, "predictor",
                                      VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL, KEEP(saving), NULL);
        break;
    default:
        vips.error("retouch", "this format can be opened, but not written");
        break;
    }
done:
    g_object_unref(base);
    return failed;
}

int rv_encode_animation(const uint8_t *frames, int width, int height, int bands, int count, const int *delays,
                        const RVSaving *saving, void **out, size_t *length) {
    VipsImage *strip = rv_over(frames, width, height * count, bands, 8);
    if (!strip) return -1;
    vips.image_set_int(strip, VIPS_META_PAGE_HEIGHT, height);
    vips.image_set_array_int(strip, "delay", delays, count);
    vips.image_set_int(strip, "loop", 0);
    if (saving->xmp) vips.image_set_blob_copy(strip, VIPS_META_XMP_NAME, saving->xmp, saving->xmp_length);
    int failed = -1;
    if (saving->format == RV_WEBP)
        failed = vips.webpsave_buffer(strip, out, length, "Q", saving->quality, "lossless", saving->lossless, KEEP(saving),
                                      NULL);
    else if (saving->format == RV_GIF)
        failed = vips.gifsave_buffer(strip, out, length, KEEP(saving), NULL);
    else
        vips.error("retouch", "this format has no animations");
    g_object_unref(strip);
    return failed;
}

RVImage *rv_text(const char *markup, const char *font, int width) {
    VipsImage *out = NULL;
    return vips.text(&out, markup, "font", font, "width", width, "wrap", VIPS_TEXT_WRAP_WORD_CHAR, NULL) ? NULL : out;
}

void rv_free_buffer(void *buffer) { g_free(buffer); }
