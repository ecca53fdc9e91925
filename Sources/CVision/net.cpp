#include "guard.hpp"
#include "models.h"
#include <algorithm>
#include <cstring>
#include <memory>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

using namespace vision;

namespace {

/// What a network is fed with: pictures of size x size, scale * (value - mean); or, where it was trained so, the values
/// as shares of the brightest, normalised by the mean and deviation of each channel.
struct Input {
    const unsigned char *file;
    size_t bytes;
    int size;
    double scale, mean;
    bool normalised = false;
};

Input input(VisionNetKind kind) {
    switch (kind) {
    case VisionNetSelfie: return {vision_model_selfie, vision_model_selfie_size, 256, 1 / 255.0, 0};
    case VisionNetFace: return {vision_model_face, vision_model_face_size, 192, 1 / 127.5, 127.5};
    case VisionNetOutline: return {vision_model_outline, vision_model_outline_size, 320, 1, 0, true};
    case VisionNetMesh: return {vision_model_mesh, vision_model_mesh_size, 192, 1 / 255.0, 0};
    case VisionNetPose: return {vision_model_pose, vision_model_pose_size, 256, 1 / 255.0, 0};
    case VisionNetDeepLab:
    case VisionNetHidden: break;
    }
    return {vision_model_deeplab, vision_model_deeplab_size, 257, 1 / 127.5, 127.5};
}

/// The layers behind the blocks that scenery is told by; their names as OpenCV gives them end in those of the file.
std::vector<cv::String> hidden(const cv::dnn::Net &net) {
    std::vector<cv::String> found;
    for (const char *end : {"Add_t154", "Add_t38", "Add_t67", "Relu_t174"}) {
        for (const cv::String &name : net.getLayerNames()) {
            auto at = name.rfind(end);
            if (at != cv::String::npos && at + std::strlen(end) == name.size()) found.push_back(name);
        }
    }
    CV_Assert(found.size() == 4);
    return found;
}

}

struct VisionNet {
    cv::dnn::Net net;
    Input input;
    std::vector<cv::String> outputs;
};

extern "C" {

const uint8_t *vision_net_file(VisionNetKind kind, size_t *size) {
    Input chosen = input(kind);
    *size = chosen.bytes;
    return chosen.file;
}

const uint8_t *vision_scenery_weights(size_t *size) {
    *size = vision_model_scenery_size;
    return vision_model_scenery;
}

const uint8_t *vision_hair_weights(size_t *size) {
    *size = vision_model_hair_size;
    return vision_model_hair;
}

const uint8_t *vision_garment_weights(size_t *size) {
    *size = vision_model_garments_size;
    return vision_model_garments;
}

VisionNet *vision_net_open(VisionNetKind kind) {
    std::unique_ptr<VisionNet> opened;
    guarded([&] {
        Input chosen = input(kind);
        auto net = cv::dnn::readNetFromONNX(reinterpret_cast<const char *>(chosen.file), chosen.bytes);
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        auto outputs = net.getUnconnectedOutLayersNames();
        if (kind == VisionNetHidden) outputs = hidden(net);
        opened.reset(new VisionNet{net, chosen, outputs});
    });
    return opened.release();
}

void vision_net_close(VisionNet *net) { delete net; }

int vision_net_run(
    VisionNet *net, const uint8_t *rgb, int width, int height, float *const *out, size_t *sizes, int outputs) {
    return guarded([&] {
        int size = net->input.size;
        cv::Mat scaled;
        cv::resize(view(rgb, width, height, CV_8UC3), scaled, cv::Size(size, size), 0, 0, cv::INTER_AREA);
        if (net->input.normalised) {
            double brightest = 0;
            cv::minMaxLoc(scaled.reshape(1), nullptr, &brightest);
            scaled.convertTo(scaled, CV_32FC3, 1 / std::max(brightest, 1.0));
            scaled = scaled - cv::Scalar(0.485, 0.456, 0.406);
            cv::multiply(scaled, cv::Scalar(1 / 0.229, 1 / 0.224, 1 / 0.225), scaled);
        }
        net->net.setInput(cv::dnn::blobFromImage(
            scaled, net->input.scale, cv::Size(), cv::Scalar::all(net->input.mean), false, false, CV_32F));
        std::vector<cv::Mat> results;
        net->net.forward(results, net->outputs);
        CV_Assert(int(results.size()) == outputs);
        for (int k = 0; k < outputs; k++) {
            CV_Assert(results[k].isContinuous() && results[k].total() <= sizes[k]);
            sizes[k] = results[k].total();
            std::memcpy(out[k], results[k].ptr(), sizes[k] * sizeof(float));
        }
    });
}

}
