#include "CPlanes.h"
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#define FOR_BOTH __attribute__((target_clones("avx2", "default")))
#define COUNTING_BITS __attribute__((target_clones("popcnt", "default")))
#else
#define FOR_BOTH
#define COUNTING_BITS
#endif
#define INLINE static inline __attribute__((always_inline))

// A product and a sum stay two roundings on every processor.
#pragma STDC FP_CONTRACT OFF

/// Eight floats anywhere in memory.
typedef float Eight __attribute__((vector_size(32), aligned(4)));
typedef int32_t EightWhole __attribute__((vector_size(32), aligned(4)));
typedef float Four __attribute__((vector_size(16), aligned(4)));

#define AT(pointer) (*(const Eight *)(pointer))
#define PUT(pointer) (*(Eight *)(pointer))
#define LESSER(a, b) ((b) < (a) ? (b) : (a))
#define GREATER(a, b) ((b) > (a) ? (b) : (a))

/// An index mirrored into 0..<count without repeating the border.
static int mirrored(int index, int count) {
    if (count <= 1) return 0;
    while (index < 0 || index >= count) {
        if (index < 0) index = -index;
        if (index >= count) index = 2 * (count - 1) - index;
    }
    return index;
}

INLINE void convolve_row(
    const float *plane, int width, int height, const float *weights, const int radius, int y, const float **rows, float *line,
    float *out) {
    const float **around = rows + radius;
    for (int k = -radius; k <= radius; k++) around[k] = plane + (size_t)mirrored(y + k, height) * width;
    for (int x = 0; x < width; x += 8) {
        Eight sum = AT(around[0] + x) * weights[0];
        for (int k = 1; k <= radius; k++)
            sum += (AT(around[-k] + x) + AT(around[k] + x)) * weights[k];
        PUT(line + x) = sum;
    }
    for (int k = 1; k <= radius; k++) {
        line[-k] = line[mirrored(-k, width)];
        line[width - 1 + k] = line[mirrored(width - 1 + k, width)];
    }
    int x = 0;
    for (; x + 8 <= width; x += 8) {
        Eight sum = AT(line + x) * weights[0];
        for (int k = 1; k <= radius; k++) sum += (AT(line + x - k) + AT(line + x + k)) * weights[k];
        PUT(out + x) = sum;
    }
    for (; x < width; x++) {
        float sum = line[x] * weights[0];
        for (int k = 1; k <= radius; k++) sum += (line[x - k] + line[x + k]) * weights[k];
        out[x] = sum;
    }
}

extern "C" FOR_BOTH void planes_convolve(
    const float *plane, int width, int height, const float *weights, int radius, int first, int last, float *room,
    float *out) {
    // The rows around one, then the row that is made of them.
    const float **rows = reinterpret_cast<const float **>(room);
    float *line = room + 2 * (2 * radius + 1) + radius;
    for (int y = first; y < last; y++) {
        float *target = out + (size_t)y * width;
        // The lock's own radii as constants, so that the compiler lays out their loops.
        switch (radius) {
        case 2: convolve_row(plane, width, height, weights, 2, y, rows, line, target); break;
        case 3: convolve_row(plane, width, height, weights, 3, y, rows, line, target); break;
        case 4: convolve_row(plane, width, height, weights, 4, y, rows, line, target); break;
        case 5: convolve_row(plane, width, height, weights, 5, y, rows, line, target); break;
        case 6: convolve_row(plane, width, height, weights, 6, y, rows, line, target); break;
        case 8: convolve_row(plane, width, height, weights, 8, y, rows, line, target); break;
        default: convolve_row(plane, width, height, weights, radius, y, rows, line, target);
        }
    }
}

/// The least and greatest value of each column in the three rows around y, the border's columns doubled.
INLINE void column_range(const float *plane, int width, int height, int y, float *least, float *greatest) {
    const float *above = plane + (size_t)(y > 0 ? y - 1 : 0) * width, *here = plane + (size_t)y * width,
                *below = plane + (size_t)(y + 1 < height ? y + 1 : height - 1) * width;
    for (int x = 0; x < width; x += 8) {
        Eight u = AT(above + x), v = AT(here + x), w = AT(below + x);
        Eight low = LESSER(u, v), high = GREATER(u, v);
        PUT(least + x) = LESSER(low, w);
        PUT(greatest + x) = GREATER(high, w);
    }
    least[-1] = least[0], greatest[-1] = greatest[0];
    least[width] = least[width - 1], greatest[width] = greatest[width - 1];
}

