// Filters and sorts a table of a million rows, beside numpy on the same numbers in the same run.
//
//   bench_filter [ROWS [PYTHON]]      the Python that has numpy; without it only ours is measured

#include "core/base/thread.h"
#include "core/data/filter.h"
#include "core/data/memory_table.h"
#include "core/data/sort.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <random>
#include <sstream>

using namespace vetrina;
using namespace vetrina::data;

namespace {

/// The median of nine, in ms.
double timed(const std::function<void()>& work)
{
    std::vector<double> ms;
    for (int i = 0; i < 9; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(ms, ms.begin() + 4);
    return ms[4];
}

/// What numpy is given to do; `v` and `m` are the values and the masks of what is not null.
struct Case {
    const char* name;
    const char* filter; ///< or the sort key
    const char* numpy;
    bool sort = false;
};

constexpr Case cases[] = {
    { "one comparison", "drb > 0.9", "np.flatnonzero((drb > 0.9) & drb_valid)" },
    { "the design's example", "drb > 0.9 and magpsf < 18.5 and label is none and not (ssdistnr between 0 and 5)",
        "np.flatnonzero((drb > 0.9) & drb_valid & (magpsf < 18.5) & ~label_valid & ~((ssdistnr >= 0) & (ssdistnr <= "
        "5)))" },
    { "arithmetic", "abs(magpsf - 2.5 * drb) > 16 and jd - 2460000 < 100",
        "np.flatnonzero((np.abs(magpsf - 2.5 * drb) > 16) & drb_valid & (jd - 2460000 < 100))" },
    { "64-bit ids in a list", "candid in (2481000000000000007, 2481000000000500000, 2481000000000900000, 5)",
        "np.flatnonzero(np.isin(candid, [2481000000000000007, 2481000000000500000, 2481000000000900000, 5]))" },
    { "cone", "cone(180, 10, 3600)",
        "np.flatnonzero(2 * np.arcsin(np.sqrt(np.sin(np.radians(dec - 10) / 2)**2 + np.cos(np.radians(dec))"
        " * np.cos(np.radians(10)) * np.sin(np.radians(ra - 180) / 2)**2)) <= np.radians(1))" },
    { "text", "objectId like 'ZTF18a%'", "np.flatnonzero(np.char.startswith(objectId, 'ZTF18a'))" },
    { "sort by float32 with nulls", "drb", "np.argsort(np.where(drb_valid, drb, np.inf), kind='stable')", true },
    { "sort by float64", "jd,desc", "np.argsort(-jd, kind='stable')", true },
    { "sort by int64", "candid", "np.argsort(candid, kind='stable')", true },
    { "sort by text", "objectId", "np.argsort(objectId, kind='stable')", true },
};

template <typename T> void save(const std::filesystem::path& folder, const char* name, const std::vector<T>& values)
{
    std::ofstream(folder / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

/// Milliseconds a case, by numpy; empty where there is none.
std::vector<double> numpyTimes(const std::filesystem::path& folder, const std::string& python)
{
    {
        std::ofstream script(folder / "numpy_times.py");
        script << "import numpy as np, time, sys\nf = sys.argv[1]\n"
                  "def load(n, t): return np.fromfile(f + '/' + n, t)\n"
                  "drb, drb_valid = load('drb', 'f4'), load('drb_valid', '?')\n"
                  "label_valid = load('label_valid', '?')\nmagpsf, ssdistnr = load('magpsf', 'f4'), load('ssdistnr', "
                  "'f4')\n"
                  "jd, ra, dec = load('jd', 'f8'), load('ra', 'f8'), load('dec', 'f8')\ncandid = load('candid', 'i8')\n"
                  "objectId = load('objectId', 'S12').astype('U12')\n"
                  "def timed(work):\n  t = []\n  for i in range(5):\n    b = time.perf_counter(); work()\n"
                  "    t.append(time.perf_counter() - b)\n  return sorted(t)[2] * 1000\n";
        for (const auto& c : cases)
            script << "print(timed(lambda: " << c.numpy << "), flush=True)\n";
    }
    const std::string command =
        python + " " + (folder / "numpy_times.py").string() + " " + folder.string() + " 2>/dev/null";
    std::vector<double> times;
    if (FILE* out = popen(command.c_str(), "r")) {
        double ms = 0;
        while (std::fscanf(out, "%lf", &ms) == 1)
            times.push_back(ms);
        pclose(out);
    }
    return times;
}

} // namespace

int main(int argc, char** argv)
{
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> unit;
    std::vector<float> drb(rows), magpsf(rows), ssdistnr(rows);
    std::vector<double> jd(rows), ra(rows), dec(rows);
    std::vector<std::int64_t> candid(rows);
    std::vector<std::uint8_t> drbValid(rows), labelValid(rows);
    std::vector<char> names;
    ColumnBatch batch;
    const auto column = [&](const char* name, Column::Type type) { return batch.column(name, type); };
    const auto drbAt = column("drb", Column::Type::Float32), magAt = column("magpsf", Column::Type::Float32),
               ssAt = column("ssdistnr", Column::Type::Float32), jdAt = column("jd", Column::Type::Float64),
               raAt = column("ra", Column::Type::Float64), decAt = column("dec", Column::Type::Float64),
               idAt = column("candid", Column::Type::Int64), labelAt = column("label", Column::Type::Text),
               nameAt = column("objectId", Column::Type::Text);
    for (std::size_t i = 0; i < rows; ++i) {
        drbValid[i] = unit(random) > 0.1;
        labelValid[i] = unit(random) > 0.8;
        drb[i] = static_cast<float>(unit(random));
        magpsf[i] = static_cast<float>(14 + 7 * std::sqrt(unit(random)));
        ssdistnr[i] = unit(random) < 0.7 ? -999.f : static_cast<float>(30 * unit(random));
        jd[i] = 2460000 + 300 * unit(random);
        ra[i] = 360 * unit(random);
        dec[i] = 180 * unit(random) - 90;
        candid[i] = 2481000000000000000 + static_cast<std::int64_t>(random() % (4 * rows));
        char name[16];
        std::snprintf(name, sizeof name, "ZTF%02d%c%c%c%c%c%c%c", int(17 + random() % 8), int('a' + random() % 3),
            int('a' + random() % 26), int('a' + random() % 26), int('a' + random() % 26), int('a' + random() % 26),
            int('a' + random() % 26), int('a' + random() % 26));
        names.insert(names.end(), name, name + 12);
        if (drbValid[i])
            batch.at(drbAt).append(drb[i]);
        batch.at(magAt).append(magpsf[i]);
        batch.at(ssAt).append(ssdistnr[i]);
        batch.at(jdAt).append(jd[i]);
        batch.at(raAt).append(ra[i]);
        batch.at(decAt).append(dec[i]);
        batch.at(idAt).append(candid[i]);
        if (labelValid[i])
            batch.at(labelAt).append("bogus");
        batch.at(nameAt).append(std::string_view(name, 12));
        batch.endRow();
    }
    const MemoryTable table(std::move(batch));

    const auto folder = std::filesystem::temp_directory_path() / "vetrina_bench_filter";
    std::filesystem::create_directories(folder);
    save(folder, "drb", drb);
    save(folder, "drb_valid", drbValid);
    save(folder, "label_valid", labelValid);
    save(folder, "magpsf", magpsf);
    save(folder, "ssdistnr", ssdistnr);
    save(folder, "jd", jd);
    save(folder, "ra", ra);
    save(folder, "dec", dec);
    save(folder, "candid", candid);
    save(folder, "objectId", names);
    const auto peer = argc > 2 ? numpyTimes(folder, argv[2]) : std::vector<double>();
    std::filesystem::remove_all(folder);

    std::printf("%zu rows, %u cores%s\n", rows, usableCores(), peer.empty() ? ", without numpy" : "");
    std::printf("%-28s %10s %10s %10s %8s\n", "", "found", "ms", "numpy ms", "ratio");
    std::vector<Row> all(rows);
    std::iota(all.begin(), all.end(), Row(0));
    for (std::size_t i = 0; i < std::size(cases); ++i) {
        std::size_t found = 0;
        double ms = 0;
        if (cases[i].sort) {
            const std::vector<SortKey> keys{ *SortKey::parse(cases[i].filter) };
            ms = timed([&] { found = sortedRows(table, all, keys)->size(); });
        } else {
            ms = timed([&] { found = Filter::parse(cases[i].filter, table)->rows(table)->size(); });
        }
        std::printf("%-28s %10zu %10.1f", cases[i].name, found, ms);
        if (i < peer.size())
            std::printf(" %10.1f %7.1fx", peer[i], peer[i] / ms);
        std::printf("\n");
    }
}
