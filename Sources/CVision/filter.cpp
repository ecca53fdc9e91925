#include "guard.hpp"
#include <algorithm>
#include <opencv2/imgproc.hpp>

using namespace vision;

namespace {

cv::Mat box(const cv::Mat &plane, int radius) {
    cv::Mat result;
    cv::Size window(2 * radius + 1, 2 * radius + 1);
    cv::boxFilter(plane, result, -1, window, cv::Point(-1, -1), true, cv::BORDER_REFLECT);
    return result;
}

cv::Mat ellipse(int radius) {
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * radius + 1, 2 * radius + 1));
}

int floats(int channels) {
    CV_Assert(channels >= 1 && channels <= 4);
    return CV_32FC(channels);
}

}

extern "C" {

int vision_resize_picture(
    const uint8_t *rgb, int width, int height, uint8_t *out, int out_width, int out_height) {
    return guarded([&] {
        cv::Mat result;
        bool shrinks = out_width <= width && out_height <= height;
        cv::resize(
            view(rgb, width, height, CV_8UC3), result, cv::Size(out_width, out_height), 0, 0,
            shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
        deliver(result, out, out_width, out_height, CV_8UC3);
    });
}

int vision_resize_plane(
    const float *plane, int width, int height, int channels, float *out, int out_width, int out_height, int by_area) {
    return guarded([&] {
        cv::Mat result;
        cv::resize(
            view(plane, width, height, floats(channels)), result, cv::Size(out_width, out_height), 0, 0,
            by_area ? cv::INTER_AREA : cv::INTER_LINEAR);
        deliver(result, out, out_width, out_height, floats(channels));
    });
}

int vision_gaussian(const float *plane, int width, int height, int channels, double sigma, float *out) {
    return guarded([&] {
        cv::Mat source = view(plane, width, height, floats(channels)), result;
        double reduction = sigma / 4;
        if (reduction < 2) {
            cv::GaussianBlur(source, result, cv::Size(), sigma);
        } else {
            cv::Size size(std::max(1, int(width / reduction)), std::max(1, int(height / reduction)));
            cv::Mat reduced;
            cv::resize(source, reduced, size, 0, 0, cv::INTER_AREA);
            cv::GaussianBlur(reduced, reduced, cv::Size(), sigma / reduction);
            cv::resize(reduced, result, cv::Size(width, height), 0, 0, cv::INTER_LINEAR);
        }
        deliver(result, out, width, height, floats(channels));
    });
}

int vision_box(const float *plane, int width, int height, int channels, int radius, float *out) {
    return guarded([&] {
        deliver(box(view(plane, width, height, floats(channels)), radius), out, width, height, floats(channels));
    });
}

int vision_dilate_plane(const float *plane, int width, int height, int radius, float *out) {
    return guarded([&] {
        cv::Mat result;
        cv::dilate(view(plane, width, height, CV_32FC1), result, ellipse(radius));
        deliver(result, out, width, height, CV_32FC1);
    });
}

int vision_bilateral_picture(
    const uint8_t *rgb, int width, int height, int diameter, double sigma_colour, double sigma_space, uint8_t *out) {
    return guarded([&] {
        cv::Mat result;
        cv::bilateralFilter(view(rgb, width, height, CV_8UC3), result, diameter, sigma_colour, sigma_space);
        deliver(result, out, width, height, CV_8UC3);
    });
}

int vision_bilateral_plane(
    const float *plane, int width, int height, int diameter, double sigma_value, double sigma_space, float *out) {
    return guarded([&] {
        cv::Mat result;
        cv::bilateralFilter(view(plane, width, height, CV_32FC1), result, diameter, sigma_value, sigma_space);
        deliver(result, out, width, height, CV_32FC1);
    });
}

int vision_guided(
    const uint8_t *rgb, const uint8_t *mask, int width, int height, int radius, double epsilon, float *coefficients) {
    return guarded([&] {
        // Doubles: the differences of means below would otherwise lose what a small epsilon keeps apart.
        cv::Mat guide, p, c[3], mean[3], covariance[3], s[3][3];
        view(rgb, width, height, CV_8UC3).convertTo(guide, CV_64FC3, 1 / 255.0);
        view(mask, width, height, CV_8UC1).convertTo(p, CV_64FC1);
        cv::split(guide, c);
        cv::Mat meanP = box(p, radius);
        for (int i = 0; i < 3; i++) mean[i] = box(c[i], radius);
        for (int i = 0; i < 3; i++) {
            covariance[i] = box(c[i].mul(p), radius) - mean[i].mul(meanP);
            for (int j = i; j < 3; j++) {
                s[i][j] = box(c[i].mul(c[j]), radius) - mean[i].mul(mean[j]);
                if (i == j) s[i][j] += epsilon;
            }
        }
        // The inverse of the symmetric 3 x 3 matrix in closed form, pixel by pixel.
        cv::Mat_<cv::Vec4d> result(height, width);
        for (int y = 0; y < height; y++) {
            auto at = [y](const cv::Mat &m) { return m.ptr<double>(y); };
            const double *A = at(s[0][0]), *B = at(s[0][1]), *C = at(s[0][2]), *D = at(s[1][1]), *E = at(s[1][2]),
                         *F = at(s[2][2]), *c0 = at(covariance[0]), *c1 = at(covariance[1]), *c2 = at(covariance[2]),
                         *m0 = at(mean[0]), *m1 = at(mean[1]), *m2 = at(mean[2]), *mp = at(meanP);
            for (int x = 0; x < width; x++) {
                double i00 = D[x] * F[x] - E[x] * E[x], i01 = C[x] * E[x] - B[x] * F[x],
                       i02 = B[x] * E[x] - C[x] * D[x], i11 = A[x] * F[x] - C[x] * C[x],
                       i12 = B[x] * C[x] - A[x] * E[x], i22 = A[x] * D[x] - B[x] * B[x];
                double determinant = A[x] * i00 + B[x] * i01 + C[x] * i02;
                double a0 = (i00 * c0[x] + i01 * c1[x] + i02 * c2[x]) / determinant,
                       a1 = (i01 * c0[x] + i11 * c1[x] + i12 * c2[x]) / determinant,
                       a2 = (i02 * c0[x] + i12 * c1[x] + i22 * c2[x]) / determinant;
                result(y, x) = cv::Vec4d(a0, a1, a2, mp[x] - a0 * m0[x] - a1 * m1[x] - a2 * m2[x]);
            }
        }
        cv::Mat narrowed;
        box(result, radius).convertTo(narrowed, CV_32FC4);
        deliver(narrowed, coefficients, width, height, CV_32FC4);
    });
}

}
