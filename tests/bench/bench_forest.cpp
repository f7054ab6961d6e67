// Isolation forest: 1 M candidates of 32 fields, fitted and scored, against scikit-learn and coniferest on the same
// numbers and threads, in one run; and the nearest neighbours' rate.
//
//     bench_forest [PYTHON with scikit-learn and coniferest] [ROWS]

#include "core/anomaly/forest.h"
#include "core/anomaly/knn.h"
#include "core/base/thread.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>
#include <string>

using namespace vetrina;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t columns = 32;
constexpr int rounds = 3; ///< the best one counts, as with the peers

double seconds(Clock::time_point since) { return std::chrono::duration<double>(Clock::now() - since).count(); }

/// Nearly normal, every field a little like the one before it; one row in a hundred three times as wide.
std::vector<float> numbers(std::size_t rows)
{
    std::vector<float> values(rows * columns);
    std::uint64_t state = 1;
    const auto even = [&] {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<float>(state >> 40) / (1 << 24) - 0.5F;
    };
    for (std::size_t row = 0; row < rows; ++row) {
        float before = 0;
        const float wide = row % 100 == 0 ? 3.F : 1.F;
        for (std::size_t column = 0; column < columns; ++column) {
            before = 0.4F * before + wide * (even() + even() + even() + even());
            values[row * columns + column] = before;
        }
    }
    return values;
}

std::vector<double> ranks(const std::vector<float>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> rank(values.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        rank[order[i]] = static_cast<double>(i);
    return rank;
}

double spearman(const std::vector<float>& a, const std::vector<float>& b)
{
    const auto ra = ranks(a), rb = ranks(b);
    const double mean = static_cast<double>(a.size() - 1) / 2;
    double product = 0, square = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += (ra[i] - mean) * (rb[i] - mean);
        square += (ra[i] - mean) * (ra[i] - mean);
    }
    return product / square;
}

void bench(const std::string& python, std::size_t rows, unsigned threads)
{
    const auto values = numbers(rows);
    std::vector<std::int64_t> ids(rows);
    std::iota(ids.begin(), ids.end(), std::int64_t(0));
    const anomaly::Rows all{ MatrixView::byRows(values, columns), ids };
    Executor pool("bench", threads, 64, Executor::WhenFull::Wait);
    const anomaly::Run run{ pool, {} };

    std::vector<float> out(rows);
    double fit = 0, score = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const auto began = Clock::now();
        const auto made = anomaly::Forest::fit({}, all, run);
        const double fitted = seconds(began);
        if (!made || !made->score(all, out, run))
            return;
        const double done = seconds(began);
        if (done < fit + score) {
            fit = fitted;
            score = done - fitted;
        }
    }
    std::printf(
        "isolation forest, %zu x %zu, 100 trees of 256, %u threads, %s\n\n"
        "| | fit, s | score, s | both, s | ours is faster by | Spearman with ours |\n|---|---|---|---|---|---|\n"
        "| vetrina | %.3f | %.3f | %.3f | | |\n",
        rows, columns, threads, anomaly::Forest::instructions().c_str(), fit, score, fit + score);
    if (!python.empty()) {
        const auto file = std::filesystem::temp_directory_path() / ("bench_forest." + std::to_string(rows));
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * 4));
        const std::string command = python + " " VETRINA_BENCH_SOURCE "/forest_peer.py " + file.string() + " "
            + std::to_string(rows) + " " + std::to_string(columns) + " " + std::to_string(threads);
        std::FILE* lines = popen(command.c_str(), "r");
        char line[200];
        while (lines && std::fgets(line, sizeof line, lines)) {
            std::istringstream words(line);
            std::string name, word;
            double peerFit = 0, peerScore = 0;
            words >> name >> word >> peerFit >> word >> peerScore;
            if (name == "itself") {
                std::printf("\nSpearman of scikit-learn with itself at another seed: %s\n", word.c_str());
                continue;
            }
            std::vector<float> theirs(rows);
            const std::string scores = file.string() + "." + name;
            std::ifstream(scores, std::ios::binary)
                .read(reinterpret_cast<char*>(theirs.data()), static_cast<std::streamsize>(rows * 4));
            std::filesystem::remove(scores);
            std::printf("| %s | %.3f | %.3f | %.3f | %.1f | %.3f |\n", name.c_str(), peerFit, peerScore,
                peerFit + peerScore, (peerFit + peerScore) / (fit + score), spearman(out, theirs));
        }
        if (lines)
            pclose(lines);
        std::filesystem::remove(file);
    }

    const std::size_t some = std::min<std::size_t>(rows, 100'000);
    const auto began = Clock::now();
    const auto knn = anomaly::Knn::fit({}, all, run);
    if (!knn || !knn->score({ all.features.part(0, some), all.ids.first(some) }, std::span(out).first(some), run))
        return;
    const double took = seconds(began);
    std::printf("\nnearest neighbours, %zu against %zu, k 10: %.2f s, %.0f candidates/s\n", some, knn->referenceRows(),
        took, static_cast<double>(some) / took);
}

} // namespace

int main(int count, char** arguments)
{
    bench(count > 1 ? arguments[1] : "", count > 2 ? std::stoul(arguments[2]) : 1'000'000, usableCores());
    return 0;
}
