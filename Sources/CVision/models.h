#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
extern const unsigned char vision_model_selfie[], vision_model_face[], vision_model_deeplab[];
extern const unsigned char vision_model_outline[], vision_model_mesh[], vision_model_pose[], vision_model_scenery[];
extern const unsigned char vision_model_hair[], vision_model_garments[];
extern const size_t vision_model_selfie_size, vision_model_face_size, vision_model_deeplab_size;
extern const size_t vision_model_outline_size, vision_model_mesh_size, vision_model_pose_size, vision_model_scenery_size;
extern const size_t vision_model_hair_size, vision_model_garments_size;
#ifdef __cplusplus
}
#endif
