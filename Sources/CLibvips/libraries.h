// libvips, libjxl and libtiff, opened (dlopen) when the first picture needs them. To link to them made every start of the
// program wait for 106 more shared libraries, 42 of 63 ms, whether or not a picture was opened.
//
// What is used of them stands here, and nowhere else: vips.resize is vips_resize, jxl.DecoderCreate JxlDecoderCreate,
// tiff.Close TIFFClose. A function's own name links no more.
#pragma once
// Of which libvips' headers make checks that a build for debugging would have to link to it for.
#undef DEBUG
#include <jxl/decode.h>
#include <tiffio.h>
#include <vips/vips.h>
// From libvips 8.16 on, its old names are macros; libjpeg has a member of that name.
#undef error_exit

#define VIPS_FUNCTIONS(F) \
    F(init) F(version) F(cache_set_max) F(error) F(error_buffer) F(error_buffer_copy) F(error_clear) F(object_local_array) \
    F(area_unref) F(array_double_newv) F(blob_get) F(format_sizeof_unsafe) F(region_new) F(region_prepare) \
    F(image_new) F(image_new_from_memory) F(image_new_from_memory_copy) F(image_new_matrixv) F(image_map) \
    F(image_get_bands) F(image_get_blob) F(image_get_coding) F(image_get_format) F(image_get_height) F(image_get_int) \
    F(image_get_interpretation) F(image_get_n_pages) F(image_get_orientation) F(image_get_orientation_swap) \
    F(image_get_typeof) F(image_get_width) F(image_get_xres) F(image_get_yres) F(image_hasalpha) \
    F(image_set) F(image_set_array_int) F(image_set_blob_copy) F(image_set_int) F(image_set_string) \
    F(gifload_buffer) F(heifload_buffer) F(jp2kload_buffer) F(jpegload_buffer) F(jxlload_buffer) F(pngload_buffer) \
    F(tiffload_buffer) F(webpload_buffer) \
    F(gifsave_buffer) F(heifsave_buffer) F(jpegsave_buffer) F(pngsave_buffer) F(tiffsave_buffer) F(webpsave_buffer) \
    F(Lab2XYZ) F(autorot) F(bandjoin2) F(bandjoin_const1) F(black) F(cast) F(cast_ushort) F(colourspace) F(copy) F(embed) \
    F(extract_band) F(flatten) F(gravity) F(icc_transform) F(linear) F(linear1) F(premultiply) F(profile_load) F(recomb) \
    F(resize) F(text) F(unpremultiply)
#define JXL_FUNCTIONS(F) \
    F(DecoderCloseInput) F(DecoderCreate) F(DecoderDestroy) F(DecoderGetBasicInfo) F(DecoderGetColorAsEncodedProfile) \
    F(DecoderImageOutBufferSize) F(DecoderProcessInput) F(DecoderSetImageOutBuffer) F(DecoderSetInput) \
    F(DecoderSetKeepOrientation) F(DecoderSubscribeEvents)
#define TIFF_FUNCTIONS(F) \
    F(ClientOpen) F(Close) F(ComputeStrip) F(ComputeTile) F(GetField) F(GetFieldDefaulted) F(IsBigEndian) F(IsTiled) \
    F(ReadEncodedStrip) F(ReadEncodedTile) F(SetDirectory) F(SetErrorHandler) F(SetWarningHandler) F(StripSize) F(TileSize)

#define VIPS_MEMBER(name) __typeof__(vips_##name) *name;
#define JXL_MEMBER(name) __typeof__(Jxl##name) *name;
#define TIFF_MEMBER(name) __typeof__(TIFF##name) *name;
struct vips { VIPS_FUNCTIONS(VIPS_MEMBER) };
struct jxl { JXL_FUNCTIONS(JXL_MEMBER) };
struct tiff { TIFF_FUNCTIONS(TIFF_MEMBER) };

/// Valid once rv_load has said so; not changed after that.
extern struct vips vips __attribute__((visibility("hidden")));
extern struct jxl jxl __attribute__((visibility("hidden")));
extern struct tiff tiff __attribute__((visibility("hidden")));

/// For what libvips reads and writes by modules of its own; what is called for the first time then opens the module.
void rv_open_heif(void) __attribute__((visibility("hidden")));
void rv_open_jxl(void) __attribute__((visibility("hidden")));

// For the headers' macros that measure an image.
#define vips_format_sizeof_unsafe vips.format_sizeof_unsafe
