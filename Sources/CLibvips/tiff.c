// What libvips 8.14 does not decode of TIFF: samples of 9 to 15 bits, planes in tiles, floating point of 16 and 64 bits.
// libvips reads by the same library.
#include "CLibvips.h"
#include "libraries.h"
#include <stdlib.h>
#include <string.h>

struct memory {
    const uint8_t *data;
    tmsize_t length, at;
};

static tmsize_t read_from(thandle_t handle, void *out, tmsize_t count) {
    struct memory *memory = handle;
    const tmsize_t left = memory->at < memory->length ? memory->length - memory->at : 0;
    if (count > left) count = left;
    memcpy(out, memory->data + memory->at, count);
    memory->at += count;
    return count;
}
static tmsize_t write_to(thandle_t handle, void *bytes, tmsize_t count) { return 0; }
static toff_t seek_to(thandle_t handle, toff_t offset, int from) {
    struct memory *memory = handle;
    const int64_t start = from == SEEK_CUR ? memory->at : from == SEEK_END ? memory->length : 0;
    if ((int64_t)offset > INT64_MAX / 2 || start + (int64_t)offset < 0) return (toff_t)-1;
    memory->at = start + (int64_t)offset;
    return memory->at;
}
static int close_it(thandle_t handle) { return 0; }
static toff_t size_of(thandle_t handle) { return ((struct memory *)handle)->length; }
static void say_nothing(const char *module, const char *format, va_list arguments) {}

/// A number of half precision as one of single precision, bit by bit.
static uint32_t from_half(uint16_t half) {
    const uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    uint32_t exponent = half >> 10 & 31, fraction = half & 1023;
    if (exponent == 31) return sign | 0x7F800000 | fraction << 13;
    if (exponent == 0) {
        if (fraction == 0) return sign;
        for (exponent = 1; !(fraction & 1024); exponent--) fraction <<= 1;
        fraction &= 1023;
    }
    return sign | (exponent + 112) << 23 | fraction << 13;
}

struct layout {
    int bits, isFloat, size;  // of a sample in the file; the bytes of one that is made of it
    int isBig;
};

/// One row's samples, `step` apart.
static void unpack(const uint8_t *row, uint32_t count, struct layout how, uint8_t *out, size_t step) {
    const uint32_t most = how.bits < 32 ? (1u << how.bits) - 1 : 0;
    uint64_t kept = 0;
    int held = 0;
    for (uint32_t i = 0; i < count; i++, out += step) {
        uint32_t value;
        if (how.isFloat && how.bits == 16) {
            uint16_t half;
            memcpy(&half, row + 2 * (size_t)i, 2);
            value = from_half(half);
        } else if (how.isFloat && how.bits == 64) {
            double number;
            memcpy(&number, row + 8 * (size_t)i, 8);
            const float single = (float)number;
            memcpy(&value, &single, 4);
        } else if (how.bits == 32) {
            memcpy(&value, row + 4 * (size_t)i, 4);
        } else if (how.bits == 16) {
            uint16_t word;
            memcpy(&word, row + 2 * (size_t)i, 2);
            value = word;
        } else if (how.bits == 8) {
            value = row[i];
        } else {
            // Packed from the highest bit on.
            for (; held < how.bits; held += 8) kept = kept << 8 | *row++;
            held -= how.bits;
            value = (uint32_t)(kept >> held) & most;
            value = (uint32_t)(((uint64_t)value * 65535 + most / 2) / most);
        }
        for (int byte = 0; byte < how.size; byte++)
            out[how.isBig ? how.size - 1 - byte : byte] = (uint8_t)(value >> 8 * byte);
    }
}

