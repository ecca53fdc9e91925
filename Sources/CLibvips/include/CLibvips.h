// The part of libvips that Retouch uses, behind plain C functions: libvips' own calls are variadic, and so closed to
// Swift, and its header brings all of GLib with it.
//
// Functions that return an image give NULL, others a number other than 0, when they fail; rv_error() then says why.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct _VipsImage RVImage;

typedef enum { RV_PNG, RV_JPEG, RV_WEBP, RV_AVIF, RV_HEIC, RV_TIFF, RV_GIF, RV_JXL, RV_JP2 } RVFormat;
/// What the numbers of a decoded file are.
typedef enum { RV_UINT8, RV_UINT16, RV_FLOAT, RV_OTHER_NUMBERS } RVNumbers;
/// What they stand for.
typedef enum { RV_GREY, RV_RGB, RV_CMYK, RV_LAB } RVModel;
typedef enum { RV_ICC, RV_EXIF, RV_XMP, RV_IPTC } RVMetadata;

/// What is opened when it is first needed.
typedef enum { RV_LIBVIPS, RV_LIBJXL, RV_LIBTIFF } RVLibrary;
/// A library's file name, without a folder.
const char *_Nonnull rv_library_name(RVLibrary library);
/// Opens a library, unless it is open; safe to call from several threads. NULL, or why it can't be opened, which is freed with
/// rv_free_text. libvips comes before all that has or makes an image, libjxl before rv_open of a JPEG XL and the functions
/// named after it, libtiff before rv_tiff_unpack. With libvips GLib's warnings are kept off the terminal.
char *_Nullable rv_load(RVLibrary library);
/// Takes libvips' collected error text; free it with rv_free_text.
char *_Nonnull rv_take_error(void);
void rv_free_text(char *_Nullable text);

/// Opens encoded bytes with the loader of this format and no other; only the header is read. A page counts from 0; below 0
/// it is the file's main or first one. The bytes must outlive the image. Damaged or truncated data fail when the pixels are
/// read; a strict reader fails at whatever the decoder finds odd, too.
RVImage *_Nullable rv_open(const void *_Nonnull data, size_t length, RVFormat format, int sequential, int page, int strict);
void rv_release(RVImage *_Nullable image);

int rv_width(const RVImage *_Nonnull image);
int rv_height(const RVImage *_Nonnull image);
int rv_has_alpha(const RVImage *_Nonnull image);
/// 1 if the EXIF orientation exchanges width and height.
int rv_is_sideways(const RVImage *_Nonnull image);
/// 1 if there is an EXIF orientation other than upright.
int rv_is_turned(const RVImage *_Nonnull image);
/// Decodes to the last row and throws the pixels away.
int rv_decode_all(RVImage *_Nonnull image);
/// Whether some decoder found something odd since: in this image, or in one that another thread opened meanwhile.
int rv_has_complaints(void);
/// Whether the data of a JPEG end within a scan.
int rv_jpeg_lacks_data(const void *_Nonnull data, size_t length);

typedef struct {
    int frames;
    int primaries;  // by ITU-T H.273; 0 where a profile tells the colours
    int transfer;
} RVJXLFacts;
RVJXLFacts rv_jxl_facts(const void *_Nonnull data, size_t length);
/// One frame of an animation, counted from 0, otherwise like the image that libvips makes of it.
RVImage *_Nullable rv_jxl_frame(const void *_Nonnull data, size_t length, int number, RVImage *_Nonnull as);

enum { RV_UNPACKED, RV_NOT_UNPACKED, RV_UNPACKED_DAMAGED };
typedef struct {
    int bits;  // of a sample: 8, 16, or 32 of floating point
    int height;
} RVUnpacked;
/// The samples of a TIFF's page that libvips can't decode, of each pixel one after the other, in the file's order of bytes;
/// whole numbers of 9 to 15 bits as such of 16. The buffer is freed with free.
int rv_tiff_unpack(const void *_Nonnull data, size_t length, int page, uint8_t *_Nullable *_Nonnull out,
                   size_t *_Nonnull out_length, RVUnpacked *_Nonnull facts);

