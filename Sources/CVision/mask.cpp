#include "guard.hpp"
#include <algorithm>
#include <opencv2/imgproc.hpp>

using namespace vision;

extern "C" {

int vision_morphology(
    const uint8_t *mask, int width, int height, VisionMorphology operation, int radius, uint8_t *out) {
    return guarded([&] {
        static const int operations[] = {
            cv::MORPH_ERODE, cv::MORPH_DILATE, cv::MORPH_OPEN, cv::MORPH_CLOSE, cv::MORPH_GRADIENT};
        CV_Assert(operation >= VisionErode && operation <= VisionGradient && radius >= 0);
        cv::Mat element = cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * radius + 1, 2 * radius + 1));
        cv::Mat result;
        cv::morphologyEx(view(mask, width, height, CV_8UC1), result, operations[operation], element);
        deliver(result, out, width, height, CV_8UC1);
    });
}

int vision_distance(const uint8_t *mask, int width, int height, int exact, float *out) {
    return guarded([&] {
        cv::Mat source = view(mask, width, height, CV_8UC1), result;
        if (cv::countNonZero(source) == width * height) {
            result = cv::Mat(height, width, CV_32FC1, cv::Scalar(width + height));
        } else {
            cv::distanceTransform(source, result, cv::DIST_L2, exact ? int(cv::DIST_MASK_PRECISE) : 5);
        }
        deliver(result, out, width, height, CV_32FC1);
    });
}

int vision_components(
    const uint8_t *mask, int width, int height, int connectivity, int32_t *labels, int *count) {
    return guarded([&] {
        cv::Mat result;
        *count = cv::connectedComponents(view(mask, width, height, CV_8UC1), result, connectivity, CV_32S);
        deliver(result, labels, width, height, CV_32SC1);
    });
}

int vision_solidity(const uint8_t *mask, int width, int height, double *solidity) {
    return guarded([&] {
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(
            view(mask, width, height, CV_8UC1).clone(), contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
        *solidity = 0;
        double largest = -1;
        for (const auto &contour : contours) {
            double area = cv::contourArea(contour);
            if (area <= largest) continue;
            largest = area;
            std::vector<cv::Point> hull;
            cv::convexHull(contour, hull);
            *solidity = area / std::max(1.0, cv::contourArea(hull));
        }
    });
}

int vision_kmeans(
    const float *samples, int count, int dimensions, int k, int rounds, int attempts, int from_labels,
    int32_t *labels, float *centres) {
    return guarded([&] {
        seed();
        cv::Mat assigned = view(labels, 1, count, CV_32SC1).clone(), found;
        cv::TermCriteria criteria(cv::TermCriteria::COUNT + cv::TermCriteria::EPS, rounds, 1e-4);
        cv::kmeans(
            view(samples, dimensions, count, CV_32FC1), k, assigned, criteria, attempts,
            from_labels ? cv::KMEANS_USE_INITIAL_LABELS : cv::KMEANS_PP_CENTERS, found);
        deliver(assigned, labels, 1, count, CV_32SC1);
        deliver(found, centres, dimensions, k, CV_32FC1);
    });
}

}
