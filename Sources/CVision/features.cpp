#include "guard.hpp"
#include <algorithm>
#include <opencv2/features2d.hpp>
#include <vector>

using namespace vision;

namespace {

/// The strongest of each part of the picture: the contours of one loud thing must not be all there is.
void spread(std::vector<cv::KeyPoint> &points, cv::Size size, int most) {
    std::sort(points.begin(), points.end(), [](const cv::KeyPoint &a, const cv::KeyPoint &b) {
        if (a.response != b.response) return a.response > b.response;
        if (a.pt.y != b.pt.y) return a.pt.y < b.pt.y;
        if (a.pt.x != b.pt.x) return a.pt.x < b.pt.x;
        return a.octave < b.octave;
    });
    constexpr int cells = 12;
    const int limit = std::max(4, most * 3 / (cells * cells));
    std::vector<int> taken(cells * cells);
    std::vector<cv::KeyPoint> kept;
    for (const auto &point : points) {
        int column = std::min(cells - 1, int(point.pt.x * cells / size.width));
        int line = std::min(cells - 1, int(point.pt.y * cells / size.height));
        int &count = taken[line * cells + column];
        if (count >= limit || int(kept.size()) >= most) continue;
        count++;
        kept.push_back(point);
    }
    points = std::move(kept);
}

}

extern "C" {

int vision_features(
    const uint8_t *grey, int width, int height, int most, float *places, uint8_t *descriptors, int *count) {
    return guarded([&] {
        cv::Mat picture = view(grey, width, height, CV_8UC1);
        auto orb = cv::ORB::create(4 * most, 1.2f, 5, 15, 0, 2, cv::ORB::HARRIS_SCORE, 31, 8);
        std::vector<cv::KeyPoint> points;
        orb->detect(picture, points);
        spread(points, picture.size(), most);
        cv::Mat found;
        orb->compute(picture, points, found);
        CV_Assert(int(points.size()) <= most && found.rows == int(points.size()));
        *count = found.rows;
        for (int i = 0; i < found.rows; i++) {
            places[2 * i] = points[i].pt.x, places[2 * i + 1] = points[i].pt.y;
            std::copy_n(found.ptr<uint8_t>(i), VISION_DESCRIPTOR, descriptors + size_t(VISION_DESCRIPTOR) * i);
        }
    });
}

}
