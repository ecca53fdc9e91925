#pragma once
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

// The lock's innermost loops, each compiled twice: for any x86-64 and for those with vectors of eight floats (AVX2),
// whichever the processor has. Neither fuses a product with a sum, so both give the same to the last bit.
//
// Planes are 32-bit floats, rows from top to bottom without gaps. A plane has room for sixteen floats beyond its end.

/// Along columns, then along rows, for the rows from `first` to before `last`; mirrored at the borders. `weights` are those of
/// a pixel and of its neighbours on either side; `room`, at a multiple of eight bytes, takes
/// width + 6 radius + 40 floats.
void planes_convolve(
    const float *_Nonnull plane, int width, int height, const float *_Nonnull weights, int radius, int first, int last,
    float *_Nonnull room, float *_Nonnull out);

/// The distance of each of two pictures of three planes to the range of the other's 3x3 neighbourhood, whichever is greater.
/// `room` takes 5 (width + 32) floats.
void planes_envelope(
    const float *_Nonnull const *_Nonnull a, const float *_Nonnull const *_Nonnull b, int width, int height, int first,
    int last, float *_Nonnull room, float *_Nonnull out);

/// sRGB, 0...1, to OKLab with its chroma axes stretched; `light` has the linear light of 4096 values from 0 to 1.
void planes_oklab(
    const float *_Nonnull const *_Nonnull rgb, const float *_Nonnull light, float stretch, int count,
    float *_Nonnull lightness, float *_Nonnull a, float *_Nonnull b);

/// The places that `planes_bicubic` takes at most.
#define PLANES_BLOCK 64
/// Bicubic values (Keys, a = -0.75) of pixels of four floats at some places; `outside` becomes 1 where not all sixteen
/// neighbours are there, and nothing is written then.
void planes_bicubic(
    const float *_Nonnull pixels, int width, int height, const float *_Nonnull x, const float *_Nonnull y, int count,
    float *_Nonnull out, uint8_t *_Nonnull outside);

/// Bilinear values at many places, which are overwritten; beyond the border the border's.
void planes_bilinear(
    const float *_Nonnull plane, int width, int height, float *_Nonnull x, float *_Nonnull y, int count,
    float *_Nonnull out);

/// Adds a row times a weight.
void planes_add(const float *_Nonnull row, float weight, int count, float *_Nonnull sum);
/// For each target the sum of `taps` neighbours from `first` on times their weights: those of the first taps of all targets, then
/// of the second ones, and so on.
void planes_gather(
    const float *_Nonnull row, const int32_t *_Nonnull first, const float *_Nonnull weights, int taps, int count,
    float *_Nonnull out);

/// For each of the first descriptors of 32 bytes the most like of the second ones, its distance in bits, and the next one's; of
/// equals the first. `INT32_MAX` where there is none.
void planes_nearest(
    const uint8_t *_Nonnull first, int first_count, const uint8_t *_Nonnull second, int second_count,
    int32_t *_Nonnull nearest, int32_t *_Nonnull distance, int32_t *_Nonnull next);

#ifdef __cplusplus
}
#endif
