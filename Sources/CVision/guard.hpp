#pragma once
#include "CVision.h"
#include <exception>
#include <mutex>
#include <opencv2/core.hpp>
#include <string>

namespace vision {

/// Where vision_error() reads.
std::string &lastError();

/// One thread, no OpenCL, nothing on standard error.
void prepareOnce();

/// Runs the body of a C function; no exception leaves it.
template <class Body> int guarded(Body &&body) {
    try {
        prepareOnce();
        body();
        return 0;
    } catch (const std::exception &error) {
        lastError() = error.what();
    } catch (...) {
        lastError() = "unknown error";
    }
    return -1;
}

/// A matrix over the caller's memory, without a copy.
inline cv::Mat view(const void *data, int width, int height, int type) {
    CV_Assert(data && width > 0 && height > 0);
    return cv::Mat(height, width, type, const_cast<void *>(data));
}

/// Copies a result into the caller's memory, unless it is there already.
inline void deliver(const cv::Mat &result, void *out, int width, int height, int type) {
    cv::Mat target = view(out, width, height, type);
    CV_Assert(result.size() == target.size() && result.type() == type);
    if (result.data != target.data) result.copyTo(target);
}

/// Every random choice starts from here.
inline void seed() { cv::setRNGSeed(1); }

}
