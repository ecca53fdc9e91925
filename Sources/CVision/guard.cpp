#include "guard.hpp"
#include <opencv2/core/ocl.hpp>
#include <opencv2/core/utils/logger.hpp>

namespace vision {

std::string &lastError() {
    thread_local std::string error;
    return error;
}

void prepareOnce() {
    static std::once_flag once;
    std::call_once(once, [] {
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        cv::ocl::setUseOpenCL(false);
        cv::setNumThreads(1);
    });
}

}

extern "C" const char *vision_error(void) { return vision::lastError().c_str(); }
