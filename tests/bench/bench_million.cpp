// A project of a million candidates with 105 fields: how long it takes to open, to filter and to sort, and how much
// memory that needs at most. Made where it is not there yet.
//
//   bench_million [FOLDER [ROWS]]

#include "core/data/filter.h"
#include "core/data/sort.h"
#include "core/store/labels.h"
#include "core/store/project_table.h"
#include "million.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>

using namespace vetrina;
using namespace vetrina::store;

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double peakMb()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Says what a failed step said, and ends.
template <typename T> T& need(Result<T>& result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return *result;
}

void makeProject(const std::filesystem::path& folder, std::int64_t rows)
{
    auto project = Project::create(folder);
    auto writer = CatalogueWriter::open(need(project));
    SyntheticNight night;
    const double begin = now();
    for (auto row = need(writer)->rows(); row < rows; row += 5000) {
        auto added = night.add(**writer, row, std::min(row + 5000, rows));
        need(added);
    }
    std::printf("made in %.1f s\n", now() - begin);
}

} // namespace

int main(int argc, char** argv)
{
    const std::filesystem::path folder =
        argc > 1 ? argv[1] : (std::filesystem::temp_directory_path() / "million.vetrina").string();
    const std::int64_t rows = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
    if (!std::filesystem::exists(folder) && std::getenv("BENCH_MILLION_MAKES") == nullptr) {
        // In a process of its own, so that its memory does not count.
        ::setenv("BENCH_MILLION_MAKES", "1", 1);
        const auto command = std::string(argv[0]) + " '" + folder.string() + "' " + std::to_string(rows);
        if (std::system(command.c_str()) != 0)
            return 1;
    } else if (std::getenv("BENCH_MILLION_MAKES")) {
        makeProject(folder, rows);
        return 0;
    }

    double begin = now();
    auto project = Project::open(folder);
    auto table = ProjectTable::open(need(project), { "ada", "real-bogus", {} });
    auto candid = need(table)->column("candid");
    need(candid);
    std::printf("%zu rows, %zu columns: open %.0f ms, peak %.0f MB\n", (*table)->rows(), (*table)->columnNames().size(),
        (now() - begin) * 1000, peakMb());

    begin = now();
    auto label = (*table)->column("label");
    need(label);
    std::printf("label column, first: %.0f ms\n", (now() - begin) * 1000);
    auto labels = LabelStore::open(*project);
    LabelEvent event;
    event.candidate.id = (*candid)->ints[(*table)->rows() / 2];
    event.user = "ada";
    event.scheme = "real-bogus";
    event.label = "real";
    auto added = need(labels)->add(event);
    need(added);
    begin = now();
    auto next = (*table)->refreshed();
    label = need(next)->column("label");
    need(label);
    std::printf("table and label column after one more label: %.1f ms\n", (now() - begin) * 1000);

    begin = now();
    double sum = 0;
    for (const auto& name : (*table)->columnNames()) {
        auto column = (*table)->column(name);
        need(column);
        for (std::size_t row = 0; row < (*column)->rows; row += 64)
            sum += (*column)->isValid(row) ? 1 : 0;
        if ((*column)->type == data::Column::Type::Float32)
            for (const float value : (*column)->floats)
                sum += value;
    }
    std::printf("every column touched: %.0f ms, peak %.0f MB (%g)\n", (now() - begin) * 1000, peakMb(), sum);

    for (const char* text : { "drb > 0.9", "drb > 0.9 and magpsf < 0.5 and label is none" }) {
        auto filter = data::Filter::parse(text, **next);
        begin = now();
        auto found = need(filter).rows(**next, {});
        std::printf("%s: %.1f ms, %zu rows\n", text, (now() - begin) * 1000, need(found).size());
    }
    std::printf("peak %.0f MB\n", peakMb());
    return 0;
}
