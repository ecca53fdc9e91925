#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum {
    retouch_unpack_gzip,
    // What HTTP calls deflate: with zlib's head, or, as some servers send it, without.
    retouch_unpack_deflate,
    retouch_unpack_brotli,
} retouch_unpack_coding;

typedef enum {
    retouch_unpack_done,
    // It ends in its middle; what was unpacked until there is in the output.
    retouch_unpack_cut,
    // It is all there, and its checksum is another's.
    retouch_unpack_unproven,
    retouch_unpack_damaged,
    retouch_unpack_too_large,
} retouch_unpack_outcome;

/// Unpacks bytes into a buffer that the caller frees by `free`, of at most `limit` bytes, whatever the outcome: what was
/// unpacked until there is in it. It may be NULL where that is nothing. `used` becomes the number of bytes that were read.
retouch_unpack_outcome retouch_unpack(
    retouch_unpack_coding coding, const uint8_t *bytes, size_t count, size_t limit, uint8_t **output,
    size_t *output_count, size_t *used);