extern "C" FOR_BOTH void planes_envelope(
    const float *const *a, const float *const *b, int width, int height, int first, int last, float *room, float *out) {
    const int padded = width + 32;
    float *sum = room, *pl = room + padded + 8, *ph = pl + padded, *nl = ph + padded, *nh = nl + padded;
    for (int y = first; y < last; y++) {
        for (int channel = 0; channel < 3; channel++) {
            column_range(a[channel], width, height, y, pl, ph);
            column_range(b[channel], width, height, y, nl, nh);
            const float *p = a[channel] + (size_t)y * width, *n = b[channel] + (size_t)y * width;
            for (int x = 0; x < width; x += 8) {
                Eight pv = AT(p + x), nv = AT(n + x);
                Eight low = LESSER(AT(pl + x - 1), AT(pl + x + 1)), high = GREATER(AT(ph + x - 1), AT(ph + x + 1));
                Eight low2 = LESSER(AT(nl + x - 1), AT(nl + x + 1)), high2 = GREATER(AT(nh + x - 1), AT(nh + x + 1));
                low = LESSER(low, AT(pl + x)), high = GREATER(high, AT(ph + x));
                low2 = LESSER(low2, AT(nl + x)), high2 = GREATER(high2, AT(nh + x));
                Eight over = nv - high, under = low - nv, over2 = pv - high2, under2 = low2 - pv;
                over = GREATER(over, under), over2 = GREATER(over2, under2);
                Eight d = GREATER(over, over2), none = {};
                d = GREATER(d, none);
                Eight before = channel > 0 ? AT(sum + x) : none;
                PUT(sum + x) = before + d * d;
            }
        }
        float *target = out + (size_t)y * width;
        for (int x = 0; x < width; x++) target[x] = std::sqrt(sum[x]);
    }
}

/// Good to seven digits for positive values: a first guess by shifts (Hacker's Delight), then two steps of Halley's method.
INLINE void to_cube_root(Eight &value) {
    EightWhole bits;
    memcpy(&bits, &value, sizeof bits);
    bits = (bits >> 2) + (bits >> 4);
    bits = bits + (bits >> 4);
    bits = bits + (bits >> 8) + 0x2A5137A0;
    Eight root;
    memcpy(&root, &bits, sizeof root);
    for (int step = 0; step < 2; step++) {
        Eight cube = root * root * root;
        root *= (cube + 2 * value) / (2 * cube + value);
    }
    value = root;
}

extern "C" FOR_BOTH void planes_oklab(
    const float *const *rgb, const float *light, float stretch, int count, float *lightness, float *a, float *b) {
    for (int x = 0; x < count; x += 8) {
        int these = count - x < 8 ? count - x : 8;
        float linear[3][8] = {};
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < these; i++) {
                // Adding two to the power of 23 leaves the rounded number in the last bits.
                float place = rgb[channel][x + i] * 4095 + 0x1p23f;
                uint32_t bits;
                memcpy(&bits, &place, sizeof bits);
                linear[channel][i] = light[bits & 0xFFF];
            }
        }
        Eight red = AT(linear[0]), green = AT(linear[1]), blue = AT(linear[2]);
        Eight l = 0.41222147f * red + 0.53633254f * green + 0.051445993f * blue;
        Eight m = 0.2119035f * red + 0.68069955f * green + 0.10739696f * blue;
        Eight s = 0.08830246f * red + 0.28171884f * green + 0.6299787f * blue;
        to_cube_root(l), to_cube_root(m), to_cube_root(s);
        Eight out[3] = {
            0.21045426f * l + 0.7936178f * m - 0.004072047f * s,
            stretch * (1.9779985f * l - 2.4285922f * m + 0.4505937f * s),
            stretch * (0.025904037f * l + 0.78277177f * m - 0.80867577f * s)};
        size_t bytes = sizeof(float) * (size_t)these;
        memcpy(lightness + x, &out[0], bytes), memcpy(a + x, &out[1], bytes), memcpy(b + x, &out[2], bytes);
    }
}

/// From places between two pixels to the weights of four.
INLINE void weigh(int count, const float *places, float (*weights)[PLANES_BLOCK]) {
    for (int i = 0; i < count; i++) {
        float t = places[i];
        weights[3][i] = t * t * (-0.75f + 0.75f * t);
        weights[2][i] = t * (0.75f + t * (1.5f - 1.25f * t));
        weights[1][i] = 1 + t * t * (-2.25f + 1.25f * t);
        weights[0][i] = t * (-0.75f + t * (1.5f - 0.75f * t));
    }
}

