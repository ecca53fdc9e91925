// What libvips 8.14 does not tell of a JPEG XL: how many frames there are (it gives the last of them) and its colours as
// numbers. libvips reads by the same library.
#include "CLibvips.h"
#include "libraries.h"

#if JPEGXL_NUMERIC_VERSION < JPEGXL_COMPUTE_NUMERIC_VERSION(0, 9, 0)
#define COLOURS(decoder, out) jxl.DecoderGetColorAsEncodedProfile(decoder, NULL, JXL_COLOR_PROFILE_TARGET_DATA, out)
#else
#define COLOURS(decoder, out) jxl.DecoderGetColorAsEncodedProfile(decoder, JXL_COLOR_PROFILE_TARGET_DATA, out)
#endif

RVJXLFacts rv_jxl_facts(const void *data, size_t length) {
    RVJXLFacts facts = {1, 0, 0};
    JxlDecoder *decoder = jxl.DecoderCreate(NULL);
    JxlBasicInfo info = {0};
    JxlColorEncoding colours;
    int frames = 0, isOver = decoder == NULL;
    if (!isOver) {
        jxl.DecoderSubscribeEvents(decoder, JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FRAME);
        jxl.DecoderSetInput(decoder, data, length);
        jxl.DecoderCloseInput(decoder);
    }
    while (!isOver) {
        switch (jxl.DecoderProcessInput(decoder)) {
        case JXL_DEC_BASIC_INFO: isOver = jxl.DecoderGetBasicInfo(decoder, &info) != JXL_DEC_SUCCESS; break;
        case JXL_DEC_COLOR_ENCODING:
            if (COLOURS(decoder, &colours) == JXL_DEC_SUCCESS) {
                facts.primaries = (int)colours.primaries;
                facts.transfer = (int)colours.transfer_function;
            }
            isOver = !info.have_animation;
            break;
        case JXL_DEC_FRAME: isOver = ++frames >= 100000; break;
        default: isOver = 1;
        }
    }
    if (decoder) jxl.DecoderDestroy(decoder);
    facts.frames = VIPS_MAX(1, frames);
    return facts;
}

static void *copy_field(VipsImage *from, const char *name, GValue *value, void *to) {
    const char *const kept[] = {"exif-", "icc-", "xmp-", VIPS_META_ORIENTATION};
    for (int i = 0; i < 4; i++)
        if (g_str_has_prefix(name, kept[i])) vips.image_set((VipsImage *)to, name, value);
    return NULL;
}

RVImage *rv_jxl_frame(const void *data, size_t length, int number, RVImage *as) {
    const int deep = vips.image_get_format(as) == VIPS_FORMAT_USHORT;
    const JxlPixelFormat layout = {(uint32_t)rv_bands(as), deep ? JXL_TYPE_UINT16 : JXL_TYPE_UINT8, JXL_NATIVE_ENDIAN, 0};
    VipsImage *raw = NULL, *out = NULL;
    JxlDecoder *decoder = jxl.DecoderCreate(NULL);
    void *pixels = NULL;
    size_t size = 0;
    int isOver = decoder == NULL, isWhole = 0, frame = 0;
    if (!isOver) {
        jxl.DecoderSubscribeEvents(decoder, JXL_DEC_FULL_IMAGE);
        // libvips turns by the orientation itself.
        jxl.DecoderSetKeepOrientation(decoder, JXL_TRUE);
        jxl.DecoderSetInput(decoder, data, length);
        jxl.DecoderCloseInput(decoder);
    }
    while (!isOver) {
        switch (jxl.DecoderProcessInput(decoder)) {
        case JXL_DEC_NEED_IMAGE_OUT_BUFFER:
            isOver = jxl.DecoderImageOutBufferSize(decoder, &layout, &size) != JXL_DEC_SUCCESS ||
                     size != (size_t)VIPS_IMAGE_SIZEOF_IMAGE(as) || (!pixels && !(pixels = g_try_malloc(size))) ||
                     jxl.DecoderSetImageOutBuffer(decoder, &layout, pixels, size) != JXL_DEC_SUCCESS;
            break;
        case JXL_DEC_FULL_IMAGE: isOver = isWhole = frame++ == number; break;
        default: isOver = 1;
        }
    }
    if (decoder) jxl.DecoderDestroy(decoder);
    if (isWhole)
        raw = vips.image_new_from_memory_copy(pixels, size, rv_width(as), rv_height(as), rv_bands(as),
                                              vips.image_get_format(as));
    if (raw && !vips.copy(raw, &out, "interpretation", vips.image_get_interpretation(as), NULL))
        vips.image_map(as, copy_field, out);
    if (!isWhole) vips.error("retouch", "%s", "the frame can't be decoded");
    if (raw) g_object_unref(raw);
    g_free(pixels);
    return out;
}
