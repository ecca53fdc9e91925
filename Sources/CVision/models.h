#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
extern const unsigned char vision_model_selfie[], vision_model_face[], vision_model_deeplab[];
extern const size_t vision_model_selfie_size, vision_model_face_size, vision_model_deeplab_size;
#ifdef __cplusplus
}
#endif
