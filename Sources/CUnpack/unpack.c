#include "CUnpack.h"
#include <brotli/decode.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct {
    uint8_t *bytes;
    size_t count, capacity, limit;
} growing;

// Makes room for at least one byte more; false where that would pass the limit.
static bool grow(growing *buffer) {
    if (buffer->count < buffer->capacity) return true;
    if (buffer->capacity >= buffer->limit) return false;
    size_t wanted = buffer->capacity < (1 << 16) ? 1 << 16 : buffer->capacity;
    size_t capacity = wanted > buffer->limit - buffer->capacity ? buffer->limit : buffer->capacity + wanted;
    uint8_t *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) return false;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

// Whether only what stands behind the data is wrong, by which they are proved.
static bool is_check(const char *message) {
    return message && (!strcmp(message, "incorrect data check") || !strcmp(message, "incorrect length check"));
}

static retouch_unpack_outcome by_zlib(
    int window, const uint8_t *bytes, size_t count, growing *buffer, size_t *used) {
    z_stream stream = {0};
    if (inflateInit2(&stream, window) != Z_OK) return retouch_unpack_damaged;
    retouch_unpack_outcome outcome = retouch_unpack_done;
    size_t taken = 0;
    for (;;) {
        if (!grow(buffer)) {
            outcome = retouch_unpack_too_large;
            break;
        }
        size_t room = buffer->capacity - buffer->count, rest = count - taken;
        uInt in = rest > (1u << 30) ? 1u << 30 : (uInt)rest;
        uInt out = room > (1u << 30) ? 1u << 30 : (uInt)room;
        stream.next_in = (Bytef *)bytes + taken;
        stream.avail_in = in;
        stream.next_out = buffer->bytes + buffer->count;
        stream.avail_out = out;
        int state = inflate(&stream, Z_NO_FLUSH);
        taken += in - stream.avail_in;
        buffer->count += out - stream.avail_out;
        if (state == Z_STREAM_END) {
            // Several members may follow each other in gzip; what else follows is left.
            if (window > 15 && count - taken > 1 && bytes[taken] == 0x1F && bytes[taken + 1] == 0x8B) {
                if (inflateReset(&stream) == Z_OK) continue;
            }
            break;
        }
        if (state == Z_OK) continue;
        if (state == Z_BUF_ERROR && taken == count) outcome = retouch_unpack_cut;
        else if (state == Z_DATA_ERROR && is_check(stream.msg)) outcome = retouch_unpack_unproven;
        else outcome = retouch_unpack_damaged;
        break;
    }
    inflateEnd(&stream);
    *used = taken;
    return outcome;
}

static retouch_unpack_outcome by_brotli(const uint8_t *bytes, size_t count, growing *buffer, size_t *used) {
    size_t whole = count;
    BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!state) return retouch_unpack_damaged;
    retouch_unpack_outcome outcome = retouch_unpack_done;
    for (;;) {
        if (!grow(buffer)) {
            outcome = retouch_unpack_too_large;
            break;
        }
        size_t room = buffer->capacity - buffer->count;
        uint8_t *out = buffer->bytes + buffer->count;
        BrotliDecoderResult result = BrotliDecoderDecompressStream(state, &count, &bytes, &room, &out, NULL);
        buffer->count = buffer->capacity - room;
        if (result == BROTLI_DECODER_RESULT_SUCCESS) break;
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
        outcome = result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT ? retouch_unpack_cut : retouch_unpack_damaged;
        break;
    }
    BrotliDecoderDestroyInstance(state);
    *used = whole - count;
    return outcome;
}

retouch_unpack_outcome retouch_unpack(
    retouch_unpack_coding coding, const uint8_t *bytes, size_t count, size_t limit, uint8_t **output,
    size_t *output_count, size_t *used) {
    *used = 0;
    growing buffer = {.limit = limit};
    retouch_unpack_outcome outcome;
    switch (coding) {
    case retouch_unpack_gzip: outcome = by_zlib(15 + 16, bytes, count, &buffer, used); break;
    case retouch_unpack_brotli: outcome = by_brotli(bytes, count, &buffer, used); break;
    default: {
        // zlib's head: the method is 8, and the first two bytes are a multiple of 31.
        bool has_head = count >= 2 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0;
        outcome = by_zlib(has_head ? 15 : -15, bytes, count, &buffer, used);
    }
    }
    *output = buffer.bytes;
    *output_count = buffer.count;
    return outcome == retouch_unpack_done && !buffer.bytes ? retouch_unpack_cut : outcome;
}
