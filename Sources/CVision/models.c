#include "models.h"

_Alignas(16) const unsigned char vision_model_selfie[] = {
#embed "models/selfie_segmentation.onnx"
};
_Alignas(16) const unsigned char vision_model_face[] = {
#embed "models/face_detection_full_range.onnx"
};
_Alignas(16) const unsigned char vision_model_deeplab[] = {
#embed "models/deeplab_v3.onnx"
};
_Alignas(16) const unsigned char vision_model_outline[] = {
#embed "models/u2netp.onnx"
};
_Alignas(16) const unsigned char vision_model_mesh[] = {
#embed "models/face_landmark.onnx"
};
_Alignas(16) const unsigned char vision_model_pose[] = {
#embed "models/pose_landmark.onnx"
};
_Alignas(16) const unsigned char vision_model_scenery[] = {
#embed "models/scenery.bin"
};
_Alignas(16) const unsigned char vision_model_hair[] = {
#embed "models/hair.bin"
};
_Alignas(16) const unsigned char vision_model_garments[] = {
#embed "models/garments.bin"
};
const size_t vision_model_garments_size = sizeof vision_model_garments;
const size_t vision_model_hair_size = sizeof vision_model_hair;
const size_t vision_model_scenery_size = sizeof vision_model_scenery;
const size_t vision_model_outline_size = sizeof vision_model_outline;
const size_t vision_model_mesh_size = sizeof vision_model_mesh;
const size_t vision_model_pose_size = sizeof vision_model_pose;
const size_t vision_model_selfie_size = sizeof vision_model_selfie;
const size_t vision_model_face_size = sizeof vision_model_face;
const size_t vision_model_deeplab_size = sizeof vision_model_deeplab;