extern "C" FOR_BOTH void planes_bicubic(
    const float *pixels, int width, int height, const float *x, const float *y, int count, float *out,
    uint8_t *outside) {
    float across[PLANES_BLOCK], down[PLANES_BLOCK], wx[4][PLANES_BLOCK], wy[4][PLANES_BLOCK];
    int32_t first[PLANES_BLOCK];
    // Adding two to the power of 23 leaves the rounded number in the last bits; at whole numbers it may be the one below, with
    // a weight of 1 for the next.
    const float whole = 0x1p23f;
    for (int i = 0; i < count; i++) {
        float left = x[i] + 3.5f + whole, top = y[i] + 3.5f + whole;
        across[i] = x[i] - (left - whole - 4), down[i] = y[i] - (top - whole - 4);
        uint32_t column, line;
        memcpy(&column, &left, sizeof column), memcpy(&line, &top, sizeof line);
        int32_t c = (int32_t)(column & 0x7FFFFF) - 4, l = (int32_t)(line & 0x7FFFFF) - 4;
        int within = (c >= 1) & (l >= 1) & (c + 2 < width) & (l + 2 < height);
        first[i] = within ? (l - 1) * width + c - 1 : -1;
        outside[i] = !within;
    }
    weigh(count, across, wx);
    weigh(count, down, wy);
    for (int i = 0; i < count; i++) {
        if (first[i] < 0) continue;
        // Down the four columns, two at a time, then across them.
        const float *p = pixels + 4 * (size_t)first[i];
        const size_t row = 4 * (size_t)width;
        Eight left = AT(p) * wy[0][i], right = AT(p + 8) * wy[0][i];
        left += AT(p + row) * wy[1][i], right += AT(p + row + 8) * wy[1][i];
        left += AT(p + 2 * row) * wy[2][i], right += AT(p + 2 * row + 8) * wy[2][i];
        left += AT(p + 3 * row) * wy[3][i], right += AT(p + 3 * row + 8) * wy[3][i];
        Four sum = __builtin_shufflevector(left, left, 0, 1, 2, 3) * wx[0][i];
        sum += __builtin_shufflevector(left, left, 4, 5, 6, 7) * wx[1][i];
        sum += __builtin_shufflevector(right, right, 0, 1, 2, 3) * wx[2][i];
        sum += __builtin_shufflevector(right, right, 4, 5, 6, 7) * wx[3][i];
        *(Four *)(out + 4 * i) = sum;
    }
}

extern "C" FOR_BOTH void planes_bilinear(
    const float *plane, int width, int height, float *x, float *y, int count, float *out) {
    const int right = width > 1 ? 1 : 0, below = height > 1 ? width : 0;
    const float last_x = (float)(width - 1), last_y = (float)(height - 1);
    const float last_column = (float)(width > 2 ? width - 2 : 0), last_line = (float)(height > 2 ? height - 2 : 0);
    // Adding two to the power of 23 rounds; the two more keep clear of where halves can still be told.
    const float whole = 0x1p23f;
    int32_t first[PLANES_BLOCK];
    for (int start = 0; start < count; start += PLANES_BLOCK) {
        const int these = count - start < PLANES_BLOCK ? count - start : PLANES_BLOCK;
        float *px = x + start, *py = y + start, *target = out + start;
        for (int i = 0; i < these; i++) {
            float u = LESSER(last_x, px[i]), v = LESSER(last_y, py[i]);
            u = u > 0 ? u : 0, v = v > 0 ? v : 0;
            float column = u + 1.5f + whole - whole - 2, line = v + 1.5f + whole - whole - 2;
            column = LESSER(last_column, column), line = LESSER(last_line, line);
            column = column > 0 ? column : 0, line = line > 0 ? line : 0;
            px[i] = u - column, py[i] = v - line;
            first[i] = (int32_t)line * width + (int32_t)column;
        }
        for (int i = 0; i < these; i++) {
            const float *p = plane + first[i];
            float fx = px[i], fy = py[i];
            float a = p[0] + (p[right] - p[0]) * fx;
            float b = p[below] + (p[below + right] - p[below]) * fx;
            target[i] = a + (b - a) * fy;
        }
    }
}

extern "C" FOR_BOTH void planes_add(const float *row, float weight, int count, float *sum) {
    for (int x = 0; x < count; x++) sum[x] += row[x] * weight;
}

INLINE void gather(const float *row, const int32_t *first, const float *weights, const int taps, int count, float *out) {
    for (int x = 0; x < count; x++) {
        const float *p = row + first[x];
        float sum = 0;
        for (int k = 0; k < taps; k++) sum += p[k] * weights[(size_t)k * count + x];
        out[x] = sum;
    }
}

extern "C" FOR_BOTH void planes_gather(
    const float *row, const int32_t *first, const float *weights, int taps, int count, float *out) {
    switch (taps) {
    case 2: gather(row, first, weights, 2, count, out); break;
    case 3: gather(row, first, weights, 3, count, out); break;
    case 4: gather(row, first, weights, 4, count, out); break;
    case 5: gather(row, first, weights, 5, count, out); break;
    default: gather(row, first, weights, taps, count, out);
    }
}

extern "C" COUNTING_BITS void planes_nearest(
    const uint8_t *first, int first_count, const uint8_t *second, int second_count, int32_t *nearest, int32_t *distance,
    int32_t *next) {
    for (int i = 0; i < first_count; i++) {
        uint64_t a[4];
        memcpy(a, first + 32 * (size_t)i, sizeof a);
        int32_t best = INT32_MAX, after = INT32_MAX, place = -1;
        for (int j = 0; j < second_count; j++) {
            uint64_t b[4];
            memcpy(b, second + 32 * (size_t)j, sizeof b);
            int32_t bits = 0;
            for (int k = 0; k < 4; k++) bits += __builtin_popcountll(a[k] ^ b[k]);
            if (bits >= after) continue;
            if (bits < best) {
                after = best, best = bits, place = j;
            } else {
                after = bits;
            }
        }
        nearest[i] = place, distance[i] = best, next[i] = after;
    }
}
