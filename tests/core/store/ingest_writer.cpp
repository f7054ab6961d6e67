// Adds synthetic candidates 0 to COUNT - 1 with their fields in batches until it is killed or done; says on stdout how
// many there are after each batch: ingest_writer PROJECT COUNT BATCH
#include "store_test.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace vetrina;
using namespace vetrina::store;

int main(int, char** argv)
{
    const auto project = Project::create(argv[1]);
    if (!project)
        return std::fprintf(stderr, "%s\n", project.error().message.c_str()), 1;
    auto writer = CatalogueWriter::open(*project);
    if (!writer)
        return std::fprintf(stderr, "%s\n", writer.error().message.c_str()), 1;
    const long count = std::atol(argv[2]), inBatch = std::atol(argv[3]);
    const auto schema = (*writer)->schema("s");
    for (long first = 0; first < count; first += inBatch) {
        std::vector<SyntheticCandidate> candidates;
        data::ColumnBatch fields;
        const auto number = fields.column("number", data::Column::Type::Int64);
        for (long i = first; i < std::min(first + inBatch, count); ++i) {
            candidates.emplace_back(i, 2000);
            fields.at(number).append(std::int64_t(i));
            fields.endRow();
        }
        std::vector<NewCandidate> batch;
        for (const auto& candidate : candidates)
            batch.push_back(candidate.asNew(*schema));
        if (const auto added = (*writer)->add(batch, &fields); !added)
            return std::fprintf(stderr, "%s\n", added.error().message.c_str()), 1;
        const auto line = std::to_string((*writer)->rows()) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
            return 1;
    }
    return 0;
}
