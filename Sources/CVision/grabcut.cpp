#include "guard.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/detail/gcgraph.hpp>
#include <vector>

using namespace vision;

// GrabCut with OpenCV's parameters, and OpenCV's max-flow. Only pixels that are not decided yet become nodes of the
// graph: a decided neighbour's edge is added to the node's own link to the source or the sink, which leaves the
// smallest cut as it is. Where very much is undecided, the cut is first made at half the size, and then only a band
// around that cut is decided again: the time of a max-flow grows much faster than its graph.

namespace {

constexpr double gamma = 50;
constexpr int componentCount = 5;
/// Capacities are whole numbers of these steps, which floats add exactly: rounding would leave crumbs of flow behind.
constexpr double capacitySteps = 64;

bool isForeground(uint8_t label) { return label & 1; }
bool isUndecided(uint8_t label) { return label & 2; }

/// The most that a colour may speak for a side where the place has a say, too.
constexpr double mostByColour = 8;

/// How far around a coarse cut the fine one may go, in pixels.
constexpr int refinedBand = 5;

/// Five Gaussians in RGB that model one side's colours.
struct Mixture {
    struct Component {
        double weight = 0;
        double logNormal = 0; // -1/2 log of the covariance's determinant
        float mean[3] = {}, inverse[6] = {};

        float distance(const uint8_t *p) const {
            float r = p[0] - mean[0], g = p[1] - mean[1], b = p[2] - mean[2];
            return r * (inverse[0] * r + 2 * (inverse[1] * g + inverse[2] * b))
                + g * (inverse[3] * g + 2 * inverse[4] * b) + inverse[5] * b * b;
        }
    };

    std::array<Component, componentCount> components;

    int nearest(const uint8_t *p) const {
        int best = 0;
        double bestScore = -INFINITY;
        for (int i = 0; i < componentCount; i++) {
            if (components[i].weight <= 0) continue;
            double score = components[i].logNormal - 0.5 * components[i].distance(p);
            if (score > bestScore) bestScore = score, best = i;
        }
        return best;
    }

    /// The negative logarithm of the probability density.
    double cost(const uint8_t *p) const {
        double sum = 0;
        for (const auto &c : components) {
            if (c.weight > 0) sum += c.weight * std::exp(c.logNormal - 0.5 * c.distance(p));
        }
        return -std::log(std::max(sum, 1e-300));
    }
};

/// Sums over the pixels of one component.
struct Moments {
    double count = 0, sum[3] = {}, product[6] = {};

    void add(const uint8_t *p) {
        double r = p[0], g = p[1], b = p[2];
        count += 1;
        sum[0] += r, sum[1] += g, sum[2] += b;
        product[0] += r * r, product[1] += r * g, product[2] += r * b;
        product[3] += g * g, product[4] += g * b, product[5] += b * b;
    }

    Mixture::Component component(double total) const {
        Mixture::Component c;
        if (count == 0) return c;
        c.weight = count / total;
        double m[3] = {sum[0] / count, sum[1] / count, sum[2] / count};
        double A = product[0] / count - m[0] * m[0], B = product[1] / count - m[0] * m[1],
               C = product[2] / count - m[0] * m[2], D = product[3] / count - m[1] * m[1],
               E = product[4] / count - m[1] * m[2], F = product[5] / count - m[2] * m[2];
        auto determinant = [&] { return A * (D * F - E * E) - B * (B * F - C * E) + C * (B * E - C * D); };
        double d = determinant();
        if (d <= 1e-6) {
            A += 0.01, D += 0.01, F += 0.01; // white noise, so that one flat colour has an inverse, too
            d = std::max(determinant(), 1e-9);
        }
        c.logNormal = -0.5 * std::log(d);
        for (int i = 0; i < 3; i++) c.mean[i] = float(m[i]);
        double inverse[6] = {D * F - E * E, C * E - B * F, B * E - C * D, A * F - C * C, B * C - A * E, A * D - B * B};
        for (int i = 0; i < 6; i++) c.inverse[i] = float(inverse[i] / d);
        return c;
    }
};

struct Cut {
    const uint8_t *rgb;
    int width, height;
    uint8_t *labels;
    const float *logOdds = nullptr; // of the foreground at each pixel, beside what its colour says
    Mixture mixture[2] = {}; // of the background and of the foreground
    double beta = 0;

    const uint8_t *pixel(int i) const { return rgb + 3 * size_t(i); }

    /// What it costs to call a pixel background (0) or foreground (1): by its colour, and by where it lies.
    std::array<double, 2> costs(int i) const {
        const uint8_t *p = pixel(i);
        double background = mixture[0].cost(p), foreground = mixture[1].cost(p);
        if (!logOdds) return {background, foreground};
        // Colours that neither side has would outweigh any place.
        double least = std::min(background, foreground);
        background = std::min(background - least, mostByColour) + std::max(0.f, logOdds[i]);
        foreground = std::min(foreground - least, mostByColour) + std::max(0.f, -logOdds[i]);
        return {background, foreground};
    }

