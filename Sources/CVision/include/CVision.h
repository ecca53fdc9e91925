#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

// The functions of OpenCV that the built-in model and the lock use, and the networks, as plain C.
//
// Pictures are RGB with 8 bits a channel, masks one byte a pixel (0 or 1), planes 32-bit floats with their channels
// interleaved; all have rows from top to bottom without gaps. A call gives 0, or -1 with the reason in vision_error().
// One thread does all the work, and the same input gives the same output. Different calls may run at the same time,
// but a network belongs to one caller.

/// What the last failed call of this thread said.
const char *_Nonnull vision_error(void);

// Networks.

typedef enum {
    VisionNetSelfie,
    VisionNetFace,
    VisionNetDeepLab,
    VisionNetOutline,
    VisionNetMesh,
    VisionNetPose,
    /// DeepLab once more, with what its hidden layers see for an output: 33 x 33 places of 32, 48, 80 and 256 channels.
    VisionNetHidden
} VisionNetKind;
typedef struct VisionNet VisionNet;
/// The network's ONNX file as it is built into the program.
const uint8_t *_Nonnull vision_net_file(VisionNetKind kind, size_t *_Nonnull size);
/// The weights that tell scenery from what the hidden layers see, 32-bit floats; see models/NOTICE.md.
const uint8_t *_Nonnull vision_scenery_weights(size_t *_Nonnull size);
/// The same of what tells hair from skin, hats and cloth around a face.
const uint8_t *_Nonnull vision_hair_weights(size_t *_Nonnull size);
/// The same of what tells cloth from skin, hair and the rest below a face.
const uint8_t *_Nonnull vision_garment_weights(size_t *_Nonnull size);
VisionNet *_Nullable vision_net_open(VisionNetKind kind);
void vision_net_close(VisionNet *_Nullable net);
/// Scales the picture to the network's input and runs it. out[k] takes sizes[k] floats at most; sizes[k] becomes the
/// count.
int vision_net_run(
    VisionNet *_Nonnull net, const uint8_t *_Nonnull rgb, int width, int height, float *_Nonnull const *_Nonnull out,
    size_t *_Nonnull sizes, int outputs);

// Scaling.

/// By the mean of the pixels covered where the picture shrinks, bilinear where it grows.
int vision_resize_picture(
    const uint8_t *_Nonnull rgb, int width, int height, uint8_t *_Nonnull out, int out_width, int out_height);
/// Bilinear, or by the mean of the pixels covered.
int vision_resize_plane(
    const float *_Nonnull plane, int width, int height, int channels, float *_Nonnull out, int out_width,
    int out_height, int by_area);

// Filters. `out` may be the input.

/// Gaussian; with a sigma of 8 and more it runs on a reduced picture (no visible change, and five times as fast).
int vision_gaussian(
    const float *_Nonnull plane, int width, int height, int channels, double sigma, float *_Nonnull out);
/// The mean over a square of 2 radius + 1, mirrored at the borders.
int vision_box(const float *_Nonnull plane, int width, int height, int channels, int radius, float *_Nonnull out);
/// The greatest value within an ellipse of 2 radius + 1.
int vision_dilate_plane(const float *_Nonnull plane, int width, int height, int radius, float *_Nonnull out);
int vision_bilateral_picture(
    const uint8_t *_Nonnull rgb, int width, int height, int diameter, double sigma_colour, double sigma_space,
    uint8_t *_Nonnull out);
int vision_bilateral_plane(
    const float *_Nonnull plane, int width, int height, int diameter, double sigma_value, double sigma_space,
    float *_Nonnull out);
/// The coefficients of the guided filter (He, Sun and Tang) with a colour guide: filtered = a . rgb/255 + b.
///
/// coefficients takes 4 floats a pixel: a for red, green and blue, then b.
int vision_guided(
    const uint8_t *_Nonnull rgb, const uint8_t *_Nonnull mask, int width, int height, int radius, double epsilon,
    float *_Nonnull coefficients);

// Masks.

typedef enum { VisionErode, VisionDilate, VisionOpen, VisionClose, VisionGradient } VisionMorphology;
/// With an ellipse of 2 radius + 1.
int vision_morphology(
    const uint8_t *_Nonnull mask, int width, int height, VisionMorphology operation, int radius,
    uint8_t *_Nonnull out);
/// The distance of every pixel of the mask to the nearest one outside it; the width plus the height if there is none.
int vision_distance(const uint8_t *_Nonnull mask, int width, int height, int exact, float *_Nonnull out);
/// Labels from 1 for the connected parts of the mask, 0 outside. count includes the outside.
int vision_components(
    const uint8_t *_Nonnull mask, int width, int height, int connectivity, int32_t *_Nonnull labels,
    int *_Nonnull count);
/// The area of the largest outline as a share of its convex hull's.
int vision_solidity(const uint8_t *_Nonnull mask, int width, int height, double *_Nonnull solidity);

// Features.

/// Bytes of a feature's descriptor.
#define VISION_DESCRIPTOR 32
/// ORB's features (Rublee and others), the strongest of each part of the picture: `most` at most. places takes two
/// floats for each, descriptors VISION_DESCRIPTOR bytes.
int vision_features(
    const uint8_t *_Nonnull grey, int width, int height, int most, float *_Nonnull places,
    uint8_t *_Nonnull descriptors, int *_Nonnull count);

// Grouping.

/// k-means++ from a fixed seed, or from the labels given. labels: one a sample; centres: k times dimensions.
int vision_kmeans(
    const float *_Nonnull samples, int count, int dimensions, int k, int rounds, int attempts, int from_labels,
    int32_t *_Nonnull labels, float *_Nonnull centres);
/// GrabCut (Rother, Kolmogorov and Blake). labels in: 0 background, 1 foreground, 2 probably background, 3 probably
/// foreground; out: 0 and 1 as they were, else 2 or 3 as the cut decided. With more undecided pixels than
/// most_undecided the cut is first made at half the size. log_odds: for each pixel the logarithm of the odds that it is foreground
/// by where it lies, which counts beside its colour; or null.
int vision_grabcut(
    const uint8_t *_Nonnull rgb, const float *_Nullable log_odds, int width, int height, uint8_t *_Nonnull labels, int rounds,
    int most_undecided);

#ifdef __cplusplus
}
#endif
