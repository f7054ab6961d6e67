#pragma once

#include "core/anomaly/scorer.h"

#include <QFile>
#include <QString>
#include <QStringList>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>
#include <span>
#include <vector>

/// tests/golden/anomaly/scikit_learn.csv, by column.
struct Golden {
    static constexpr std::size_t columns = 8;

    std::map<QString, std::vector<float>> column;
    std::vector<float> values; ///< row after row
    std::vector<std::int64_t> ids; ///< 0, 1, ..

    [[nodiscard]] std::size_t rows() const { return ids.size(); }
    [[nodiscard]] vetrina::anomaly::Rows all() const { return { vetrina::MatrixView::byRows(values, columns), ids }; }

    Golden()
    {
        QFile file(QStringLiteral(VETRINA_SOURCE_DIR "/tests/golden/anomaly/scikit_learn.csv"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the golden file is not here");
        file.readLine(); // versions
        const auto names = QString::fromUtf8(file.readLine()).trimmed().split(',');
        while (!file.atEnd()) {
            const auto cells = QString::fromUtf8(file.readLine()).trimmed().split(',');
            for (int i = 0; i < cells.size(); ++i)
                column[names[i]].push_back(cells[i].toFloat());
            for (int i = 0; i < int(columns); ++i)
                values.push_back(cells[i].toFloat());
            ids.push_back(static_cast<std::int64_t>(ids.size()));
        }
    }
};

/// Places in order, equal values sharing theirs.
inline std::vector<double> ranksOf(std::span<const float> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        auto end = i;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        for (auto at = i; at < end; ++at)
            ranks[order[at]] = static_cast<double>(i + end - 1) / 2;
        i = end;
    }
    return ranks;
}

inline double spearman(std::span<const float> a, std::span<const float> b)
{
    const auto x = ranksOf(a), y = ranksOf(b);
    const double mean = static_cast<double>(a.size() - 1) / 2;
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean) * (y[i] - mean);
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
    }
    return xy / std::sqrt(xx * yy);
}

/// A pool of threads for a test.
struct Pool {
    explicit Pool(unsigned threads = 2)
        : executor("test", threads, 64, vetrina::Executor::WhenFull::Wait)
    {
    }
    [[nodiscard]] vetrina::anomaly::Run run(std::stop_token stop = {}, vetrina::Progress* progress = nullptr)
    {
        return { executor, stop, progress };
    }
    vetrina::Executor executor;
};

/// The values of a scorer that must fit, of the rows that it learnt from.
inline std::vector<float> fitAndScore(
    const vetrina::anomaly::Options& options, const vetrina::anomaly::Rows& rows, unsigned threads = 2)
{
    Pool pool(threads);
    std::vector<float> values(rows.features.rows, -1);
    const auto scorer = vetrina::anomaly::fit(options, rows, pool.run());
    if (!scorer || !(*scorer)->score(rows, values, pool.run()))
        qFatal("it did not fit");
    return values;
}

/// Numbers that are nearly normal.
inline std::vector<float> normals(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<float> values(count);
    for (float& value : values) {
        value = -6;
        for (int i = 0; i < 12; ++i)
            value += static_cast<float>(random()) * 0x1p-32F;
    }
    return values;
}