    double difference(int i, int j) const {
        const uint8_t *p = pixel(i), *q = pixel(j);
        int r = p[0] - q[0], g = p[1] - q[1], b = p[2] - q[2];
        return r * r + g * g + b * b;
    }

    /// Calls visit(pixel, neighbour, isDiagonal) once for every pair of neighbours.
    template <class Visit> void eachPair(Visit &&visit) const {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                if (x > 0) visit(i, i - 1, false);
                if (y == 0) continue;
                if (x > 0) visit(i, i - width - 1, true);
                visit(i, i - width, false);
                if (x + 1 < width) visit(i, i - width + 1, true);
            }
        }
    }

    void measureContrast() {
        double sum = 0, pairs = 0;
        eachPair([&](int i, int j, bool) { sum += difference(i, j), pairs += 1; });
        beta = sum <= 0 ? 0 : pairs / (2 * sum);
    }

    void learn(const std::vector<uint8_t> &assignment) {
        Moments moments[2][componentCount];
        for (int i = 0; i < width * height; i++) moments[isForeground(labels[i])][assignment[i]].add(pixel(i));
        for (int side = 0; side < 2; side++) {
            double total = 0;
            for (auto &m : moments[side]) total += m.count;
            for (int k = 0; k < componentCount; k++) mixture[side].components[k] = moments[side][k].component(total);
        }
    }

    /// First components: k-means over a sample of each side, every pixel then with the nearest centre.
    void begin() {
        std::vector<uint8_t> assignment(size_t(width) * height);
        for (int side = 0; side < 2; side++) {
            std::vector<int> members;
            for (int i = 0; i < width * height; i++) {
                if (isForeground(labels[i]) == (side == 1)) members.push_back(i);
            }
            CV_Assert(!members.empty());
            size_t stride = std::max<size_t>(1, members.size() / 16000);
            std::vector<float> samples;
            for (size_t k = 0; k < members.size(); k += stride) {
                for (int c = 0; c < 3; c++) samples.push_back(pixel(members[k])[c]);
            }
            int count = int(samples.size() / 3), k = std::min(componentCount, count);
            cv::Mat ignored, centres;
            cv::kmeans(
                cv::Mat(count, 3, CV_32FC1, samples.data()), k, ignored,
                cv::TermCriteria(cv::TermCriteria::COUNT, 10, 0), 1, cv::KMEANS_PP_CENTERS, centres);
            for (int i : members) {
                float best = INFINITY;
                for (int c = 0; c < k; c++) {
                    const float *centre = centres.ptr<float>(c);
                    const uint8_t *p = pixel(i);
                    float r = p[0] - centre[0], g = p[1] - centre[1], b = p[2] - centre[2];
                    float distance = r * r + g * g + b * b;
                    if (distance < best) best = distance, assignment[i] = uint8_t(c);
                }
            }
        }
        learn(assignment);
    }

    void improve(int rounds) {
        std::vector<int> nodes, undecided;
        for (int i = 0; i < width * height; i++) {
            nodes.push_back(isUndecided(labels[i]) ? int(undecided.size()) : -1);
            if (isUndecided(labels[i])) undecided.push_back(i);
        }
        if (undecided.empty()) return;
        struct Edge {
            int from, to;
            double weight;
        };
        std::vector<Edge> edges;
        std::vector<std::array<double, 2>> links(undecided.size(), {0, 0}); // to decided background and foreground
        eachPair([&](int i, int j, bool diagonal) {
            if (nodes[i] < 0 && nodes[j] < 0) return;
            double weight = gamma * (diagonal ? M_SQRT1_2 : 1) * std::exp(-beta * difference(i, j));
            if (nodes[i] >= 0 && nodes[j] >= 0) edges.push_back({nodes[i], nodes[j], weight});
            else if (nodes[i] >= 0) links[nodes[i]][isForeground(labels[j])] += weight;
            else links[nodes[j]][isForeground(labels[i])] += weight;
        });
        std::vector<uint8_t> assignment(size_t(width) * height);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < width * height; i++) {
                assignment[i] = uint8_t(mixture[isForeground(labels[i])].nearest(pixel(i)));
            }
            learn(assignment);
            auto steps = [](double capacity) { return float(std::round(capacity * capacitySteps)); };
            cv::detail::GCGraph<float> graph(unsigned(undecided.size()), unsigned(2 * edges.size()));
            for (size_t n = 0; n < undecided.size(); n++) {
                auto [background, foreground] = costs(undecided[n]);
                graph.addTermWeights(graph.addVtx(), steps(background + links[n][1]), steps(foreground + links[n][0]));
            }
            bool hasEdges = false;
            for (const Edge &edge : edges) {
                float capacity = steps(edge.weight);
                if (capacity == 0) continue;
                graph.addEdges(edge.from, edge.to, capacity, capacity);
                hasEdges = true;
            }
            if (hasEdges) graph.maxFlow();
            for (size_t n = 0; n < undecided.size(); n++) {
                auto [background, foreground] = costs(undecided[n]);
                bool isInFront = hasEdges ? graph.inSourceSegment(int(n)) : background + links[n][1] > foreground + links[n][0];
                labels[undecided[n]] = isInFront ? 3 : 2;
            }
        }
    }
};