int rv_tiff_unpack(const void *data, size_t length, int page, uint8_t **out, size_t *out_length, RVUnpacked *facts) {
    struct memory memory = {data, (tmsize_t)length, 0};
    int outcome = RV_NOT_UNPACKED;
    uint8_t *part = NULL, *samples = NULL;
    tiff.SetErrorHandler(say_nothing);
    tiff.SetWarningHandler(say_nothing);
    TIFF *file = tiff.ClientOpen("memory", "rm", &memory, read_from, write_to, seek_to, close_it, size_of, NULL, NULL);
    if (!file) return outcome;
    uint32_t width = 0, height = 0, across = 0, down = 0;
    uint16_t channels = 1, bits = 1, kind = SAMPLEFORMAT_UINT, planes = PLANARCONFIG_CONTIG, model = 0;
    if (!tiff.SetDirectory(file, (tdir_t)page) || !tiff.GetField(file, TIFFTAG_IMAGEWIDTH, &width) ||
        !tiff.GetField(file, TIFFTAG_IMAGELENGTH, &height))
        goto done;
    tiff.GetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &channels);
    tiff.GetFieldDefaulted(file, TIFFTAG_BITSPERSAMPLE, &bits);
    tiff.GetFieldDefaulted(file, TIFFTAG_SAMPLEFORMAT, &kind);
    tiff.GetFieldDefaulted(file, TIFFTAG_PLANARCONFIG, &planes);
    tiff.GetField(file, TIFFTAG_PHOTOMETRIC, &model);
    const int isFloat = kind == SAMPLEFORMAT_IEEEFP, isTiled = tiff.IsTiled(file), isApart = planes == PLANARCONFIG_SEPARATE;
    const int isWhole = kind == SAMPLEFORMAT_UINT && bits >= 8 && bits <= 16;
    if (!isWhole && !(isFloat && (bits == 16 || bits == 32 || bits == 64))) goto done;
    if (width == 0 || height == 0 || channels == 0 || channels > 16 || model == PHOTOMETRIC_YCBCR ||
        (uint64_t)width * height > 200000000)
        goto done;
    const struct layout how = {bits, isFloat, isFloat ? 4 : bits == 8 ? 1 : 2, tiff.IsBigEndian(file)};
    const size_t pixel = (size_t)how.size * channels, total = (size_t)width * height * pixel;
    if (isTiled) {
        tiff.GetField(file, TIFFTAG_TILEWIDTH, &across);
        tiff.GetField(file, TIFFTAG_TILELENGTH, &down);
    } else {
        across = width;
        tiff.GetFieldDefaulted(file, TIFFTAG_ROWSPERSTRIP, &down);
        if (down > height) down = height;
    }
    const tmsize_t size = isTiled ? tiff.TileSize(file) : tiff.StripSize(file);
    const uint64_t row = ((uint64_t)across * (isApart ? 1 : channels) * bits + 7) / 8;
    // A small file that claims to be large would take memory for nothing: the best compression is about a thousandfold.
    if (across == 0 || down == 0 || size <= 0 || row * down > (uint64_t)size || total / 4096 > length) goto done;
    part = malloc((size_t)size);
    samples = malloc(total);
    if (!part || !samples) goto done;
    for (uint32_t plane = 0; plane < (isApart ? channels : 1u); plane++)
        for (uint32_t top = 0; top < height; top += down)
            for (uint32_t left = 0; left < width; left += across) {
                const uint32_t rows = height - top < down ? height - top : down;
                const uint32_t columns = width - left < across ? width - left : across;
                const tmsize_t needed = (tmsize_t)row * (isTiled ? down : rows);
                const tmsize_t got =
                    isTiled ? tiff.ReadEncodedTile(file, tiff.ComputeTile(file, left, top, 0, (uint16_t)plane), part, size)
                            : tiff.ReadEncodedStrip(file, tiff.ComputeStrip(file, top, (uint16_t)plane), part, needed);
                if (got < needed) {
                    outcome = RV_UNPACKED_DAMAGED;
                    goto done;
                }
                for (uint32_t y = 0; y < rows; y++)
                    unpack(part + y * row, isApart ? columns : columns * channels, how,
                           samples + ((size_t)(top + y) * width + left) * pixel + (isApart ? plane * how.size : 0),
                           isApart ? pixel : (size_t)how.size);
            }
    facts->bits = 8 * how.size;
    facts->height = (int)height;
    *out = samples;
    *out_length = total;
    samples = NULL;
    outcome = RV_UNPACKED;
done:
    free(part);
    free(samples);
    tiff.Close(file);
    return outcome;
}