RVNumbers rv_numbers(const RVImage *_Nonnull image);
RVModel rv_model(const RVImage *_Nonnull image);
/// Frames or pages of the file; at least 1.
int rv_pages(const RVImage *_Nonnull image);
/// Pixels per millimetre, across or down; 0 where the file says nothing.
double rv_resolution(const RVImage *_Nonnull image, int down);
/// A block of metadata as the file has it; NULL where there is none. It lives as long as the image.
const void *_Nullable rv_metadata(const RVImage *_Nonnull image, RVMetadata kind, size_t *_Nonnull length);

/// Upright (EXIF), 8 or 16 bits, 1 to 4 bands: grey or RGB, with straight alpha or without, in the file's own colours. CMYK
/// and Lab become sRGB; numbers other than 8 or 16 bits become 16 bits, floating point ones from 0...1. Of the file's bands
/// the first so many are colours, and one may be alpha (below 0: none is); floating
/// point colours are multiplied with a scale. Colours that are multiplied with their alpha are divided by it where that is asked.
RVImage *_Nullable rv_own(RVImage *_Nonnull image, int colours, int alpha, double scale, int divide);
/// The alpha that this libvips takes for opaque where it divides colours of floating point: 255, or 1 in later versions.
double rv_opaque_float(void);
/// Copies the samples of an 8-bit or 16-bit image out; length in bytes.
int rv_read(RVImage *_Nonnull image, uint8_t *_Nonnull out, size_t length);
int rv_bands(const RVImage *_Nonnull image);
int rv_bits(const RVImage *_Nonnull image);
/// An image over the caller's samples of 8 or 16 bits, which must outlive it and all that is made from it.
RVImage *_Nullable rv_over(const uint8_t *_Nonnull samples, int width, int height, int bands, int bits);

/// Resamples to exactly this size (Lanczos 3; alpha is premultiplied meanwhile).
RVImage *_Nullable rv_scale(RVImage *_Nonnull image, int width, int height);
/// Puts the image at (x, y) of a larger one whose rest is the image mirrored at its edges.
RVImage *_Nullable rv_embed_mirrored(RVImage *_Nonnull image, int x, int y, int width, int height);
/// Puts the image at (x, y) of a larger one whose rest is transparent.
RVImage *_Nullable rv_on_canvas(RVImage *_Nonnull image, int x, int y, int width, int height);
/// An 8-bit image with a further band: a byte for each pixel, which are copied.
RVImage *_Nullable rv_with_alpha(RVImage *_Nonnull image, const uint8_t *_Nonnull alpha);

typedef struct {
    RVFormat format;
    int quality;      // 1...100, for the lossy formats
    int lossless;     // WebP, AVIF
    int tag_srgb;     // attach an sRGB profile
    const void *_Nullable profile;  // an ICC profile to attach instead
    size_t profile_length;
    double across;  // pixels per millimetre
    double down;
    const void *_Nullable exif;  // "Exif\0\0" and what follows, less than 64 KB
    size_t exif_length;
    const void *_Nullable xmp;
    size_t xmp_length;
} RVSaving;

/// Encodes; the buffer is freed with rv_free_buffer. JPEG has no alpha: it is laid over white.
int rv_encode(RVImage *_Nonnull image, const RVSaving *_Nonnull saving, void *_Nullable *_Nonnull out, size_t *_Nonnull length);
/// Frames of one size, one below the other in memory, as an animation that runs for ever; WebP or GIF. Delays in ms.
int rv_encode_animation(const uint8_t *_Nonnull frames, int width, int height, int bands, int count,
                        const int *_Nonnull delays, const RVSaving *_Nonnull saving, void *_Nullable *_Nonnull out,
                        size_t *_Nonnull length);
/// Pango markup as one band of coverage, 0...255, broken into lines at this width in pixels.
RVImage *_Nullable rv_text(const char *_Nonnull markup, const char *_Nonnull font, int width);
void rv_free_buffer(void *_Nullable buffer);