void cut(const cv::Mat &rgb, const cv::Mat &logOdds, cv::Mat &labels, int rounds, int mostUndecided);

/// Cuts at half the size, and gives the labels that are left for the full size: undecided only near the coarse cut.
cv::Mat coarselyCut(const cv::Mat &rgb, const cv::Mat &logOdds, const cv::Mat &labels, int rounds, int mostUndecided) {
    cv::Mat half, halfOdds;
    cv::Size size((rgb.cols + 1) / 2, (rgb.rows + 1) / 2);
    cv::resize(rgb, half, size, 0, 0, cv::INTER_AREA);
    if (!logOdds.empty()) cv::resize(logOdds, halfOdds, size, 0, 0, cv::INTER_AREA);
    cv::Mat coarse(size, CV_8UC1);
    for (int y = 0; y < size.height; y++) {
        for (int x = 0; x < size.width; x++) {
            int counts[4] = {};
            for (int k = 0; k < 4; k++) {
                int fullY = std::min(2 * y + k / 2, rgb.rows - 1), fullX = std::min(2 * x + k % 2, rgb.cols - 1);
                counts[labels.at<uint8_t>(fullY, fullX)]++;
            }
            bool foreground = counts[1] + counts[3] > counts[0] + counts[2];
            coarse.at<uint8_t>(y, x) = uint8_t(counts[0] == 4 ? 0 : counts[1] == 4 ? 1 : foreground ? 3 : 2);
        }
    }
    cut(half, halfOdds, coarse, rounds, mostUndecided);

    cv::Mat foreground = coarse & 1, grown, shrunk;
    int radius = (refinedBand + 1) / 2;
    cv::Mat element = cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * radius + 1, 2 * radius + 1));
    cv::dilate(foreground, grown, element);
    cv::erode(foreground, shrunk, element);
    cv::Mat result = labels.clone();
    for (int y = 0; y < rgb.rows; y++) {
        for (int x = 0; x < rgb.cols; x++) {
            uint8_t &label = result.at<uint8_t>(y, x);
            if (!isUndecided(label)) continue;
            bool inside = foreground.at<uint8_t>(y / 2, x / 2);
            bool isNear = grown.at<uint8_t>(y / 2, x / 2) != shrunk.at<uint8_t>(y / 2, x / 2);
            label = uint8_t((isNear ? 2 : 0) + (inside ? 1 : 0));
        }
    }
    return result;
}

/// Whether both sides have a pixel; without, there is nothing to learn a mixture from.
bool hasBothSides(const cv::Mat &labels) {
    int foreground = cv::countNonZero(labels & 1);
    return foreground > 0 && foreground < int(labels.total());
}

void cut(const cv::Mat &rgb, const cv::Mat &logOdds, cv::Mat &labels, int rounds, int mostUndecided) {
    if (!hasBothSides(labels)) return;
    cv::Mat work = labels;
    if (cv::countNonZero(labels & 2) > mostUndecided) {
        work = coarselyCut(rgb, logOdds, labels, rounds, mostUndecided);
        rounds = 1;
    }
    if (hasBothSides(work)) {
        Cut cut{rgb.ptr(), rgb.cols, rgb.rows, work.ptr(), logOdds.empty() ? nullptr : logOdds.ptr<float>()};
        cut.measureContrast();
        cut.begin();
        cut.improve(rounds);
    }
    if (work.data == labels.data) return;
    for (size_t i = 0; i < labels.total(); i++) {
        uint8_t &label = labels.ptr()[i];
        if (isUndecided(label)) label = isForeground(work.ptr()[i]) ? 3 : 2;
    }
}

}

extern "C" int vision_grabcut(
    const uint8_t *rgb, const float *log_odds, int width, int height, uint8_t *labels, int rounds, int most_undecided) {
    return guarded([&] {
        cv::Mat picture = view(rgb, width, height, CV_8UC3), marked = view(labels, width, height, CV_8UC1);
        for (int i = 0; i < width * height; i++) CV_Assert(labels[i] <= 3);
        seed();
        cv::Mat odds = log_odds ? view(log_odds, width, height, CV_32FC1) : cv::Mat();
        cut(picture, odds, marked, rounds, most_undecided);
    });
}
